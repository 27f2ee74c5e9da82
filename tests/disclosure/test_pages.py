"""The release desk and the document page, as people use them."""

from __future__ import annotations

import dataclasses

import pytest
from django import forms
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.signin import BOTH_FACTORS, STEPPED_UP_UNTIL
from audit.models import AuditEntry
from disclosure import gate, jobs, papers, signing
from disclosure.actions import sign
from disclosure.models import Document, Release
from disclosure.workflow import DocumentState, GateState
from tests.access.making import agency
from tests.disclosure import samples
from tests.disclosure.making import PLACED, begin, cast, sent, submit
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

PLACE = "Klien dijemput di Jl. Kenanga Raya No. 12 oleh pamannya."


class SampleForm(forms.Form):
    analysis = forms.CharField(label="Analisis", required=False, widget=forms.Textarea)
    recommendation = forms.CharField(label="Rekomendasi", required=False, max_length=60)


@pytest.fixture
def people(sample_papers):
    papers._papers["sample_report"] = dataclasses.replace(samples.REPORT_PAPER, form=SampleForm)
    return cast()


def browser(user, *, stepped_up: bool = True) -> Client:
    client = Client()
    client.force_login(user, backend="access.backends.SignIn")
    session = client.session
    session[BOTH_FACTORS] = True
    if stepped_up:
        session[STEPPED_UP_UNTIL] = int(timezone.now().timestamp()) + 3600
    session.save()
    return client


def at(name: str, thing) -> str:
    return reverse(f"disclosure:{name}", args=[thing.pk])


def waiting(people) -> Release:
    submit(people.case, text=PLACE, subject="a:1:x", by=people.manager)
    return Release.objects.get()


# the release desk


def test_the_desk_lists_references_and_opens_nothing(people):
    release = waiting(people)
    page = browser(people.custodian).get(reverse("disclosure:releases"))
    assert page.status_code == 200
    assert release.reference in page.content.decode()
    assert "Kenanga" not in page.content.decode()


def test_phrases_open_by_post_with_an_entry_and_never_by_get(people):
    release = waiting(people)
    client = browser(people.custodian)
    assert client.get(at("release", release)).status_code == 405
    assert AuditEntry.objects.filter(purpose="release.look").count() == 0
    page = client.post(at("release", release)).content.decode()
    assert "Jl. Kenanga Raya No. 12" in page
    assert "paman" not in page
    entry = AuditEntry.objects.get(purpose="release.look")
    assert (entry.actor, entry.case_id, entry.object_kind) == (str(people.custodian.pk), people.case.pk, "release")


@pytest.mark.parametrize(("button", "state"), [("let-go", GateState.RELEASED), ("ask-rewrite", GateState.REWRITE)])
def test_a_custodian_answers_with_one_button(people, button, state):
    release = waiting(people)
    answer = browser(people.custodian).post(at(button, release))
    assert (answer.status_code, answer["Location"]) == (303, reverse("disclosure:releases"))
    assert gate.state("a:1:x") == state


def test_nobody_but_a_custodian_finds_the_desk(people):
    release, absent = waiting(people), new_id()
    for user in (people.manager, people.head, people.other):
        client = browser(user)
        missing = client.get(f"/pelepasan/{absent}/")
        assert missing.status_code == 404
        for name in ("release", "let-go", "ask-rewrite"):
            for method in (client.get, client.post, client.head, client.options):
                answer = method(at(name, release))
                assert answer.status_code == 404
                assert answer.content in (missing.content, b"")
        assert client.get(reverse("disclosure:releases")).status_code == 404
    assert gate.state("a:1:x") == GateState.WAITING


# the document page


def test_the_author_sees_form_picture_and_what_is_missing(people):
    document = begin(people, {"analysis": "", "recommendation": "Konseling."})
    page = browser(people.manager).get(at("document", document)).content.decode()
    for wanted in ("Masih kosong", "Analisis", 'name="recommendation"', "LAPORAN CONTOH".title(), "Ratna Wulan"):
        assert wanted.lower() in page.lower(), wanted


def test_sending_keeps_what_was_just_typed_even_when_something_is_missing(people):
    document, author = begin(people, {"analysis": "", "recommendation": ""}), browser(people.manager)
    refused = author.post(at("send", document), {"analysis": "Baru diketik.", "recommendation": ""})
    assert refused.status_code == 422
    assert "Rekomendasi" in refused.content.decode()
    assert "Baru diketik." in author.get(at("document", document)).content.decode()
    assert author.post(at("send", document), {"analysis": "Baru.", "recommendation": "Ada."}).status_code == 303
    assert Document.every.get().state == DocumentState.SIGNING


def test_sending_without_the_form_leaves_what_was_typed(people):
    document = begin(people)
    assert browser(people.manager).post(at("send", document)).status_code == 303
    assert Document.every.get().state == DocumentState.SIGNING


