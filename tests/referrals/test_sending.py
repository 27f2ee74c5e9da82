"""What leaves, on which ground, and to whom alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from access.errors import Refused
from access.models import ConflictOfInterest, Strength
from access.permissions import Permission
from audit.models import AuditEntry
from casework.actions.assigning import assign_manager
from casework.actions.handling import close_case
from disclosure import gate
from referrals import actions
from referrals.codes.referral import Basis, Law, Need
from referrals.models import Referral, ReferralGroupGrant, ReferralUserGrant
from referrals.states import ReferralState
from tests.referrals import world

pytestmark = pytest.mark.django_db


def test_an_urgent_referral_leaves_from_the_ticket_before_anything_is_registered(people):
    referral = world.urgent(people, age=30, sex="F")
    assert referral.state == ReferralState.SENT
    assert referral.urgent
    assert (referral.heard_by, referral.note) == (people.operator112, None)
    assert world.sees(people.dokter, referral, Permission.REFERRAL_ANSWER)
    assert gate.states_under(f"referral:{referral.pk}:") == {}


def test_an_urgent_referral_goes_to_that_hospital_alone(people):
    referral = world.urgent(people)
    assert world.sees(people.dokter, referral)
    outsiders = (
        people.dokter2,
        people.perawat,
        people.penyidik,
        people.manajer,
        people.kepala,
        people.auditor,
        people.admin,
    )
    assert [staff.username for staff in outsiders if world.sees(staff, referral)] == []


def test_vital_interest_needs_nobody_who_heard_her(people):
    referral = world.urgent(people, basis=Basis.VITAL)
    assert (referral.heard_by, referral.heard_at) == (None, None)


@pytest.mark.parametrize("basis", [basis for basis in Basis if basis not in (Basis.SPOKEN, Basis.VITAL)])
def test_an_urgent_referral_leaves_on_spoken_consent_or_vital_interest_alone(people, basis):
    with pytest.raises(Refused) as refusal:
        world.urgent(people, basis=basis)
    assert (refusal.value.field, Referral.every.count()) == ("basis", 0)


def test_a_spoken_consent_was_not_heard_in_the_future(people):
    with pytest.raises(Refused) as refusal:
        world.urgent(people, heard_at=timezone.now() + timedelta(minutes=3))
    assert refusal.value.field == "heard_at"
    assert Referral.every.count() == 0


def test_urgent_is_for_hospitals_and_police_alone(people):
    with pytest.raises(Refused) as refusal:
        world.urgent(people, to=people.advokat, needs=(Need.LEGAL_ADVICE,))
    assert refusal.value.field == "to_unit"


def test_when_the_case_is_accepted_its_manager_and_supervisors_follow_what_left_earlier(people):
    ticket = world.ticket(people)
    referral = world.urgent(people, on=ticket)
    complaint = world.register_complaint(ticket, persons=[], kinds=["physical"], by=people.penerima)
    assert not world.sees(people.manajer, referral)
    world.accept_case(complaint, manager=people.manajer, by=people.supervisor)
    assert world.sees(people.manajer, referral)
    assert world.sees(people.supervisor2, referral)
    assert not world.sees(people.manajer2, referral)
    assert not world.sees(people.manajer, referral, Permission.REFERRAL_ANSWER)


def test_a_former_manager_stops_following(people):
    case = world.case(people)
    referral = world.send(case, people.dokter, people)
    assign_manager(case, manager=people.manajer2, by=people.supervisor)
    assert world.sees(people.manajer2, referral)
    assert not world.sees(people.manajer, referral)


def test_without_her_consent_for_this_recipient_nothing_leaves(people):
    case = world.case(people)
    world.agree(case, people.dokter2.agency, people)
    with pytest.raises(Refused) as refusal:
        actions.send_referral(
            case, to_unit=world.unit_of(people.dokter), needs=[Need.VISUM], basis=Basis.CONSENT, by=people.manajer
        )
    assert refusal.value.field == "basis"
    assert Referral.every.count() == 0


def test_a_withdrawn_consent_carries_no_hand_over(people):
    case = world.case(people)
    world.agree(case, people.dokter.agency, people)
    world.agree(case, people.dokter.agency, people, answer="withdrawn")
    with pytest.raises(Refused):
        actions.send_referral(
            case, to_unit=world.unit_of(people.dokter), needs=[Need.VISUM], basis=Basis.CONSENT, by=people.manajer
        )


def test_nothing_leaves_from_a_case_that_is_closed(people):
    case = world.case(people)
    world.agree(case, people.dokter.agency, people)
    close_case(case, ending="finished", reason="goals_met", by=people.manajer)
    with pytest.raises(Refused):
        actions.send_referral(
            case, to_unit=world.unit_of(people.dokter), needs=[Need.VISUM], basis=Basis.CONSENT, by=people.manajer
        )
    assert Referral.every.count() == 0


def test_a_stated_legal_duty_stands_in_for_consent_and_an_unstated_one_does_not(people):
    case = world.case(people, kinds=("sexual",))
    fields = {"to_unit": world.unit_of(people.penyidik), "needs": [Need.POLICE_REPORT], "by": people.manajer}
    with pytest.raises(Refused) as refusal:
        actions.send_referral(case, basis=Basis.LAW, law="", **fields)
    assert refusal.value.field == "law"
    referral = actions.send_referral(case, basis=Basis.LAW, law=Law.TPKS_41, **fields)
    assert (referral.law, referral.consent_line) == (Law.TPKS_41, None)
    assert referral.complaint_at == case.opened


def test_what_the_receiver_does_not_give_can_not_be_asked(people):
    case = world.case(people)
    with pytest.raises(Refused) as refusal:
        world.send(case, people.dokter, people, needs=(Need.VISUM, Need.REPRESENTATION))
    assert refusal.value.field == "needs"


def test_the_agency_the_reported_person_works_for_is_refused_unless_she_wants_it(people):
    case = world.case(people, works_for=people.dokter.agency)
    assert ConflictOfInterest.standing.filter(case_id=case.pk, strength=Strength.UNIT).exists()
    with pytest.raises(Refused) as refusal:
        world.send(case, people.dokter, people)
    assert refusal.value.field == "to_unit"
    referral = world.send(case, people.dokter, people, wanted=True)
    assert world.sees(people.dokter, referral)


def test_an_urgent_referral_minds_the_conflict_too(people):
    ticket = world.ticket(people, works_for=people.dokter.agency)
    with pytest.raises(Refused):
        world.urgent(people, on=ticket)
    assert world.sees(people.dokter, world.urgent(people, on=ticket, wanted=True))


def test_a_name_that_says_a_place_does_not_leave(people):
    case = world.case(people)
    with pytest.raises(Refused) as refusal:
        world.send(case, people.dokter, people, name=world.PLACE_LIKE[:60])
    assert refusal.value.field == "name"
    assert Referral.every.count() == 0


def test_a_note_without_a_place_leaves_at_once_and_one_with_a_place_waits(people):
    case = world.case(people)
    plain = world.send(case, people.dokter, people, note="Mohon dokter perempuan.")
    held = world.send(case, people.dokter, people, note=world.PLACE_LIKE)
    assert gate.state(plain.note_subject) == "released"
    assert gate.state(held.note_subject) == "waiting"
    assert world.sees(people.dokter, held)


def test_a_released_note_stays_as_it_was_read(people):
    referral = world.send(world.case(people), people.dokter, people, note="Mohon dokter perempuan.")
    with pytest.raises(Refused):
        actions.rewrite_note(referral, text="Lain.", by=people.manajer)


def test_the_sender_and_the_followers_hold_the_senders_side_and_the_unit_the_other(people):
    referral = world.send(world.case(people), people.dokter, people)
    mine = ReferralUserGrant.objects.filter(content_object=referral).values_list(
        "user__username", "permission__codename"
    )
    units = ReferralGroupGrant.objects.filter(content_object=referral).values_list(
        "group__unit__code", "permission__codename"
    )
    assert set(mine) == {("manajer", "send_referral")}
    assert set(units) == {("uptppa-supervisor", "send_referral"), (people.dokter.unit.code, "answer_referral")}


def test_sending_leaves_one_entry_that_names_no_value(people):
    case = world.case(people)
    referral = world.send(case, people.dokter, people, note="Mohon dokter perempuan.")
    entry = AuditEntry.objects.get(action="referral.send")
    assert (entry.object_kind, entry.object_id, entry.case_id) == ("referral", str(referral.pk), case.pk)
    assert world.NAME not in str(entry.__dict__)


def test_an_exercise_stays_an_exercise(people):
    assert world.urgent(people, on=world.ticket(people, kind="exercise")).nature == "exercise"
