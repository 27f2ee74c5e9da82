"""What a careless programmer would look up: who sleeps in which house, and when somebody arrives."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from types import ModuleType
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


def on_arrival(change: Callable) -> AbstractContextManager:
    """CHANGE(case, house) runs once an arrival has committed, in `default`."""
    from shelters.actions import stay

    return _afterwards(change, (stay, "claim_for_stay"), lambda hold, stay: stay.case_id)


def on_departure(change: Callable) -> AbstractContextManager:
    """CHANGE(case, house) runs once somebody has left; the house is None."""
    from shelters.actions import stay
    from shelters.models import Stay

    def case_of(place_id):
        return Stay.every.filter(place_id=place_id).order_by("-arrived_at").values_list("case_id", flat=True)[0]

    return _afterwards(change, (stay, "free"), case_of)


def on_the_end_of_a_hold(ending: str, change: Callable) -> AbstractContextManager:
    """CHANGE(case, house) runs once a hold has ended by this event, `release` or `expire`."""
    from shelters import schedule
    from shelters.actions import hold

    module = schedule if ending == "expire" else hold
    return _afterwards(change, (module, "end_hold"), lambda held, event: held.case_id)


def _afterwards(change: Callable, verb: tuple[ModuleType, str], case_of: Callable) -> AbstractContextManager:
    """CHANGE runs once the transaction in which VERB ran has committed; CASE_OF its arguments says for which file."""
    from django.db import transaction

    from audit.action import acting
    from casework.models import Case

    original = getattr(*verb)

    def changed(*args):
        original(*args)
        case_id = case_of(*args)

        def later():
            case = Case.every.select_related("manager").filter(pk=case_id).first()
            if case is not None:  # else it is about a ticket
                with acting("careless"):
                    change(case, house_of(case.pk))

        transaction.on_commit(later, using="shelters")

    return mock.patch.object(*verb, changed)
