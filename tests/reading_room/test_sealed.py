"""Numbers and checkpoints that the sealer did not make blind nobody and are found; so is a log that nobody compares."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from access.roles import Role
from audit import actions, house, notes, sealer
from audit.models import AuditEntry, Checkpoint, Decision
from audit.objects import Thing
from audit.recording import record
from audit.rules import newest, reach, seal, window
from audit.rules.limits import limits
from tests.access import making
from tests.audit.logs import cut, owner
from tests.reading_room.stories import DAY, MINUTE, found, looked_up_again, read
from vault import keyring
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
LARGE = 2**62
WEEK = timedelta(days=7)


@pytest.fixture
def looked(office, clock):
    looked_up_again(office, clock)


def numbered(entry, number):
    """What the application's own role may do: give an entry a number, once; the tables' owner one below nought."""
    with owner() if number < 0 else connection.cursor() as cursor:
        adapted = AuditEntry._meta.pk.get_db_prep_value(entry.pk, connection)
        cursor.execute("UPDATE audit_auditentry SET number = %s WHERE id = %s", [number, adapted])


def foreign(size):
    """And put in a checkpoint that nobody signed."""
    Checkpoint.objects.create(size=size, root=bytes(32), frontier=b"", leaves=b"", note="x\n\nx\n", at=timezone.now())


@pytest.mark.parametrize("number", [LARGE, -1])
def test_a_number_that_the_sealer_did_not_give_hides_nothing_and_is_found(office, looked, clock, number):
    hidden = read(office.other, office.file)
    numbered(hidden, number)
    clock.shift(MINUTE)
    assert len(found("again")) == 1
    [finding] = found("never-sealed")
    assert (finding.key, finding.weight) == (f"never-sealed:{hidden.pk}", 100)
    assert finding.files == {office.file.pk}
    assert finding.sentence == (
        "Sebuah entri bernomor tanpa pernah disegel: basis data ditulisi. Jalankan pemeriksaan penuh."
    )


def test_a_large_number_put_in_by_sql_hides_nothing_and_is_found(looked, clock):
    forged = AuditEntry(action="x.y", decision=Decision.ALLOWED, actor="x", stamp=bytes(16))
    AuditEntry.objects.bulk_create([forged])
    numbered(forged, LARGE)
    clock.shift(MINUTE)
    assert len(found("again")) == 1
    assert [finding.key for finding in found("never-sealed")] == [f"never-sealed:{forged.pk}"]


def test_a_checkpoint_that_the_sealer_did_not_sign_hides_nothing_and_is_found(looked):
    assert found("foreign-seal") == []
    foreign(LARGE)
    assert len(found("again")) == 1
    [finding] = found("foreign-seal")
    assert finding.sentence == (
        "Titik segel terbaru tidak dibuat penyegel: basis data ditulisi. Jalankan pemeriksaan penuh."
    )


def test_a_signed_checkpoint_counts_for_its_own_size_alone(looked):
    signed = Checkpoint.objects.latest("size")
    told = {"root": signed.root, "frontier": signed.frontier, "leaves": signed.leaves, "note": signed.note}
    Checkpoint.objects.create(size=LARGE, **told)
    assert [finding.key for finding in found("foreign-seal")] == [f"foreign-seal:{LARGE}"]


def test_whoever_sets_the_clock_back_hides_no_read_and_is_found(office, looked, clock):
    before = timezone.now()
    for back in (40 * DAY, 400 * DAY):
        clock.move_to(before - back)
        hidden = read(office.other, office.file)
        sealer.run_until_done(timezone.now())
        clock.move_to(before)
        clock.shift(MINUTE)
        read(office.one, office.file)
        sealer.run_until_done(timezone.now())
        assert hidden.pk in [act.pk for act in window.load(timezone.now()).acts]
        assert f"clock:{hidden.pk}" in [finding.key for finding in found("clock")]
    [finding] = [finding for finding in found("clock") if finding.key == f"clock:{hidden.pk}"]
    assert finding.sentence == "Jam server mundur sebelum entri ini: waktu entri di sekitarnya tidak dapat dipercaya."


def test_small_steps_back_add_up_and_one_date_in_the_future_silences_none():
    begun = timezone.now()
    minutes = (0, 1, -3, -2, -6, -5, 10_000, 0, 1, -9, -8)
    rows = [(number, begun + minute * MINUTE) for number, minute in enumerate(minutes)]
    for middle in range(len(rows)):
        read = newest.Clock().after(rows[:middle]).after(rows[middle:])
        assert ([minutes[number] for number in read.back], read.last) == ([-6, 0, -9], rows[-1])


@pytest.mark.parametrize("what", ["house event", "refusal", "act"])
def test_whatever_is_dated_back_is_found_whoever_acted(office, looked, clock, what):
    before, reach = timezone.now(), limits().entries
    assert newest.dated_back(reach) == []
    clock.move_to(before - 31 * DAY)
    if what == "house event":
        hidden = record(None, house.EVENT, house.thing(new_id()))
    elif what == "refusal":
        hidden = record(None, "case.read", Thing("case", "f" * 64), decision=Decision.DENIED)
    else:
        hidden = read(office.other, office.file)
    sealer.run_until_done(timezone.now())
    clock.move_to(before)
    clock.shift(MINUTE)
    [finding] = found("clock")
    assert (finding.key, finding.of_houses) == (f"clock:{hidden.pk}", what == "house event")
    read(office.one, office.file)
    sealer.run_until_done(timezone.now())
    assert [one.key for one in found("clock")] == [finding.key]


def test_times_that_were_read_are_not_read_again_unless_the_log_was_put_back(looked, clock, django_assert_num_queries):
    reach = limits().entries
    newest.dated_back(reach)
    with django_assert_num_queries(1) as asked:
        assert newest.dated_back(reach) == []
    assert len(list(newest._times(newest._clock.last[0]))) == 1
    assert f">= {newest._clock.last[0]}" in asked.captured_queries[0]["sql"]
    cut(0)
    assert newest.dated_back(reach) == []
    assert newest._clock.last is None


def test_a_log_that_was_put_back_is_found_at_once(looked):
    assert found("put-back") == []
    signed = Checkpoint.objects.latest("size")
    sealer.go_on_from(notes.checkpoint(sealer.origin(), signed.size + 1, bytes(32), keyring.signing_key()))
    [finding] = found("put-back")
    assert (finding.key, finding.weight) == (f"put-back:{signed.size + 1}", 100)
    sealer.go_on_from(signed.note)
    assert found("put-back") == []


def test_a_log_that_nobody_compares_for_a_week_is_found_until_somebody_does(office, looked, clock):
    auditor = making.person(Role.AUDITOR)
    begun = AuditEntry.objects.get(number=0).time
    clock.move_to(begun + WEEK - MINUTE)
    assert found("unchecked") == []
    clock.shift(MINUTE)
    [finding] = found("unchecked")
    assert finding.sentence == "Jejak audit sudah 7 hari tidak diperiksa seluruhnya."
    actions.review(finding.key, by=auditor)
    assert found("unchecked") == []
    clock.shift(WEEK)
    assert len(found("unchecked")) == 1
    actions.check(timezone.now(), by=auditor)
    assert found("unchecked") == []
    clock.shift(WEEK)
    assert len(found("unchecked")) == 1


def test_a_check_put_in_by_sql_is_none(looked, clock):
    clock.shift(WEEK)
    forged = AuditEntry(action="log.verify", object_kind="log", object_id="check", decision="done", stamp=bytes(16))
    AuditEntry.objects.bulk_create([forged])
    assert len(found("unchecked")) == 1


def plan(statement: str) -> str:
    """How the database finds what the statement asks for, were the log long."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for way in ("seqscan", "bitmapscan", "sort"):  # how it reads a short table
                cursor.execute(f"SET LOCAL enable_{way} = off")
            cursor.execute(f"EXPLAIN {statement}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_what_the_first_page_looks_for_is_found_by_an_index_and_in_so_many_statements(
    looked, django_assert_num_queries
):
    now = timezone.now()
    sealer.go_on_from(Checkpoint.objects.latest("size").note)
    with django_assert_num_queries(6) as of_the_window:
        window.load(now)
    with django_assert_num_queries(7) as of_the_rules:
        for rule in (seal.never_sealed, seal.foreign_checkpoint, seal.put_back, seal.unchecked, reach.at_the_door):
            list(rule(now))
    asked = [one["sql"] for one in (*of_the_window.captured_queries, *of_the_rules.captured_queries)]
    plans = {statement: plan(statement) for statement in asked}
    read_whole = ("SCAN audit_auditentry", "Seq Scan on audit_auditentry", "Sort", "TEMP B-TREE")
    assert [told for told in plans.items() if any(how in told[1] for how in read_whole)] == []
