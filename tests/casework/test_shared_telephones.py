"""Whose telephone it is: one person's keeps them out of the file and the call, that of several asks as a name does."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from access import accounts, policy
from access.models import ConflictOfInterest, Staff, Strength
from access.permissions import Permission
from casework.actions import spooled
from casework.actions.complaints import accept_case
from casework.actions.conflicts import answer_doubt
from casework.actions.imports import import_cases
from casework.models import CaseEvent, Doubt, NameDoubt
from casework.spool import Call
from tests.casework import world
from tests.casework.test_walls import ARCHIVED, DECIDE, PHONE, identify, reported, sees, walls
from vault import keyring, wraps
from vault.entropy import new_id
from vault.purpose import Purpose

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
TICKET = Permission.TICKET_READ
NIKS = [f"31710203048500{n:02d}" for n in range(10, 20)]


def share(people, *names: str, phone: str = PHONE) -> None:
    """These colleagues answer one telephone."""
    for nik, name in zip(NIKS, names, strict=False):
        identify(people, getattr(people, name), nik=nik, phone=phone)


def asked_about(case) -> set[str]:
    return set(NameDoubt.every.filter(case=case, answer=Doubt.ASKED).values_list("staff__username", flat=True))


def test_a_telephone_of_several_builds_no_wall_and_asks_about_each(people):
    share(people, "penerima", "supervisor", "supervisor2")
    case = world.complaint(people, persons=world.persons(phone="0811 2222 3333"))
    assert (walls(case), asked_about(case)) == ({}, {"penerima", "supervisor", "supervisor2"})
    assert all(sees(getattr(people, name), case) for name in ("penerima", "supervisor", "supervisor2"))
    answer_doubt(NameDoubt.every.get(case=case, staff=people.supervisor2), same=True, by=people.supervisor)
    assert [sees(people.supervisor, case), sees(people.supervisor2, case)] == [True, False]


def test_one_number_of_a_box_is_shared_and_the_other_denies(people):
    share(people, "penerima", "supervisor")
    identify(people, people.manajer2, phone="0812 7777 0000")
    case = world.complaint(people, persons=reported(phone=f"{PHONE} / 0812 7777 0000"))
    assert (walls(case), asked_about(case)) == ({"manajer2": Strength.PHONE}, {"penerima", "supervisor"})


def test_a_telephone_under_two_accounts_of_one_person_is_theirs_alone(people):
    identify(people, people.manajer)
    accounts.close_account(people.manajer, by=people.admin)
    identify(people, people.manajer2)
    assert walls(world.complaint(people, persons=reported(phone=PHONE))) == dict.fromkeys(
        ("manajer", "manajer2"), Strength.PHONE
    )


def test_a_telephone_that_becomes_several_people_s_asks_from_then_on_and_lifts_nothing(people):
    case, closed = world.case(people, persons=reported(phone=PHONE)), {**ARCHIVED, "phone": PHONE}
    share(people, "manajer2", "supervisor2")
    assert (walls(case), asked_about(case)) == ({"manajer2": Strength.PHONE}, {"supervisor2"})
    import_cases([closed, {**closed, "closed": None}], by=people.admin)
    assert NameDoubt.every.exclude(case=case).values("case__state").distinct().get() == {"case__state": "open"}
    assert set(ConflictOfInterest.objects.values_list("case_id", flat=True)) == {case.pk}
    share(people, "manajer2", "supervisor2")  # written down again, they are asked about where they were not
    assert NameDoubt.every.count() == 3


def test_the_numbers_of_a_nik_still_deny_where_the_telephone_is_shared(people):
    share(people, "manajer2", "supervisor2")
    case = world.complaint(people, persons=reported(phone=PHONE, nik=NIKS[0]))
    assert (walls(case), asked_about(case)) == ({"manajer2": Strength.NIK}, {"supervisor2"})


def takes(staff, ticket) -> bool:
    return policy.visible(staff, TICKET).filter(pk=ticket.pk).exists()


def test_a_colleague_whose_number_is_to_be_called_back_is_kept_out_from_the_first_second(people):
    identify(people, people.supervisor2)
    ticket = world.ticket(people, callback_number="0811 2222-3333")
    assert [takes(one, ticket) for one in (people.supervisor, people.penerima, people.supervisor2)] == [
        True, True, False,
    ]  # fmt: skip
    case = world.complaint(people, on=ticket, persons=world.persons(phone=PHONE))
    assert walls(case) == {"supervisor2": Strength.PHONE}
    assert ConflictOfInterest.objects.filter(case_id=case.pk).count() == 1  # the match is the same
    assert not CaseEvent.every.filter(case=case, kind="conflict.staff").exists()
    assert not sees(people.supervisor2, case)


def test_a_second_number_to_call_back_is_compared_and_a_shared_one_keeps_nobody_out(people):
    share(people, "penerima", "supervisor")
    identify(people, people.supervisor2, phone="0812 7777 0000")
    ticket = world.ticket(people, callback_number=f"{PHONE} / 0812 7777 0000")
    assert [takes(one, ticket) for one in (people.supervisor, people.penerima, people.supervisor2)] == [
        True, True, False,
    ]  # fmt: skip


def test_whoever_took_the_call_passes_whichever_account_of_theirs_has_the_number(people):
    identify(people, people.operator112)
    assert takes(people.operator112, world.ticket(people, callback_number=PHONE))
    before = Staff.objects.get(pk=people.piket_bpbd.pk)
    accounts.close_account(before, by=people.admin)
    identify(people, before, nik=NIKS[0], phone="0812 7777 0000")
    identify(people, people.operator112, nik=NIKS[0])
    ticket = world.ticket(people, callback_number="0812 7777 0000")
    assert takes(people.operator112, ticket)
    assert not ConflictOfInterest.objects.exists()


@pytest.mark.parametrize("new", [False, True])
def test_every_account_of_theirs_is_kept_out_and_a_new_one_too(people, new):
    identify(people, people.supervisor2)
    ticket = world.ticket(people, callback_number=PHONE) if new else None
    accounts.close_account(people.supervisor2, by=people.admin)
    identify(people, people.penerima, phone="0812 7777 0000")
    ticket = ticket or world.ticket(people, callback_number=PHONE)
    assert [takes(one, ticket) for one in (people.supervisor, people.penerima)] == [True, False]


def test_a_number_that_becomes_known_later_is_found_in_calls_that_still_run_but_one_s_own(people):
    theirs, own = world.ticket(people, callback_number=PHONE), world.ticket(people, callback_number="0812 7777 0000")
    registered = world.complaint(people, on=world.ticket(people, callback_number=PHONE))
    identify(people, people.supervisor2)
    identify(people, people.operator112, nik=NIKS[0], phone="0812 7777 0000")
    assert [takes(people.supervisor2, theirs), takes(people.operator112, own)] == [False, True]
    assert (sees(people.supervisor2, registered), walls(registered)) == (False, {"supervisor2": Strength.PHONE})
    assert CaseEvent.every.filter(case=registered, kind="conflict.staff").count() == 1
    identify(people, people.supervisor2)
    assert ConflictOfInterest.objects.count() == 2


def test_where_a_call_kept_out_every_supervisor_the_head_decides_about_the_complaint(people):
    for nik, one, number in zip(NIKS, (people.supervisor, people.supervisor2), ("1", "2"), strict=False):
        identify(people, one, nik=nik, phone=f"0811-2222-444{number}")
    ticket = world.ticket(people, callback_number="0811-2222-4441 / 0811-2222-4442")
    assert [takes(one, ticket) for one in (people.supervisor, people.supervisor2, people.penerima)] == [
        False, False, True,
    ]  # fmt: skip
    case = world.complaint(people, on=ticket)
    assert sees(people.kepala, case, DECIDE)
    assert accept_case(case, manager=people.manajer, by=people.kepala).state == "open"


def test_a_call_that_was_kept_in_the_spool_is_compared_too(people):
    identify(people, people.supervisor2)
    said = {"what": "Anak sendirian.", "callback_number": PHONE, "works_for": "", "agencies": []}
    call = Call(people.operator112.pk, new_id(), new_id(), timezone.now(), said)
    ticket = spooled.enter_call(call.ticket, call=call, by=people.operator112)
    assert [takes(one, ticket) for one in (people.supervisor, people.supervisor2)] == [True, False]


def test_no_call_waits_for_the_key_of_what_is_known_of_colleagues(people):
    identify(people, people.supervisor2)
    wrapped = Path(wraps.path_of(Purpose.CASE, keyring.STAFF_KEY))
    kept = wrapped.rename(wrapped.with_name("kept"))
    wrapped.mkdir()  # what stands there can't be read
    try:
        ticket = world.ticket(people, callback_number=PHONE)
    finally:
        wrapped.rmdir()
        kept.rename(wrapped)
    assert takes(people.supervisor2, ticket)
    case = world.complaint(people, on=ticket, persons=world.persons(phone=PHONE))
    assert walls(case) == {"supervisor2": Strength.PHONE}
