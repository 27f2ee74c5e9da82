"""Whatever an owner of the database does to the log by SQL, the check names the place."""

import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from audit import house, register
from audit.examine import examine
from audit.models import AuditEntry, Decision
from audit.recording import record
from tests.audit.logs import entry, owner, problems, rename, sealed, write
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def test_an_untouched_log_has_no_problem():
    sealed(300)
    write(3)
    report = examine(timezone.now())
    assert (report.size, report.unsealed, report.problems) == (300, 3, [])


def test_an_edited_entry_is_named():
    sealed(10)
    with owner() as cursor:
        cursor.execute("UPDATE audit_auditentry SET action = 'other' WHERE number = 6")
    assert problems() == [f"entry number 6 ({entry(6).id}) is not the one that was sealed"]


@pytest.mark.parametrize(
    "change",
    ["actor = 'x'", "agency = 'x'", "role = 'x'", "purpose = 'x'", "object_kind = 'x'", "object_id = 'x'",
     "decision = 'denied'", "digests = '{\"a\":\"b\"}'", "time = '2020-01-01 00:00:00+00:00'",
     "case_id = 'b6a1b6e0c0de4a5c8a4be2c0a7f0d001'"],
)  # fmt: skip
def test_no_column_of_an_entry_can_be_edited_unnoticed(change):
    sealed(3)
    with owner() as cursor:
        cursor.execute(f"UPDATE audit_auditentry SET {change} WHERE number = 1")
    assert len(problems()) == 1
    assert "entry number 1 " in problems()[0]


def test_a_deleted_entry_is_named():
    sealed(10)
    with owner() as cursor:
        cursor.execute("DELETE FROM audit_auditentry WHERE number = 4")
    assert problems() == ["entry number 4 is missing"]


def test_truncation_is_named_entry_by_entry():
    sealed(5)
    with owner() as cursor:
        cursor.execute("DELETE FROM audit_auditentry WHERE number >= 3")
    assert problems() == ["entry number 3 is missing", "entry number 4 is missing"]


def test_exchanged_entries_are_both_named():
    sealed(5)
    one, two = entry(1).id, entry(3).id
    with owner() as cursor:
        cursor.execute("UPDATE audit_auditentry SET number = 99 WHERE number = 1")
        cursor.execute("UPDATE audit_auditentry SET number = 1 WHERE number = 3")
        cursor.execute("UPDATE audit_auditentry SET number = 3 WHERE number = 99")
    assert problems() == [
        f"entry number 1 ({two}) is not the one that was sealed",
        f"entry number 3 ({one}) is not the one that was sealed",
    ]


def test_a_renumbered_entry_is_named_at_both_places():
    sealed(5)
    moved = entry(2).id
    with owner() as cursor:
        cursor.execute("UPDATE audit_auditentry SET number = 7 WHERE number = 2")
    assert problems() == ["entry number 2 is missing", f"entry {moved} has number 7, which was never sealed"]


def test_an_entry_inserted_with_a_number_is_named():
    sealed(2)
    with owner():
        forged = AuditEntry(action="forged", decision="allowed", stamp=bytes(16), number=2)
        forged.save()
    assert problems() == [f"entry {forged.id} has number 2, which was never sealed"]


def test_an_entry_inserted_before_the_sealer_comes_is_named():
    sealed(2)
    forged = AuditEntry(action="forged", decision="allowed", stamp=bytes(16))
    forged.save()
    assert problems() == [f"entry {forged.id} (not sealed yet) was not written by the application"]


def test_an_entry_edited_before_the_sealer_comes_is_named():
    waiting = write(1)[0]
    with owner() as cursor:
        cursor.execute("UPDATE audit_auditentry SET actor = 'other'")
    assert problems() == [f"entry {waiting.id} (not sealed yet) was not written by the application"]


@pytest.mark.parametrize("column", ["root", "frontier", "leaves", "note"])
def test_a_changed_checkpoint_is_named(column):
    sealed(4)
    sealed(4)
    with owner() as cursor:
        cursor.execute(
            f"UPDATE audit_checkpoint SET {column} = %s WHERE size = 4", ["" if column == "note" else b"x" * 32]
        )
    found = problems()
    assert any(problem.startswith("checkpoint 4: ") for problem in found)


def test_a_deleted_checkpoint_is_named():
    sealed(4)
    sealed(4)
    with owner() as cursor:
        cursor.execute("DELETE FROM audit_checkpoint WHERE size = 4")
    assert any(problem.startswith("checkpoint 8: ") for problem in problems())


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


def test_a_read_of_a_replayed_row_does_not_make_it_right(person):
    from audit.reveal import reveal

    with owner() as cursor:
        cursor.execute("SELECT phone FROM access_staff WHERE username = 'manajer'")
        old = bytes(cursor.fetchone()[0])
        rename(person, phone="0813", by=person)
        cursor.execute("UPDATE access_staff SET phone = %s WHERE username = 'manajer'", [old])
    person.refresh_from_db()
    with reveal(person, "p", person, [(person, "phone")]):
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


def test_the_command_names_the_place_and_exits_1_on_a_bad_log():
    sealed(3)
    with owner() as cursor:
        cursor.execute("DELETE FROM audit_auditentry WHERE number = 1")
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as caught:
        call_command("verify_audit_log", stdout=out, stderr=err)
    assert caught.value.code == 1
    assert "PROBLEM entry number 1 is missing" in err.getvalue()
