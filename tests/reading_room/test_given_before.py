"""What was given and taken of a file is asked for once, and again as soon as an entry tells of that file."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access import policy
from access.roles import Role
from audit import sealer
from audit.models import AuditEntry
from audit.rules import window
from tests.access import making
from tests.audit.logs import cut
from tests.reading_room.stories import HOUR, MINUTE, found, read

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def stranger(office, clock):
    """Somebody who read a file without anything that explains it; the log is sealed and was looked through."""
    reader = making.person(Role.CASE_MANAGER)
    clock.shift(HOUR)
    read(reader, office.file)
    sealed()
    assert len(found("no-grant")) == 1
    clock.shift(HOUR)
    return reader


def sealed():
    sealer.run_until_done(timezone.now())


def asked(table: str = "casework_caseusergrant") -> int:
    """How many statements of one look through the log ask for what was given, or for tasks; whether anybody is left who
    reads a file is asked each time."""
    with CaptureQueriesContext(connection) as statements:
        found("no-grant")
    told = [one["sql"] for one in statements.captured_queries if "NOT EXISTS" not in one["sql"]]
    return len([sql for sql in told if f'FROM "{table}"' in sql])


def test_it_is_not_asked_for_again(stranger):
    assert asked() == 0


def test_tasks_are_asked_for_each_time(stranger):
    """Whoever closes an account hands on what is to do in many files, in one act that names none of them."""
    assert asked("casework_task") > 0


@pytest.mark.parametrize("in_between", [lambda: None, sealed], ids=["waiting", "sealed"])
def test_what_was_given_since_is_known(stranger, office, in_between):
    policy.grant(office.file, "handle_case", stranger, by=office.head, why="assignment")
    in_between()
    assert found("no-grant") == []
    in_between()
    assert asked() == 0, "what an entry tells is asked for once, not again when it gets its number"


def test_what_was_taken_since_is_known(stranger, office, clock):
    policy.grant(office.file, "handle_case", stranger, by=office.head, why="assignment")
    sealed()
    assert found("no-grant") == []
    clock.shift(MINUTE)
    policy.revoke(office.file, "handle_case", stranger, by=office.head)
    sealed()
    assert len(found("no-grant")) == 1


def test_other_files_are_not_asked_for(stranger, office, clock):
    other = making.cases(1)[0]
    policy.grant(other, "handle_case", stranger, by=office.head, why="assignment")
    sealed()
    assert asked() == 0


def test_what_was_given_while_a_page_was_made_is_known_to_the_next(stranger, office, clock):
    """The page before had read the newest number, not yet what is held."""
    read(stranger, office.file)
    sealed()
    before = window.load(timezone.now())
    before.holding.load([office.file.pk])
    policy.grant(office.file, "handle_case", stranger, by=office.head, why="assignment")
    sealed()
    assert found("no-grant") == []


def test_in_a_log_put_back_from_a_backup_all_is_asked_for(stranger, office, clock):
    kept, other = AuditEntry.objects.latest("number").number, making.cases(1)[0]
    assert list(window.load(timezone.now()).given) == [office.file.pk]
    cut(0)
    clock.shift(MINUTE)
    for _ in range(kept + 2):
        read(stranger, other)
    sealed()
    assert window.load(timezone.now()).given == {}
