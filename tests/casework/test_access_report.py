"""The victim's own access report: who opened her file, asked for, with its clock, and safe in her bag."""

import dataclasses
import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from access import policy
from access.errors import Unseen
from access.roles import KNOW_A_HOUSE, Role
from audit.models import AuditEntry, Decision
from audit.objects import Thing
from audit.papers.access import WHY, WORK, AccessReport, why
from audit.recording import record
from audit.reveal import reveal
from casework.queries import waiting
from casework.today import lists
from disclosure import authority, documents, drafting, issue, papers, queries, render
from disclosure.actions import hand, request_document, sign
from disclosure.contexts import hints_of, texts
from disclosure.letter import letter_of
from shelters.principals import MATCHER
from tests.casework import world

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
HOUSE_WORDS = (
    "rumah aman",
    "lokasi",
    "penempatan",
    "pelindungan sejak",
    "tempat",
    "kustodian",
    "pengantar",
    "penghuni",
)


@pytest.fixture
def case(people):
    return world.case(people)


def asked(people, case):
    return request_document("access_report", about_kind="case", about_id=case.pk, case_id=case.pk, by=people.manajer)


def report_of(people, document) -> AccessReport:
    with drafting.opened(document, people.manajer) as draft:
        return draft.context


def looked(by, case, purpose):
    """A look of BY's at a page of the file."""
    return record(by, "case.read", Thing("case", str(case.pk), case.pk), purpose=purpose)


def sheet(report, people) -> str:
    """The text on the sheet, in small letters."""
    letter = letter_of(people.kepala.agency, day=timezone.localdate())
    text = re.sub("<[^>]*>", " ", html.unescape(render.html(papers.get("access_report"), report, letter)))
    return " ".join(text.lower().split())


def test_it_says_who_opened_the_file_when_and_why_in_plain_words(people, case):
    looked(people.konselor, case, "case.counselling")
    report = report_of(people, asked(people, case))
    line = next(one for one in report.openings if one.who == people.konselor.get_full_name())
    assert (line.day, line.role, line.agency) == (
        timezone.localdate(), "Konselor", people.konselor.agency.name,
    )  # fmt: skip
    assert "menyiapkan pendampingan Anda" in line.why
    text = sheet(report, people)
    for said in (
        people.konselor.get_full_name(),
        people.manajer.get_full_name(),
        case.reference,
        WHY["case.counselling"],
    ):
        assert said.lower() in text


def test_it_has_a_line_a_person_a_day_and_says_neither_how_often_nor_in_which_order(people, case):
    for _ in range(3):
        looked(people.konselor, case, "case.counselling")
    looked(people.konselor, case, "case.plan")
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        looked(people.konselor, case, "case.plan")
        report = report_of(people, asked(people, case))
    mine = [one for one in report.openings if one.who == people.konselor.get_full_name()]
    assert [one.why for one in mine] == [(WHY["case.plan"],), (WHY["case.counselling"], WHY["case.plan"])]
    assert [name for name, hint in hints_of(AccessReport).items() if hint is int] == []
    assert texts(report) == {}  # nothing free in it, so nothing waits for a custodian


def test_nobody_who_knows_a_house_stands_in_it_and_no_house_event(people, case):
    knowing = [one for one in vars(people).values() if one.role in KNOW_A_HOUSE]
    assert {one.role for one in knowing} == set(KNOW_A_HOUSE)
    for one in knowing:
        looked(one, case, "release.look")
    record(None, "house.event", Thing("reference", str(case.pk), case.pk), purpose="card.read")
    record(MATCHER, "release.looked", Thing("release", str(case.pk), case.pk), purpose="card.read")
    record(people.konselor, "house.event", Thing("reference", str(case.pk), case.pk), purpose="card.read")
    rows = AuditEntry.objects.filter(case_id=case.pk, purpose__in=("release.look", "card.read"))
    assert rows.count() == len(knowing) + 3  # there was something that could have been told
    report = report_of(people, asked(people, case))
    told = {one.who for one in report.openings}
    assert people.manajer.get_full_name() in told
    assert {one.role for one in report.openings} <= {str(label) for label in Role.labels}
    assert told & {one.get_full_name() for one in [*knowing, people.konselor]} == set()
    text = sheet(report, people)
    assert [one.username for one in knowing if one.get_full_name().lower() in text] == []
    assert [word for word in HOUSE_WORDS if word in text] == []