def test_the_whole_way_by_pressing_buttons(people):
    author, signer = browser(people.manager), browser(people.head)
    made = author.post(reverse("disclosure:new", args=["sample_report", people.case.pk]))
    document = Document.every.get()
    assert (made.status_code, made["Location"]) == (303, at("document", document))
    author.post(at("save", document), {"analysis": "Mampu memutuskan.", "recommendation": "Konseling."})
    assert author.post(at("send", document)).status_code == 303
    assert "Tanda tangani" in signer.get(at("document", document)).content.decode()
    assert signer.post(at("sign", document)).status_code == 303
    assert "Berkas sedang dibuat" in author.get(at("document", document)).content.decode()
    jobs.run_all(timezone.now())
    page = author.get(at("document", document)).content.decode()
    assert "Unduh PDF" in page
    file = author.get(at("download", document))
    content = b"".join(file.streaming_content)
    assert signing.verify(content).good
    assert file["Content-Type"] == "application/pdf"
    assert "attachment" in file["Content-Disposition"] and "Ratna" not in file["Content-Disposition"]
    handed = author.post(at("hand", document), {"agency": agency("police").pk, "receiver": "Ipda Contoh"})
    assert handed.status_code == 303
    document = Document.every.get()
    assert document.state == DocumentState.HANDED
    assert "Ipda Contoh" in author.get(at("document", document)).content.decode()
    assert "Ipda Contoh" not in signer.get(at("document", document)).content.decode()


def test_a_download_is_an_entry_before_its_first_byte(people):
    document = sign(sent(people), by=people.head)
    jobs.run_all(timezone.now())
    answer = browser(people.manager).get(at("download", document))
    entry = AuditEntry.objects.get(purpose="document.download")
    assert (entry.actor, entry.object_id) == (str(people.manager.pk), str(document.pk))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_before_it_is_issued_there_is_nothing_to_fetch(people):
    assert browser(people.manager).get(at("download", sent(people))).status_code == 404


def test_one_without_the_right_cannot_tell_a_document_from_none(people):
    document, absent = sent(people), new_id()
    for user in (people.other, people.custodian):
        client = browser(user)
        for name in ("document", "download", "save", "send", "take-back", "sign", "hand"):
            for method in (client.get, client.post, client.head, client.options):
                foreign = method(at(name, document))
                never = method(reverse(f"disclosure:{name}", args=[absent]))
                assert foreign.status_code == never.status_code == 404
                assert foreign.content == never.content
                assert dict(foreign.headers) == dict(never.headers)


def test_foreign_and_absent_cost_the_same_queries(people):
    document, client = sent(people), browser(people.other)
    counts = []
    for path in (at("document", document), reverse("disclosure:document", args=[new_id()])):
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(path)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_page_costs_what_it_cost_before(people, django_assert_max_num_queries):
    draft, done = begin(people), sign(sent(people), by=people.head)
    jobs.run_all(timezone.now())
    submit(people.case, text=PLACE, subject="a:1:x", by=people.manager)
    author, desk = browser(people.manager), browser(people.custodian)
    for client, path, most in (
        (author, at("document", draft), 12),
        (author, at("document", done), 14),
        (author, at("download", done), 9),
        (
            desk,
            reverse("disclosure:releases"),
            12,
        ),  # where no placement officer works, requests are counted for her, too
    ):
        client.get(path)
        with django_assert_max_num_queries(most):
            client.get(path)


def test_the_signer_is_asked_who_they_are_again(people):
    document = sent(people)
    answer = browser(people.head, stepped_up=False).post(at("sign", document))
    assert answer.status_code == 303
    assert Document.every.get().state == DocumentState.SIGNING
    assert browser(people.other, stepped_up=False).post(at("sign", document)).status_code == 404


def test_what_was_typed_wrongly_is_kept(people):
    document = begin(people)
    long = "x" * 61
    answer = browser(people.manager).post(at("save", document), {"analysis": "Tetap.", "recommendation": long})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tetap." in page and long in page


def test_waiting_parts_are_counted_and_a_rewrite_shows_the_fixed_sentence(people):
    document = sent(people, PLACED)
    author = browser(people.manager)
    assert "1 bagian menunggu pelepasan" in author.get(at("document", document)).content.decode()
    browser(people.custodian).post(at("ask-rewrite", Release.objects.get(state="waiting")))
    assert str(gate.REWRITE_SENTENCE) in author.get(at("document", document)).content.decode()


def test_no_page_of_a_document_carries_inline_style_or_script(people):
    page = browser(people.manager).get(at("document", begin(people))).content.decode()
    assert " style=" not in page and "<style" not in page and "onclick" not in page


def test_a_value_on_the_picture_is_escaped(people):
    document = begin(people, {"analysis": "<script>alert(1)</script>", "recommendation": "x"})
    assert "<script>alert" not in browser(people.manager).get(at("document", document)).content.decode()


def test_another_kind_or_a_foreign_case_begins_nothing(people):
    for user, kind in (
        (people.other, "sample_report"),
        (people.manager, "no_such_kind"),
        (people.head, "sample_report"),
    ):
        answer = browser(user).post(reverse("disclosure:new", args=[kind, people.case.pk]))
        assert answer.status_code == 404
    assert Document.every.count() == 0
