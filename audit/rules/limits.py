"""What the reading room's rules call much, often, late or night: in one place, each to be set.

`AUDIT_LIMITS` names only what differs, as JSON: `{"many_files": 40, "night_begins": 23}`. docs/read-the-log.md says
what each rule does with it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from django.conf import settings
from django.core.checks import Error

from access.roles import Role


@dataclass(frozen=True)
class Limits:
    """Numbers of things, days, hours or minutes, as their names say; hours of the night are Jakarta's clock."""

    entries: int = 20_000  # the newest acts of people that the rules about reads look through
    days: int = 30  # and not further back than this
    again_on_days: int = 4  # one person looks for or opens one file on so many days, without an assignment
    again_within_days: int = 60
    searches: int = 3  # one person finds one file by search so often, without an assignment
    files_by_unit: int = 5  # files that one person opens on one day by their unit alone, and works in none of them
    many_files: int = 25  # files that one person opens within so many minutes
    many_minutes: int = 60
    night_begins: int = 22  # o'clock
    night_ends: int = 5
    night_roles: tuple[str, ...] = (Role.OPERATOR, Role.RESPONDER, Role.DOCTOR, Role.NURSE, Role.INVESTIGATOR)
    kin_days: int = 60  # how far back reads of those are looked for whose conflict of interest is found
    closed_days: int = 7  # after its end, what is still to be done in a closed file
    handed_within_hours: int = 24  # between a paper's download and its line in the register of copies
    reviewed_within_hours: int = 24  # after break-glass


ROOM = {  # the least and the most of each: beyond, a rule finds nothing any more, or everything
    "entries": (1000, 1_000_000),
    "days": (7, 366),
    "again_on_days": (2, 14),
    "again_within_days": (14, 366),
    "searches": (2, 20),
    "files_by_unit": (2, 50),
    "many_files": (5, 200),
    "many_minutes": (10, 1440),
    "night_begins": (18, 23),
    "night_ends": (3, 8),
    "kin_days": (14, 366),
    "closed_days": (0, 60),
    "handed_within_hours": (1, 168),
    "reviewed_within_hours": (1, 72),
}


def limits() -> Limits:
    """The limits that hold here."""
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in settings.AUDIT_LIMITS.items()}
    return Limits(**given)


def settings_are_limits(app_configs=None, **_: object) -> list[Error]:
    """System check: every limit that is set exists, and leaves its rule room (of roles: a list of roles)."""
    known = [field.name for field in fields(Limits)]
    hint = f"AUDIT_LIMITS takes {', '.join(f'{name} {_room(name)}' for name in known)}."
    wrong = [name for name, value in settings.AUDIT_LIMITS.items() if not _fits(name, value)]
    return [Error(f"AUDIT_LIMITS: {name} is no limit, or not so.", hint=hint, id="audit.E004") for name in wrong]


def _room(name: str) -> str:
    return "(roles)" if name not in ROOM else f"({ROOM[name][0]} to {ROOM[name][1]})"


def _fits(name: str, value: object) -> bool:
    if name == "night_roles":
        return isinstance(value, (list, tuple)) and set(value) <= set(Role.values)
    least, most = ROOM.get(name, (1, 0))
    return type(value) is int and least <= value <= most
