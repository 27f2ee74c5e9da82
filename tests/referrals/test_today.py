"""What waits for whom on the start page, and beside the place in the left column."""

from __future__ import annotations

import pytest
from django.utils import timezone

from access.models import ConflictOfInterest, Strength
from audit.register import unwatched
from casework import today
from disclosure.actions import ask_rewrite
from disclosure.models import Release
from referrals import actions
from referrals.codes.referral import Need
from referrals.panels import CasePanel
from referrals.shown import TPKS_41
from referrals.waiting import items, new_count
from tests.referrals import world

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def lines(staff) -> set[tuple[str, str, str]]:
    return {(item.bucket, str(item.title), item.reference) for item in items(staff)}


def test_a_receiver_has_new_ones_first_and_then_those_to_answer(people):
    referral = world.urgent(people)
    assert lines(people.dokter) == {("new", "Rujukan mendesak", referral.reference)}
    actions.accept(referral, by=people.dokter)
    assert lines(people.dokter) == {("waiting", "Rujukan mendesak", referral.reference)}
    actions.answer(referral, outcome="done", by=people.dokter)
    assert lines(people.dokter) == set()
    assert lines(people.dokter2) == set()


def test_a_sender_waits_for_an_answer_and_learns_of_a_refusal(people):
    referral = world.send(world.case(people), people.dokter, people)
    assert lines(people.manajer) == {("waiting", "Rujukan menunggu penerima", referral.reference)}
    actions.decline(referral, reason="no_capacity", by=people.dokter)
    assert lines(people.manajer) == {("new", "Rujukan ditolak penerima", referral.reference)}


def test_a_sender_is_asked_to_write_a_note_anew(people):
    referral = world.send(world.case(people), people.dokter, people, note=world.PLACE_LIKE)
    ask_rewrite(Release.objects.get(subject=referral.note_subject), by=people.kustodian)
    assert ("new", "Catatan rujukan perlu ditulis ulang", referral.reference) in lines(people.manajer)


def test_a_receiver_is_asked_to_write_an_answer_anew_and_colleagues_are_not(people):
    referral = world.urgent(people)
    actions.accept(referral, by=people.dokter)
    reply = actions.answer(referral, outcome="done", text=world.PLACE_LIKE, by=people.dokter)
    assert lines(people.dokter) == set()
    ask_rewrite(Release.objects.get(subject=reply.text_subject), by=people.kustodian)
    assert lines(people.dokter) == {("new", "Keterangan jawaban perlu ditulis ulang", referral.reference)}
    assert lines(people.dokter2) == set()
    actions.rewrite_answer(reply, text="Sudah diperiksa.", by=people.dokter)
    assert lines(people.dokter) == set()


def test_sexual_violence_shows_the_three_days_until_the_police_are_told(people):
    case = world.case(people, kinds=("sexual",))
    due = [item for item in items(people.manajer) if item.bucket == "due"]
    assert [(item.reference, item.due) for item in due] == [(case.reference, case.opened + TPKS_41)]
    case.standing = frozenset({"handle_case"})
    panel = CasePanel()
    assert panel.context(people.manajer, case, None)["police_due"] == case.opened + TPKS_41
    world.send(case, people.penyidik, people, needs=(Need.POLICE_REPORT,))
    assert [item for item in items(people.manajer) if item.bucket == "due"] == []
    assert panel.context(people.manajer, case, None)["police_due"] is None


def test_other_violence_shows_no_such_clock(people):
    world.case(people)
    assert items(people.manajer) == []


def test_the_count_beside_the_place_is_the_receivers_own_and_stops_at_a_wall(people):
    first, _second = world.urgent(people), world.urgent(people)
    world.urgent(people, to=people.dokter2)
    assert (new_count(people.dokter), new_count(people.dokter2), new_count(people.manajer)) == (2, 1, None)
    with unwatched():
        ConflictOfInterest.objects.create(staff=people.dokter, case_id=first.case_id, strength=Strength.DECLARED)
    assert new_count(people.dokter) == 1


def test_the_start_page_takes_these_lines(people):
    referral = world.urgent(people)
    assert [item.reference for item in today.lists(people.dokter)["new"]] == [referral.reference]
    assert all(item.at <= timezone.now() for item in today.lists(people.dokter)["new"])


def test_urgent_ones_stand_first_and_exercises_last(people):
    exercise = world.urgent(people, on=world.ticket(people, kind="exercise"))
    sent = world.send(world.case(people), people.dokter, people)
    urgent = world.urgent(people)
    found = today.lists(people.dokter)["new"]
    assert [item.reference for item in found] == [urgent.reference, sent.reference, exercise.reference]
    assert [str(item.note) for item in found] == ["", "", "Latihan"]
