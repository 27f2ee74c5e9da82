"""Whatever is sent: a sentence beside the field, everything typed kept, nothing done twice, no value in the log."""

from __future__ import annotations

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from referrals import actions
from referrals.codes.referral import Need
from referrals.models import Answer, CustodyItem, PoliceReport, Referral, Visum
from tests.referrals import world
from tests.referrals.browsing import browser, main, post

pytestmark = pytest.mark.django_db

NUL, EMOJI, LONG, LONE = "ab\0cd", "Ibu 🌷 Sari", "x" * 10_000, "\ud800"


@pytest.fixture
def case(people):
    return world.case(people)


def ordinary(people, **fields) -> dict:
    return {
        "to_unit": world.unit_of(people.dokter).pk,
        "needs": ["visum"],
        "basis": "consent",
        "name": world.NAME,
        "age": "32",
        "sex": "F",
        "contact_rule": "via_agency",
        **fields,
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", NUL),
        ("name", LONG),
        ("name", world.PLACE_LIKE[:80]),
        ("note", NUL),
        ("note", LONG),
        ("age", "tua"),
        ("age", "121"),
        ("age", "-1"),
        ("sex", "X"),
        ("needs", []),
        ("needs", ["visum", "restitution"]),
        ("needs", ["nonsense"]),
        ("basis", "spoken"),
        ("basis", "law"),
        ("to_unit", "nonsense"),
        ("to_unit", "00000000-0000-4000-8000-00000000beef"),
        ("contact_rule", ""),
    ],
)
def test_a_bad_referral_is_refused_with_a_sentence_and_what_was_typed_stays(people, case, field, value):
    world.agree(case, people.dokter.agency, people)
    answer = post(people.manajer, "new", case.pk, **ordinary(people, **{field: value}))
    assert answer.status_code == 422
    text = main(answer.content.decode())
    assert answer.context["form"].errors
    assert field == "name" or world.NAME in text
    assert Referral.every.count() == 0


def test_an_emoji_is_no_reason_to_refuse(people, case):
    world.agree(case, people.dokter.agency, people)
    assert post(people.manajer, "new", case.pk, **ordinary(people, name=EMOJI)).status_code == 303
    assert Referral.every.count() == 1


def test_a_unit_that_takes_no_referrals_is_not_offered_and_not_taken(people, case):
    custodians = world.unit("lpsk-kustodian")
    page = browser(people.manajer).get(reverse("referrals:new", args=[case.pk])).content.decode()
    assert str(custodians.pk) not in page
    assert str(world.unit_of(people.lpsk).pk) in page
    answer = post(people.manajer, "new", case.pk, **ordinary(people, to_unit=custodians.pk))
    assert answer.status_code == 422


