"""Is she known already? Found by blind index; what is shown is only what this person may see anyway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from access import policy
from access.permissions import Permission
from audit.holding import DOUBLES
from audit.reveal import find
from casework.models import Case, CasePerson, Part

COLUMNS = (("nik", "nik_index"), ("phone", "phone_index"), ("name", "name_index"))


@dataclass(frozen=True)
class Alike:
    """A case in which somebody like this occurs; `by` says in what: nik, phone or name."""

    case: Case
    part: str
    by: tuple[str, ...]


def alike(user, persons: list[dict], *, but=None) -> list[Alike]:
    """Cases this person may read in which one of PERSONS occurs; only victims are looked for by name.

    Each look-up is a search, with its own entry in the log.
    """
    rows = policy.visible(user, Permission.CASE_READ, of=CasePerson).select_related("case")
    if but is not None:
        rows = rows.exclude(case_id=but)
    found: dict[tuple, set[str]] = {}
    cases: dict = {}
    for person in persons:
        for field, column in COLUMNS:
            if not person.get(field) or (field == "name" and person.get("part") != Part.VICTIM):
                continue
            known: list[Any] = find(user, DOUBLES, rows, column, person[field])
            for row in known:
                cases[row.case_id] = row.case
                found.setdefault((row.case_id, row.part), set()).add(field)
    return [
        Alike(cases[case_id], part, tuple(field for field, _column in COLUMNS if field in fields))
        for (case_id, part), fields in found.items()
    ]


def reported_as_client(case: Case) -> list[CasePerson]:
    """People reported in this case who are a client (victim) in another, by NIK or telephone: their rows there."""
    reported = CasePerson.every.filter(case=case, part=Part.REPORTED)
    niks = [row.nik_index for row in reported if row.nik_index is not None]
    phones = [row.phone_index for row in reported if row.phone_index is not None]
    others = CasePerson.every.filter(part=Part.VICTIM).exclude(case=case).select_related("case")
    return list(others.filter(nik_index__in=niks) | others.filter(phone_index__in=phones)) if niks or phones else []
