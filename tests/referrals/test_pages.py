"""What each side's pages show, and what to others does not exist."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.action import acting
from audit.models import AuditEntry
from disclosure.actions import let_go
from disclosure.models import Release
from referrals import actions
from referrals.codes.referral import Need, Outcome
from referrals.models import Referral, ReferralUserGrant, VisumRequest
from tests.referrals import world
from tests.referrals.browsing import browser, main, page, post
from vault.entropy import new_id

pytestmark = pytest.mark.django_db

HELD = "Teks menyusul setelah pelepasan."


@pytest.fixture
def case(people):
    return world.case(people)


def test_the_receivers_page_shows_what_was_sent_what_is_asked_and_two_buttons(people, case):
    referral = world.send(case, people.dokter, people)
    status, text = page(people.dokter, "referral", referral.pk)
    shown = main(text)
    assert status == 200
    for word in (world.NAME, "32 tahun", "Perempuan", "Visum et repertum", "Terima rujukan", "Tolak rujukan"):
        assert word in shown
    for word in ("Dilihat oleh", "Surat rujukan", "Kasus", world.STORY, people.supervisor.name):
        assert word not in shown


def test_a_held_note_is_said_to_follow_and_its_words_are_not_on_the_page(people, case):
    referral = world.send(case, people.dokter, people, note=world.PLACE_LIKE)
    text = page(people.dokter, "referral", referral.pk)[1]
    assert HELD in text
    assert "Anggrek" not in text
    assert "Anggrek" in page(people.manajer, "referral", referral.pk)[1]
    let_go(Release.objects.get(subject=referral.note_subject), by=people.kustodian)
    text = page(people.dokter, "referral", referral.pk)[1]
    assert HELD not in text
    assert "Anggrek" in text


def test_a_held_note_is_not_even_opened_for_its_receiver(people, case):
    referral = world.send(case, people.dokter, people, note=world.PLACE_LIKE)
    page(people.dokter, "referral", referral.pk)
    assert list(AuditEntry.objects.get(purpose="referral.page").digests) == [
        f"referrals.referral:{referral.pk}#identity"
    ]


def test_the_receiver_reads_the_very_text_that_was_released_and_no_later_one(people, case):
    referral = world.send(case, people.dokter, people, note="Mohon dokter perempuan.")
    assert "Mohon dokter perempuan." in page(people.dokter, "referral", referral.pk)[1]
    with acting("test.behind_the_gate"):
        referral.note = world.PLACE_LIKE
        referral.save(update_fields=["note"])
    text = page(people.dokter, "referral", referral.pk)[1]
    assert "Anggrek" not in text
    assert HELD in text


def test_an_answers_text_reaches_the_sender_only_after_release_and_its_codes_at_once(people, case):
    referral = actions.accept(world.send(case, people.dokter, people), by=people.dokter)
    actions.answer(referral, outcome=Outcome.DONE, services=[Need.VISUM], text=world.PLACE_LIKE, by=people.dokter)
    text = page(people.manajer, "referral", referral.pk)[1]
    assert "Layanan sudah diberikan" in text
    assert "Anggrek" not in text
    assert "Anggrek" in page(people.dokter, "referral", referral.pk)[1]


def test_the_sender_reads_coded_findings_and_no_word_of_the_visum(people, case):
    visum = world.examined(world.send(case, people.dokter, people), people)
    text = page(people.manajer, "referral", visum.referral_id)[1]
    for word in ("Memar", "Wajah", "Ringan", "Kekerasan tumpul"):
        assert word in text
    assert world.FINDINGS not in text
    assert world.CONCLUSION not in text
    assert page(people.manajer, "visum", visum.pk)[0] == 404
    assert world.FINDINGS in page(people.dokter, "visum", visum.pk)[1]


def test_the_police_learn_neither_of_a_hospital_nor_of_other_referrals(people, case):
    police = actions.accept(world.send(case, people.penyidik, people, needs=(Need.POLICE_REPORT,)), by=people.penyidik)
    before = main(page(people.penyidik, "referral", police.pk)[1])
    hospital = world.examined(world.send(case, people.dokter, people), people).referral
    after = main(page(people.penyidik, "referral", police.pk)[1])
    assert before == after
    assert hospital.reference not in page(people.penyidik, "list")[1]


def test_asking_for_a_visum_says_the_same_with_and_without_a_hospital(people, case):
    other = world.case(people)
    world.examined(world.send(other, people.dokter, people), people)
    answers = []
    for file in (case, other):
        police = world.send(file, people.penyidik, people, needs=(Need.POLICE_REPORT,))
        actions.accept(police, by=people.penyidik)
        client = browser(people.penyidik)
        fields = {"number": "R/45/XI/2026/VER", "dated": timezone.localdate(), "exam": "injury", "rank": "aipda"}
        answer = client.post(
            reverse("referrals:ask-visum", args=[police.pk]), {**fields, "investigator": "Hesti"}, follow=True
        )
        answers.append(main(answer.content.decode()).replace(police.reference, "").replace(str(police.pk), ""))
    assert VisumRequest.every.filter(hospital=None).count() == 1
    assert len({strip_codes(text) for text in answers}) == 1


def strip_codes(text: str) -> str:
    """The page without what differs between any two cases: references, tokens and ids."""
    return re.sub(r"C-[A-Z0-9]+|[0-9a-f]{8}-[0-9a-f-]{27}|value=\"[A-Za-z0-9]{64}\"", "", text)


def urls(referral, visum=None) -> list[str]:
    named = ["referral", "accept", "decline", "answer", "rewrite-note", "write-letter", "hand-letter", "record-visum"]
    named += ["record-letter", "record-report", "ask-visum"]
    found = [reverse(f"referrals:{name}", args=[referral]) for name in named]
    below = ["visum", "revise-visum", "prepare-visum", "deliver-visum", "take-item"]
    return found + [reverse(f"referrals:{name}", args=[visum]) for name in below if visum]


STRANGERS = ("dokter2", "penyidik", "manajer2", "kepala", "auditor", "admin", "petugas1")


@pytest.mark.parametrize("method", ["get", "head", "post", "options", "put"])
def test_for_others_a_referral_is_as_absent_as_one_that_never_was(people, method):
    visum = world.examined(world.send(world.case(people), people.dokter, people), people)
    pairs = list(zip(urls(visum.referral_id, visum.pk), urls(new_id(), new_id()), strict=True))
    for username in STRANGERS:
        client = browser(getattr(people, username))
        for url, absent in pairs:
            mine, never = getattr(client, method)(url), getattr(client, method)(absent)
            assert (mine.status_code, mine.content, dict(mine.items())) == (404, never.content, dict(never.items())), (
                url
            )


def test_a_sender_can_not_do_what_the_receiver_does_and_the_other_way_round(people, case):
    referral = world.send(case, people.dokter, people, note=world.PLACE_LIKE)
    for name in ("accept", "decline", "answer", "record-visum"):
        assert post(people.manajer, name, referral.pk).status_code == 404
    for name in ("rewrite-note", "write-letter"):
        assert post(people.dokter, name, referral.pk).status_code == 404
    assert Referral.every.get(pk=referral.pk).state == "sent"


def test_opening_the_page_leaves_one_entry_that_lists_what_was_opened(people, case):
    referral = world.send(case, people.dokter, people)
    page(people.dokter, "referral", referral.pk)
    entry = AuditEntry.objects.get(purpose="referral.page")
    assert (entry.object_kind, entry.object_id, entry.case_id) == ("referral", str(referral.pk), case.pk)
    assert list(entry.digests) == [f"referrals.referral:{referral.pk}#identity"]


def test_the_list_opens_nothing_and_shows_each_side_its_own(people, case):
    referral = world.send(case, people.dokter, people)
    sent, received = page(people.manajer, "list")[1], page(people.dokter, "list")[1]
    assert people.dokter.agency.name in sent
    assert people.manajer.agency.name in received
    assert referral.reference in sent
    assert referral.reference in received
    assert referral.reference not in page(people.dokter2, "list")[1]
    assert world.NAME not in sent + received
    assert not AuditEntry.objects.filter(purpose__startswith="referral").exists()


def test_the_list_is_filtered_by_state(people, case):
    first, second = (world.send(case, people.dokter, people) for _number in range(2))
    actions.accept(first, by=people.dokter)
    accepted = browser(people.dokter).get(reverse("referrals:list"), {"tahap": "accepted"}).content.decode()
    assert first.reference in accepted
    assert second.reference not in accepted


def test_the_list_goes_on_by_key(people, case):
    for _number in range(26):
        world.urgent(people)
    client = browser(people.dokter)
    first = client.get(reverse("referrals:list")).content.decode()
    key = first.split("sesudah=")[1].split('"')[0]
    second = client.get(reverse("referrals:list"), {"sesudah": key}).content.decode()
    shown = [referral.reference for referral in Referral.every.all() if referral.reference in first]
    assert len(shown) == 25
    assert [r for r in Referral.every.values_list("reference", flat=True) if r in second] == [
        r for r in Referral.every.values_list("reference", flat=True) if r not in shown
    ]


def test_grants_are_what_the_page_counts(people, case):
    referral = world.send(case, people.dokter, people)
    assert "Dilihat oleh: 4 orang" in page(people.manajer, "referral", referral.pk)[1]
    assert ReferralUserGrant.every.filter(content_object=referral).count() == 1
