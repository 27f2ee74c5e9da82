"""A text that names a house's location, found by the matcher. Only custodians of that house see it."""

from __future__ import annotations

import uuid

from django.db import models

from shelters.models.base import ShelterModel

OF_HITS = uuid.UUID("5d3b6d5e-5a0e-4c55-9c0e-7f6f0d2f0a11")  # a name space of our own


class Hit(ShelterModel):
    """One text and one house. Its id is made of theirs and nothing in it is sealed: a hit draws no randomness.

    `marks` are the numbers of the place-like phrases that name the house; none where something beyond them does.
    `alert` says that the text had left already when it was found.
    """

    release_id = models.UUIDField(db_index=True)
    case_id = models.UUIDField()
    house_id = models.UUIDField()
    marks = models.JSONField(default=list)
    alert = models.BooleanField(default=False)
    found_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    handled_by_id = models.UUIDField(null=True)

    guarded_by = "house_id"
    wall = "case_id"
    audit_kind = "hit"
    plain_text = {"marks": "numbers of phrases, never the phrases"}

    class Meta(ShelterModel.Meta):
        ordering = ("found_at", "id")
        indexes = [models.Index(fields=["alert", "handled_at"], name="hit_alerts")]

    @staticmethod
    def id_of(release_id: uuid.UUID, house_id: uuid.UUID) -> uuid.UUID:
        """The id of the hit of this text on this house: looking twice finds it once."""
        return uuid.uuid5(OF_HITS, f"{release_id}:{house_id}")

    def __str__(self) -> str:
        return "Temuan pencocok"
