"""Evidence: sniffed, sealed, without hidden data, with its chain of custody."""

import hashlib
import io

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from PIL import Image

from access import policy, signin
from access.errors import Refused
from access.permissions import Permission
from audit.models import AuditEntry
from audit.reveal import reveal_file
from casework.actions.evidence import LARGEST, add_evidence, copy_of, original_of, refuse_unfit
from casework.models import CustodyLine, Evidence
from tests.casework import world

PLACE = b"GPS-6.2345,106.8765"


def photo(size=(40, 20)) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG", exif=exif, comment=PLACE)
    return out.getvalue()


def upload(content: bytes, name="foto.jpg", kind="image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=kind)


@pytest.fixture
def case(people):
    return world.case(people)


def add(case, people, content=None, **fields) -> Evidence:
    file = upload(photo() if content is None else content, **fields)
    return add_evidence(case, kind="photo", title="Memar di lengan", file=file, by=people.manajer)


def read(evidence, people, record) -> bytes:
    seen = policy.get(people.manajer, Permission.CASE_EVIDENCE, evidence.pk, of=Evidence)
    return b"".join(reveal_file(people.manajer, "test", seen, record, permission=Permission.CASE_EVIDENCE))


def test_the_original_comes_back_byte_for_byte(people, case):
    content = photo()
    evidence = add(case, people, content)
    assert evidence.sha256 == hashlib.sha256(content).hexdigest()
    assert read(evidence, people, original_of(evidence)) == content


def test_the_working_copy_is_drawn_anew_upright_and_without_exif(people, case):
    content = photo()
    assert content.count(PLACE) == 2
    evidence = add(case, people, content)
    copy = read(evidence, people, copy_of(evidence))
    assert PLACE not in copy
    picture = Image.open(io.BytesIO(copy))
    assert (picture.size, dict(picture.getexif())) == ((20, 40), {})


def test_nothing_of_a_file_lies_in_clear_on_the_disk(people, case):
    content = photo() + b"rahasia-di-belakang"
    add(case, people, content)
    files = [path for path in settings.SEALED_FILES_DIR.rglob("*") if path.is_file()]
    assert len(files) >= 2
    assert [path for path in files if b"rahasia-di-belakang" in path.read_bytes() or b"JFIF" in path.read_bytes()] == []


BAD = {
    "empty": b"",
    "a program": b"MZ\x90\x00" + b"\0" * 200,
    "a page": b"<html><script>1</script>",
    "a broken picture": b"\xff\xd8\xff\xe0",
}


@pytest.mark.parametrize("what", BAD)
def test_empty_foreign_and_broken_files_are_refused_with_a_sentence(people, case, what):
    with pytest.raises(Refused) as refusal:
        add(case, people, BAD[what])
    assert refusal.value.field == "file"
    assert Evidence.every.count() == 0


def test_an_oversized_file_is_refused(people):
    with pytest.raises(Refused):
        refuse_unfit(io.BytesIO(photo()), LARGEST + 1)


def test_what_the_sender_claims_is_not_asked(people, case):
    assert (
        add(case, people, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj", name="foto.jpg").media_type
        == "application/pdf"
    )


def test_the_chain_of_custody_is_added_to_and_never_changed(people, case):
    evidence = add(case, people)
    assert list(CustodyLine.every.filter(evidence=evidence).values_list("act", flat=True)) == ["received", "sealed"]
    for statement in (
        "UPDATE casework_custodyline SET act = 'handed'",
        "DELETE FROM casework_custodyline",
        "UPDATE casework_evidence SET sha256 = 'x'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_evidence_by_its_pages(people, case, browse):
    client = browse(people.manajer)
    path = f"/kasus/{case.pk}/bukti/tambah/"
    assert client.get(path).status_code == 200
    form = {"kind": "photo", "title": "Memar"}
    empty = client.post(path, {**form, "file": upload(b"")})
    assert (empty.status_code, b"Memar" in empty.content) == (422, True)
    assert client.post(path, {**form}).status_code == 422
    assert client.post(path, {**form, "file": upload(photo(), name="x" * 300 + ".jpg")}).status_code in (303, 422)
    assert client.post(path, {**form, "file": upload(photo())}).status_code == 303
    evidence = Evidence.every.first()
    assert "Memar" in client.get(f"/kasus/{case.pk}/bukti/").content.decode()
    assert evidence.sha256 in client.get(f"/bukti/{evidence.pk}/").content.decode()
    before = AuditEntry.objects.count()
    copy = client.post(f"/bukti/{evidence.pk}/salinan/")
    assert copy["Content-Type"] == "image/jpeg"
    assert b"".join(copy.streaming_content).startswith(b"\xff\xd8")
    assert AuditEntry.objects.count() == before + 2
    original = client.post(f"/bukti/{evidence.pk}/asli/")
    assert hashlib.sha256(b"".join(original.streaming_content)).hexdigest() == evidence.sha256
    assert list(CustodyLine.every.filter(evidence=evidence).values_list("act", flat=True))[2:] == ["viewed", "handed"]


def test_the_original_asks_who_is_there_again_and_is_neither_handed_nor_noted_before(people, case, browse):
    evidence = add(case, people)
    client = browse(people.manajer, stepped_up=False)
    before = AuditEntry.objects.count()
    answer = client.post(f"/bukti/{evidence.pk}/asli/")
    assert (answer.status_code, answer["Location"]) == (303, "/masuk/lagi/")
    assert client.session[signin.BACK] == f"/bukti/{evidence.pk}/"
    assert list(CustodyLine.every.filter(evidence=evidence).values_list("act", flat=True)) == ["received", "sealed"]
    assert AuditEntry.objects.count() == before
    assert client.post(f"/bukti/{evidence.pk}/salinan/").status_code == 200  # the working copy is a read


def test_nobody_but_the_manager_reaches_evidence(people, case, browse):
    evidence = add(case, people)
    absent = "00000000-0000-4000-8000-00000000dead"
    for person in (people.supervisor, people.konselor, people.kepala, people.manajer2, people.dokter, people.admin):
        client = browse(person)
        for part in ("", "salinan/", "asli/"):
            answer = client.post(f"/bukti/{evidence.pk}/{part}")
            assert answer.status_code == 404
            assert answer.content == client.post(f"/bukti/{absent}/{part}").content


def test_what_is_no_picture_has_no_copy_to_be_shown(people, case, browse):
    evidence = add(case, people, content=b"%PDF-1.4\n%%EOF\n", name="surat.pdf", kind="application/pdf")
    answer = browse(people.manajer).post(f"/bukti/{evidence.pk}/salinan/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert list(CustodyLine.every.filter(evidence=evidence).values_list("act", flat=True)) == ["received", "sealed"]
