"""The store of sealed files is away: nothing is half done, and people are told what is safe and what to do."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from audit.models import AuditEntry, Decision
from casework.actions import evidence, shredding
from casework.models import CustodyLine, Evidence, Shredding
from casework.workflow import CaseState, ShredState
from demo.pictures import photo
from tests import buckets
from tests.casework import world
from tests.casework.shredding import asked, named, opens, state
from tests.shelters.world import browser
from vault import keyring
from vault.purpose import Purpose

pytestmark = [pytest.mark.django_db(databases=["default", "shelters"]), pytest.mark.usefixtures("bucket")]


@pytest.fixture
def away(settings, store):
    """`away()`: from here on no store answers; `away.back()`: it does again."""

    def gone():
        settings.SEALED_FILES_ENDPOINT = buckets.NOBODY

    gone.back = lambda: setattr(settings, "SEALED_FILES_ENDPOINT", store.endpoint)
    return gone


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("memar.jpg", photo("memar.jpg", (9, 9, 9)).read(), content_type="image/jpeg")


def kept(people):
    """A case with a photo in evidence."""
    case = world.case(people)
    evidence.add_evidence(case, kind="photo", title="Memar", file=upload(), by=people.manajer)
    return case


NOT_SAVED = {
    "id": "Tempat penyimpanan berkas tidak menjawab. Tidak ada yang tersimpan; isian lain tetap ada. Pilih berkasnya",
    "en": "The store of files doesn&#x27;t answer. Nothing was saved; the rest of what you typed is still there.",
}
NOT_OPENED = {
    "id": "Berkas itu tidak dibuka; semua yang tersimpan tetap tersimpan. Kembali ke halaman sebelumnya dan coba lagi",
    "en": "The file was not opened; everything that was saved stays saved. Go back to the page before and try again",
}


def speaking(staff, language):
    client = browser(staff)
    client.post("/bahasa/", {"bahasa": language})
    return client


@pytest.mark.parametrize("language", ["id", "en"])
def test_evidence_is_kept_whole_or_not_at_all_and_the_form_says_so(people, away, store, language):
    case = world.case(people)
    client, sent = speaking(people.manajer, language), {"kind": "photo", "title": "Memar di lengan"}
    away()
    answer = client.post(f"/kasus/{case.pk}/bukti/tambah/", {**sent, "file": upload()})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert NOT_SAVED[language] in told and "Memar di lengan" in told
    assert (Evidence.every.count(), CustodyLine.every.count()) == (0, 0)
    away.back()
    assert client.post(f"/kasus/{case.pk}/bukti/tambah/", {**sent, "file": upload()}).status_code == 303
    assert (Evidence.every.count(), len(store.lying())) == (1, 2)
    assert named() == []


def test_the_store_is_lost_after_the_original_and_no_row_names_it(people, settings, store):
    case, sent = world.case(people), {"kind": "photo", "title": "Memar di lengan"}
    written = []

    def second_write_fails(request):
        written.extend([request.path] if request.method == "PUT" else [])
        return "cut" if len(written) > 1 else ""

    with buckets.Between(store, second_write_fails) as between:
        settings.SEALED_FILES_ENDPOINT = between.endpoint
        answer = browser(people.manajer).post(f"/kasus/{case.pk}/bukti/tambah/", {**sent, "file": upload()})
    assert (answer.status_code, len(written), Evidence.every.count(), CustodyLine.every.count()) == (422, 2, 0, 0)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("which", ["salinan", "asli"])
def test_a_file_that_can_not_be_fetched_is_said_and_the_log_tells_that_nothing_opened(people, away, language, which):
    kept(people)
    client, row = speaking(people.manajer, language), Evidence.every.get()
    away()
    answer = client.post(f"/bukti/{row.pk}/{which}/")
    assert (answer.status_code, answer["Content-Language"]) == (503, language)
    assert NOT_OPENED[language] in answer.content.decode()
    read = AuditEntry.objects.filter(action="evidence.read").order_by("time", "id")
    assert [entry.decision for entry in read] == [Decision.ALLOWED, Decision.FAILED]
    away.back()
    assert b"".join(client.post(f"/bukti/{row.pk}/{which}/").streaming_content).startswith(b"\xff\xd8")


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_was_confirmed_opens_nowhere_and_the_command_ends_it_when_the_store_is_back(people, away, store, language):
    case = asked(people, kept(people))
    head = speaking(people.kepala, language)
    away()
    answer = head.post(f"/kasus/{case.pk}/pemusnahan/putuskan/", {"reference": case.reference})
    assert (answer.status_code, state(case), Shredding.every.get().state) == (303, CaseState.SHREDDED, "confirmed")
    sentence = {"id": "Minta pengelola server menghapusnya dengan shred_case", "en": "delete them with shred_case"}
    assert sentence[language] in head.get("/musnah/").content.decode()
    assert (opens(case), keyring.is_shredded(Purpose.EVIDENCE, case.pk), len(store.lying())) == (False, True, 2)
    with pytest.raises(CommandError, match="1 not ended: their keys are gone, but the store") as refused:
        call_command("shred_case", "--by", "admin")
    assert (refused.value.returncode, Shredding.every.get().state) == (1, ShredState.CONFIRMED)
    away.back()
    out = io.StringIO()
    call_command("shred_case", "--by", "admin", stdout=out)
    assert out.getvalue() == f"{case.reference}: shredded\n"
    assert (store.lying(), Shredding.every.get().state) == ([], ShredState.DONE)
    assert named() == []


def test_a_store_that_is_away_keeps_no_key_of_any_confirmed_file(people, away):
    """The command goes on to the next file: what two people decided shuts at once, all of it."""
    cases = [asked(people, kept(people)) for _ in range(2)]
    with pytest.MonkeyPatch.context() as killed:
        killed.setattr(shredding, "finish", lambda order, by: order)
        for case in cases:
            shredding.confirm_shredding(case, by=people.kepala)
    away()
    with pytest.raises(CommandError, match="2 not ended"):
        call_command("shred_case", "--by", "admin")
    assert [opens(case) for case in cases] == [False, False]


def test_with_the_store_at_hand_shredding_empties_it_at_once(people, store):
    case = asked(people, kept(people))
    other = kept(people)
    assert len(store.lying()) == 4
    assert shredding.confirm_shredding(case, by=people.kepala).state == ShredState.DONE
    assert {other.pk.hex in key for key in store.lying()} == {True}
