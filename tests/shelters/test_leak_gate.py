"""The leak gate: custodians are told which texts name a house; for everybody else nothing at all depends on it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone

from access.errors import Refused
from access.models import ConflictOfInterest, Strength
from audit.models import AuditEntry
from audit.register import unwatched
from casework import today
from disclosure import gate, matching, queries, ringing
from disclosure.actions import ask_rewrite, let_go
from disclosure.models import Release
from disclosure.workflow import GateState
from shelters import reveal_location
from shelters.location import Location
from shelters.matcher import looking
from shelters.matcher.holding import Holding, here
from shelters.models import HouseReference
from shelters.queries import finds
from tests.audit.logs import problems
from tests.shelters.gate import DISGUISED, ELSEWHERE, NAMED, NOTHING, UNLIKE_A_PLACE, put, submit
from tests.shelters.world import OTHER_ADDRESS, browser, found, locate, post, url

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def case(world):
    looking.run_all(timezone.now())
    return world.case()


def test_a_hit_is_marked_among_the_phrases_for_custodians_of_that_house(case, world):
    release = put(case, world.people, f"{ELSEWHERE} {NAMED}")
    assert release.state == GateState.WAITING
    told = [(house, find.release_id, find.waits) for house, find in found(world.people.kustodian)]
    assert told == [(world.a.pk, release.pk, False)]
    for custodian in (world.people.kustodian, world.people.kustodian2):
        listed = browser(custodian).get(reverse("disclosure:releases")).content.decode()
        assert listed.count("menyebut lokasi rumah") == 1
        opened = browser(custodian).post(reverse("disclosure:release", args=[release.pk])).content.decode()
        marked = [line for line in opened.split("<li>") if "menyebut lokasi rumah" in line]
        assert len(marked) == 1
        assert "Kenanga Merambat" in marked[0]
        assert "Delima Bersemi" not in marked[0]


def test_a_disguise_beyond_the_phrases_is_told_as_such(case, world):
    release = put(case, world.people, DISGUISED)
    assert finds.marks(world.people.kustodian, [release.pk]) == {release.pk: matching.Mark(frozenset(), beyond=True)}
    opened = browser(world.people.kustodian).post(reverse("disclosure:release", args=[release.pk])).content.decode()
    assert "dengan cara yang tersamar" in opened


def test_a_text_that_left_at_once_and_names_a_house_alerts_its_custodians_and_nobody_else(case, world):
    people = world.people
    release = put(case, people, UNLIKE_A_PLACE)
    assert (release.state, release.decided_at) == (GateState.RELEASED, None)
    for username, person in vars(people).items():
        answer = browser(person).get(url("alerts"))
        lists = today.lists(person)
        told = [item for item in lists["due"] if item.url == url("alerts")]
        if username in ("kustodian", "kustodian2"):
            assert release.reference in answer.content.decode()
            assert "Seroja" in answer.content.decode()
            assert len(told) == 1
        else:
            assert answer.status_code == 404
            assert told == []
            assert finds.alerts(person) == []
            assert finds.marks(person, [release.pk]) == {}
    assert mail.outbox == []


def test_a_custodian_who_has_dealt_with_an_alert_takes_it_from_all_desks(case, world):
    release = put(case, world.people, UNLIKE_A_PLACE)
    assert len(finds.alerts(world.people.kustodian2)) == 1
    assert post(world.people.kustodian, "handle-alert", release.pk).status_code == 303
    assert [find.handled_by for _, find in found(world.people.kustodian)] == [world.people.kustodian.pk]
    assert finds.alerts(world.people.kustodian2) == []


def test_dealing_with_a_text_leaves_the_same_in_the_log_whether_it_names_a_house_or_none(case, world):
    named, plain = put(case, world.people, UNLIKE_A_PLACE, "a:1:x"), put(case, world.people, NOTHING, "a:2:x")
    left = []
    for release in (named, plain):
        before = AuditEntry.objects.count()
        answer = post(world.people.kustodian, "handle-alert", release.pk)
        entries = AuditEntry.objects.order_by("time")[before:]
        left.append((answer.status_code, answer["Location"], [(e.action, e.decision, e.actor) for e in entries]))
    assert left[0] == left[1]
    assert post(world.people.manajer, "handle-alert", named.pk).status_code == 404


def test_a_custodian_with_a_conflict_is_told_of_no_hit(case, world):
    release = put(case, world.people, UNLIKE_A_PLACE)
    with unwatched():
        ConflictOfInterest.objects.create(staff=world.people.kustodian, case_id=case.pk, strength=Strength.DECLARED)
    assert finds.alerts(world.people.kustodian) == []
    assert post(world.people.kustodian, "handle-alert", release.pk).status_code == 303
    assert len(finds.alerts(world.people.kustodian2)) == 1


def test_a_reader_is_stopped_at_typing_and_told_why(case, world):
    for reader in (world.people.petugas1, world.people.penempatan, world.people.kustodian):
        with pytest.raises(Refused) as refusal:
            submit(case, text=NAMED, subject="note:9:text", by=reader)
        assert str(refusal.value.message) == str(matching.NAMES_A_PLACE)
        submit(case, text=ELSEWHERE, subject=f"note:{reader.username}:text", by=reader)
    assert not Release.objects.filter(subject="note:9:text").exists()


def test_a_reader_of_one_house_learns_nothing_of_another(case, world):
    submit(case, text=f"Menuju {OTHER_ADDRESS}.", subject="note:1:text", by=world.people.petugas1)
    with pytest.raises(Refused):
        submit(case, text=f"Menuju {OTHER_ADDRESS}.", subject="note:2:text", by=world.people.petugas2)


def test_the_text_lies_sealed_until_the_matcher_has_looked_and_no_longer(case, world):
    submit(case, text=NOTHING, subject="note:1:text", by=world.people.manajer)
    release = Release.objects.get(subject="note:1:text")
    assert str(release.unseen) == "[tersegel]"
    assert looking.run_once(timezone.now()) == 1
    release.refresh_from_db()
    assert (release.unseen, release.looked_at) == (None, True)
    newest = AuditEntry.objects.filter(role="matcher").order_by("time")
    assert [entry.action for entry in newest][-2:] == ["list.read", "release.looked"]


def test_locations_are_opened_once_at_the_start_and_once_per_change_with_one_entry_that_lists_the_houses(world):
    holding = Holding()
    before = AuditEntry.objects.count()
    assert [holding.refresh(), holding.refresh()] == [True, False]
    opened = AuditEntry.objects.order_by("time")[before:]
    assert [(e.action, e.object_kind, e.actor) for e in opened] == [("house.event", "reference", "")]
    meaning = HouseReference.every.get(pk=opened[0].object_id)
    assert (meaning.act, sorted(meaning.houses)) == ("matcher.load", sorted(map(str, (world.a.pk, world.b.pk))))
    location = reveal_location.seen_by(world.people.kustodian, world.a.pk)
    reveal_location.keep_landmarks(location, landmarks=["menara kembar"], by=world.people.kustodian)
    assert [holding.refresh(), holding.refresh()] == [True, False]


def test_an_address_that_does_not_open_hides_no_other_house(case, world):
    moved = bytes(Location.every.get(pk=world.b.pk).whereabouts._envelope)
    with connections["shelters"].cursor() as cursor:
        place = world.a.pk if connections["shelters"].vendor == "postgresql" else world.a.pk.hex
        cursor.execute("UPDATE shelters_location SET whereabouts = %s WHERE id = %s", [moved, place])
    text = f"Antar ke {OTHER_ADDRESS}."
    holding, before = Holding(), AuditEntry.objects.count()
    holding.refresh()
    assert [str(e.decision) for e in AuditEntry.objects.order_by("time")[before:]] == ["allowed", "failed"]
    assert holding.named(text) == {world.b.pk}
    assert holding.named(text, [world.b.pk]) == {world.b.pk}
    with pytest.raises(matching.Away):
        holding.named(text, [world.a.pk, world.b.pk])
    release = put(case, world.people, text)
    assert set(finds.marks(world.people.kustodian, [release.pk])) == {release.pk}


def test_landmarks_are_listed_by_custodians_alone_and_looked_for_from_the_next_step(case, world):
    people, landmarks = world.people, "warung soto Mbah Lestrung\nmusala Nurul Fajri"
    text = "Ia menunggu di musholla nurul fajri."
    assert finds.marks(people.kustodian, [put(case, people, text, "a:1:x").pk]) == {}
    for username in ("petugas1", "penempatan", "manajer", "auditor", "pengantar"):
        assert post(getattr(people, username), "landmarks", world.a.pk, landmarks=landmarks).status_code == 404
    assert post(people.kustodian, "landmarks", world.a.pk, landmarks=landmarks).status_code == 303
    release = put(case, people, text, "a:2:x")
    assert set(finds.marks(people.kustodian, [release.pk])) == {release.pk}
    shown = locate(people.kustodian, world.a.pk, "memeriksa penanda").content.decode()
    assert "Mbah Lestrung" in shown
    assert 'name="landmarks"' in shown
    assert 'name="landmarks"' not in locate(people.petugas1, world.a.pk).content.decode()


def test_all_lists_of_landmarks_are_of_one_size_and_longer_is_refused(world):
    sizes = set()
    location = reveal_location.seen_by(world.people.kustodian, world.a.pk)
    for listed in ([], ["tugu"], ["é" * 400, "tugu"]):
        reveal_location.keep_landmarks(location, landmarks=listed, by=world.people.kustodian)
        sizes |= {len(row.listed._envelope) for row in reveal_location.LANDMARKS.every.all()}
    assert len(sizes) == 1
    with pytest.raises(Refused):
        reveal_location.keep_landmarks(location, landmarks=["x" * 3000], by=world.people.kustodian)


def test_a_text_that_does_not_open_keeps_the_others_from_nothing(case, world):
    submit(case, text=NAMED, subject="a:1:x", by=world.people.manajer)
    submit(case, text=UNLIKE_A_PLACE, subject="a:2:x", by=world.people.manajer)
    first, second = Release.objects.order_by("subject")
    other = bytes(second.unseen._envelope)
    with connection.cursor() as cursor:
        key = first.pk if connection.vendor == "postgresql" else first.pk.hex
        cursor.execute("UPDATE disclosure_release SET unseen = %s WHERE id = %s", [other, key])
    assert looking.run_all(timezone.now()) == 1
    assert [find.release_id for _, find in found(world.people.kustodian)] == [second.pk]


def test_looking_twice_finds_a_hit_once(case, world):
    release = put(case, world.people, NAMED)
    again = Holding()
    again.refresh()
    release.standing = frozenset({"matcher"})
    looking.keep_finds({release: {world.a.pk: [0]}}, now=timezone.now())
    assert len(found(world.people.kustodian)) == 1


def test_what_a_custodian_let_go_raises_no_alert_again_in_the_file_that_holds_it(case, world):
    people, now = world.people, timezone.now()
    text = put(case, people, NAMED, "paper:7:analysis")
    let_go(text, by=people.kustodian)
    put(case, people, "Ia di k e n a n g a m e r a m b a t.", "paper:7:file")
    put(case, people, f"{UNLIKE_A_PLACE} Lain.", "paper:8:file")
    alerts = [alert.key for alert in finds.alerts(people.kustodian)]
    assert alerts == [Release.objects.get(subject="paper:8:file").pk]
    assert len([find for _, find in found(world.people.kustodian) if find.found_at >= now]) == 3


def test_both_answers_of_a_custodian_stay_open_whatever_was_found(case, world):
    released, rewritten = put(case, world.people, NAMED, "a:1:x"), put(case, world.people, NAMED, "a:2:x")
    let_go(released, by=world.people.kustodian)
    ask_rewrite(rewritten, by=world.people.kustodian2)
    assert gate.states(["a:1:x", "a:2:x"]) == {"a:1:x": GateState.RELEASED, "a:2:x": GateState.REWRITE}


def test_half_an_hour_unanswered_rings_every_custodians_agency_and_again_the_next(
    case, world, django_capture_on_commit_callbacks
):
    put(case, world.people, NAMED)
    now = timezone.now()
    assert [item.title for item in today.lists(world.people.kustodian2)["due"]] == ["Teks menunggu pelepasan"]
    with django_capture_on_commit_callbacks(execute=True):
        rung = [ringing.run_once(now + timedelta(minutes=minutes)) for minutes in (29, 31, 40, 62)]
    assert rung == [0, 1, 0, 1]
    assert [message.to for message in mail.outbox] == [["lpsk@lindung.example"], ["uptppa@lindung.example"]] * 2
    assert {message.body for message in mail.outbox} == {"Ada yang menunggu Anda di Lindung. Silakan masuk."}
    assert [one for one in problems() if "release" in one] == []
    let_go(Release.objects.get(), by=world.people.kustodian)
    assert ringing.run_once(now + timedelta(hours=9)) == 0
    assert queries.waiting_count(world.people.kustodian) == 0


def test_what_is_held_prints_nothing(world):
    here().refresh()
    assert repr(here()) == "<Holding>"


def test_a_text_that_was_let_go_before_the_matcher_looked_alerts_once_it_is_found(case, world):
    people = world.people
    submit(case, text=DISGUISED, subject="a:1:x", by=people.manajer)
    release = let_go(Release.objects.get(subject="a:1:x"), by=people.kustodian)
    assert release.looked_at is False
    looking.run_all(timezone.now())
    [alert] = finds.alerts(people.kustodian2)
    assert (alert.key, alert.left.at) == (release.pk, release.decided_at)
    post(people.kustodian, "handle-alert", release.pk)
    assert (finds.alerts(people.kustodian2), looking.run_all(timezone.now())) == ([], 0)


def test_a_text_that_is_let_go_while_the_matcher_looks_at_it_alerts_too(case, world):
    people = world.people
    submit(case, text=DISGUISED, subject="a:1:x", by=people.manajer)
    release = Release.objects.get(subject="a:1:x")
    looking.run_once(timezone.now(), wait=lambda began: let_go(release, by=people.kustodian))
    looking.run_all(timezone.now())
    release.refresh_from_db()
    assert [alert.key for alert in finds.alerts(people.kustodian)] == [release.pk]
    assert (release.looked_at, len(found(people.kustodian))) == (True, 1)


def test_a_text_that_a_custodian_let_go_after_the_look_alerts_nobody(case, world):
    let_go(put(case, world.people, DISGUISED), by=world.people.kustodian)
    submit(case, text=DISGUISED, subject="note:1:text", by=world.people.manajer)
    assert (looking.run_all(timezone.now()), finds.alerts(world.people.kustodian)) == (0, [])


def test_what_was_opened_before_the_matcher_looked_is_let_go_only_after_it_is_opened_again(case, world):
    submit(case, text=DISGUISED, subject="a:1:x", by=world.people.manajer)
    release, client = Release.objects.get(), browser(world.people.kustodian)
    opening, letting_go = (reverse(f"disclosure:{name}", args=[release.pk]) for name in ("release", "let-go"))
    shown = [client.post(opening).content.decode()]
    looking.run_all(timezone.now())
    refused = client.post(letting_go, {"unseen": "True"})
    assert (refused.status_code, "setelah Anda membukanya" in refused.content.decode()) == (422, True)
    assert gate.states(["a:1:x"]) == {"a:1:x": GateState.WAITING}
    shown.append(client.post(opening).content.decode())
    assert ['name="unseen"' in page for page in shown] == [True, False]
    assert client.post(letting_go).status_code == 303
