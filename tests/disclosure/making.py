"""A case with its manager and head, custodians, and documents at each stage."""

from __future__ import annotations

from types import SimpleNamespace

from access import policy
from access.roles import Role
from audit.action import action
from audit.register import unwatched
from disclosure import drafting, gate
from disclosure.actions import request_document, save_draft
from tests.access.making import case, person, unit

ANALYSIS = {"analysis": "Klien mampu mengambil keputusan.", "recommendation": "Pendampingan hukum dan konseling."}
PLACED = ANALYSIS | {"analysis": "Klien sekarang tinggal di Jl. Kenanga Raya No. 12 bersama anaknya."}


def cast(kind: str = "actual") -> SimpleNamespace:
    """One case; its manager, its head, a colleague without it, two custodians."""
    with unwatched():
        manager, head = person(Role.CASE_MANAGER), person(Role.HEAD)
        people = SimpleNamespace(
            manager=manager,
            head=head,
            other=person(Role.CASE_MANAGER),
            custodian=person(Role.CUSTODIAN),
            custodian2=person(Role.CUSTODIAN),
            intake=unit(),
            case=case(kind=kind),
        )
        policy.grant(people.case, "handle_case", manager, by=manager, why="test")
        policy.grant(people.case, "head_case", head, by=manager, why="test")
    return people


@action("test.submit")
def submit(case, *, text: str, subject: str, by):
    """A text put before the gate, as a package's own action does."""
    gate.submit(text, subject=subject, about=case.pk, writer=by)
    return case


def begin(people, typed: dict[str, str] | None = None, kind: str = "sample_report"):
    """A draft of the manager's."""
    document = request_document(
        kind, about_kind="case", about_id=people.case.pk, case_id=people.case.pk, by=people.manager
    )
    return save_draft(document, typed=ANALYSIS if typed is None else typed, by=people.manager)


def sent(people, typed: dict[str, str] | None = None):
    """A document that was sent to review."""
    return drafting.send(begin(people, typed), by=people.manager)
