"""Opening a house's root, and its standing rights. None of this happens because of a stay."""

from __future__ import annotations

from django.utils import timezone

from access import policy
from audit.action import action
from shelters.roots.models import Shelter
from vault import keyring
from vault.entropy import new_id
from vault.purpose import Purpose

SERVE, PLACE, KEEP = "serve_shelter", "place_shelter", "keep_shelter"


@action("shelter.open")
def open_shelter(code: str, *, by) -> Shelter:
    """A new root with a code name and a data key for its location."""
    shelter = Shelter(id=new_id(), code=code, opened=timezone.now())
    keyring.mint(Purpose.LOCATION, shelter.pk)
    shelter.save(force_insert=True)
    return shelter


def entrust(shelter: Shelter, relation: str, to, *, by) -> None:
    """Give a person or a unit a standing relation to a house."""
    policy.grant(shelter, relation, to, by=by, why="standing")


def withdraw(shelter: Shelter, relation: str, to, *, by) -> None:
    """Take a standing relation back; sessions notice with the next request."""
    policy.revoke(shelter, relation, to, by=by)
