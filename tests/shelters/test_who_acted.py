"""Who acted in a house is told by the houses' database alone, and can't be changed there unnoticed."""

from __future__ import annotations

import json

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from access.errors import Refused
from access.models import Submission
from access.roles import Role
from audit import actions, findings
from audit.examine import examine
from audit.models import AuditEntry, ReviewNote
from shelters.models import Hold, HouseReference
from tests.audit.people import staff
from tests.shelters.test_secrecy import placed
from tests.shelters.world import browser, get
from vault.entropy import new_id

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


def test_going_back_to_what_was_done_leaves_no_name_beside_the_event(world):
    stay, client = world.stay(), browser(world.people.petugas1)
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    paths = [
        reverse("shelters:arrive", args=[Hold.every.get(request=stay.request).pk]),
        reverse("shelters:arrive", args=[new_id()]),
    ]
    assert [client.get(path).status_code for path in paths] == [404, 404]
    left = AuditEntry.objects.exclude(pk__in=before).order_by("time")
    told = [(e.action, e.object_kind, e.decision, e.actor, e.agency, e.role, e.case_id) for e in left]
    assert told == [("house.event", "reference", "denied", "", "", "", None)] * 2
    tried = HouseReference.every.filter(act="house.denied")
    assert [(one.staff_id, one.house_id, one.case_id) for one in tried] == [(world.people.petugas1.pk, None, None)] * 2
    assert problems() == []


def test_whoever_acts_in_no_house_is_denied_by_name(world):
    get(world.people.manajer, "house", world.a.pk)
    entry = AuditEntry.objects.filter(decision="denied").latest("time")
    assert (entry.actor, entry.action) == (str(world.people.manajer.pk), "shelter.read")


def test_the_auditor_reads_who_was_denied_and_is_told_of_one_who_is_denied_often(world):
    people = world.people
    for _ in range(5):
        get(people.petugas2, "house", world.a.pk)
    auditor = browser(people.auditor)
    page = text(auditor.get(reverse("audit:person", args=[people.petugas2.pk])))
    assert (page.count("mencoba membuka halaman rumah"), page.count("ditolak")) == (5, 5)
    assert "satu orang ditolak 5 kali dalam satu jam." in text(auditor.get(reverse("audit:log")))


def test_what_a_signed_off_finding_keeps_says_not_who_was_denied(world):
    for _ in range(6):
        get(world.people.petugas2, "house", world.a.pk)
    now = timezone.now()
    keys = [finding.key for finding in findings.standing(now) if finding.key.startswith("denials:")]
    first = HouseReference.every.filter(act="house.denied").earliest("at", "id")
    assert keys == [f"denials:house:{first.pk}"]


def test_an_attempt_changed_by_sql_is_named(world):
    get(world.people.petugas2, "house", world.a.pk)
    tried = HouseReference.every.get(act="house.denied")
    by_sql(
        "UPDATE shelters_housereference SET staff_id = %s WHERE id = %s",
        _as_stored(world.people.petugas1.pk),
        _as_stored(tried.pk),
    )
    assert problems() == [f"house event {tried.pk}: what it stands for is not what its entry was made over"]


def often_denied():
    [one] = [finding for finding in findings.standing(timezone.now()) if finding.key.startswith("denials:")]
    return one


def test_an_auditor_signs_off_no_denials_of_their_own_in_houses_and_reads_no_note_on_them(world):
    auditor, other, note = world.people.auditor, staff("auditor-2", Role.AUDITOR), "Sudah ditanyakan kepadanya."
    for _ in range(6):
        assert get(auditor, "event", new_id()).status_code == 404
    with pytest.raises(Refused, match="perbuatan Anda sendiri"):
        actions.review(often_denied().key, by=auditor)
    actions.review(often_denied().key, note=note, by=other)
    page = reverse("audit:entry", args=[AuditEntry.objects.get(action="log.review").pk])
    opened = [browser(person).post(page) for person in (auditor, other)]
    assert [(answer.status_code, note in answer.content.decode()) for answer in opened] == [(404, False), (200, True)]


def test_what_lies_beside_a_note_on_a_house_finding_says_not_who_was_denied(world):
    for _ in range(6):
        get(world.people.petugas2, "house", world.a.pk)
    finding = often_denied()
    assert finding.whose == str(world.people.petugas2.pk)
    assert json.loads(findings.beside(finding)) == {"files": [], "whose": ""}
    actions.review(finding.key, note="Sudah dibicarakan.", by=world.people.auditor)
    assert len({len(row.text._envelope) for row in ReviewNote.objects.all()}) == 1