def test_what_a_page_is_called_that_tells_of_a_place_stands_under_any_other_work(people, case):
    for purpose in ("case.protection", "case.ask_place", "card.read", "requests.read", "house.page", "unknown.page"):
        assert why(purpose) == WORK
        looked(people.konselor, case, purpose)
    text = sheet(report_of(people, asked(people, case)), people)
    assert [word for word in HOUSE_WORDS if word in text] == []
    assert WORK.lower() in text


def test_what_was_refused_is_no_opening(people, case):
    record(people.dokter, "case.read", Thing("case", str(case.pk), case.pk), purpose="x", decision=Decision.DENIED)
    report = report_of(people, asked(people, case))
    assert people.dokter.get_full_name() not in {one.who for one in report.openings}


def test_who_only_writes_on_the_file_stands_in_it_too(people, case):
    report = report_of(people, asked(people, case))
    lines = {one.who: one.why for one in report.openings}
    assert WORK in lines[people.supervisor.get_full_name()]  # who accepted it
    world.session(case, people)
    lines = {one.who: one.why for one in report_of(people, asked(people, case)).openings}
    assert lines[people.konselor.get_full_name()] == ("mendampingi Anda",)


def test_a_list_that_touched_the_file_counts_as_opening_it(people, case):
    with reveal(people.supervisor, "search", [policy.get(people.supervisor, policy_read(), case.pk)], []):
        pass
    report = report_of(people, asked(people, case))
    assert "mencari berkas Anda" in next(
        one.why for one in report.openings if one.who == people.supervisor.get_full_name()
    )


def policy_read():
    from access.permissions import Permission

    return Permission.CASE_READ


def test_asking_is_an_act_and_its_clock_runs_until_the_paper_is_handed_over(people, case):
    authority.make(timezone.now())
    document = asked(people, case)
    assert AuditEntry.objects.filter(action="access_report.ask", object_id=str(document.pk)).count() == 1
    due = document.requested_at + timedelta(hours=72)
    assert [(one.due, one.note) for one in waiting.clock_items(people.manajer)] == [(due, "")]
    with time_machine.travel(due + timedelta(minutes=1)):
        assert [one.note for one in waiting.clock_items(people.manajer)] == ["terlambat"]
    assert waiting.clock_items(people.konselor) == waiting.clock_items(people.manajer2) == []
    drafting.send(document, by=people.manajer)
    assert [one.due for one in waiting.paper_items(people.kepala) if one.reference == document.reference] == [due]
    document = sign(document, by=people.kepala)
    issue.issue(document.pk)
    assert len(waiting.clock_items(people.manajer)) == 1
    hand(document, agency=people.manajer.agency, receiver="pemohon", by=people.manajer)
    assert waiting.clock_items(people.manajer) == []


def test_the_clock_stands_on_the_start_page_and_the_way_there_on_the_file(people, case, client):
    document = asked(people, case)
    titles = [str(one.title) for one in lists(people.manajer)["due"]]
    assert "Serahkan dalam 3×24 jam: Laporan akses data pribadi" in titles
    assert documents.kind("case").url(case.pk) == reverse("casework:documents", args=[case.pk])
    assert document.agency == people.manajer.agency


def test_only_who_serves_her_asks_and_only_her_head_signs(people, case):
    document = asked(people, case)
    for person in (
        people.konselor,
        people.supervisor,
        people.manajer2,
        people.auditor,
        people.kustodian,
        people.petugas1,
    ):
        with pytest.raises(Unseen):
            queries.get(person, "write", document.pk)
    for person in (people.manajer, people.auditor):
        with pytest.raises(Unseen):
            queries.get(person, "sign", document.pk)
    drafting.send(document, by=people.manajer)
    assert queries.get(people.kepala, "sign", document.pk).pk == document.pk


def test_its_type_has_no_field_for_a_place_or_a_state():
    words = ("address", "place", "house", "location", "phone", "state", "protection", "number", "count")
    fields = {*hints_of(AccessReport), *(f.name for f in dataclasses.fields(AccessReport))}
    assert [name for name in fields if any(word in name for word in words)] == []
