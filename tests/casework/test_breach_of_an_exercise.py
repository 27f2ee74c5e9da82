"""The notice of a breach that reached an exercise's files alone says so; one that reached a real file too is real."""

import subprocess
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit import matters, reporting, reports
from audit.models import AuditEntry, Matter
from audit.papers import BREACH
from audit.register import unwatched
from disclosure import authority, drafting, issue
from disclosure.actions import save_draft, sign
from disclosure.letter import MARKS
from disclosure.models import Document
from tests.casework import world

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
TYPED = {"how": "Sandi dipakai orang lain.", "done": "Akun ditutup."}


@pytest.fixture
def exercise(people):
    return world.case(people, on=world.ticket(people, kind="exercise"))


def breach(people, *files) -> Matter:
    """A breach of what was done on these files."""
    now = timezone.now()
    picked = AuditEntry.objects.filter(case_id__in=files)
    return reporting.find_breach(
        since=now - timedelta(days=1),
        until=now,
        found_at=now,
        entries=[entry.pk for entry in picked],
        by=people.auditor,
    )


def notice_of(matter, people) -> Document:
    url = reports.desk().begin(BREACH, matter, by=people.auditor)
    return Document.every.get(pk=url.strip("/").split("/")[-1])


def text_of(client, url: str) -> str:
    return client.get(url).content.decode()


@pytest.mark.parametrize("kind", ["exercise", "test"])
def test_page_list_number_and_every_sheet_say_so(people, browse, kind):
    authority.make(timezone.now())
    case = world.case(people, on=world.ticket(people, kind=kind))
    document = notice_of(breach(people, case.pk), people)
    client = browse(people.auditor)
    page = reverse("disclosure:document", args=[document.pk])
    assert MARKS[kind] in text_of(client, page)
    assert {"exercise": "Latihan", "test": "Uji sistem"}[kind] in text_of(client, reverse("audit:reports"))
    document = drafting.send(save_draft(document, typed=TYPED, by=people.auditor), by=people.auditor)
    sign(document, by=people.kepala)
    issue.issue(document.pk)
    number = Document.every.get(pk=document.pk).number
    assert number.split("/")[1] == {"exercise": "L-PKD", "test": "U-PKD"}[kind]
    answer = client.get(reverse("disclosure:download", args=[document.pk]))
    pdf = b"".join(answer.streaming_content)
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    pages = told.decode().split("\f")[:-1]
    assert pages and [n for n, text in enumerate(pages, 1) if MARKS[kind] not in text] == []


def test_a_call_of_an_exercise_that_became_no_file_is_one_too(people):
    ticket = world.ticket(people, kind="exercise")
    assert matters.nature_of(breach(people, ticket.pk)) == "exercise"


def test_what_reached_a_real_file_or_one_that_nobody_knows_is_real(people, exercise, browse):
    real = world.case(people)
    both, alone = breach(people, exercise.pk, real.pk), breach(people, real.pk)
    document = notice_of(both, people)
    assert MARKS["exercise"] not in text_of(browse(people.auditor), reverse("disclosure:document", args=[document.pk]))
    unknown = breach(people, exercise.pk)
    with unwatched():
        unknown.files.create(case_id=unknown.pk)
    month = reporting.open_month(timezone.now() - timedelta(days=30), timezone.now(), by=people.auditor)
    shown = [both, alone, unknown, month]
    assert matters.natures(shown) == {matter.pk: "actual" for matter in shown}
    assert "Latihan" not in text_of(browse(people.auditor), reverse("audit:reports"))
