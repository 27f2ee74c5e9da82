"""The sealer's service writes that it runs. Where beats are missing, what waited for its number could be taken away
without a trace: that is found, also after the sealer went on."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from access.roles import Role
from audit import actions, sealer
from audit.models import AuditEntry
from tests.access import making
from tests.audit.logs import WHY, owner, problems
from tests.reading_room.stories import HOUR, MINUTE, found, read

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def service(clock, minutes):
    """The service takes a step each minute."""
    for _ in range(minutes):
        call_command("sealer", "--once")
        clock.shift(MINUTE)


def test_an_idle_log_has_a_beat_each_ten_minutes_that_is_sealed(clock):
    service(clock, 31)
    assert sealer.beats().count() == 4
    assert sealer.beats().filter(number=None).count() == 0
    assert (found("stood-still"), found("stands-still"), problems()) == ([], [], [])


def test_other_steps_of_the_sealer_are_no_beat(office, clock):
    read(office.one, office.file)
    sealer.run_until_done(timezone.now())
    assert sealer.beats().count() == 0


def test_an_entry_taken_away_while_the_sealer_stood_still_leaves_a_gap_until_somebody_looks(office, clock):
    service(clock, 21)
    gone = read(office.one, office.file)
    with owner() as cursor:
        cursor.execute(
            "DELETE FROM audit_auditentry WHERE id = %s", [AuditEntry._meta.pk.get_db_prep_value(gone.pk, connection)]
        )
    clock.shift(HOUR)
    [now] = found("stands-still")
    assert (now.is_heavy, "12.20" in now.sentence) == (True, True)
    service(clock, 25)
    assert ([one for one in problems() if "number" in one], found("stands-still")) == ([], [])
    [gap] = found("stood-still")
    assert gap.sentence == (
        "Penyegel berhenti dari 24/11 12.20 sampai 24/11 13.21: yang ditulis saat itu dapat hilang tanpa jejak. "
        "Pastikan bahwa server memang mati."
    )
    actions.review(gap.key, note=WHY, by=making.person(Role.AUDITOR))
    assert found("stood-still") == []


def test_a_beat_put_in_by_sql_closes_no_gap(clock):
    service(clock, 1)
    clock.shift(HOUR / 6)
    AuditEntry(action=sealer.BEATING, object_kind="log", object_id="beat", decision="done", stamp=bytes(16)).save()
    clock.shift(HOUR / 6)
    service(clock, 1)
    assert len(found("stood-still")) == 1


@pytest.mark.postgresql_only  # an advisory lock is PostgreSQL's
def test_a_sealer_that_another_session_keeps_out_says_so_and_does_not_beat(office, clock, caplog):
    read(office.one, office.file)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [sealer.LOCK])
            for _ in range(sealer.KEPT_OUT):
                assert caplog.messages == []
                call_command("sealer", "--once")
            clock.shift(HOUR)
            call_command("sealer", "--once")
            assert sealer.beats().count() == 1
            cursor.execute("SELECT pg_advisory_unlock(%s)", [sealer.LOCK])
    finally:
        other.close()
    call_command("sealer", "--once")
    [said] = caplog.messages
    assert (sealer.kept_out, "another session holds the sealer's lock" in said) == (0, True)
