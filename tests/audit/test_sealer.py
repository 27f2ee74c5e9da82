"""The sealer numbers densely and signs what it numbered."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from audit import merkle, notes, sealer
from audit.models import AuditEntry, Checkpoint
from audit.stamp import ours, stamp
from tests.audit.logs import owner, sealed, write
from vault import keyring

pytestmark = pytest.mark.django_db


def test_nothing_to_seal_makes_no_checkpoint():
    assert sealer.run_once(timezone.now()) == 0
    assert Checkpoint.objects.count() == 0


def test_numbers_are_dense_and_in_the_order_of_time_and_id():
    entries = write(20)
    assert sealer.run_once(timezone.now()) == 20
    numbered = list(AuditEntry.objects.order_by("number").values_list("number", "time", "id"))
    assert [number for number, *_ in numbered] == list(range(20))
    assert [row[1:] for row in numbered] == sorted((entry.time, entry.id) for entry in entries)


def test_a_batch_holds_at_most_256_entries():
    write(300)
    assert [sealer.run_once(timezone.now()) for _ in range(3)] == [256, 44, 0]
    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [256, 300]


def test_the_checkpoint_is_a_signed_note_over_the_root_of_all_entries():
    sealed(3)
    sealed(4)
    leaves = [merkle.leaf_hash(entry.leaf()) for entry in AuditEntry.objects.order_by("number")]
    newest = Checkpoint.objects.get(size=7)
    said = notes.read_checkpoint(newest.note, sealer.origin(), keyring.signing_key().public_key())
    assert (said.origin, said.size, said.root) == (sealer.origin(), 7, merkle.root(leaves))


def test_the_same_log_gives_the_same_checkpoint_twice():
    sealed(5)
    note = Checkpoint.objects.get().note
    entries = list(AuditEntry.objects.order_by("number"))
    again = merkle.root([merkle.leaf_hash(entry.leaf()) for entry in entries])
    assert notes.checkpoint(sealer.origin(), 5, again, keyring.signing_key()) == note


def test_a_late_entry_goes_behind_what_is_sealed():
    sealed(2)
    late = AuditEntry(time=timezone.now() - timedelta(hours=1), action="late", decision="allowed")
    late.stamp = stamp(late.leaf())
    late.save()
    sealer.run_once(timezone.now())
    late.refresh_from_db()
    assert late.number == 2


def test_a_row_that_the_application_did_not_write_is_never_sealed():
    write(1)
    forged = AuditEntry(action="forged", decision="allowed", stamp=bytes(16))
    forged.save()
    assert sealer.run_until_done(timezone.now()) == 1
    forged.refresh_from_db()
    assert forged.number is None


@pytest.mark.parametrize("odd", [{"digests": {"a": 1.5}}, {"time": None}, {"digests": {"\ud800": ""}}, {"stamp": "x"}])
def test_a_row_that_no_program_can_spell_stops_nobody(odd):
    said = {"action": "x.y", "decision": "allowed", "stamp": bytes(16)} | odd
    assert ours(AuditEntry(**said)) == b""


@pytest.mark.postgresql_only  # an advisory lock is PostgreSQL's
def test_while_another_sealer_is_at_it_nothing_is_sealed():
    write(1)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [sealer.LOCK])
            assert sealer.run_once(timezone.now()) == 0
            # closing alone would not do: the server lets go of the lock when it gets round to it
            cursor.execute("SELECT pg_advisory_unlock(%s)", [sealer.LOCK])
    finally:
        other.close()
    assert sealer.run_once(timezone.now()) == 1


def test_an_entry_that_somebody_numbers_meanwhile_is_not_signed(monkeypatch):
    sealed(3)
    write(2)
    read = sealer._next_batch

    def and_numbered():
        batch = read()
        with connection.cursor() as cursor:
            adapted = AuditEntry._meta.pk.get_db_prep_value(batch[0][0].pk, connection)
            cursor.execute("UPDATE audit_auditentry SET number = %s WHERE id = %s", [10**9, adapted])
        return batch

    monkeypatch.setattr(sealer, "_next_batch", and_numbered)
    assert sealer.run_once(timezone.now()) == 0
    assert Checkpoint.objects.latest("size").size == 3


def test_a_changed_checkpoint_is_not_continued():
    sealed(3)
    write(1)
    with owner() as cursor:
        cursor.execute("UPDATE audit_checkpoint SET frontier = %s", [bytes(64)])
    with pytest.raises(sealer.Unsealable, match="verify_audit_log"):
        sealer.run_once(timezone.now())
