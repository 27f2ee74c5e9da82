"""Rows that are not what the log says of them are named. Attacks on the log itself stand in `tampering`."""

import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from audit import house, register
from audit.errors import WouldNotOpen
from audit.examine import examine
from audit.models import AuditEntry, Checkpoint, Decision
from audit.objects import row_key
from audit.recording import record
from audit.rows import row_digest
from tests.audit.logs import owner, problems, rename, sealed, write
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def test_an_untouched_log_has_no_problem():
    sealed(300)
    write(3)
    report = examine(timezone.now())
    assert (report.size, report.unsealed, report.problems) == (300, 3, [])


@pytest.mark.parametrize(
    ("size", "leaves"), [(-5, b""), (0, b"x" * 33), (2, bytes(64)), (301, bytes(32)), (700, b"x" * 33)]
)
def test_a_checkpoint_put_in_by_sql_is_named_and_hides_nothing(size, leaves):
    sealed(300)
    sealed(2)
    row = {"size": size, "root": b"x", "frontier": b"y", "leaves": leaves, "note": "z", "at": timezone.now()}
    Checkpoint.objects.bulk_create([Checkpoint(**row)])
    named = f"checkpoint {size}: no signatures"
    report = examine(timezone.now())
    assert (report.size, report.problems) == (302, [named])
    with owner() as cursor:
        cursor.execute("UPDATE audit_auditentry SET action = 'other' WHERE number = 299")
    changed = AuditEntry.objects.get(number=299)
    assert set(problems()) == {named, f"entry number 299 ({changed.pk}) is not the one that was sealed"}


def test_a_signed_checkpoint_put_in_again_elsewhere_is_named_and_hides_nothing():
    sealed(3)
    one = Checkpoint.objects.get()
    for size in (-1, 2, 9):
        Checkpoint.objects.bulk_create(
            [Checkpoint(size=size, root=one.root, frontier=one.frontier, leaves=one.leaves, note=one.note, at=one.at)]
        )
    named = [f"checkpoint {size}: its columns are not what was signed" for size in (-1, 2, 9)]
    assert (examine(timezone.now()).size, problems()) == (3, named)


def said_of(row):
    """The digest of a row in each entry that wrote it, oldest first."""
    entries = AuditEntry.objects.order_by("time", "id")
    return [entry.digests[row_key(row)] for entry in entries if row_key(row) in entry.digests]


@pytest.fixture
def person(manager, auditor):
    for someone in (manager, auditor):
        rename(someone, phone="0812", by=auditor)
    return manager


def test_sealed_rows_that_are_what_their_entries_say_are_no_problem(person):
    from audit.reveal import reveal

    with reveal(person, "p", person, [(person, "phone")]):
        pass
    assert problems() == []


def test_a_sealed_row_changed_by_sql_is_named(person):
    with owner() as cursor:
        cursor.execute("SELECT phone FROM access_staff WHERE username = 'manajer'")
        old = bytes(cursor.fetchone()[0])
    rename(person, phone="0813", by=person)
    with owner() as cursor:
        cursor.execute("UPDATE access_staff SET phone = %s WHERE username = 'manajer'", [old])
    assert problems() == [f"row access.staff:{person.pk} is not what its newest entry says"]


def test_an_old_row_put_back_whole_is_named(person):
    """Every column, its revision and its blind indexes too: it stands as an earlier entry says, and not the newest."""
    columns = [field.column for field in type(person)._meta.concrete_fields]
    with owner() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM access_staff WHERE username = 'manajer'")
        old = list(cursor.fetchone())
    assert problems() == []
    rename(person, phone="0813", by=person)
    with owner() as cursor:
        cursor.execute(f"UPDATE access_staff SET {' = %s, '.join(columns)} = %s WHERE username = 'manajer'", old)
    assert row_digest(type(person).objects.get(pk=person.pk)) in said_of(person)[:-1]
    assert problems() == [f"row access.staff:{person.pk} is not what its newest entry says"]


def test_a_read_of_a_replayed_row_does_not_make_it_right(person):
    from audit.reveal import reveal

    with owner() as cursor:
        cursor.execute("SELECT phone FROM access_staff WHERE username = 'manajer'")
        old = bytes(cursor.fetchone()[0])
        rename(person, phone="0813", by=person)
        cursor.execute("UPDATE access_staff SET phone = %s WHERE username = 'manajer'", [old])
    person.refresh_from_db()
    with pytest.raises(WouldNotOpen), reveal(person, "p", person, [(person, "phone")]):
        pass
    assert problems() == [f"row access.staff:{person.pk} is not what its newest entry says"]


def test_a_sealed_row_made_by_sql_is_named(person):
    with register.unwatched():
        stranger = type(person).objects.create(username="selundup", role="auditor", agency=person.agency)
    assert problems() == [f"row access.staff:{stranger.pk} has no entry"]


def test_a_sealed_row_deleted_by_sql_is_named(person):
    with owner() as cursor:
        cursor.execute("DELETE FROM access_staff WHERE username = 'manajer'")
    assert problems() == [f"row access.staff:{person.pk} is gone without an entry"]


def test_a_house_event_that_nobody_settled_is_named(person):
    from datetime import timedelta

    reference = new_id()
    record(person, house.EVENT, house.thing(reference), decision=Decision.INTENDED)
    assert problems() == []
    late = timezone.now() + timedelta(minutes=2)
    assert problems(late) == [f"house event {reference} was never settled"]


def test_the_command_prints_size_and_root_and_exits_0_on_a_good_log():
    sealed(3)
    out = io.StringIO()
    call_command("verify_audit_log", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "size 3"
    assert lines[1].startswith("root ") and len(lines[1]) == 69
    assert lines[-1] == "problems 0"
    said = AuditEntry.objects.get(action="log.verify")
    assert (said.actor, said.decision) == ("", Decision.DONE)


def test_the_command_names_the_place_and_exits_1_on_a_bad_log():
    sealed(3)
    with owner() as cursor:
        cursor.execute("DELETE FROM audit_auditentry WHERE number = 1")
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as caught:
        call_command("verify_audit_log", stdout=out, stderr=err)
    assert caught.value.code == 1
    assert "PROBLEM entry number 1 is missing" in err.getvalue()
    assert AuditEntry.objects.get(action="log.verify").decision == Decision.FAILED
