"""What reports and pages about the log call people, and which files they name."""

from uuid import uuid4

import pytest
from django.db.models.signals import post_init
from django.urls import reverse

from access.models import Agency, Staff
from access.permissions import Permission
from access.roles import Role
from audit import matters, subjects
from audit.models import AuditEntry
from audit.objects import Thing
from audit.papers import BREACH
from audit.papers import access as access_paper
from audit.queries import people
from audit.recording import record
from audit.register import unwatched
from tests.audit.asking import walled
from tests.audit.logs import text
from tests.audit.people import staff
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


def shown_of(person):
    """What pages tell of somebody, and rules ask about them."""
    told = (person.pk, person.get_full_name(), person.log_name, person.role, person.unit_id, person.own_unit_id)
    return (*told, person.is_robot, person.agency.code, person.agency.name)


def test_everybody_is_known_by_what_the_log_calls_them_in_one_query(manager, guard, django_assert_num_queries):
    named = {"melati-7": guard, str(guard.pk): guard, str(manager.pk): manager}
    with django_assert_num_queries(1):
        known = people()
        told = {name: shown_of(person) for name, person in known.items()}
    assert told == {name: shown_of(person) for name, person in named.items()}
    assert [name in known for name in (*named, "manajer")] == [True, True, True, False]
    assert known["melati-7"] is known[str(guard.pk)]


@pytest.fixture
def loaded():
    """The names of accounts, each time that one is put together."""
    names = []

    def note(instance, **kwargs):
        names.append(instance.username)

    post_init.connect(note, sender=Staff)
    yield names
    post_init.disconnect(note, sender=Staff)


def test_a_page_puts_nobody_together_whom_it_does_not_name(signed_in, auditor, manager, file, loaded):
    client, page = signed_in(auditor), reverse("audit:file", args=[file])
    for n in range(9):
        staff(f"orang{n}", Role.CASE_MANAGER)
    client.get(page)
    loaded.clear()
    client.get(page)
    assert sorted(set(loaded)) == ["auditor", "manajer"]


def test_an_agency_that_nobody_is_of_any_more_has_its_name_still(signed_in, auditor, manager, file):
    with unwatched():
        left = Agency.objects.create(code="LAMA", name="Instansi Lama", kind="ppapp")
        Staff.objects.filter(pk=manager.pk).update(agency=left)
        record(Staff.objects.get(pk=manager.pk), "case.read", Thing("case", str(file), file))
        Staff.objects.filter(pk=manager.pk).update(agency=auditor.agency)
    shown = text(signed_in(auditor).get(reverse("audit:file", args=[file])))
    assert [shown.count("Instansi Lama"), shown.count("LAMA")] == [1, 0]
