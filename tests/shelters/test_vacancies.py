"""The last one of a post can be closed, at night too: who closes it is told first, and who can mend it at once."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from access import approvals
from access.accounts import close_account, reopen_account
from access.models import Duty, Staff, Unit
from access.roles import Role
from audit import findings
from audit.register import unwatched
from casework import today
from tests.shelters.world import browser

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def rung(person) -> list[str]:
    now = [str(item.title) for item in today.lists(person)["due"] if item.urgency == today.NOW]
    return [title for title in now if "jadwal piket" not in title]  # nobody is on the roster of these tests


def found() -> list[findings.Finding]:
    return [one for one in findings.standing(timezone.now()) if one.key.startswith("vacant")]


def closing(admin, staff, **fields):
    return browser(admin).post(reverse("access:close_account", args=[staff.pk]), fields)


def test_whoever_closes_the_last_one_is_told_what_is_left_without_anybody_and_can_close_it(world):
    people = world.people
    page = closing(people.admin, people.penempatan)
    assert (page.status_code, "bekerja sebagai petugas penempatan" in page.content.decode()) == (200, True)
    assert Staff.objects.get(pk=people.penempatan.pk).is_active
    assert (rung(people.kepala), rung(people.kustodian), found()) == ([], [], [])
    assert closing(people.admin, people.penempatan, seen=page.context["codes"]).status_code == 303
    assert not Staff.objects.get(pk=people.penempatan.pk).is_active


def test_whoever_is_not_the_last_one_is_closed_at_once(world):
    people = world.people
    assert closing(people.admin, people.kustodian).status_code == 303
    assert not Staff.objects.get(pk=people.kustodian.pk).is_active
    page = closing(people.admin, people.kustodian2)
    assert (page.status_code, "bekerja sebagai kustodian lokasi" in page.content.decode()) == (200, True)


def test_heads_and_custodians_are_rung_and_auditors_find_it_until_somebody_works_there_again(world):
    people = world.people
    close_account(people.penempatan, by=people.admin)
    for person in (people.kepala, people.kustodian, people.kustodian2):
        assert rung(person) == ["Tidak ada lagi yang bekerja sebagai petugas penempatan: cari pengganti sekarang"]
    assert [rung(person) for person in (people.supervisor, people.petugas1, people.auditor)] == [[], [], []]
    (finding,) = found()
    assert (findings.standing(timezone.now())[0].weight, finding.weight) == (101, 101)
    staff = reopen_account(Staff.objects.get(pk=people.penempatan.pk), by=people.admin)
    assert len(rung(people.kepala)) == 1  # open, and nobody has approved it yet
    approvals.approve(staff, by=people.kepala)
    assert (rung(people.kepala), rung(people.kustodian), found()) == ([], [], [])


def test_another_role_leaves_a_post_as_empty_as_a_closing(world):
    people = world.people
    unit = Unit.objects.get(code="uptppa-manajer")
    approvals.change_role(people.penempatan, role=Role.CASE_MANAGER, unit=unit, by=people.admin)
    assert len(rung(people.kepala)) == len(rung(people.kustodian)) == len(found()) == 1


def test_a_side_of_the_roster_is_missed_once_somebody_was_on_it(world):
    people = world.people
    for staff in (people.piket_bpbd, people.dinsos):
        close_account(staff, by=people.admin)
    assert (rung(people.kepala), found()) == ([], [])
    with unwatched():
        Duty.objects.create(
            staff=people.supervisor, begins=timezone.now(), ends=timezone.now(), entered_by=people.supervisor
        )
    assert [title.split(":")[0] for title in rung(people.kepala)] == [
        "Tidak ada lagi yang bekerja sebagai petugas piket BPBD atau Dinas Sosial"
    ]
    assert len(found()) == 1
