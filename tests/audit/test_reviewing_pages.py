"""Findings, the check and the export, as the auditor uses them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit import findings
from audit.models import AuditEntry, Decision, Reason, Review, ReviewNote
from audit.recording import record
from tests.audit.logs import WHY, sealed, text

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def test_findings_stand_first_and_go_when_they_are_reviewed(signed_in, auditor, reasoned, manager):
    record(None, "tanpa tindakan", manager, decision=Decision.OUTSIDE)
    client = signed_in(auditor)
    page = text(client.get(reverse("audit:log")))
    outside, typed = page.index("tanpa tindakan"), page.index("dengan alasan yang diketik")
    assert outside < typed
    answer = client.post(reverse("audit:review"), {"temuan": f"reason:{reasoned.pk}"}, follow=True)
    assert "Temuan ditandai sudah ditinjau" in answer.content.decode()
    assert "dengan alasan yang diketik" not in text(client.get(reverse("audit:log")))
    assert Review.objects.get().by == auditor.pk
    assert AuditEntry.objects.filter(action="log.review").count() == 1


def test_what_is_no_finding_cannot_be_reviewed(signed_in, auditor, reasoned):
    client = signed_in(auditor)
    for key in ("", "reason:nothing", "x" * 1000, "\x00"):
        assert client.post(reverse("audit:review"), {"temuan": key}).status_code == 303
    assert Review.objects.count() == 0


def test_the_check_page_checks_and_says_so(signed_in, auditor, file):
    sealed(3)
    client = signed_in(auditor)
    assert "belum pernah" in text(client.get(reverse("audit:check")))
    page = text(client.post(reverse("audit:check")))
    assert "Hasil pemeriksaan" in page
    assert AuditEntry.objects.filter(action="log.verify").count() == 1


def test_the_check_page_names_what_was_changed(signed_in, auditor, file):
    from tests.audit.logs import owner

    sealed(3)
    with owner() as cursor:
        cursor.execute("DELETE FROM audit_auditentry WHERE number = 1")
    client = signed_in(auditor)
    page = text(client.post(reverse("audit:check")))
    assert "entry number 1 is missing" in page
    assert AuditEntry.objects.get(action="log.verify").decision == Decision.FAILED
    assert "Pemeriksaan penuh jejak audit menemukan perbedaan." in text(client.get(reverse("audit:log")))


def test_an_export_asks_why_and_is_an_entry_with_that_reason(signed_in, auditor, file):
    import io

    from tests.audit.logs import members

    client, path = signed_in(auditor), reverse("audit:export")
    assert client.post(path, {"alasan": "pendek"}).status_code == 422
    answer = client.post(path, {"alasan": WHY})
    assert answer["Content-Type"] == "application/zip"
    files = members(io.BytesIO(b"".join(answer.streaming_content)).getvalue())
    assert "checkpoint" in files
    entry = AuditEntry.objects.get(action="log.export")
    assert Reason.objects.get(entry=entry.pk)


def test_an_export_long_after_signing_in_asks_who_is_there(signed_in, auditor, client):
    signed_in(auditor)
    session = client.session
    session["stepped_up_until"] = 0
    session.save()
    answer = client.post(reverse("audit:export"), {"alasan": WHY})
    assert (answer.status_code, answer["Location"]) == (303, "/masuk/lagi/")
    assert AuditEntry.objects.filter(action="log.export").count() == 0


def reviewed(client, key, note=""):
    return client.post(reverse("audit:review"), {"temuan": key, "catatan": note})


def test_a_finding_is_signed_off_with_a_note_that_opens_by_a_press(signed_in, auditor, reasoned):
    client, note = signed_in(auditor), "Sudah dibicarakan dengan supervisor."
    assert reviewed(client, f"reason:{reasoned.pk}", note).status_code == 303
    entry = AuditEntry.objects.get(action="log.review")
    assert [name.partition(":")[0] for name in entry.digests] == [
        "audit.reviewnote"
    ] * 2  # and what the finding was about
    path = reverse("audit:entry", args=[entry.pk])
    closed = text(client.get(path))
    assert ("Buka catatan" in closed, note in closed) == (True, False)
    assert note in text(client.post(path))
    read = AuditEntry.objects.order_by("-time", "-id").first()
    assert (read.purpose, read.object_kind, read.object_id) == ("log.reason", "review", str(Review.objects.get().pk))
    assert note.encode() not in b"".join(bytes(row.text._envelope) for row in ReviewNote.objects.all())


def test_without_a_note_only_whom_it_is_kept_from_is_kept_and_nothing_opens(signed_in, auditor, reasoned):
    client = signed_in(auditor)
    reviewed(client, f"reason:{reasoned.pk}", "  ")
    assert ReviewNote.objects.get().pk == ReviewNote.beside(Review.objects.get().pk)
    path = reverse("audit:entry", args=[AuditEntry.objects.get(action="log.review").pk])
    assert "Buka catatan" not in text(client.get(path))
    assert text(client.post(path))


def test_a_note_that_is_too_long_signs_nothing_off_and_stays_in_its_box(signed_in, auditor, reasoned):
    answer = reviewed(signed_in(auditor), f"reason:{reasoned.pk}", "x" * 1001)
    page = answer.content.decode()
    assert (answer.status_code, "x" * 1001 in page, "terlalu panjang" in page) == (422, True, True)
    assert Review.objects.count() == 0


@pytest.mark.parametrize("note", ["", "   ", "sudah"])
def test_a_heavy_finding_is_signed_off_with_a_note_alone_and_what_was_typed_stays(signed_in, auditor, manager, note):
    record(None, "tanpa tindakan", manager, decision=Decision.OUTSIDE)
    client, [heavy] = signed_in(auditor), [one for one in findings.standing(timezone.now()) if one.is_heavy]
    answer = reviewed(client, heavy.key, note)
    page = answer.content.decode()
    assert (answer.status_code, "ditinjau dengan catatan" in page, f">{note}</textarea>" in page) == (422, True, True)
    assert (Review.objects.count(), AuditEntry.objects.filter(action="log.review").count()) == (0, 0)
    assert reviewed(client, heavy.key, "Impor lama, sudah ditanyakan.").status_code == 303
    assert Review.objects.get().key == heavy.key
