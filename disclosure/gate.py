"""The gate: free text leaves only when it holds no place-like phrase, or when a custodian has released it.

    state = gate.submit(text, subject=f"note:{note.pk}", about=note.case_id, writer=by)  # inside an @action
    gate.is_released(subject)  # before it is shown outside the writer's agency, printed or sent

*Leaves* means: becomes readable outside the writer's agency, or becomes a file, a print or a message. The gate knows no
house: it looks for phrases by general patterns, so what it answers is the same wherever a house stands. Each text also
lies here, sealed, until the matcher has looked at it; what that finds is told to custodians and changes nothing here.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable
from contextlib import suppress
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.errors import Refused
from disclosure import extraction, matching
from disclosure.models.release import Release
from disclosure.phrases import place_like
from disclosure.workflow import GateState
from vault import keyring

# Given to any text that says where somebody stays, right or wrong, so that a guess learns nothing.
REWRITE_SENTENCE = _("Mohon tulis ulang teks ini tanpa menyebut tempat seseorang tinggal atau berada.")
MAC_COLUMN = "disclosure.release.text"

_listeners: dict[str, Callable] = {}


def submit(text: str, *, subject: str, about: UUID, writer) -> GateState:
    """Puts TEXT before the gate and says what it may do now. Call it inside an action; the case's key must exist.

    The same text keeps its decision. A changed text is a new revision, decided anew. Raises Refused when it names a
    place that its writer knows.
    """
    with suppress(matching.Away):  # typing goes on: the text lies here until it was looked at
        if matching.matcher().names_a_place(text, writer):
            raise Refused(matching.NAMES_A_PLACE, field="text")
    return _enter(text, place_like(text), subject, about, writer)


def submit_file(content: bytes, kind: str, *, subject: str, about: UUID, writer) -> GateState:
    """Puts a file that leaves before the matcher. Its texts were each before the gate, so nothing in it waits here."""
    return _enter(extraction.text_of(content, kind), [], subject, about, writer)


def _enter(text: str, phrases: list[str], subject: str, about: UUID, writer) -> GateState:
    last = Release.objects.select_for_update().filter(subject=subject).order_by("-text_revision").first()
    mac = _mac(subject, text)
    if last is not None:
        same = hmac.compare_digest(bytes(last.text_mac), mac)
        if last.current != same:
            last.current = same
            last.save(update_fields=["current"])
        if same:
            return GateState(last.state)
    release = Release(
        case_id=about,
        subject=subject,
        text_revision=last.text_revision + 1 if last else 1,
        state=GateState.WAITING if phrases else GateState.RELEASED,
        text_mac=mac,
        phrases=phrases,
        unseen=text,
        writer=writer,
        submitted_at=timezone.now(),
    )
    release.save()
    return GateState(release.state)


def withdraw(prefix: str) -> None:
    """Takes back what still waits under PREFIX; a custodian's answer stands. Call it inside an action."""
    _retire(Release.objects.filter(subject__startswith=prefix, state=GateState.WAITING))


def forget_others(prefix: str, keep: Iterable[str]) -> None:
    """Takes back everything under PREFIX but KEEP: the other texts are no longer part of what leaves."""
    _retire(Release.objects.filter(subject__startswith=prefix).exclude(subject__in=list(keep)))


def _retire(releases) -> None:
    for release in releases.filter(current=True):
        release.current = False
        release.save(update_fields=["current"])


def state(subject: str) -> GateState | None:
    """What the gate said of the subject's newest text; None when nothing was ever submitted."""
    return states([subject]).get(subject)


def states(subjects: Iterable[str]) -> dict[str, GateState]:
    """The same for many subjects, in one query. A subject without an answer is absent."""
    rows = Release.objects.filter(subject__in=list(subjects), current=True).values_list("subject", "state")
    return {subject: GateState(value) for subject, value in rows}


def states_under(prefix: str) -> dict[str, GateState]:
    """The newest answers of every subject that begins with PREFIX."""
    rows = Release.objects.filter(subject__startswith=prefix, current=True).values_list("subject", "state")
    return {subject: GateState(value) for subject, value in rows}


def is_released(subject: str, text: str | None = None) -> bool:
    """Whether the subject's newest text may leave. With TEXT: whether exactly that text may. Unknown may not."""
    release = Release.objects.filter(subject=subject, current=True, state=GateState.RELEASED).first()
    if release is None:
        return False
    return text is None or hmac.compare_digest(bytes(release.text_mac), _mac(subject, text))


def unseen(limit: int, without: Iterable[UUID] = ()) -> list[Release]:
    """Texts that the matcher has not looked at, oldest first, with their writers, so that none is asked for later."""
    waiting = Release.objects.filter(unseen__isnull=False).exclude(pk__in=list(without))
    rows = waiting.select_related("writer__agency")
    return list(rows.order_by("submitted_at", "pk")[:limit])


def on_decision(prefix: str, listener: Callable) -> None:
    """Port: `listener(subject, state, by)` is called inside the custodian's action for subjects with that prefix."""
    _listeners[prefix] = listener


def decided(release: Release, by) -> None:
    """Tells whoever listens to the release's subject."""
    for prefix, listener in _listeners.items():
        if release.subject.startswith(prefix):
            listener(release.subject, GateState(release.state), by)


def _mac(subject: str, text: str) -> bytes:
    return keyring.mac(MAC_COLUMN, f"{subject}\0{text}".encode())
