"""Filling a document: the paper's builder says what to open, one `reveal` opens it, the context comes out.

with drafting.opened(document, by) as draft:
    draft.context, draft.typed, draft.missing

drafting.send(document, by=by)     # opens, then fixes the content and puts it before the gate
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import translation

from audit.reveal import reveal
from disclosure import queries
from disclosure.actions import send_for_review
from disclosure.models import Document
from vault.sealed import Closed


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class Draft(Closed):
    """A draft's values, open until the block ends."""

    context: Any
    typed: dict[str, str]
    missing: list[str]


def wants(document: Document, builder) -> list[tuple]:
    """What a draft opens: what was typed on its form, and whatever its builder asks for."""
    return [(document, "typed"), *builder.wants()]


def draft_of(document: Document, builder, opened) -> Draft:
    """The draft from what `reveal` opened."""
    typed = opened[document, "typed"]
    with translation.override("id"):  # a document is in Indonesian, whoever's page it is filled from
        context = builder.context(opened, typed)
    return Draft(context, typed, document.paper.missing(context))


@contextmanager
def opened(document: Document, by, *, reason: str = "") -> Iterator[Draft]:
    """The document's values as they stand now, for one who may write it. One entry, as for any page."""
    document = queries.get(by, "write", document.pk)
    builder = document.paper.builder(document, by)
    purpose = f"document.{document.kind}"
    with reveal(by, purpose, document, wants(document, builder), reason, permission=document.permission) as values:
        yield draft_of(document, builder, values)


def send(document: Document, *, by, reason: str = "") -> Document:
    """Opens the draft as BY may see it, fixes that as its content, and puts it before the gate."""
    with opened(document, by, reason=reason) as draft:
        context = draft.context
    return send_for_review(document, context=context, by=by)
