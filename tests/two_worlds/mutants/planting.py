"""How a leak is planted: the list of mutants, a look past every guard, and changes of every answer."""

from __future__ import annotations

import functools
from collections import ChainMap
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import NamedTuple
from unittest import mock


class Mutant(NamedTuple):
    """One leak: the secret it leaks, the channel it leaks through, and a context in which the product leaks it.

    It stands when the script has been played, or SINCE an act that shows it: then the acts before have been played, and
    with it that act, or all UNTIL another one.
    """

    secret: str
    channel: str
    context: Callable
    since: str = ""
    until: str = ""


MUTANTS: dict[str, Mutant] = {}


CONTROLS = {  # nothing is planted: whoever is asked as under a leak sees no difference, or leaks prove nothing
    f"nothing_{secret.lower()}{f'_since_{since}' if since else ''}": Mutant(secret, "", nullcontext, since)
    for secret, since in (
        ("N1", ""), ("N2", ""), ("N3", ""),
        # as the script stands in the middle, where ways, requests and walls are open, or somebody helps out in a house
        ("N1", "break_glass"), ("N2", "break_glass"), ("N3", "break_glass"), ("N3", "outages"),
        ("N1", "former_readers"),
    )
}  # fmt: skip


def mutant(channel: str, secret: str = "N1", *, since: str = "", until: str = "") -> Callable:
    """Lists a generator function as a mutant: the leak stands from its start to its `yield`'s end."""

    def listed(function: Callable) -> Callable:
        assert function.__name__ not in MUTANTS, function.__name__
        MUTANTS[function.__name__] = Mutant(secret, channel, contextmanager(function), since, until)
        return function

    return listed


LEAKS = ChainMap(MUTANTS, CONTROLS)  # all that a world is run with


@contextmanager
def applied(name: str) -> Iterator[None]:
    """The leak of that name, until the block ends; none for an empty name."""
    if not name:
        yield
        return
    from access import prepared

    with LEAKS[name].context():
        prepared.forget()  # statements that were put together before know nothing of the leak
        yield
    prepared.forget()


@functools.cache
def peek() -> dict:
    """What nobody off the list may know, taken past every guard, as a careless programmer would."""
    from shelters.location import Location
    from shelters.roots.models import Shelter
    from tests.two_worlds import worlds
    from vault import keyring
    from vault.unseal import open_field

    house = Shelter.every.get(code=worlds.HOUSE).pk
    with keyring.held():
        return open_field(Location.every.get(pk=house), "whereabouts")


def is_north() -> bool:
    """Whether the house stands in one half of the city: one bit of where it is."""
    return peek()["postcode"] > "13000"


def moved_in() -> None:
    """A custodian writes the house's location once more, the same one."""
    from demo.build import people
    from shelters.reveal_location import Whereabouts, keep_location
    from shelters.roots.models import Shelter
    from tests.two_worlds import worlds

    place = Whereabouts(**peek())
    keep_location(Shelter.every.get(code=worlds.HOUSE), place, by=people().kustodian)


def answers(change: Callable) -> mock._patch:
    """Every answer passes CHANGE(request, answer) on its way out."""
    from settings.middleware import AnswerHeaders

    original = AnswerHeaders.__call__

    def changed(self, request):
        answer = original(self, request)
        change(request, answer)
        return answer

    return mock.patch.object(AnswerHeaders, "__call__", changed)
