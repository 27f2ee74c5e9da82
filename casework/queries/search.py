"""Finding a ticket, case or person by what somebody says: a number, a NIK, a telephone, a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from access import policy
from access.addresses import address
from access.permissions import Permission
from access.roles import KNOW_A_HOUSE
from audit.reveal import find, looked_for
from casework.models import CasePerson, Ticket
from vault.normal import normalise_nik

PURPOSE = "search"
BY_NUMBER = "search.number"  # no look at anybody (audit.holding.is_look): desks find their own work by it all day
MOST = 25
SHOWN = (*CasePerson.columns_to_open("name", "nik", "phone"), "part", "case__reference", "case__state")
NUMBER = re.compile(r"(?:[A-Z]-[0-9A-Z-]{4,}|\d{3,}/\d{2}/\d{4})", re.IGNORECASE)


def _indexed(column: str) -> policy.Visible:
    """The people that somebody may see, by what is looked for."""

    def refine(rows: Any, index: int) -> Any:
        return rows.select_related("case").only(*SHOWN).filter(**{column: index})

    return policy.Visible(Permission.CASE_READ, refine, int, of=CasePerson)


PEOPLE = {column: _indexed(column) for column in ("nik_index", "phone_index", "name_index")}


@dataclass(frozen=True)
class Found:
    """One line of the answer: a reference and why it is here, never the value."""

    reference: str
    why: str
    url: str
    state: tuple[str, str]


def search(user, q: str) -> list[Found]:
    """What this person may read and Q fits. Every search is an entry in the log, without Q, whatever it finds; but for
    that of somebody who knows a house and may look into no file: their entries tell when somebody acts in a house."""
    q = q.strip()
    looks = policy.may(user, Permission.CASE_READ) or policy.may(user, Permission.TICKET_READ)
    if not q or (user.role in KNOW_A_HOUSE and not looks):
        return []
    if NUMBER.fullmatch(q):
        return _by_number(user, q.upper())
    column, what = _kind(q)
    by_phone = column == "phone_index" and policy.may(user, Permission.TICKET_READ)
    if not (by_phone or policy.may(user, Permission.CASE_READ)):
        looked_for(user, PURPOSE)
        return []
    return [*_people(user, q, column, what), *(_callbacks(user, q, what) if by_phone else ())][:MOST]


def _by_number(user, q: str) -> list[Found]:
    cases: list[Any] = []
    tickets: list[Any] = []
    if policy.may(user, Permission.CASE_READ):
        seen = policy.visible(user, Permission.CASE_READ)
        cases = list((seen.filter(reference=q) | seen.filter(number=q))[:MOST])
    if policy.may(user, Permission.TICKET_READ):
        of_number = Q(number=q) | Q(provisional=q)
        tickets = list(policy.visible(user, Permission.TICKET_READ).filter(of_number)[:MOST])
    looked_for(user, BY_NUMBER, [*cases, *tickets])
    return [*(_case(one, _("nomor")) for one in cases), *(_ticket(one, _("nomor")) for one in tickets)]


def _kind(q: str) -> tuple[str, str]:
    """(column, what it is) by the shape of Q: sixteen digits are a NIK, other digits a telephone, the rest a name."""
    digits = normalise_nik(q)
    if len(digits) == 16 and not re.search(r"[^\W\d_]", q):
        return "nik_index", _("NIK")
    if len(digits) >= 6 and not re.search(r"[^\W\d_]", q):
        return "phone_index", _("telepon")
    return "name_index", _("nama")


def _people(user, q: str, column: str, what: str) -> list[Found]:
    if not policy.may(user, Permission.CASE_READ):
        return []
    people: list[Any] = find(user, PURPOSE, CasePerson, column, q, lambda index: PEOPLE[column].rows(user, index))
    return [_case(person.case, f"{what}: {person.get_part_display()}") for person in people]


def _callbacks(user, q: str, what: str) -> list[Found]:
    tickets: list[Any] = find(user, PURPOSE, policy.visible(user, Permission.TICKET_READ), "callback_index", q)
    return [_ticket(ticket, what) for ticket in tickets]


def _case(case, why: str) -> Found:
    return Found(str(case), why, address("casework:case", case.pk), (case.state, case.get_state_display()))


def _ticket(ticket: Ticket, why: str) -> Found:
    url = address("casework:ticket", ticket.pk)
    return Found(str(ticket), why, url, (ticket.state, ticket.get_state_display()))
