"""What the canary looks for: a house that stands nowhere, a woman who does not exist, and the robots that look.

The house is shut from its first row and has neither room nor place, so it can be offered to nobody, whatever becomes
of a run; the case is of kind `test`. Both rows stay from night to night, emptied in between and granted to nobody.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from access import policy
from access.accounts import close_account, open_robot
from access.matrix import MATRIX
from access.models import Agency, Staff
from access.permissions import Permission
from access.robots import PREFIX
from access.roles import Role
from casework.actions.invented import forget_case, invent_case
from casework.models import Case
from shelters.actions import open_house
from shelters.principals import CANARY
from shelters.queries.invented import could_be_offered, house_called
from shelters.reveal_location import Whereabouts, keep_landmarks, keep_location, seen_by
from shelters.roots.actions import entrust
from shelters.roots.models import Shelter
from vault.entropy import below, choice
from vault.sealed import Closed

CODE = "Kenari (buatan)"
CASE = uuid.UUID("6c696e64-756e-4763-a16e-617279000002")
NOWHERE = Whereabouts("", "", "", "")
HOUSE_GRANTS = {Role.HOUSE_STAFF: "serve_shelter", Role.CUSTODIAN: "keep_shelter"}
CASE_GRANTS = {role: scope.relations[0] for role, scope in MATRIX[Permission.CASE_READ].items()}
KEEPER = Role.CUSTODIAN
SYLLABLES = ("bra", "cem", "dur", "fli", "gho", "hiz", "jup", "kwa", "lor", "mij", "nev", "pya", "qes", "ruv", "xot")


class NotOurs(Exception):
    """A house that bears the invented house's code name is a real one."""


@dataclass(frozen=True, slots=True, repr=False)
class Planted(Closed):
    """What stands for one run; `place` and `person` are what must not be found, by text."""

    house: Shelter
    case: Case
    robots: dict[str, Staff]
    place: list[str]
    person: list[str]


def plant() -> Planted:
    """Wakes the robots, takes away whatever an earlier run has left, and tells house and case anew."""
    robots = wake()
    withdraw_all(robots)
    keeper = robots[KEEPER]
    house = _house()
    where, landmarks = _whereabouts(), [_words(3), _words(2)]
    person = {"name": _words(3), "phone": _digits("0800"), "address": _address()}
    for role, relation in HOUSE_GRANTS.items():
        entrust(house, relation, robots[role], by=keeper)
    _tell(house, where, landmarks, by=keeper)
    case = invent_case(CASE, person=person, by=keeper)
    for role, relation in CASE_GRANTS.items():
        policy.grant(case, relation, robots[role], by=keeper, why="canary")
    return Planted(house, case, robots, [*_texts(where), *landmarks], list(person.values()))


def clear() -> None:
    """Empties house and case and takes every grant from every robot; safe to call at any time, twice, after a crash."""
    robots = wake()
    keeper = robots[KEEPER]
    house = house_called(CODE)
    if house is not None and not could_be_offered(house):
        entrust(house, HOUSE_GRANTS[KEEPER], keeper, by=keeper)
        _tell(house, NOWHERE, [], by=keeper)
    forget_case(CASE, by=keeper)
    withdraw_all(robots)


def wake() -> dict[str, Staff]:
    """One robot a role, awake in this process alone: in the database each is, and stays, closed and unapproved."""
    robots = {}
    for role in Role:
        robot = Staff.objects.select_related("agency").filter(username=PREFIX + role).first()
        if robot is None:
            robot = open_robot(PREFIX + role, role=role, agency=_agency(role), by=CANARY)
        elif robot.is_active:
            close_account(robot, by=CANARY)
        robot.is_active = True  # this and the approval are never saved
        robot.approve()
        robots[str(role)] = robot
    return robots


def withdraw_all(robots: dict[str, Staff]) -> None:
    """Takes from the robots every grant they hold on anything."""
    for root in (Shelter, Case):
        for row in policy.held_by(root, robots.values()):
            policy.revoke(row.content_object, row.permission.codename, row.user, by=robots[KEEPER])


def _house() -> Shelter:
    house = house_called(CODE)
    if house is None:
        return open_house(CODE, by=CANARY, open=False)
    if could_be_offered(house):
        raise NotOurs
    return house


def _tell(house: Shelter, where: Whereabouts, landmarks: list[str], *, by: Staff) -> None:
    """Writes where the house stands and what stands near it."""
    keep_location(house, where, by=by)
    keep_landmarks(seen_by(by, house.pk), landmarks=landmarks, by=by)


def _texts(where: Whereabouts) -> list[str]:
    """All that a location says, so that a field which is added to it is looked for too."""
    return [text for told in where.as_json().values() for text in ([told] if isinstance(told, str) else told)]


def _agency(role: str) -> Agency:
    """Where the people of this role work; entries of the robot name it."""
    return Agency.objects.filter(staff__role=role).order_by("code").first() or Agency.objects.order_by("code")[0]


def _whereabouts() -> Whereabouts:
    return Whereabouts(
        address=_address(),
        kelurahan=_words(2),
        kecamatan=_words(2),
        postcode=_digits("0000"),  # longer than any, since a short number comes about by chance where signs are gone
        phones=[_digits("0800")],
        latitude=f"-6.{_digits('')}",
        longitude=f"106.{_digits('')}",
        access_notes=f"{_words(3)}, {_words(2)}",
    )


def _address() -> str:
    return f"Jl. {_words(3)} No. {100 + below(900)}"


def _words(n: int) -> str:
    """Words that occur in no language, so that nothing else holds them."""
    return " ".join("".join(choice(SYLLABLES) for _ in range(3)).capitalize() for _ in range(n))


def _digits(start: str) -> str:
    return start + "".join(str(below(10)) for _ in range(8))
