"""A document's way from its draft to somebody's desk."""

from __future__ import annotations

import hashlib
import re

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from access import policy
from access.errors import NotNow, Refused, Unseen
from access.models import Agency, ConflictOfInterest, Strength
from access.permissions import Permission
from access.roles import Role
from audit.models import AuditEntry
from audit.register import unwatched
from audit.reveal import reveal_file
from disclosure import documents, drafting, extraction, gate, jobs, queries, signing
from disclosure.actions import ask_rewrite, hand, let_go, register_signatory, save_draft, sign, take_back
from disclosure.files import document_files
from disclosure.issue import NotReleased, issue
from disclosure.models import Document, Job, Release
from disclosure.workflow import DocumentState
from tests.access.making import agency, case, person
from tests.disclosure.making import ANALYSIS, PLACED, begin, cast, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


def now(document) -> Document:
    return Document.every.get(pk=document.pk)


def issued(people) -> Document:
    document = sign(sent(people), by=people.head)
    jobs.run_all(timezone.now())
    return now(document)


def pdf_of(document, by) -> bytes:
    seen = queries.get(by, "read", document.pk)
    pieces = reveal_file(by, "document.download", seen, seen.file, permission=seen.permission, files=document_files)
    return b"".join(pieces)


def test_a_document_without_places_goes_to_the_signer_at_once(people):
    assert sent(people).state == DocumentState.SIGNING


def test_a_document_with_a_place_waits_for_the_custodian_and_then_goes_on_by_itself(people):
    document = sent(people, PLACED)
    assert document.state == DocumentState.REVIEW
    with pytest.raises(NotNow):
        sign(document, by=people.head)
    let_go(Release.objects.get(state="waiting"), by=people.custodian)
    assert now(document).state == DocumentState.SIGNING


def test_it_goes_on_only_when_the_last_of_its_texts_is_released(people):
    document = sent(people, PLACED | {"recommendation": "Jemput di Gg. Mawar II."})
    first, second = Release.objects.filter(state="waiting")
    let_go(first, by=people.custodian)
    assert now(document).state == DocumentState.REVIEW
    let_go(second, by=people.custodian)
    assert now(document).state == DocumentState.SIGNING


def test_a_rewrite_brings_it_back_to_its_author_and_the_same_text_is_refused_again(people):
    document = sent(people, PLACED)
    ask_rewrite(Release.objects.get(state="waiting"), by=people.custodian)
    assert now(document).state == DocumentState.DRAFT
    with pytest.raises(Refused):
        drafting.send(now(document), by=people.manager)
    assert now(document).state == DocumentState.DRAFT
    save_draft(document, typed=ANALYSIS, by=people.manager)
    assert drafting.send(now(document), by=people.manager).state == DocumentState.SIGNING


def test_what_is_still_missing_keeps_it_a_draft(people):
    document = begin(people, {"analysis": "", "recommendation": "Konseling."})
    with pytest.raises(Refused) as refused:
        drafting.send(document, by=people.manager)
    assert "Analisis" in str(refused.value.message)
    assert now(document).state == DocumentState.DRAFT


def test_what_was_sent_to_review_does_not_change_behind_the_signers_back(people):
    document = sent(people)
    with pytest.raises(Refused):
        save_draft(document, typed=PLACED, by=people.manager)
    take_back(document, by=people.manager)
    assert save_draft(document, typed=PLACED, by=people.manager).state == DocumentState.DRAFT


def test_signing_makes_a_signed_file_whose_digest_is_registered(people):
    with unwatched():
        register_signatory(people.head, office="Kepala UPT Contoh", nip="197001011995032001", by=people.head)
    document = issued(people)
    assert document.state == DocumentState.ISSUED
    content = pdf_of(document, people.manager)
    assert hashlib.sha256(content).hexdigest() == document.sha256
    assert len(content) == document.file_size
    assert signing.verify(content).good


def test_the_number_runs_by_agency_kind_and_year(people):
    first, second = issued(people), issued(people)
    letter = sign(drafting.send(begin(people, kind="sample_letter", typed={}), by=people.manager), by=people.head)
    code = people.manager.agency.code.upper()
    pattern = rf"(\d{{3}})/(LC|SC)/{code}/[IVX]+/\d{{4}}"
    found = [re.fullmatch(pattern, document.number).groups() for document in (first, second, letter)]
    assert found == [("001", "LC"), ("002", "LC"), ("001", "SC")]


def test_a_document_about_an_exercise_takes_no_number_of_a_real_one(people):
    exercise = cast(kind="exercise")
    numbers = [issued(one).number.split("/")[:2] for one in (people, exercise, people)]
    assert numbers == [["001", "LC"], ["001", "L-LC"], ["002", "LC"]]


def test_the_file_lies_sealed_and_holds_no_word_of_itself(people):
    document = issued(people)
    files = [
        path
        for path in django_settings.DOCUMENTS_DIR.rglob("*")
        if path.is_file() and document.case_id.hex in str(path)
    ]
    assert len(files) == 1
    stored = files[0].read_bytes()
    for word in (b"%PDF", b"Kepala", document.number.encode()):
        assert word not in stored


