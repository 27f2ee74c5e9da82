"""Who acted in a house is told by the houses' database alone, and can't be changed there unnoticed."""

from __future__ import annotations

import pytest
from django.db import connections
from django.utils import timezone

from access.models import Submission
from audit.examine import examine
from audit.models import AuditEntry
from shelters.models import HouseReference
from tests.shelters.test_secrecy import placed
from tests.shelters.world import browser, get

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def problems() -> list[str]:
    return [problem for problem in examine(timezone.now()).problems if "house event" in problem]


def text(answer) -> str:
    return answer.content.decode().lower()


def by_sql(statement: str, *parameters) -> None:
    with connections["shelters"].cursor() as cursor:
        cursor.execute(statement, parameters)


@pytest.fixture
def arrival(world) -> HouseReference:
    """The act of one arrival, in a house with a few reads and acts besides."""
    world.stay()
    get(world.people.petugas1, "board", world.a.pk)
    return HouseReference.every.get(act="stay.arrive")


def test_an_untouched_meaning_is_what_its_entry_was_made_over(arrival):
    assert HouseReference.every.count() >= 4
    assert problems() == []


@pytest.mark.parametrize("column", ["staff_id", "house_id", "case_id", "salt"])
def test_a_meaning_changed_by_sql_is_named(arrival, column):
    other = HouseReference.every.exclude(pk=arrival.pk).values_list("id", flat=True)[0]
    by_sql(f"UPDATE shelters_housereference SET {column} = %s WHERE id = %s", _as_stored(other), _as_stored(arrival.pk))
    assert problems() == [f"house event {arrival.pk}: what it stands for is not what its entry was made over"]


def test_a_meaning_deleted_by_sql_is_named(arrival):
    by_sql("DELETE FROM shelters_housereference WHERE id = %s", _as_stored(arrival.pk))
    assert problems() == [f"house event {arrival.pk}: what it stands for is gone"]


def test_a_further_file_taken_from_a_read_is_named(world):
    for _ in range(2):
        world.stay()
    get(world.people.petugas1, "board", world.a.pk)
    read = HouseReference.every.get(act="house.board")
    assert read.cases.model.every.filter(reference=read).count() == 2
    by_sql("DELETE FROM shelters_referencecase WHERE reference_id = %s", _as_stored(read.pk))
    assert problems() == [f"house event {read.pk}: what it stands for is not what its entry was made over"]


def test_a_persons_day_and_name_come_from_the_houses_database(world):
    world.stay()
    auditor = browser(world.people.auditor)
    page = text(auditor.get(f"/log/orang/{world.people.petugas1.pk}/"))
    assert "mencatat kedatangan" in page
    assert world.people.petugas1.log_name.lower() in page
    assert "mencatat kedatangan" not in text(auditor.get(f"/log/orang/{world.people.penempatan.pk}/"))
    assert "menahan tempat" in text(auditor.get(f"/log/orang/{world.people.penempatan.pk}/"))


def test_default_tells_of_no_house_event_and_of_no_sent_form_who_it_was(world):
    case, people = world.case(), world.people
    actors = (people.manajer, people.penempatan, people.petugas1)
    placed(world, case, [browser(person) for person in actors])
    assert Submission.objects.count() >= 5
    names = {name for person in actors for name in (str(person.pk), person.pk.hex, person.username, person.log_name)}
    rows = [str(row) for row in Submission.objects.values_list()]
    rows += [entry.leaf().decode() for entry in AuditEntry.objects.filter(action="house.event")]
    assert [row for row in rows if any(name in row for name in names)] == []


def _as_stored(key) -> str:
    return key.hex if connections["shelters"].vendor == "sqlite" else str(key)
