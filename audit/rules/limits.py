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


def limits() -> Limits:
    """The limits that hold here."""
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in settings.AUDIT_LIMITS.items()}
    return Limits(**given)


def settings_are_limits(app_configs=None, **_: object) -> list[Error]:
    """System check: every limit that is set exists, and is a number (of roles: a list of roles)."""
    known = {field.name: field.default for field in fields(Limits)}
    hint = f"AUDIT_LIMITS takes {', '.join(known)}."
    wrong = [name for name, value in settings.AUDIT_LIMITS.items() if not _fits(known.get(name), value)]
    return [Error(f"AUDIT_LIMITS: {name} is no limit, or not so.", hint=hint, id="audit.E004") for name in wrong]


def _fits(default: object, value: object) -> bool:
    if isinstance(default, tuple):
        return isinstance(value, (list, tuple)) and set(value) <= set(Role.values)
    return isinstance(default, int) and type(value) is int and value >= 0
