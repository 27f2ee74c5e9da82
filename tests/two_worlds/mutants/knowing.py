"""What a careless programmer would look up: who sleeps in which house, and when somebody arrives."""

from __future__ import annotations

from collections.abc import Callable
from unittest import mock


def stay_of(case_id):
    """The stay of this case now, or None."""
    from shelters.models import Stay

    return Stay.every.filter(case_id=case_id, state="staying").select_related("place__room").first()


def house_of(case_id):
    """The root of the house where she of this case is now, or None."""
    from shelters.roots.models import Shelter

    stay = stay_of(case_id)
    return stay and Shelter.every.get(pk=stay.place.room.house_id)


def code_of(case_id) -> str:
    """The code name of her house; empty if she is in none."""
    house = house_of(case_id)
    return house.code if house else ""


def on_arrival(change: Callable) -> mock._patch:
    """CHANGE(case, house) runs once an arrival has committed, in `default`."""
    from django.db import transaction

    from audit.action import acting
    from casework.models import Case
    from shelters.actions import stay as arriving

    original = arriving.claim_for_stay

    def changed(hold, stay):
        original(hold, stay)

        def later():
            case = Case.every.select_related("manager").filter(pk=stay.case_id).first()
            if case is not None:  # else she came from a ticket
                with acting("careless"):
                    change(case, house_of(case.pk))

        transaction.on_commit(later, using="shelters")

    return mock.patch.object(arriving, "claim_for_stay", changed)
