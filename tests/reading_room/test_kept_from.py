"""An auditor behind a wall is told of no finding about that file, neither on the first page nor on the start page."""

import pytest
from django.urls import reverse

from access.errors import Refused
from access.roles import Role
from audit import actions
from audit.models import AuditEntry, Review
from casework import today
from tests.access import making
from tests.reading_room.stories import found, read

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def finding(office, people):
    read(people.konselor, office.file)
    [one] = found("no-grant")
    return one


def test_the_other_auditors_page_has_it_and_the_walled_ones_does_not(office, people, browse, finding):
    page = reverse("audit:log")
    client = browse(people.auditor)
    assert finding.sentence in client.get(page).content.decode()
    making.conflict(staff=people.auditor, case_id=office.file.pk)
    shown = client.get(page)
    assert finding.key not in shown.content.decode()
    assert office.file.reference not in shown.content.decode()
    assert found("no-grant", without=frozenset({office.file.pk})) == []
    assert found("no-grant") == [finding]


def test_nor_is_what_was_noted_about_it_opened_to_the_walled_one(office, people, browse, finding):
    note = "Konselor ini tidak ditugaskan di berkas kakaknya."
    actions.review(finding.key, note=note, by=making.person(Role.AUDITOR))
    page = reverse("audit:entry", args=[AuditEntry.objects.get(action="log.review").pk])
    client = browse(people.auditor)
    assert note in client.post(page).content.decode()
    making.conflict(staff=people.auditor, case_id=office.file.pk)
    answer = client.post(page)
    assert (answer.status_code, note in answer.content.decode()) == (404, False)


def test_the_start_page_does_not_count_it(office, people, finding):
    def counted():
        lists = today.lists(people.auditor)
        return [item.title for name in ("due", "new", "waiting") for item in lists[name] if "temuan" in str(item.title)]

    before = counted()
    making.conflict(staff=people.auditor, case_id=office.file.pk)
    assert counted() != before


def test_nor_does_that_auditor_sign_it_off(office, people, finding):
    making.conflict(staff=people.auditor, case_id=office.file.pk)
    with pytest.raises(Refused):
        actions.review(finding.key, by=people.auditor)
    assert Review.objects.count() == 0
