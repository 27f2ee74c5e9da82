"""Port: the matcher, which knows the places that must not be named. Disclosure knows none.

Whoever wrote a text and does not know the place learns nothing here: no state, clock, order, query or entry of theirs
depends on what the matcher finds. It is asked by those who know the place already, and told to custodians.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from access.errors import Refused
from audit.errors import PlaceNamed

NAMES_A_PLACE = _(
    "Teks ini menyebut tempat yang Anda kenal sebagai lokasi rahasia, jadi belum disimpan. Isian Anda tetap ada. "
    "Hapus jalan, nomor, telepon, atau penandanya, lalu simpan lagi."
)
AWAY = _(
    "Belum terkirim: pencocok lokasi sedang tidak menjawab, dan sesudah terkirim tidak ada lagi yang memeriksa. "
    "Isian Anda tetap ada. Coba lagi beberapa menit lagi."
)


class Away(Exception):
    """The matcher does not answer."""


@dataclass(frozen=True)
class Mark:
    """What a custodian is told of a text: which phrases name a known place, or that something beyond them does."""

    phrases: frozenset[int] = field(default_factory=frozenset)
    beyond: bool = False


class Matcher(Protocol):
    """What the package that knows the places brings."""

    def ready(self) -> bool:
        """Whether the matcher answers now. While it does not, documents wait and typing goes on."""

    def names_a_place(self, text: str, writer) -> bool:
        """Whether TEXT names a place that WRITER may know; False for whoever knows none, without any look.

        Raises Away while it does not answer.
        """

    def marks(self, custodian, releases: Collection[UUID]) -> Mapping[UUID, Mark]:
        """What was found in these texts, for a custodian of the place; the same queries and entries whatever it was."""


_matcher: Matcher | None = None


def register(matcher: Matcher) -> None:
    """Called once, when the apps are ready."""
    global _matcher
    _matcher = matcher


def registered() -> bool:
    """Whether a matcher was brought."""
    return _matcher is not None


def matcher() -> Matcher:
    """The matcher; raises where none was brought, so that nothing leaves unseen."""
    if _matcher is None:
        raise ImproperlyConfigured("No matcher is registered: nothing may leave. See disclosure.matching.register.")
    return _matcher


def refuse_places(text: str, writer) -> None:
    """Raises PlaceNamed where TEXT names a place that WRITER may know, Refused while nobody can say.

    For what others read at once, with no gate before it and no look after it. Whoever knows no place is never refused.
    """
    try:
        named = matcher().names_a_place(text, writer)
    except Away:
        raise Refused(AWAY, field="text") from None
    if named:
        raise PlaceNamed(NAMES_A_PLACE, field="text")
