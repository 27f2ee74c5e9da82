"""A case at each step of being shredded, made by the product's own actions."""

from __future__ import annotations

from casework.actions.handling import close_case
from casework.actions.shredding import ask_shredding, confirm_shredding
from casework.models import Case, CasePerson
from casework.workflow import CaseState
from tests.audit.logs import problems
from tests.casework import world
from vault.errors import KeyShredded
from vault.unseal import open_field


def closed(people, case: Case | None = None) -> Case:
    """An ended case of `manajer`: this one, or a new one."""
    case = world.case(people) if case is None else Case.every.get(pk=case.pk)
    if case.state != CaseState.OPEN:
        return case
    return close_case(case, ending="finished", reason="goals_met", closing="Aman.", by=people.manajer)


def asked(people, case: Case | None = None) -> Case:
    """A case whose shredding the supervisor asked for."""
    case = closed(people, case)
    ask_shredding(case, reason="own_wish", by=people.supervisor)
    return case


def shredded(people, case: Case | None = None) -> Case:
    """A case that supervisor and head had destroyed."""
    case = asked(people, case)
    confirm_shredding(case, by=people.kepala)
    return case


def state(case: Case) -> str:
    """The case's state as it is now."""
    return Case.every.get(pk=case.pk).state


def opens(case: Case) -> bool:
    """Whether the name of its victim opens; nothing but its key's end may keep it shut."""
    try:
        return open_field(CasePerson.every.get(case_id=case.pk, part="victim"), "name") == world.NAME
    except KeyShredded:
        return False


def named() -> list[str]:
    """What the check of the log names, but for rows that the tests made without an action."""
    return [problem for problem in problems() if not problem.endswith("has no entry")]
