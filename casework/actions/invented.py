"""The canary's case: a file of kind `test`, without number, ticket or grants of its own, that counts nowhere."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from access.models import Staff
from audit.action import action
from casework.actions.numbers import case_reference
from casework.actions.persons import TEXTS
from casework.models import Case, CasePerson, Part
from casework.options.intake import Channel, Kind
from casework.workflow import CaseState
from vault import keyring


@action("case.invent")
def invent_case(case_id: UUID, *, person: dict[str, str], by: Staff) -> Case:
    """The invented case, open, with one invented person; the same row every night, told anew."""
    keyring.mint(keyring.Purpose.CASE, case_id)
    case = Case.every.filter(pk=case_id).first()
    if case is None:
        case = Case(id=case_id, reference=case_reference(), kind=Kind.TEST, channel=Channel.WALK_IN)
        case.state, case.opened, case.main_kind, case.kinds = CaseState.OPEN, timezone.now(), "physical", "physical"
        case.chronology = case.place = case.needs = case.decision = case.closing = ""
        case.save(force_insert=True)
    victim = CasePerson.every.filter(case=case).first() or CasePerson(case=case, part=Part.VICTIM, added=timezone.now())
    _tell(victim, person)
    return case


@action("case.forget")
def forget_case(case_id: UUID, *, by: Staff) -> Case | None:
    """What was told of the invented person is gone; the empty file, where there is one, stays for the next night."""
    for victim in CasePerson.every.filter(case_id=case_id):
        _tell(victim, {})
    return Case.every.filter(pk=case_id).first()


def _tell(victim: CasePerson, person: dict[str, str]) -> None:
    for field in TEXTS:
        setattr(victim, field, person.get(field, ""))
    victim.save()
