"""The examination, its document, the chain of custody."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from access.errors import NotNow, Refused
from access.permissions import Permission
from access.policy import explained, get
from audit.errors import NotForYou
from audit.models import AuditEntry
from audit.reveal import reveal
from referrals import actions, queries
from referrals.codes.referral import Need
from referrals.models import CustodyEvent, CustodyItem, Finding, Referral, Visum, VisumPhoto, VisumRequest
from tests.referrals import world
from tests.referrals.browsing import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def visum(people):
    return world.examined(world.urgent(people), people)


def test_a_doctor_records_an_examination_before_any_letter_came(people, visum):
    assert VisumRequest.every.count() == 0
    assert list(Finding.every.order_by("order").values_list("region", "injury")) == [
        ("face", "bruise"),
        ("left_arm", "abrasion"),
    ]


def test_a_referral_is_accepted_before_it_is_examined(people):
    referral = world.urgent(people)
    with pytest.raises(NotNow):
        actions.record_visum(
            referral, kind="definitive", examined_at=timezone.now(), findings=[("none", "")], cause="unknown",
            degree="not_stated", findings_text="-", conclusion="-", agreed=True, by=people.dokter,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"agreed": False}, "agreed"),
        ({"examined_at": timezone.now() + timedelta(days=1)}, "examined_at"),
        ({"kind": "psychiatric"}, "specialist"),
        ({"kind": "interim"}, "conclusion"),
        ({"kind": "interim", "conclusion": "", "degree": "light"}, "conclusion"),
        ({"conclusion": " "}, "conclusion"),
        ({"findings": []}, "findings"),
        ({"findings": [("face", "")]}, "findings"),
        ({"findings": [("none", "bruise")]}, "findings"),
        ({"findings": [("none", ""), ("face", "bruise")]}, "findings"),
    ],
)
def test_an_examination_that_can_not_be_is_refused_beside_its_field(people, fields, field):
    with pytest.raises(Refused) as refusal:
        world.examined(world.urgent(people), people, **fields)
    assert refusal.value.field == field
    assert Visum.every.count() == 0


def test_an_interim_visum_has_no_conclusion_and_a_psychiatrist_writes_a_psychiatric_one(people):
    referral = world.urgent(people)
    interim = world.examined(referral, people, kind="interim", conclusion="", degree="not_stated")
    assert interim.conclusion is None
    fields = {"examined_at": timezone.now(), "findings": [("none", "")], "cause": "unknown", "degree": "not_stated"}
    fields |= {"findings_text": "Tenang.", "conclusion": "Cemas.", "agreed": True, "specialist": True}
    actions.record_visum(referral, kind="psychiatric", by=people.dokter, **fields)
    assert Visum.every.count() == 2


def test_whoever_sent_her_never_reads_the_doctors_words(people):
    case = world.case(people)
    visum = world.examined(world.send(case, people.dokter, people), people)
    referral = get(people.manajer, Permission.REFERRAL_READ, visum.referral_id)
    assert explained(people.manajer, Permission.REFERRAL_READ, referral)
    with pytest.raises(NotForYou), reveal(people.manajer, "test", referral, [(visum, "findings_text")]):
        pass
    mine = get(people.dokter, Permission.REFERRAL_EXAMINE, visum.referral_id)
    with reveal(people.dokter, "test", mine, [(visum, "findings_text")]) as opened:
        assert opened[visum, "findings_text"] == world.FINDINGS


def test_a_letter_that_came_earlier_reaches_the_hospital_when_it_accepts(people):
    ticket = world.ticket(people)
    police = world.urgent(people, to=people.penyidik, needs=(Need.POLICE_REPORT,), on=ticket)
    actions.accept(police, by=people.penyidik)
    letter = world.letter(police, people)
    assert letter.hospital is None
    hospital = world.urgent(people, on=ticket)
    actions.accept(hospital, by=people.dokter)
    letter = VisumRequest.every.get()
    assert letter.hospital_id == hospital.pk
    assert letter.reached_at is not None


def test_a_letter_goes_to_the_hospital_that_examined_her(people):
    ticket = world.ticket(people)
    first, second = world.urgent(people, on=ticket), world.urgent(people, to=people.dokter2, on=ticket)
    world.examined(first, people)
    actions.accept(second, by=people.dokter2)
    police = world.urgent(people, to=people.penyidik, needs=(Need.POLICE_REPORT,), on=ticket)
    actions.accept(police, by=people.penyidik)
    assert world.letter(police, people).hospital_id == first.pk
    assert queries.letters_at(second.pk) == []


def test_a_visum_without_a_letter_is_not_made_a_document(people, visum):
    with pytest.raises(Refused):
        actions.prepare_visum(visum, by=people.dokter)


def test_a_letter_on_paper_serves_as_well_and_another_doctor_leaves_the_visum_alone(people, visum):
    actions.record_letter(
        Referral.every.get(pk=visum.referral_id), agency=people.penyidik.agency, number="R/1/XI/2026/VER",
        dated=timezone.localdate(), exam="injury", rank="iptu", investigator="Suhardimantra", by=people.dokter,
    )  # fmt: skip
    with pytest.raises(Refused):
        actions.prepare_visum(visum, by=people.dokter2)
    visum = actions.prepare_visum(visum, by=people.dokter)
    assert (visum.state, visum.document.kind, visum.document.source_id) == ("prepared", "visum", visum.pk)
    actions.revise_visum(visum, findings_text="Lebih teliti.", conclusion="Tetap.", by=people.dokter)


def test_taking_an_item_begins_its_chain_and_steps_are_only_added(people, visum):
    item = actions.take_item(visum, kind="specimen", specimen="swab", at=timezone.now(), by=people.dokter)
    assert item.label == f"{visum.reference}-01"
    actions.add_step(item, act="stored", keeping="forensic_fridge", at=timezone.now(), by=people.dokter)
    actions.add_step(item, act="handed_over", receiver="Penyidik piket", at=timezone.now(), by=people.dokter)
    assert list(CustodyEvent.every.filter(item=item).values_list("act", flat=True)) == [
        "taken",
        "stored",
        "handed_over",
    ]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"act": "taken"}, "act"),
        ({"act": "stored"}, "keeping"),
        ({"act": "handed_over"}, "receiver"),
        ({"act": "stored", "keeping": "laboratory", "at": timezone.now() - timedelta(days=2)}, "at"),
        ({"act": "stored", "keeping": "laboratory", "at": timezone.now() + timedelta(days=2)}, "at"),
    ],
)
def test_a_step_that_can_not_be_is_refused_beside_its_field(people, visum, fields, field):
    item = actions.take_item(visum, kind="specimen", specimen="swab", at=timezone.now(), by=people.dokter)
    with pytest.raises(Refused) as refusal:
        actions.add_step(item, **{"at": timezone.now(), **fields}, by=people.dokter)
    assert refusal.value.field == field
    assert CustodyEvent.every.filter(item=item).count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE referrals_custodyevent SET act = 'stored'",
        "DELETE FROM referrals_custodyevent",
    ],
)
def test_the_database_refuses_to_change_a_step_of_custody(people, visum, statement):
    actions.take_item(visum, kind="specimen", specimen="swab", at=timezone.now(), by=people.dokter)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert CustodyEvent.every.get().act == "taken"


def picture(kind="PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, kind)
    return out.getvalue()


def test_a_photo_is_kept_as_it_came_and_shown_as_a_copy(people, visum):
    file = SimpleUploadedFile("foto.png", picture())
    item = actions.take_item(visum, kind="photo", specimen="image", at=timezone.now(), file=file, by=people.dokter)
    photo = VisumPhoto.every.get(item=item)
    assert photo.media_type == "image/png"
    assert photo.original != photo.copy


def test_the_examiner_opens_a_photo_and_the_entry_stands_in_the_file(people, visum):
    file = SimpleUploadedFile("foto.png", picture())
    item = actions.take_item(visum, kind="photo", specimen="image", at=timezone.now(), file=file, by=people.dokter)
    photo = VisumPhoto.every.get(item=item)
    answer = browser(people.dokter).post(reverse("referrals:photo", args=[photo.pk]))
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    entry = AuditEntry.objects.get(purpose="visum.photo")
    assert (entry.object_kind, entry.object_id, entry.case_id) == ("visum_photo", str(photo.pk), visum.case_id)


BAD = {"empty": b"", "pdf": b"%PDF-1.7 tidak", "gif": b"GIF89a", "nuls": b"\0" * 200, "cut": picture()[:30]}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_what_is_no_whole_picture_is_refused_with_a_sentence(people, visum, content):
    with pytest.raises(Refused) as refusal:
        file = SimpleUploadedFile("foto.jpg", content)
        actions.take_item(visum, kind="photo", specimen="image", at=timezone.now(), file=file, by=people.dokter)
    assert refusal.value.field == "file"
    assert CustodyItem.every.count() == 0


def test_a_photo_needs_its_file_and_a_swab_has_none(people, visum):
    for kind, file in (("photo", None), ("specimen", SimpleUploadedFile("foto.png", picture()))):
        with pytest.raises(Refused) as refusal:
            actions.take_item(visum, kind=kind, specimen="image", at=timezone.now(), file=file, by=people.dokter)
        assert refusal.value.field == "file"
