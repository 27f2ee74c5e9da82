"""What all models of the database `shelters` share."""

from __future__ import annotations

from django.db import models

from access.guarded import GuardedModel
from vault.entropy import new_id
from vault.models import SealedModel
from vault.purpose import Purpose


class ShelterModel(GuardedModel):
    """A row of `shelters`: seen only through a scope that `shelters.scopes` registers, never by a grant on itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta(GuardedModel.Meta):
        abstract = True


class SealedShelterModel(GuardedModel, SealedModel):
    """A row of `shelters` with sealed columns."""

    class Meta(GuardedModel.Meta):
        abstract = True


class SealedOfHouse(SealedShelterModel):
    """One row a house: its id is the house's, and it is sealed under that house's own key."""

    sealed_purpose = Purpose.LOCATION
    sealed_owner = "id"
    guarded_by = "id"

    class Meta(SealedShelterModel.Meta):
        abstract = True
