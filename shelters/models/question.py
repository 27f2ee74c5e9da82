"""What auditors ask about house events, and what came of it: told by this database alone."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from audit.models import Asking, AskingStep
from shelters.models.base import SealedShelterModel
from shelters.models.reference import HouseReference
from vault.purpose import Purpose

QUESTIONS_KEY = UUID("6c6f6700-7175-4573-8f6e-730000000001")
"""Owns the key of all of them, under the houses' root: not every event has a house, and no answer is a house's own."""


class _OfHouses(SealedShelterModel):
    sealed_purpose = Purpose.LOCATION
    sealed_owner = "questions_key"
    audit_kind = "question"

    class Meta(SealedShelterModel.Meta):
        abstract = True

    @property
    def questions_key(self) -> UUID:
        return QUESTIONS_KEY


class HouseQuestion(Asking, _OfHouses):
    """A question about the house event that `reference` stands for."""

    reference = models.ForeignKey(HouseReference, on_delete=models.PROTECT, related_name="questions")

    guarded_by = "reference__house_id"

    class Meta(_OfHouses.Meta):
        pass


class HouseQuestionStep(AskingStep, _OfHouses):
    """A step of such a question."""

    question = models.ForeignKey(HouseQuestion, on_delete=models.PROTECT, related_name="steps")

    guarded_by = "question__reference__house_id"

    class Meta(_OfHouses.Meta):
        constraints = [models.UniqueConstraint(fields=["question", "kind"], name="house_question_step_once")]
