"""A document's way: draf → tinjau → tanda tangan → terbit → serah, or ditarik before anybody signs; and a text's way
through the gate."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.transitions import Transitions


class DocumentState(models.TextChoices):
    """Where a document stands. `signed` is the moment between the signer's act and the worker's finished file."""

    DRAFT = "draft", _("Draf")
    REVIEW = "review", _("Tinjau")
    SIGNING = "signing", _("Tanda tangan")
    SIGNED = "signed", _("Sedang diterbitkan")
    ISSUED = "issued", _("Terbit")
    HANDED = "handed", _("Serah")
    WITHDRAWN = "withdrawn", _("Ditarik")


class GateState(models.TextChoices):
    """What the gate says of a text: it may leave, it waits for a custodian, or it is to be rewritten."""

    RELEASED = "released", _("Dilepaskan")
    WAITING = "waiting", _("Menunggu pelepasan")
    REWRITE = "rewrite", _("Perlu ditulis ulang")


TRANSITIONS = {
    ("draft", "submit"): "review",
    ("review", "cleared"): "signing",
    ("review", "return"): "draft",
    ("signing", "return"): "draft",
    ("signing", "sign"): "signed",
    ("draft", "withdraw"): "withdrawn",
    ("review", "withdraw"): "withdrawn",
    ("signing", "withdraw"): "withdrawn",
    ("signed", "issue"): "issued",
    ("issued", "hand"): "handed",
    ("handed", "hand"): "handed",
}
DOCUMENT = Transitions(TRANSITIONS)

RELEASE_TRANSITIONS = {
    ("waiting", "release"): "released",
    ("waiting", "rewrite"): "rewrite",
}
RELEASE = Transitions(RELEASE_TRANSITIONS)

STEPS = [DocumentState.DRAFT, DocumentState.REVIEW, DocumentState.SIGNING, DocumentState.ISSUED, DocumentState.HANDED]


def step_of(state: str) -> str:
    """The step of the stepper that STATE belongs to."""
    return DocumentState.SIGNING if state == DocumentState.SIGNED else state
