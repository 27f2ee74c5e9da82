"""A person written into a file and a colleague whose NIK is written down at the same moment find each other."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections, transaction

from access.accounts import identify
from access.models import ConflictOfInterest
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


@pytest.mark.django_db(databases=["default", "shelters"], transaction=True)
@pytest.mark.parametrize("first", ["person", "staff"])
def test_whoever_comes_second_finds_the_other(people, first):
    case, ended = world.complaint(people), threading.Event()
    acts = {
        "person": lambda: add_person(case, part="reported", name="Hendra Gunadiputra", nik=NIK, by=people.penerima),
        "staff": lambda: identify(
            people.manajer2, real_name="Ratih Ayuningdyah", nik=NIK, phone="0811-2222-3333", by=people.admin
        ),
    }

    def come_second() -> None:
        try:
            acts["staff" if first == "person" else "person"]()
        finally:
            ended.set()
            connections.close_all()

    second = threading.Thread(target=come_second)
    with transaction.atomic():
        acts[first]()
        second.start()
        while not (ended.wait(0.01) or waits_for_us()):
            pass
    second.join()
    found = ConflictOfInterest.standing.filter(case_id=case.pk)
    assert list(found.values_list("staff__username", "strength")) == [("manajer2", "nik")]
