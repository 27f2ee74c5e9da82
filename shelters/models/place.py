"""Rooms and the places to sleep in them. A place may sleep a mother with her children."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from shelters.models.base import ShelterModel
from shelters.models.house import House


class Room(ShelterModel):
    """A room by its number in the house."""

    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="rooms")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(99)])

    guarded_by = "house_id"
    audit_kind = "room"

    class Meta(ShelterModel.Meta):
        ordering = ("house_id", "number")
        constraints = [models.UniqueConstraint(fields=["house", "number"], name="one_room_per_number")]

    def __str__(self) -> str:
        return f"Kamar {self.number}"


class Place(ShelterModel):
    """A place to sleep: one resident with whoever came with her, at most `sleeps` people."""

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="places")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(99)])
    sleeps = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(12)])
    in_use = models.BooleanField(default=True)

    guarded_by = "room__house_id"
    audit_kind = "place"

    class Meta(ShelterModel.Meta):
        ordering = ("room__number", "number")
        constraints = [models.UniqueConstraint(fields=["room", "number"], name="one_place_per_number")]

    def __str__(self) -> str:
        return f"Tempat {self.number}"
