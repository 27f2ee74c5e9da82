"""Somebody in the file turns out to work at the receiving unit: who is at work on the referral goes on, nobody else."""

from __future__ import annotations

import pytest

from access import policy
from access.roles import Role
from casework.actions.persons import add_person
from referrals import actions
from referrals.consent import works_somewhere
from referrals.models import ReferralUserGrant
from tests.access.making import person
from tests.referrals import world

pytestmark = pytest.mark.django_db


def closes(case, unit, people) -> None:
    """A family member works in this unit, says the manager."""
    add_person(case, part="family", name="Paman", works_in=unit, by=people.manajer)


def test_whoever_took_it_on_goes_on_and_a_colleague_does_not(people):
    case = world.case(people)
    referral = world.send(case, people.dokter, people)
    colleague = person(Role.DOCTOR, within=world.unit_of(people.dokter))
    actions.accept(referral, by=people.dokter)
    assert [world.sees(one, referral) for one in (people.dokter, colleague)] == [True, True]
    closes(case, world.unit_of(people.dokter), people)
    assert [world.sees(one, referral) for one in (people.dokter, colleague)] == [True, False]
    assert actions.answer(referral, outcome="done", by=people.dokter).by == people.dokter


def test_whoever_examined_goes_on_though_a_colleague_had_accepted(people):
    case = world.case(people)
    referral = world.send(case, people.dokter, people)
    actions.accept(referral, by=person(Role.DOCTOR, within=world.unit_of(people.dokter)))
    actions.record_visum(
        referral,
        kind="definitive",
        examined_at=referral.opened,
        findings=[("face", "bruise")],
        cause="blunt",
        degree="light",
        findings_text=world.FINDINGS,
        conclusion=world.CONCLUSION,
        agreed=True,
        by=people.dokter,
    )
    closes(case, world.unit_of(people.dokter), people)
    assert world.sees(people.dokter, referral)


def test_an_investigator_at_work_goes_on(people):
    case = world.case(people)
    referral = world.send(case, people.penyidik, people, needs=("police_report",))
    actions.accept(referral, by=people.penyidik)
    closes(case, world.unit_of(people.penyidik), people)
    assert world.sees(people.penyidik, referral)


def test_being_at_work_opens_nothing_by_itself_and_is_noted_once(people):
    case = world.case(people)
    referral = world.send(case, people.dokter, people)
    actions.accept(referral, by=people.dokter)
    actions.answer(referral, outcome="under_way", by=people.dokter)
    assert ReferralUserGrant.objects.filter(user=people.dokter).count() == 1
    stranger = person(Role.DOCTOR)
    policy.grant(referral, "work_referral", stranger, by=people.dokter, why="test")
    assert not world.sees(stranger, referral)


def test_a_unit_of_our_own_is_no_agency_that_gets_referrals(people):
    case = world.case(people)
    closes(case, world.unit("uptppa-konselor"), people)
    assert not works_somewhere(case.pk)
    closes(case, world.unit_of(people.dokter2), people)
    assert works_somewhere(case.pk)
