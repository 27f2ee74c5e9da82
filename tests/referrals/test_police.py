"""The number of the report, the letter that asks for a visum."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from access.errors import NotNow, Refused
from disclosure import gate
from referrals import actions, lp
from referrals.codes.referral import Need
from referrals.forms import ReportForm
from referrals.models import VisumRequest
from tests.referrals import world

pytestmark = pytest.mark.django_db

USUAL = "LP/B/123/XI/2026/SPKT/Polres Metro Jakarta Timur/Polda Metro Jaya"


@pytest.fixture
def police(people):
    referral = world.urgent(people, to=people.penyidik, needs=(Need.POLICE_REPORT,))
    return actions.accept(referral, by=people.penyidik)


@pytest.mark.parametrize(
    ("number", "usual"),
    [
        (USUAL, True),
        ("lp/a/7/IV/2026/SPKT/Polda Metro Jaya", True),
        ("LP/B/123/XI/2026/SPKT/Polres Metro Jakarta Timur", False),
        ("LP/B/123/11/2026/SPKT/Polres Metro Jakarta Timur/Polda Metro Jaya", False),
        ("123", False),
    ],
)
def test_the_usual_number_of_a_report_is_known(number, usual):
    assert lp.is_usual(number) is usual


def test_an_unusual_number_is_asked_about_once_and_never_refused():
    fields = {"number": "LP/1/2026", "reported_at": "2026-01-02T03:04"}
    first = ReportForm(fields)
    assert not first.is_valid()
    assert list(first.errors) == ["number"]
    assert ReportForm({**fields, "unusual": "on"}).is_valid()


def test_a_number_made_of_constants_reaches_the_sender_at_once(people, police):
    report = actions.record_report(
        police,
        number=USUAL.replace("Polres Metro Jakarta Timur", people.penyidik.agency.name),
        reported_at=timezone.now(),
        by=people.penyidik,
    )
    assert report.coded
    assert gate.state(report.number_subject) is None


def test_a_number_that_could_carry_a_place_passes_the_gate(people, police):
    for number in (USUAL.replace("Polres Metro Jakarta Timur", "Jalan Anggrek 7"), "di Jalan Anggrek 7"):
        report = actions.record_report(police, number=number, reported_at=timezone.now(), by=people.penyidik)
        assert not report.coded
        assert gate.state(report.number_subject) == "waiting"


def test_a_report_was_not_made_in_the_future(people, police):
    with pytest.raises(Refused) as refusal:
        actions.record_report(police, number=USUAL, reported_at=timezone.now() + timedelta(days=1), by=people.penyidik)
    assert refusal.value.field == "reported_at"


def test_a_letter_is_not_dated_in_the_future(people, police):
    with pytest.raises(Refused) as refusal:
        world.letter(police, people, dated=timezone.localdate() + timedelta(days=1))
    assert refusal.value.field == "dated"
    assert VisumRequest.every.count() == 0


def test_a_letter_waits_until_the_referral_is_accepted(people):
    referral = world.urgent(people, to=people.penyidik, needs=(Need.POLICE_REPORT,))
    with pytest.raises(NotNow):
        world.letter(referral, people)


def test_a_hospital_records_no_report_and_asks_for_no_visum(people):
    referral = actions.accept(world.urgent(people), by=people.dokter)
    with pytest.raises(NotNow):
        world.letter(referral, people)
    with pytest.raises(NotNow):
        actions.record_report(referral, number=USUAL, reported_at=timezone.now(), by=people.dokter)


def test_an_investigators_name_that_says_a_place_waits_before_the_hospital_reads_it(people, police):
    letter = world.letter(police, people, investigator=world.PLACE_LIKE)
    assert gate.state(letter.letter_subject) == "waiting"
    assert gate.state(world.letter(police, people).letter_subject) == "released"