def test_the_same_form_sent_twice_sends_one_referral(people, case):
    world.agree(case, people.dokter.agency, people)
    fields = ordinary(people, kirim="00000000-0000-4000-8000-00000000beef")
    client = browser(people.manajer)
    first, second = (client.post(reverse("referrals:new", args=[case.pk]), fields) for _press in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert Referral.every.count() == 1


def test_an_urgent_form_sent_twice_sends_one_referral(people):
    ticket = world.ticket(people)
    fields = {
        "to_unit": world.unit_of(people.dokter).pk,
        "needs": ["visum"],
        "basis": "vital",
        "contact_rule": "present",
    }
    client = browser(people.operator112)
    for _press in range(2):
        answer = client.post(
            reverse("referrals:urgent", args=[ticket.pk]), {**fields, "kirim": "6f0c7a4e-1111-4222-8333-444455556666"}
        )
        assert answer.status_code == 303
    assert Referral.every.count() == 1


def test_a_page_opened_before_a_colleague_acted_says_so_and_keeps_what_was_typed(people, case):
    referral = actions.accept(world.send(case, people.dokter, people), by=people.dokter)
    client = browser(people.dokter)
    url = reverse("referrals:answer", args=[referral.pk])
    seen = client.get(url).context["form"]["dilihat"].value()
    actions.answer(referral, outcome="under_way", by=people.dokter)
    answer = client.post(url, {"outcome": "done", "text": "Sudah diobati.", "dilihat": seen})
    assert answer.status_code == 422
    assert "Sudah diobati." in answer.content.decode()
    assert Answer.every.count() == 1


def test_a_second_press_on_accept_changes_nothing(people, case):
    referral = world.send(case, people.dokter, people)
    assert post(people.dokter, "accept", referral.pk).status_code == 303
    again = post(people.dokter, "accept", referral.pk)
    assert again.status_code == 422
    assert "Tidak ada yang berubah" in again.content.decode()


def examination(**fields) -> dict:
    return {
        "kind": "definitive",
        "examined_at": f"{timezone.localtime():%Y-%m-%dT%H:%M}",
        "agreed": "on",
        "region_1": "face",
        "injury_1": "bruise",
        "cause": "blunt",
        "degree": "light",
        "findings_text": world.FINDINGS,
        "conclusion": world.CONCLUSION,
        **fields,
    }


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"findings_text": NUL}, "findings_text"),
        ({"findings_text": LONG}, "findings_text"),
        ({"conclusion": ""}, "conclusion"),
        ({"injury_1": ""}, "injury_1"),
        ({"region_1": ""}, "region_1"),
        ({"region_1": "", "injury_1": ""}, "region_1"),
        ({"region_1": "moon"}, "region_1"),
        ({"examined_at": "kemarin"}, "examined_at"),
        ({"examined_at": "2999-01-01T00:00"}, "examined_at"),
        ({"examined_at": "0206-11-24T02:10"}, "examined_at"),
        ({"agreed": ""}, "agreed"),
        ({"kind": "psychiatric"}, "specialist"),
    ],
)
def test_a_bad_examination_is_refused_beside_its_field_and_its_words_stay(people, case, fields, field):
    referral = actions.accept(world.send(case, people.dokter, people), by=people.dokter)
    answer = post(people.dokter, "record-visum", referral.pk, **examination(**fields))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert world.CONCLUSION in answer.content.decode() or field == "conclusion"
    assert Visum.every.count() == 0


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"<svg/>", b"\0" * 64])
def test_a_bad_photo_is_refused_with_a_sentence(people, case, content):
    visum = world.examined(world.send(case, people.dokter, people), people)
    fields = {"kind": "photo", "specimen": "image", "at": f"{timezone.localtime():%Y-%m-%dT%H:%M}"}
    answer = post(people.dokter, "take-item", visum.pk, **fields, file=SimpleUploadedFile("foto.jpg", content))
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors
    assert CustodyItem.every.count() == 0


@pytest.mark.parametrize("number", [NUL, LONG, "", "LP/1"])
def test_a_bad_number_is_asked_about_beside_its_field(people, case, number):
    police = world.send(case, people.penyidik, people, needs=(Need.POLICE_REPORT,))
    actions.accept(police, by=people.penyidik)
    answer = post(people.penyidik, "record-report", police.pk, number=number, reported_at="2026-01-02T03:04")
    assert answer.status_code == 422
    assert "number" in answer.context["form"].errors
    assert PoliceReport.every.count() == 0


def test_nothing_typed_reaches_the_log_or_the_entries(people, case, caplog):
    secret = "Rahasia Sekali Widuri"
    with caplog.at_level(logging.DEBUG):
        post(people.manajer, "new", case.pk, **ordinary(people, name=secret, note=secret, age="tua"))
        world.agree(case, people.dokter.agency, people)
        post(people.manajer, "new", case.pk, **ordinary(people, name=secret, note=secret))
    assert Referral.every.count() == 1
    assert secret not in caplog.text
    assert secret not in str(list(AuditEntry.objects.values()))


def test_unknown_parameters_are_ignored(people, case):
    referral = world.send(case, people.dokter, people)
    client = browser(people.dokter)
    url = reverse("referrals:list")
    assert referral.reference in client.get(url, {"tahap": "'; DROP", "sesudah": "\0", "q": "x"}).content.decode()
