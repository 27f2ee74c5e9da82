"""One court-ready file: rendered, signed, and checked before anybody gets it. No database knows of it yet.

A package whose documents must not be known to the main database makes them with `make` and keeps them itself.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from typing import Any

from django.utils import translation

from disclosure import render, signing
from disclosure.letter import Letter
from disclosure.papers import Paper


@dataclasses.dataclass(frozen=True)
class Made:
    """A signed PDF and its digest."""

    pdf: bytes
    sha256: str


def make(paper: Paper, context: Any, letter: Letter, *, at: datetime.datetime) -> Made:
    """Renders and signs. Raises rather than give out a file whose own signature does not cover all of it."""
    with translation.override("id"):
        unsigned = render.pdf(paper, context, letter, made_at=at)
        signed = signing.sign(unsigned, reason=f"{paper.title} {letter.number}".strip(), at=at)
    verdict = signing.verify(signed)
    if not verdict.good:
        raise signing.SignatureBroken(verdict.problem)
    return Made(signed, hashlib.sha256(signed).hexdigest())
