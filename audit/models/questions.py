"""What an auditor asks about an entry, and what came of it: rows that are written once, each with its own entry.

A house event is asked about in the houses' database alone; what both kinds of questions are made of is said here.
"""

from __future__ import annotations

from uuid import UUID

from django.db import models

from audit.models.reasons import REASONS_KEY
from vault.fields import SealedTextField
from vault.models import SealedModel
from vault.purpose import Purpose

SIZE = 4096
"""Bytes of a question, an answer or a note, in UTF-8: the pages take 1,000 characters of four at most."""


class Asking(models.Model):
    """A question BY an auditor to the one who is ASKED: who acted or, QUIETLY, somebody above them.

    `file` is the case that the act was about: a wall before it keeps the asked from the question. It is no `case_id`,
    since a question is about the log: a file's list holds what was done with the file.
    """

    asked = models.UUIDField(db_index=True)
    quietly = models.BooleanField()
    by = models.UUIDField()
    file = models.UUIDField(null=True)
    at = models.DateTimeField()
    due = models.DateTimeField()
    text = SealedTextField(pad=SIZE)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return "Permintaan penjelasan"

    def step(self, kind: str) -> AskingStep | None:
        """What was done with it of this kind, if it was; of `steps`, which a list loads with its questions."""
        return next((step for step in self.steps.all() if step.kind == kind), None)

    @property
    def is_open(self) -> bool:
        """Whether its answer is still waited for."""
        return self.step(Step.ANSWER) is None and self.step(Step.REVIEW) is None


class Step(models.TextChoices):
    """What becomes of a question, each once."""

    ANSWER = "answer"
    SILENCE = "silence"  # three days went by without an answer
    REVIEW = "review"  # an auditor signed it off, with a note


class AskingStep(models.Model):
    """One of them: who, when, and the answer's or the note's text. Silence is nobody's, and says nothing."""

    plain_text = {"kind": "a coded step"}

    kind = models.CharField(max_length=8, choices=Step)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()
    text = SealedTextField(pad=SIZE, null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"Penjelasan: {self.kind}"


class _OfTheLog(SealedModel):
    """Sealed with what readers type, and written once."""

    sealed_purpose = Purpose.AUDIT
    sealed_owner = "reasons_key"
    audit_kind = "question"
    append_only: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @property
    def reasons_key(self) -> UUID:
        return REASONS_KEY


class Question(Asking, _OfTheLog):
    """A question about the entry `entry`, which is no house event's."""

    entry = models.UUIDField(db_index=True)

    class Meta:
        verbose_name = "permintaan penjelasan"


class QuestionStep(AskingStep, _OfTheLog):
    """A step of such a question."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        verbose_name = "penjelasan"
        constraints = [models.UniqueConstraint(fields=["question", "kind"], name="question_step_once")]
