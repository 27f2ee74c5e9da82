"""Accepting, declining, answering."""

from __future__ import annotations

import pytest

from access.errors import NotNow, Refused
from disclosure import gate
from disclosure.actions import ask_rewrite, let_go
from disclosure.models import Release
from referrals import actions
from referrals.codes.referral import Need, Outcome
from referrals.models import Answer, Referral, ReferralGroupGrant
from referrals.states import ReferralState
from tests.referrals import world
from tests.referrals.browsing import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def referral(people):
    return world.send(world.case(people), people.dokter, people)


def now(referral) -> Referral:
    return Referral.every.get(pk=referral.pk)


def test_accepting_is_seen_on_every_grant_row(people, referral):
    actions.accept(referral, by=people.dokter)
    assert now(referral).state == ReferralState.ACCEPTED
    assert set(ReferralGroupGrant.every.values_list("state", flat=True)) == {"accepted"}


def test_a_referral_is_accepted_once(people, referral):
    actions.accept(referral, by=people.dokter)
    with pytest.raises(NotNow):
        actions.accept(referral, by=people.dokter)


def test_declining_needs_a_reason(people, referral):
    with pytest.raises(Refused):
        actions.decline(referral, reason="", by=people.dokter)
    actions.decline(referral, reason="no_capacity", by=people.dokter)
    assert (now(referral).state, now(referral).decline_reason) == ("declined", "no_capacity")


def test_what_was_declined_is_not_answered(people, referral):
    actions.decline(referral, reason="no_capacity", by=people.dokter)
    with pytest.raises(NotNow):
        actions.answer(referral, outcome=Outcome.DONE, by=people.dokter)


def test_what_was_not_accepted_is_not_answered(people, referral):
    with pytest.raises(NotNow):
        actions.answer(referral, outcome=Outcome.DONE, by=people.dokter)


def test_an_answer_may_be_followed_by_another(people, referral):
    actions.accept(referral, by=people.dokter)
    actions.answer(referral, outcome=Outcome.UNDER_WAY, services=[Need.VISUM], by=people.dokter)
    actions.answer(referral, outcome=Outcome.DONE, by=people.dokter)
    assert list(Answer.every.values_list("outcome", "services")) == [("under_way", "visum"), ("done", "")]


def test_a_service_the_receiver_does_not_have_is_not_told_as_given(people, referral):
    actions.accept(referral, by=people.dokter)
    answer = actions.answer(referral, outcome=Outcome.DONE, services=[Need.RESTITUTION], by=people.dokter)
    assert answer.services == ""


def test_an_answer_that_says_a_place_waits_until_a_custodian_lets_it_go(people, referral):
    actions.accept(referral, by=people.dokter)
    answer = actions.answer(referral, outcome=Outcome.DONE, text=world.PLACE_LIKE, by=people.dokter)
    assert gate.state(answer.text_subject) == "waiting"
    let_go(Release.objects.get(subject=answer.text_subject), by=people.kustodian)
    assert gate.is_released(answer.text_subject, world.PLACE_LIKE)


def test_after_a_custodian_asked_for_it_the_same_text_is_refused_and_another_leaves(people, referral):
    actions.accept(referral, by=people.dokter)
    answer = actions.answer(referral, outcome=Outcome.DONE, text=world.PLACE_LIKE, by=people.dokter)
    ask_rewrite(Release.objects.get(subject=answer.text_subject), by=people.kustodian)
    with pytest.raises(Refused) as refusal:
        actions.rewrite_answer(answer, text=world.PLACE_LIKE, by=people.dokter)
    assert refusal.value.message == gate.REWRITE_SENTENCE
    actions.rewrite_answer(answer, text="Sudah diobati.", by=people.dokter)
    assert gate.is_released(answer.text_subject, "Sudah diobati.")
    assert not gate.is_released(answer.text_subject, world.PLACE_LIKE)


def test_what_was_begun_is_answered_and_no_longer_declined(people, referral):
    world.examined(referral, people)
    police = world.send(world.case(people), people.penyidik, people, needs=(Need.POLICE_REPORT,))
    actions.accept(police, by=people.penyidik)
    world.letter(police, people)
    for begun, by in ((referral, people.dokter), (police, people.penyidik)):
        page = browser(by).get(f"/rujukan/{begun.pk}/").content.decode()
        assert "/tolak/" not in page and "/jawab/" in page
        with pytest.raises(Refused):
            actions.decline(begun, reason="no_capacity", by=by)
        assert now(begun).state == ReferralState.ACCEPTED
