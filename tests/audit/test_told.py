"""What reports and pages about the log call people, and which files they name."""

from uuid import uuid4

import pytest
from django.urls import reverse

from access.models import Staff
from access.permissions import Permission
from access.roles import Role
from audit import matters, subjects
from audit.models import AuditEntry
from audit.objects import Thing
from audit.papers import BREACH
from audit.papers import access as access_paper
from audit.recording import record
from audit.register import unwatched
from tests.audit.asking import walled
from tests.audit.logs import text
from tests.audit.reports import Labels, begun, breach, drafted, read

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def test_a_search_that_touched_a_file_behind_a_wall_names_it_to_nobody_behind_it(auditor, manager, file, monkeypatch):
    monkeypatch.setitem(subjects._subjects, "case", Labels())
    kept = uuid4()
    search = record(manager, "search", Thing("search", ""), purpose="search", cases=[file, kept])
    walled(auditor, kept)
    found = breach(auditor, entries=[search.pk])
    assert {one.case_id for one in found.files.all()} == {file}
    assert list(matters.visible(auditor, Permission.SERVICE_REPORTS)) == [found]
    assert drafted(begun(BREACH, found, auditor), auditor).files == (f"Kasus {file.hex[:4]}",)


def became_house_staff(person):
    """By SQL alone; what the log held of them stays under their id."""
    with unwatched():
        Staff.objects.filter(pk=person.pk).update(role=Role.HOUSE_STAFF, pseudonym="melati-3")


def test_papers_and_pages_name_people_as_their_entries_do_whatever_became_of_them(
    signed_in, auditor, manager, guard, file
):
    read(guard, file)
    found = breach(auditor, entries=[one.pk for one in AuditEntry.objects.filter(case_id=file)])
    page, client = reverse("audit:file", args=[file]), signed_in(auditor)
    told = (access_paper._openings(file), drafted(begun(BREACH, found, auditor), auditor).accounts)
    assert [one.who for one in told[1]] == ["manajer", "melati-7"]
    became_house_staff(manager)
    after = (access_paper._openings(file), drafted(begun(BREACH, found, auditor), auditor).accounts)
    assert after == told
    shown = text(client.get(page))
    assert [said in shown for said in ("manajer", "melati-7", "melati-3")] == [True, True, False]
    assert reverse("audit:person", args=[manager.pk]) not in shown
