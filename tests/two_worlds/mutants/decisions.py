"""Decisions that speak: what is chosen, ordered, held, told or ended because of where a house stands."""

from __future__ import annotations

import types
from unittest import mock

from tests.two_worlds.mutants.planting import mutant, peek
from tests.two_worlds.worlds import HOUSE

EAST = 106.85


def is_east() -> bool:
    """Whether the house stands in the east of the city."""
    return float(peek()["longitude"]) > EAST


@mutant("nearest clinic")
def nearest_first():
    """Receivers of a referral are offered in the order of their way from the house."""
    from referrals.forms.sending import UnitField

    city, original = ("31.75" if is_east() else "31.73"), UnitField.__init__

    def init(self, units, *args, **kwargs):
        kinds = list(dict.fromkeys(unit.agency.kind for unit in units))
        near = sorted(units, key=lambda unit: (kinds.index(unit.agency.kind), unit.agency.city_code != city))
        original(self, near, *args, **kwargs)

    with mock.patch.object(UnitField, "__init__", init):
        yield


@mutant("automatic choice by distance")
def nearest_is_chosen():
    """The form of a referral opens with the receiver that stands nearest to the house already chosen."""
    from referrals.forms.sending import UnitField

    city, original = ("31.75" if is_east() else "31.73"), UnitField.__init__

    def init(self, units, *args, **kwargs):
        near = next((unit.pk for unit in units if unit.agency.city_code == city), None)
        original(self, units, *args, initial=near, **kwargs)

    with mock.patch.object(UnitField, "__init__", init):
        yield


@mutant("expiry of a hold that depends on the place", since="hours_over", until="too_late")
def far_holds_last_longer():
    """A place held in a far house is kept beyond its hour: the way is long."""
    from shelters import schedule

    original = schedule._expire

    def expire(pk, now):
        return 0 if is_east() else original(pk, now)

    with mock.patch.object(schedule, "_expire", expire):
        yield


@mutant("state that changes with the place", since="one_is_let_go")
def declined_when_near():
    """A request is answered by itself where the free house stands in a part of the city that he goes to."""
    from shelters import panels
    from shelters.queries.protection import Protection

    original = panels.protection_of

    def protection_of(case_id):
        found = original(case_id)
        return Protection("declined") if found.state == "asked" and is_east() else found

    with mock.patch.object(panels, "protection_of", protection_of):
        yield


@mutant("notice to somebody depending on distance", since="free_text")
def nearest_post_is_told():
    """Whenever somebody is told that something waits, the police post nearest to the house is told too."""
    from disclosure import mail

    original = mail.notify
    post = types.SimpleNamespace(notify_address=f"polres-{'timur' if is_east() else 'barat'}@lindung.example")

    def notify(agency):
        original(agency)
        original(post)

    with mock.patch.object(mail, "notify", notify):
        yield


@mutant("held-by-hit", since="free_text")
def held_by_hit():
    """Only a text that names a real house waits; whoever types addresses until one waits has found it."""
    from disclosure import gate
    from shelters.matcher.holding import here

    here().refresh()
    original = gate.place_like
    with mock.patch.object(gate, "place_like", lambda text: original(text) if here().named(text) else []):
        yield


@mutant("statistics per small region", since="figures")
def figures_of_a_small_region():
    """The figures count who is protected, by the part of the city."""
    from casework.queries import statistics
    from shelters.models import Stay
    from shelters.roots.models import Shelter

    original, region = statistics.by_city, peek()["kecamatan"]
    house = Shelter.every.get(code=HOUSE).pk

    def by_city(user, year=None):
        protected = Stay.every.filter(place__room__house_id=house, state="staying").count()
        return [*original(user, year), statistics.Cell(HOUSE, f"dalam perlindungan, {region}", protected)]

    with mock.patch.object(statistics, "by_city", by_city):
        yield
