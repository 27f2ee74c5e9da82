"""Who acted in a house is told by the houses' database alone, and can't be changed there unnoticed."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from access.errors import Refused
from access.models import Submission
from access.roles import Role
from audit import actions, findings, house
from audit.examine import examine
from audit.models import AuditEntry, Decision, ReviewNote
from audit.recording import record
from shelters.models import Hold, HouseReference
from shelters.queries.meaning import READS
from tests.audit.people import staff
from tests.shelters.owner import by_sql
from tests.shelters.test_secrecy import placed
from tests.shelters.world import browser, get, locate
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def problems() -> list[str]:
    return [problem for problem in examine(timezone.now()).problems if "house event" in problem]


def text(answer) -> str:
    return answer.content.decode().lower()


def rewrite(row: HouseReference, **columns) -> None:
    """Somebody writes in the houses' database that it says something else."""
    stored = [
        row._meta.get_field(name).get_db_prep_save(value, connections["shelters"]) for name, value in columns.items()
    ]
    changed = ", ".join(f"{name} = %s" for name in columns)
    by_sql(f"UPDATE shelters_housereference SET {changed} WHERE id = %s", *stored, _as_stored(row.pk))


def put_in(world, act: str, **fields) -> HouseReference:
    """A row that somebody writes in the houses' database, as if a custodian had done that in house A."""
    who = world.people.kustodian
    forged = HouseReference(act=act, staff_id=who.pk, house_id=world.a.pk, at=timezone.now(), **fields)
    HouseReference.every.bulk_create([forged])
    return forged


def say(reference: UUID, *decisions: Decision) -> None:
    """Entries of that event, without a digest."""
    for decision in decisions:
        record(None, house.EVENT, house.thing(reference), decision=decision)


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


def test_a_file_taken_from_a_read_is_named_though_its_digests_tell_of_it(world):
    for _ in range(2):
        world.stay()
    get(world.people.petugas1, "board", world.a.pk)
    read = HouseReference.every.get(act="house.board")
    taken = read.cases.model.every.filter(reference=read).first()
    by_sql("DELETE FROM shelters_referencecase WHERE id = %s", _as_stored(taken.pk))
    rewrite(read, digests={f"file:{taken.case_id}": ""})
    assert problems() == [f"house event {read.pk}: what it stands for is not what its entry was made over"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("digests", [7]),
        ("digests", 7),
        ("digests", {"a": 7}),
        ("digests", {"shelters.stay:7": "zz"}),
        ("digests", {"é": "ab"}),
        ("houses", 7),
    ],
)
def test_what_no_act_writes_is_named_and_breaks_no_check(arrival, column, value):
    rewrite(arrival, **{column: value})
    assert problems() == [f"house event {arrival.pk}: what it stands for is not what its entry was made over"]


def test_an_act_put_in_by_sql_is_named(world):
    forged = put_in(world, "hold.place")
    assert problems() == [f"house event {forged.pk}: no entry stands behind it"]


def test_a_read_put_in_by_sql_is_told_apart_for_its_process_may_have_died(world):
    forged = put_in(world, "location.read")
    said = f"house event {forged.pk}: a read without an entry"
    assert (problems(), examine(timezone.now()).without_entry) == ([], [said])
    page = text(browser(world.people.auditor).post(reverse("audit:check")))
    assert said in page
    assert "belum tentu membuka apa pun" in page


def test_a_look_at_an_address_without_an_entry_is_a_problem_once_its_minutes_are_over(world):
    look, board = put_in(world, "location.read"), put_in(world, "house.board")
    later = examine(timezone.now() + timedelta(minutes=5))
    assert later.problems == [f"house event {look.pk}: no entry stands behind it"]
    assert later.without_entry == [f"house event {board.pk}: a read without an entry"]


def test_a_read_put_in_by_sql_that_tells_of_a_row_is_named(world):
    forged = put_in(world, "location.read", digests={f"shelters.stay:{world.stay().pk}": "ab" * 32})
    assert problems() == [f"house event {forged.pk}: no entry stands behind it"]


def test_every_read_in_a_house_is_known_as_one_and_no_change_is(world):
    people, stay = world.people, world.stay()
    for page in ("house", "board"):
        get(people.petugas1, page, world.a.pk)
    get(people.petugas1, "card", stay.pk)
    get(people.penempatan, "desk")
    get(people.petugas2, "house", world.a.pk)
    locate(people.kustodian, world.a.pk, "Mencocokkan nomor di gerbang")
    get(people.kustodian2, "looks", world.a.pk)
    get(people.auditor, "event", HouseReference.every.get(act="stay.arrive").pk)
    acts = dict(HouseReference.every.values_list("id", "act"))
    entries = AuditEntry.objects.filter(action="house.event").exclude(decision=Decision.INTENDED)
    came_to = {(decision, acts[UUID(pk)]) for pk, decision in entries.values_list("object_id", "decision")}
    changes = {act for decision, act in came_to if decision == Decision.DONE}
    reads = {act for _decision, act in came_to} - changes
    assert reads == {
        "house.page", "house.board", "card.read", "requests.read", "house.denied", "location.read", "looks.read",
        "question.read",
    }  # fmt: skip
    assert (reads - set(READS), changes & set(READS)) == (set(), set())
    assert len(changes) > 5


def test_an_entry_that_says_of_a_change_nothing_but_that_it_was_done_is_named(world):
    forged = put_in(world, "hold.place")
    say(forged.pk, Decision.INTENDED, Decision.DONE)
    assert problems() == [f"house event {forged.pk}: what it stands for is not what its entry was made over"]


def test_of_an_event_that_is_told_twice_both_entries_must_be_made_over_it(arrival):
    say(arrival.pk, Decision.DONE)
    assert problems() == [f"house event {arrival.pk}: what it stands for is not what its entry was made over"]


def test_a_change_that_is_there_although_its_entry_says_that_it_failed_is_named(world):
    there = put_in(world, "hold.place")
    say(there.pk, Decision.INTENDED, Decision.FAILED)
    assert problems() == [f"house event {there.pk}: its entry says that it failed, but it happened"]


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
    assert (page.count("mencoba membuka halaman rumah"), page.count("ditolak")) == (
        5,
        6,
    )  # it is a choice above them, too
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
    assert json.loads(findings.beside(finding)) == {"files": [], "whose": "", "houses": True}
    actions.review(finding.key, note="Sudah dibicarakan.", by=world.people.auditor)
    assert len({len(row.text._envelope) for row in ReviewNote.objects.all()}) == 1
