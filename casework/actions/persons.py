"""The people of a case: added, corrected, and checked for conflicts each time."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from access.models import Staff
from audit.action import action
from casework import timeline
from casework.actions import conflicts
from casework.actions.assigning import locked
from casework.models import Case, CasePerson

TEXTS = ("name", "nik", "phone", "born", "address", "hours", "code_word")
CODES = ("part", "sex", "relation", "phone_safe")
KNOWN = {*TEXTS, *CODES, "works_in"}


def put_person(case: Case, *, by: Staff, facts: dict | None = None, **values: Any) -> CasePerson:
    """Adds one person to the case, inside the action that runs; unknown fields raise. `works_in` is a Unit of ours."""
    if unknown := set(values) - KNOWN:
        raise TypeError(f"a person has no {sorted(unknown)}")
    person = CasePerson(case=case, added=timezone.now(), facts=facts, works_in=values.get("works_in") or None)
    for field in (*CODES, *TEXTS):
        setattr(person, field, values.get(field, ""))
    person.save(force_insert=True)
    _check(case, person, values, by=by)
    return person


@action("person.add")
def add_person(case: Case, *, by: Staff, facts: dict | None = None, **values: Any) -> CasePerson:
    """Adds a person to a case and looks for conflicts of interest."""
    person = put_person(case, by=by, facts=facts, **values)
    timeline.note(case, "person.added", by=by)
    return person


@action("person.change")
def change_person(person: CasePerson, *, by: Staff, facts: dict | None = None, **values: Any) -> CasePerson:
    """Corrects a person's data; conflicts are looked for again. No wall falls by it: two people lift one."""
    conflicts.nobody_passes_unseen(alone=False)  # the file, then its persons: whoever destroys it holds them so, too
    case = locked(person.case)
    person = CasePerson.every.select_for_update(of=("self",)).select_related("works_in").get(pk=person.pk, case=case)
    if unknown := set(values) - KNOWN:
        raise TypeError(f"a person has no {sorted(unknown)}")
    for field, value in values.items():
        setattr(person, field, value)
    if facts is not None:
        person.facts = facts
    person.save()
    _check(case, person, values, by=by)
    timeline.note(case, "person.changed", by=by)
    return person


def _check(case: Case, person: CasePerson, values: dict, *, by: Staff) -> None:
    given = {field: values.get(field, "") for field in ("name", "nik", "phone")}
    conflicts.check_person(case, person, **given, by=by)
