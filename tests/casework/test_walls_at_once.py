"""A person written into a file and a colleague whose NIK is written down at the same moment find each other; so do a
conflict and another account of whose it is."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections, transaction

from access.accounts import close_account, identify
from access.models import ConflictOfInterest, Staff
from casework.actions.conflicts import declare_kin
from casework.actions.persons import add_person
from tests.casework import world

NIK = "3171020304850006"


def waits_for_us() -> bool:
    """Whether somebody waits for what this transaction holds; SQLite lets nobody else begin one, so nobody shows."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
        return cursor.fetchone()[0]


def at_once(first, second) -> None:
    """SECOND begins while FIRST has not ended yet."""
    ended = threading.Event()

    def come_second() -> None:
        try:
            second()
        finally:
            ended.set()
            connections.close_all()

    thread = threading.Thread(target=come_second)
    with transaction.atomic():
        first()
        thread.start()
        while not (ended.wait(0.01) or waits_for_us()):
            pass
    thread.join()


def identified(people, staff) -> Staff:
    return identify(staff, real_name="Ratih Ayuningdyah", nik=NIK, phone="0811-2222-3333", by=people.admin)


@pytest.mark.django_db(databases=["default", "shelters"], transaction=True)
@pytest.mark.parametrize("first", ["person", "staff"])
def test_whoever_comes_second_finds_the_other(people, first):
    case = world.complaint(people)
    acts = [
        lambda: add_person(case, part="reported", name="Hendra Gunadiputra", nik=NIK, by=people.penerima),
        lambda: identified(people, people.manajer2),
    ]
    at_once(*(acts if first == "person" else reversed(acts)))
    found = ConflictOfInterest.standing.filter(case_id=case.pk)
    assert list(found.values_list("staff__username", "strength")) == [("manajer2", "nik")]


@pytest.mark.django_db(databases=["default", "shelters"], transaction=True)
@pytest.mark.parametrize("first", ["conflict", "account"])
def test_a_conflict_and_another_account_of_whose_it_is_find_each_other(people, first):
    case = world.complaint(people)
    close_account(identified(people, people.manajer2), by=people.admin)
    acts = [
        lambda: declare_kin(case, staff=people.manajer2, side="reported", by=people.supervisor),
        lambda: identified(people, people.supervisor2),
    ]
    at_once(*(acts if first == "conflict" else reversed(acts)))
    found = ConflictOfInterest.standing.filter(case_id=case.pk)
    assert set(found.values_list("staff__username", flat=True)) == {"manajer2", "supervisor2"}