def test_a_text_that_is_not_the_released_one_is_never_rendered(people):
    document = sign(sent(people), by=people.head)
    with unwatched():
        release = Release.objects.filter(subject__endswith=":analysis").get()
        release.text_mac = b"x" * 32
        release.save()
    with pytest.raises(NotReleased):
        issue(document.pk)
    assert now(document).state == DocumentState.SIGNED


def test_issuing_twice_makes_one_file(people):
    document = issued(people)
    before = document.sha256
    issue(document.pk)
    assert now(document).sha256 == before


def test_the_manager_writes_the_head_signs_and_a_colleague_sees_nothing(people):
    document = sent(people)
    assert queries.get(people.manager, "write", document.pk) == document
    assert queries.get(people.head, "sign", document.pk) == document
    for user, verb in (
        (people.manager, "sign"),
        (people.head, "write"),
        (people.other, "read"),
        (people.custodian, "read"),
    ):
        with pytest.raises(Unseen):
            queries.get(user, verb, document.pk)


def test_a_conflict_of_interest_closes_the_document_too(people):
    document = issued(people)
    assert pdf_of(document, people.manager)
    with unwatched():
        ConflictOfInterest.objects.create(staff=people.manager, case_id=people.case.pk, strength=Strength.DECLARED)
    with pytest.raises(Unseen):
        queries.get(people.manager, "read", document.pk)


def test_a_copy_handed_to_a_root_is_read_by_that_roots_readers_only(people):
    document = issued(people)
    with unwatched():
        receiver, stranger, elsewhere = person(Role.CASE_MANAGER), person(Role.CASE_MANAGER), case()
        policy.grant(elsewhere, "handle_case", receiver, by=receiver, why="test")
    with pytest.raises(Unseen):
        queries.get(receiver, "read", document.pk)
    hand(document, agency=agency("police"), root_kind="case", root_id=elsewhere.pk, by=people.manager)
    assert pdf_of(document, receiver)
    for user, verb in ((stranger, "read"), (receiver, "write")):
        with pytest.raises(Unseen):
            queries.get(user, verb, document.pk)


def test_the_register_says_who_got_which_copy(people):
    document = issued(people)
    police = agency("police")
    first = hand(document, agency=police, receiver="Ipda Contoh", by=people.manager)
    second = hand(document, agency=police, by=people.manager)
    assert [(copy.number, copy.agency, copy.sha256) for copy in queries.copies_of(document)] == [
        (1, police, document.sha256),
        (2, police, document.sha256),
    ]
    assert now(document).state == DocumentState.HANDED
    assert str(first.receiver) == "[tersegel]" and first.pk != second.pk


def test_handing_over_tells_the_agency_to_sign_in_and_nothing_else(people, django_capture_on_commit_callbacks):
    document = issued(people)
    with unwatched():
        police = agency("police")
        Agency.objects.filter(pk=police.pk).update(notify_address="meja@contoh.test")
        police.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        hand(document, agency=police, receiver="Ipda Contoh", by=people.manager)
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [
        (["meja@contoh.test"], "Lindung", "Ada yang menunggu Anda di Lindung. Silakan masuk.")
    ]


def test_the_file_that_is_issued_passes_the_gate_as_a_whole(people):
    document = issued(people)
    whole = Release.objects.get(subject=f"document:{document.pk}:file")
    assert (whole.state, whole.current, whole.looked_at) == ("released", True, False)
    assert gate.is_released(whole.subject, extraction.text_of(pdf_of(document, people.manager), "application/pdf"))


def test_nothing_can_be_handed_over_before_it_is_issued(people):
    document = sent(people)
    with pytest.raises(NotNow):
        hand(document, agency=agency("police"), by=people.manager)


def test_every_step_is_an_entry_of_who_did_it(people):
    document = issued(people)
    steps = AuditEntry.objects.filter(object_id=str(document.pk)).order_by("time").values_list("action", "actor")
    manager, head = str(people.manager.pk), str(people.head.pk)
    assert list(steps) == [
        ("document.request", manager),
        ("document.save", manager),
        ("document.read", manager),
        ("document.submit", manager),
        ("document.sign", head),
        ("document.read", head),
        ("document.issue", head),
    ]


def test_a_root_lists_its_documents_to_those_who_may_read_them(people):
    document = issued(people)
    root = policy.get(people.manager, Permission.CASE_READ, people.case.pk)
    assert queries.documents_of(root) == [document]
    assert queries.readable(people.manager, root) == [document]


def test_a_document_kind_is_registered_with_the_permission_that_reads_it():
    assert documents.kind("case").read == Permission.CASE_READ


def test_the_check_command_tells_an_issued_file_from_any_other(people, tmp_path, capsys):
    document = issued(people)
    file = tmp_path / "surat.pdf"
    file.write_bytes(pdf_of(document, people.manager))
    call_command("verify_document", str(file))
    assert document.number in capsys.readouterr().out
    file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises((SystemExit, CommandError)):
        call_command("verify_document", str(file))


def test_no_reference_of_a_document_names_anybody(people):
    document = issued(people)
    for text in (str(document), document.download_name, document.reference, str(queries.copies_of(document).first())):
        assert "Ratna" not in text
    assert document.download_name.endswith(".pdf") and "/" not in document.download_name


def test_jobs_hold_ids_alone(people):
    document = sign(sent(people), by=people.head)
    assert Job.objects.get().args_kwargs == {"args": [str(document.pk)], "kwargs": {}}
