"""The pages by which an auditor has a report made."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from access.models import ConflictOfInterest
from access.roles import Role
from audit import reporting
from audit.models import AuditEntry, Matter
from audit.objects import Thing
from audit.recording import record
from audit.register import unwatched
from disclosure.models import Document
from shelters.principals import MATCHER
from tests.audit.logs import text
from tests.audit.people import staff

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def form_of(client, page, **typed):
    """The answer to the form of PAGE, sent as a browser would."""
    return client.post(page, {"token": str(uuid4()), **typed})


def test_an_auditor_makes_a_month_by_one_press_and_finds_it_in_the_list(signed_in, auditor, file):
    client = signed_in(auditor)
    answer = form_of(client, reverse("audit:new-month"), bulan=f"{timezone.localdate():%Y-%m}-01")
    assert answer.status_code == 303
    document = Document.every.get()
    assert answer["Location"] == reverse("disclosure:document", args=[document.pk])
    assert "Laporan akses bulanan" in text(client.get(answer["Location"]))
    assert document.reference in text(client.get(reverse("audit:reports")))


def test_an_auditor_finds_a_breach_on_the_page_of_a_person_and_of_a_file(signed_in, auditor, manager, file):
    client, now = signed_in(auditor), timezone.localtime()
    person, of_file = (
        reverse("audit:breach-of-person", args=[manager.pk]), reverse("audit:breach-of-file", args=[file]),
    )  # fmt: skip
    assert person in text(client.get(reverse("audit:person", args=[manager.pk])))
    assert of_file in text(client.get(reverse("audit:file", args=[file])))
    found = {"ditemukan": f"{now:%Y-%m-%dT%H:%M}"}
    day = f"{now:%Y-%m-%d}"
    assert form_of(client, person, sejak=day, sampai=day, **found).status_code == 303
    entry = AuditEntry.objects.filter(case_id=file).first()
    process = record(MATCHER, "release.looked", Thing("release", str(file), file))
    assert str(entry.pk) in text(client.get(of_file)) and str(process.pk) not in text(client.get(of_file))
    assert form_of(client, of_file, entri=[str(entry.pk)], **found).status_code == 303
    picked = Matter.every.get(person=None)
    assert picked.entries == [str(entry.pk)]
    assert [one.case_id for one in picked.files.all()] == [file]


def test_what_cannot_be_is_refused_on_the_form(signed_in, auditor, manager, file):
    client, now = signed_in(auditor), timezone.localtime()
    person = reverse("audit:breach-of-person", args=[manager.pk])
    of_file = reverse("audit:breach-of-file", args=[file])
    day, ahead = f"{now:%Y-%m-%d}", f"{now + timedelta(days=2):%Y-%m-%d}"
    found = {"ditemukan": f"{now:%Y-%m-%dT%H:%M}"}
    for page, typed in (
        (person, {"sejak": ahead, "sampai": day, **found}),
        (person, {"sejak": day, "sampai": ahead, **found}),
        (person, {"sejak": "2001-01-01", "sampai": "2001-01-01", **found}),
        (person, {"sejak": day, "sampai": day, "ditemukan": f"{now + timedelta(days=2):%Y-%m-%dT%H:%M}"}),
        (person, {"sejak": "besok", "sampai": "x", "ditemukan": "x"}),
        (of_file, {"entri": [str(uuid4())], **found}),
        (of_file, found),
        (reverse("audit:new-month"), {"bulan": "2001-01-01"}),
    ):
        assert form_of(client, page, **typed).status_code == 422, (page, typed)
    assert Matter.every.count() == 0


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUDITOR])
def test_nobody_else_makes_reports(signed_in, role, file, manager):
    client = signed_in(staff("orang", role))
    absent = client.get("/log/tidak-ada/").content
    paths = [reverse("audit:new-month"), reverse("audit:breach-of-person", args=[manager.pk])]
    paths.append(reverse("audit:breach-of-file", args=[file]))
    paths += [] if role == Role.HEAD else [reverse("audit:reports")]
    for path in paths:
        for answer in (client.get(path), client.post(path)):
            assert (answer.status_code, answer.content) == (404, absent)


def test_a_matter_behind_a_wall_answers_like_an_absent_one(signed_in, auditor, manager, file):
    now, other = timezone.now(), staff("auditor-lain", Role.AUDITOR)
    found = reporting.find_breach(since=now - timedelta(days=1), until=now, found_at=now, person=manager, by=auditor)
    with unwatched():
        ConflictOfInterest.objects.create(case_id=file, strength="declared", found_at=now, staff=other)
    client = signed_in(other)
    for key in (found.pk, uuid4()):
        page = reverse("disclosure:new", args=["breach_notice", key])
        for answer in (client.get(page), client.post(page)):
            assert (answer.status_code, answer.content) == (404, client.get("/log/tidak-ada/").content)
    assert found.reference not in text(client.get(reverse("audit:reports")))
    assert Document.every.count() == 0
