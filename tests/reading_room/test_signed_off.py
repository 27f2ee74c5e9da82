"""What was signed off early in a day or a night is found again when it goes on."""

import pytest
from django.utils import timezone

from access import events, policy
from access.permissions import Permission
from access.roles import Role
from audit import actions
from audit.objects import Thing
from audit.recording import record
from audit.register import unwatched
from tests.access import making
from tests.audit.logs import WHY
from tests.reading_room.stories import DAY, HOUR, MINUTE, found, read
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def of_the_unit(office, count):
    for file in (files := making.cases(count)):
        policy.grant(file, "supervise_case", office.unit, by=office.head, why="intake")
    return files


def read_many(office, clock):
    """All of them; afterwards one further look is enough."""
    for file in office.files:
        clock.shift(MINUTE)
        read(office.one, file)
    office.files = office.files[:1]


def read_at_night(office, clock):
    read(office.one, office.file)


def read_without_a_grant(office, clock):
    read(office.stranger, office.file)


def read_what_has_ended(office, clock):
    read(office.one, office.file)


def fetch_an_original(office, clock):
    thing = Thing("evidence", str(new_id()), office.file.pk)
    record(office.one, "evidence.read", thing, purpose="evidence.original")


@pytest.fixture
def told(office, clock):
    """What the stories need: files of the unit, somebody of another one, the night, a file that has ended."""
    office.files = of_the_unit(office, 5)
    office.stranger = making.person(Role.SUPERVISOR, within=making.unit())
    with unwatched():
        office.file.state, office.file.closed = "closed", timezone.now()
        office.file.save()
    events.denied(office.one, Permission.CASE_READ, "case", office.file.pk)
    clock.shift(DAY + 10 * HOUR)
    return office


@pytest.mark.parametrize(
    ("rule", "goes_on"),
    [
        ("many", read_many),
        ("by-unit", read_many),
        ("night", read_at_night),
        ("denied-read", read_at_night),
        ("no-grant", read_without_a_grant),
        ("ended", read_what_has_ended),
        ("taken-away", fetch_an_original),
    ],
)
def test_what_goes_on_after_it_was_signed_off_is_a_finding_again(told, clock, settings, rule, goes_on):
    settings.AUDIT_LIMITS = {"many_files": 5, "closed_days": 1}
    goes_on(told, clock)
    [finding] = found(rule)
    actions.review(finding.key, note=WHY, by=making.person(Role.AUDITOR))
    assert found(rule) == []
    clock.shift(MINUTE)
    goes_on(told, clock)
    [again] = found(rule)
    assert (again.at, again.key != finding.key) == (timezone.now(), True)
