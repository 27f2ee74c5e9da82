"""What was begun by mistake and runs a law's clock is withdrawn, with a reason, until somebody signs it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from access.errors import NotNow, Refused
from audit import reporting, reports
from audit.models import AuditEntry
from audit.papers import BREACH
from casework.queries import waiting
from disclosure import authority, drafting, issue, papers
from disclosure.actions import hand, request_document, save_draft, sign, take_back, withdraw
from disclosure.models import Document, Release
from disclosure.workflow import DocumentState
from tests.casework import world

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
TYPED = {"how": "Sandi dipakai di Jl. Kenanga Raya No. 12.", "done": "Akun ditutup."}


@pytest.fixture
def case(people):
    return world.case(people)


@pytest.fixture
def asked(people, case) -> Document:
    """Her own report, asked for."""
    return request_document("access_report", about_kind="case", about_id=case.pk, case_id=case.pk, by=people.manajer)


@pytest.fixture
def notice(people, case) -> Document:
    """The notice of a breach, of what the supervisor did."""
    now = timezone.now()
    found = reporting.find_breach(
        since=now - timedelta(days=1), until=now, found_at=now, person=people.supervisor, by=people.auditor
    )
    return Document.every.get(pk=reports.desk().begin(BREACH, found, by=people.auditor).strip("/").split("/")[-1])


def now(document) -> Document:
    return Document.every.get(pk=document.pk)


def at(name: str, document) -> str:
    return reverse(f"disclosure:{name}", args=[document.pk])


def sent(client, document, **typed):
    return client.post(at("withdraw", document), {"token": str(uuid4()), **typed})


def test_her_request_is_withdrawn_with_a_reason_that_the_page_tells_and_its_clock_stops(people, asked, browse):
    client = browse(people.manajer)
    assert at("withdraw", asked) in client.get(at("document", asked)).content.decode()
    assert len(waiting.clock_items(people.manajer)) == 1
    for typed in ({}, {"reason": "none"}):
        assert sent(client, asked, **typed).status_code == 422
    assert now(asked).is_open
    assert sent(client, asked, reason="twice")["Location"] == at("document", asked)
    assert now(asked).state == DocumentState.WITHDRAWN
    assert waiting.clock_items(people.manajer) == []
    entry = AuditEntry.objects.get(action="document.withdraw")
    assert (entry.actor, entry.object_id) == (str(people.manajer.pk), str(asked.pk))
    assert {name.partition(":")[0] for name in entry.digests} == {"disclosure.document", "disclosure.withdrawal"}
    page = client.get(at("document", asked)).content.decode()
    assert "Sudah diminta sebelumnya" in page and people.manajer.get_full_name() in page
    assert at("withdraw", asked) not in page and 'action="/dokumen/' not in page
    with translation.override("en"):
        assert now(asked).withdrawal.why == "Asked for before; that request is answered"


def test_a_notice_is_withdrawn_while_a_text_of_it_waits_and_from_the_head_s_table(people, notice, browse):
    notice = drafting.send(save_draft(notice, typed=TYPED, by=people.auditor), by=people.auditor)
    assert Release.objects.filter(state="waiting", current=True).count() == 1
    withdraw(notice, reason="wrong", by=people.auditor)
    assert Release.objects.filter(state="waiting", current=True).count() == 0
    again = request_document(
        BREACH, about_kind="log", about_id=notice.about_id, case_id=notice.about_id, by=people.auditor
    )
    again = save_draft(again, typed={**TYPED, "how": "Sandi dipakai orang lain."}, by=people.auditor)
    again = drafting.send(again, by=people.auditor)
    assert again.reference in {one.reference for one in waiting.paper_items(people.kepala)}
    withdraw(again, reason="none", by=people.auditor)
    assert waiting.paper_items(people.kepala) == waiting.clock_items(people.auditor) == []
    for person in (people.auditor, people.kepala):
        page = browse(person).get(at("document", again)).content.decode()
        assert "ternyata bukan kegagalan pelindungan" in page and "Sandi dipakai" not in page
        assert "Ditarik" in browse(person).get(reverse("audit:reports")).content.decode()


def test_what_was_withdrawn_goes_nowhere(people, asked, browse):
    withdraw(asked, reason="wrong", by=people.manajer)
    for step in (
        lambda: drafting.send(now(asked), by=people.manajer),
        lambda: take_back(now(asked), by=people.manajer),
        lambda: sign(now(asked), by=people.kepala),
        lambda: withdraw(now(asked), reason="wrong", by=people.manajer),
        lambda: save_draft(now(asked), typed={}, by=people.manajer),
    ):
        with pytest.raises((NotNow, Refused)):
            step()
    answer = browse(people.manajer).get(at("withdraw", asked))
    assert (answer.status_code, answer["Location"]) == (303, at("document", asked))


def test_what_was_signed_cannot_be_withdrawn(people, asked, browse):
    authority.make(timezone.now())
    drafting.send(asked, by=people.manajer)
    document = sign(asked, by=people.kepala)
    for ready in (lambda: None, lambda: issue.issue(asked.pk), lambda: handed(document, people)):
        ready()
        state = now(asked).state
        with pytest.raises(NotNow):
            withdraw(now(asked), reason="wrong", by=people.manajer)
        client = browse(people.manajer)
        assert client.get(at("withdraw", asked)).status_code == 303
        assert sent(client, asked, reason="wrong").status_code == 422
        assert at("withdraw", asked) not in client.get(at("document", asked)).content.decode()
        assert now(asked).state == state


def handed(document, people):
    hand(now(document), agency=people.manajer.agency, receiver="pemohon", by=people.manajer)


def test_nobody_withdraws_but_who_may_begin(people, asked, notice, browse):
    for document, others in (
        (asked, (people.konselor, people.manajer2, people.kepala, people.auditor)),
        (notice, (people.manajer, people.kepala, people.kustodian)),
    ):
        for person in others:
            client = browse(person)
            absent = client.get(reverse("disclosure:withdraw", args=[uuid4()]))
            for answer in (client.get(at("withdraw", document)), sent(client, document, reason="wrong")):
                assert (answer.status_code, answer.content) == (404, absent.content)
        assert now(document).is_open


def test_a_paper_without_a_clock_is_not_withdrawn(people, case, browse):
    report = request_document("social_report", about_kind="case", about_id=case.pk, case_id=case.pk, by=people.manajer)
    client = browse(people.manajer)
    assert client.get(at("withdraw", report)).status_code == 404
    assert at("withdraw", report) not in client.get(at("document", report)).content.decode()
    with pytest.raises(Refused):
        withdraw(report, reason="wrong", by=people.manajer)
    assert {paper.kind for paper in papers.all_papers() if paper.withdrawals} == {
        paper.kind for paper in papers.all_papers() if paper.due
    }
