"""No auditor is left who reads house events: it is told at once, and two people lift a wall that a call put up."""

from __future__ import annotations

import pytest
from django.utils import timezone

from access import accounts, approvals
from access.locking import alarms_of
from access.models import ConflictOfInterest, Staff
from access.roles import Role
from audit import findings
from audit.queries import kept_from, nobody_sees_house_events
from casework import today
from casework.actions.lifting import ask_to_lift, confirm_lift
from casework.actions.tickets import close_ticket, open_ticket
from casework.models import Case, Ticket
from tests.access.making import conflict, known, person, sleeper
from tests.casework import world as files
from tests.casework.test_lifting import WHY
from tests.shelters.test_sent_around import held, on_a_code
from tests.shelters.world import browser
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
NOBODY = "Tidak ada auditor yang melihat peristiwa rumah"
CALL = "Panggilan ini menutup peristiwa rumah bagi auditor"
FILE = "Berkas ini menutup peristiwa rumah bagi auditor"
BOX = "0811 9000 1230 / 0811 9000 1231"


@pytest.fixture
def two(world) -> list[Staff]:
    """Both auditors, whose telephones are on file."""
    people = world.people
    both = [people.auditor, person(Role.AUDITOR, within=people.auditor.unit)]
    for n, one in enumerate(both):
        whose = {"real_name": f"Auditor {n}", "nik": f"999902010180006{n}", "phone": f"0811 9000 123{n}"}
        accounts.identify(one, **whose, by=people.admin)
    return both


def called(world, number: str = BOX, **fields) -> Ticket:
    said = {"what": "Salah sambung.", "kind": "test", "callback_number": number, **fields}
    return open_ticket(new_id(), **said, by=world.people.operator112)


def told(staff: Staff) -> list[str]:
    """What of it stands, as urgent, on this person's start page."""
    items = [item for item in today.lists(staff)["due"] if item.urgency == today.NOW]
    return [str(item.title).partition(":")[0] for item in items if "peristiwa rumah" in str(item.title)]


def everybody(world) -> dict[str, list[str]]:
    names = ("kepala", "admin", "supervisor", "supervisor2", "penerima", "operator112", "manajer", "auditor")
    return {name: lines for name in names if (lines := told(getattr(world.people, name)))}


def on_code_seen_by(auditor: Staff) -> bool:
    found = findings.standing(timezone.now(), without=kept_from(auditor), reader=auditor)
    return any(one.key.startswith("on-code:") for one in found)


def test_numbers_typed_at_the_desk_that_leave_no_auditor_are_told_at_once_and_undone_by_two(world, two):
    people = world.people
    held(on_a_code(people.penempatan), world, world.request(), world.b)
    assert ([on_code_seen_by(one) for one in two], everybody(world)) == ([True, True], {})
    ticket = called(world)
    assert [on_code_seen_by(one) for one in two] == [False, False]
    supervisors = {"supervisor": [CALL], "supervisor2": [CALL]}
    assert everybody(world) == {"kepala": [NOBODY], "admin": [NOBODY], **supervisors}
    assert [str(alarm.text) for alarm in alarms_of(people.admin)] == ["1 hal yang mendesak menunggu Anda."]
    close_ticket(Ticket.every.get(pk=ticket.pk), outcome="Salah sambung.", by=people.penerima)
    assert everybody(world) == {"kepala": [NOBODY], "admin": [NOBODY], **supervisors}
    page = f"/tiket/{ticket.pk}/daftar/"
    assert page in browser(people.penerima).get(f"/tiket/{ticket.pk}/").content.decode()
    case = files.complaint(people, on=Ticket.every.get(pk=ticket.pk), kinds=("other",), persons=[])
    assert everybody(world) == {"kepala": [NOBODY], "admin": [NOBODY], **{name: [FILE] for name in supervisors}}
    assert f"/kasus/{case.pk}/konflik/" in browser(people.supervisor).get("/").content.decode()
    for wall in ConflictOfInterest.standing.filter(case_id=case.pk).order_by("found_at", "pk"):
        confirm_lift(ask_to_lift(case, wall=wall, by=people.supervisor, **WHY), by=people.supervisor2)
    assert ([on_code_seen_by(one) for one in two], everybody(world)) == ([True, True], {})


def test_another_auditor_whom_the_head_approves_is_shown_what_nobody_was(world, two):
    people = world.people
    held(on_a_code(people.penempatan), world, world.request(), world.b)
    called(world)
    third = sleeper(Role.AUDITOR, within=people.auditor.unit)
    assert nobody_sees_house_events()
    approvals.approve(Staff.objects.get(pk=third.pk), by=people.kepala)
    assert (everybody(world), on_code_seen_by(third)) == ({}, True)
    assert [on_code_seen_by(one) for one in two] == [False, False]


def test_one_wall_that_leaves_another_auditor_rings_nobody(world, two):
    called(world, "0811 9000 1231")
    assert ([bool(kept_from(one)) for one in two], everybody(world)) == ([False, True], {})


@pytest.mark.parametrize("gone", ["no auditor works", "their unit", "the unit that lends them"])
def test_whatever_leaves_none_rings(world, gone):
    people, unit = world.people, world.people.auditor.unit
    if gone == "no auditor works":
        accounts.close_account(people.auditor, by=people.admin)
    elif gone == "their unit":
        conflict(unit=unit, case_id=files.case(people).pk)
    else:
        lending = people.manajer.unit
        Staff.objects.filter(pk=people.auditor.pk).update(own_unit=lending)
        conflict(unit=lending, case_id=files.case(people).pk)
    assert nobody_sees_house_events()
    assert (told(people.kepala)[:1], told(people.admin)) == ([NOBODY], [NOBODY])


def test_a_head_and_a_supervisor_whom_the_call_names_too_are_told_of_no_file(world, two):
    """That nobody reads is told to every head: one call could name them all. Which file it is, to nobody behind it."""
    people = world.people
    for n, name in enumerate(("kepala", "supervisor")):
        whose = {"real_name": name, "nik": f"999902010180007{n}", "phone": f"0811 9000 555{n}"}
        accounts.identify(getattr(people, name), **whose, by=people.admin)
    ticket = called(world, f"{BOX} / 0811 9000 5550 / 0811 9000 5551")
    assert everybody(world) == {"kepala": [NOBODY], "admin": [NOBODY], "supervisor2": [CALL]}
    files.complaint(people, on=Ticket.every.get(pk=ticket.pk), persons=[])
    assert everybody(world) == {"kepala": [NOBODY], "admin": [NOBODY], "supervisor2": [FILE]}


def test_a_colleague_whose_number_is_learned_stands_behind_a_closed_call_too(world):
    people = world.people
    ticket = called(world, "0811 9000 7777")
    close_ticket(Ticket.every.get(pk=ticket.pk), outcome="Salah sambung.", by=people.penerima)
    he = known(Role.RECEIVER, within=people.penerima.unit)
    accounts.identify(he, real_name="Suami", nik="9999020101800099", phone="0811 9000 7777", by=people.admin)
    assert browser(he).get(f"/tiket/{ticket.pk}/").status_code == 404
    assert not Case.every.filter(pk=ticket.pk).exists()
