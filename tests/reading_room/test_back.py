"""Days before the window are read once, and again where the window, the log or what is asked for goes beyond them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.roles import Role
from audit import sealer
from audit.register import unwatched
from audit.rules import back, repeated, window
from tests.access import making
from tests.audit.logs import cut
from tests.reading_room.stories import DAY, HOUR, NOON, found, read, searched, wrote

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture(autouse=True)
def twelve_days(settings):
    """The window reaches so far back."""
    settings.AUDIT_LIMITS = {"days": 12}


def on(clock, *days, do):
    """DO something at noon of each of these days; all of it is sealed."""
    for day in days:
        clock.move_to(NOON + day * DAY)
        do()
        sealer.run_until_done(timezone.now())


@pytest.fixture
def looked(office, clock):
    """Somebody looked on four days, two of them before the window, and it was found."""
    on(clock, 0, 10, 20, 30, do=lambda: read(office.one, office.file))
    assert len(found("again")) == 1


def asked() -> int:
    """How many statements one look through the log asks."""
    loaded = window.load(timezone.now())
    assert loaded.by_pair and not loaded.worked
    with CaptureQueriesContext(connection) as statements:
        assert len([one for one in repeated.findings(loaded) if one.key.startswith("again:")]) == 1
    return len([one for one in statements.captured_queries if '"action", ' in one["sql"] or "touched" in one["sql"]])


@pytest.mark.usefixtures("looked")
def test_they_are_read_once():
    again = asked()
    back._read = back.Read()
    assert asked() == again + 2


@pytest.mark.usefixtures("looked")
def test_what_was_in_the_window_and_left_it_counts(office, clock):
    on(clock, 40, 50, 60, do=lambda: read(office.one, office.file))
    clock.move_to(NOON + 71 * DAY)
    [finding] = found("again")
    assert " pada 5 hari " in finding.sentence  # 20, 30 and 40 to 60


@pytest.mark.usefixtures("looked")
def test_of_a_log_put_back_from_a_backup_nothing_is_kept(office, clock):
    cut(0)
    on(clock, 31, 32, 33, do=lambda: read(office.other, making.case()))
    on(clock, 34, do=lambda: read(office.one, office.file))
    assert found("again") == []


@pytest.mark.usefixtures("looked")
def test_whoever_is_counted_back_further_than_before_is_read_anew(settings):
    back._read = back.Read()
    settings.AUDIT_LIMITS = {"days": 12, "again_within_days": 25}
    assert found("again") == []
    settings.AUDIT_LIMITS = {"days": 12, "again_within_days": 26, "again_on_days": 2}
    assert [" pada 3 hari " in one.sentence for one in found("again")] == [True]
    settings.AUDIT_LIMITS = {"days": 12, "again_within_days": 60}
    assert len(found("again")) == 1


def test_on_the_day_with_which_it_begins_all_of_the_day_counts(office, clock, settings):
    """Whoever asked before, in whichever process: work in the morning, and a look in the afternoon."""
    settings.AUDIT_LIMITS = {"days": 12, "again_within_days": 30}
    clock.move_to(NOON - 3 * HOUR)
    wrote(office.one, office.file)
    clock.move_to(NOON + 3 * HOUR)
    read(office.one, office.file)
    on(clock, 10, 20, 29, do=lambda: read(office.one, office.file))
    assert found("again") == []
    clock.move_to(NOON + 30 * DAY)
    warm = found("again")
    back._read = back.Read()
    assert (warm, found("again")) == ([], [])


def test_work_before_the_window_counts_as_in_it(office, clock):
    def both():
        read(office.one, office.file)
        wrote(office.one, office.file)

    on(clock, 0, do=lambda: read(office.one, office.file))
    on(clock, 10, do=both)
    on(clock, 20, 30, do=lambda: read(office.one, office.file))
    assert found("again") == []
    on(clock, 31, do=lambda: read(office.one, office.file))
    assert len(found("again")) == 1


def test_searches_before_the_window_count(office, clock):
    namesake = making.case()
    on(clock, 0, 10, 20, do=lambda: searched(office.one, office.file, namesake))
    on(clock, 30, do=lambda: read(office.one, office.file))
    assert [one.files for one in found("again")] == [{office.file.pk}]


def test_what_somebody_read_by_another_role_was_no_look(office, clock):
    """An auditor's reads are explained by the role; then they became somebody who reads files by grants."""
    person = making.person(Role.AUDITOR)
    on(clock, 0, 5, 10, do=lambda: read(person, office.file))
    with unwatched():
        type(person).objects.filter(pk=person.pk).update(role=Role.SUPERVISOR)
    person.refresh_from_db()
    on(clock, 30, do=lambda: read(person, office.file))
    assert found("again") == []
