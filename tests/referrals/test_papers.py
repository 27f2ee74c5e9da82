"""Surat rujukan and visum et repertum: written, released, signed, issued, handed to the right desk alone."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.utils import timezone

from access.accounts import open_account
from access.errors import NotNow, Refused, Unseen
from access.roles import Role
from audit.register import unwatched
from disclosure import drafting, jobs, papers, queries
from disclosure.actions import let_go, request_document, save_draft, sign
from disclosure.contexts import hints_of
from disclosure.models import Document, DocumentCopy, Release
from referrals import actions
from referrals.codes.referral import Need
from referrals.models import Referral, Visum, VisumDelivery
from tests.referrals import world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="session")
def signing_key(keys):
    call_command("init_signing", verbosity=0)


def release_all(people) -> int:
    waiting = list(Release.objects.filter(state="waiting", current=True))
    for release in waiting:
        let_go(release, by=people.kustodian)
    return len(waiting)


def issue(document, signer, people) -> Document:
    """Sent by its author, released, signed, rendered."""
    drafting.send(document, by=document.requested_by)
    release_all(people)
    sign(Document.every.get(pk=document.pk), by=signer)
    jobs.run_all(timezone.now())
    return Document.every.get(pk=document.pk)


@pytest.fixture
def road(people, signing_key):
    """A case at a hospital and at the police, examined, with a letter that asks for the visum."""
    case = world.case(people)
    hospital = world.send(case, people.dokter, people)
    police = world.send(case, people.penyidik, people, needs=(Need.POLICE_REPORT,))
    visum = world.examined(hospital, people)
    actions.accept(police, by=people.penyidik)
    world.letter(police, people)
    return case, hospital, police, visum


def test_no_field_of_a_paper_is_named_after_a_place():
    for kind in ("referral_letter", "visum"):
        names = set(hints_of(papers.get(kind).context))
        assert names & {"address", "place", "house", "stay", "location", "shelter"} == set()


def test_a_visum_is_released_signed_issued_and_delivered_to_the_police_alone(people, road):
    *_others, police, visum = road
    visum = actions.prepare_visum(visum, by=people.dokter)
    document = issue(visum.document, people.dokter, people)
    assert document.state == "issued"
    actions.deliver_visum(visum, by=people.dokter)
    delivery = VisumDelivery.every.get()
    copy = DocumentCopy.objects.get()
    assert (delivery.police_id, copy.agency, copy.root_id) == (police.pk, people.penyidik.agency, police.pk)
    assert queries.get(people.penyidik, "read", document.pk).pk == document.pk
    for other in (people.manajer, people.supervisor, people.operator112, people.dokter2, people.kepala, people.advokat):
        with pytest.raises(Unseen):
            queries.get(other, "read", document.pk)


def test_receiving_a_visum_notes_who_and_when_once(people, road):
    *_others, visum = road
    visum = actions.prepare_visum(visum, by=people.dokter)
    issue(visum.document, people.dokter, people)
    actions.deliver_visum(visum, by=people.dokter)
    first = actions.receive_visum(VisumDelivery.every.get(), by=people.penyidik)
    again = actions.receive_visum(VisumDelivery.every.get(), by=people.penyidik)
    assert first.received_by == people.penyidik
    assert first.received_at == again.received_at
    with pytest.raises(Refused):
        actions.deliver_visum(Visum.every.get(), by=people.dokter)


def test_a_visum_whose_words_name_a_place_waits_for_a_custodian_before_it_can_be_signed(people, road):
    *_others, visum = road
    actions.revise_visum(visum, findings_text=world.PLACE_LIKE, conclusion=world.CONCLUSION, by=people.dokter)
    visum = actions.prepare_visum(visum, by=people.dokter)
    drafting.send(visum.document, by=people.dokter)
    with pytest.raises(NotNow):
        sign(Document.every.get(), by=people.dokter)
    assert release_all(people) == 1
    assert sign(Document.every.get(), by=people.dokter).state == "signed"


def test_a_visum_in_review_is_not_changed_behind_its_paper(people, road):
    *_others, visum = road
    visum = actions.prepare_visum(visum, by=people.dokter)
    drafting.send(visum.document, by=people.dokter)
    with pytest.raises(NotNow):
        actions.revise_visum(visum, findings_text="Lain.", conclusion="Lain.", by=people.dokter)


def test_a_visum_that_is_not_issued_is_not_delivered(people, road):
    *_others, visum = road
    visum = actions.prepare_visum(visum, by=people.dokter)
    with pytest.raises(NotNow):
        actions.deliver_visum(visum, by=people.dokter)
    assert VisumDelivery.every.count() == 0


def test_a_nurse_examines_and_does_not_sign(people, signing_key):
    case = world.case(people)
    referral = world.send(case, people.perawat, people)
    police = world.send(case, people.penyidik, people, needs=(Need.POLICE_REPORT,))
    visum = world.examined(referral, people, by=people.perawat)
    actions.accept(police, by=people.penyidik)
    world.letter(police, people)
    document = actions.prepare_visum(visum, by=people.perawat).document
    drafting.send(document, by=people.perawat)
    release_all(people)
    with pytest.raises(Unseen):
        queries.get(people.perawat, "sign", document.pk)


def colleague(staff, role=None):
    """Another one of the same unit; of another role if given."""
    other = open_account(
        f"{staff.username}-lain", password="Sandi-Panjang-17", role=role or staff.role, unit=staff.unit, by=staff
    )
    with unwatched():
        other.approve()
        other.save()
    return other


def test_a_doctor_does_not_sign_what_a_colleague_examined(people, road):
    *_others, visum = road
    other = colleague(people.dokter)
    document = actions.prepare_visum(visum, by=people.dokter).document
    drafting.send(document, by=people.dokter)
    release_all(people)
    document.refresh_from_db()
    assert queries.may(people.dokter, "sign", document)
    assert not queries.may(other, "sign", document)
    assert (queries.to_sign(other, 5), queries.to_sign(people.dokter, 5)) == ([], [document])
    with pytest.raises(Refused):
        sign(document, by=other)
    assert sign(document, by=people.dokter).state == "signed"


def test_a_doctor_of_the_house_signs_what_a_nurse_examined(people, signing_key):
    case = world.case(people)
    referral = world.send(case, people.perawat, people)
    police = world.send(case, people.penyidik, people, needs=(Need.POLICE_REPORT,))
    visum = world.examined(referral, people, by=people.perawat)
    world.letter(actions.accept(police, by=people.penyidik), people)
    doctor = colleague(people.perawat, Role.DOCTOR)
    document = actions.prepare_visum(visum, by=people.perawat).document
    drafting.send(document, by=people.perawat)
    release_all(people)
    document.refresh_from_db()
    assert sign(document, by=doctor).signed_by == doctor


def test_the_head_signs_a_letter_of_referral_and_its_receiver_reads_it(people, road):
    _case, hospital, *_others = road
    referral = actions.write_letter(hospital, by=people.manajer)
    document = referral.letter
    with drafting.opened(document, people.manajer) as draft:
        assert draft.missing == ["Alasan rujukan"]
        assert draft.context.name == world.NAME
        assert draft.context.addressee == (people.dokter.agency.name,)
    save_draft(document, typed={"reason": "Perlu pemeriksaan.", "summary": ""}, by=people.manajer)
    with pytest.raises(Unseen):
        queries.get(people.dokter, "read", document.pk)
    document = issue(document, people.kepala, people)
    actions.hand_letter(Referral.every.get(pk=hospital.pk), by=people.manajer)
    assert queries.get(people.dokter, "read", document.pk).pk == document.pk
    for other in (people.dokter2, people.penyidik, people.perawat):
        with pytest.raises(Unseen):
            queries.get(other, "read", document.pk)
    with pytest.raises(Refused):
        actions.hand_letter(Referral.every.get(pk=hospital.pk), by=people.manajer)


def test_a_letter_is_begun_once_and_handed_only_when_issued(people, road):
    _case, hospital, *_others = road
    with pytest.raises(NotNow):
        actions.hand_letter(hospital, by=people.manajer)
    actions.write_letter(hospital, by=people.manajer)
    with pytest.raises(Refused):
        actions.write_letter(hospital, by=people.manajer)


def test_a_paper_begun_without_a_source_says_what_is_missing(people, road):
    _case, hospital, *_others = road
    document = request_document(
        "visum", about_kind="referral", about_id=hospital.pk, case_id=hospital.case_id, by=people.dokter
    )
    with drafting.opened(document, people.dokter) as draft:
        assert draft.missing == ["Pemeriksaan yang divisumkan", "Pemberitaan"]
