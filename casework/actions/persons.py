"""The people of a case: added, corrected, and checked for conflicts each time."""

from __future__ import annotations

from django.utils import timezone

from access.models import Staff
from audit.action import action
from casework import timeline
from casework.actions import conflicts
from casework.models import Case, CasePerson

TEXTS = ("name", "nik", "phone", "born", "address", "hours", "code_word")
CODES = ("part", "sex", "relation", "phone_safe")


def put_person(case: Case, *, by: Staff, facts: dict | None = None, **values: str) -> CasePerson:
    """Adds one person to the case, inside the action that runs; unknown fields raise."""
    if unknown := set(values) - {*TEXTS, *CODES}:
        raise TypeError(f"a person has no {sorted(unknown)}")
    person = CasePerson(case=case, added=timezone.now(), facts=facts)
    for field in CODES:
        setattr(person, field, values.get(field, ""))
    for field in TEXTS:
        setattr(person, field, values.get(field, ""))
    person.save(force_insert=True)
    _check(case, person, values, by=by)
    return person


@action("person.add")
def add_person(case: Case, *, by: Staff, facts: dict | None = None, **values: str) -> CasePerson:
    """Adds a person to a case and looks for conflicts of interest."""
    person = put_person(case, by=by, facts=facts, **values)
    timeline.note(case, "person.added", by=by)
    return person


@action("person.change")
def change_person(person: CasePerson, *, by: Staff, facts: dict | None = None, **values: str) -> CasePerson:
    """Corrects a person's data; conflicts are looked for again."""
    person = CasePerson.every.select_for_update(of=("self",)).select_related("case").get(pk=person.pk)
    if unknown := set(values) - {*TEXTS, *CODES}:
        raise TypeError(f"a person has no {sorted(unknown)}")
    for field, value in values.items():
        setattr(person, field, value)
    if facts is not None:
        person.facts = facts
    person.save()
    _check(person.case, person, values, by=by)
    timeline.note(person.case, "person.changed", by=by)
    return person


def _check(case: Case, person: CasePerson, values: dict, *, by: Staff) -> None:
    given = {field: values.get(field, "") for field in ("name", "nik", "phone")}
    conflicts.check_person(case, person, **given, by=by)
