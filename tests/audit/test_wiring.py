"""What the packages below tell becomes entries."""

from hashlib import sha256
from uuid import uuid4

import pytest

from access import events as access_events
from access.permissions import Permission
from audit.models import AuditEntry
from vault import events as vault_events

pytestmark = pytest.mark.django_db


def test_every_port_is_filled():
    assert access_events.missing() == []
    assert vault_events.filled()


def test_a_denied_attempt_keeps_the_digest_of_the_asked_id_alone(manager):
    asked = uuid4()
    access_events.denied(manager, Permission.CASE_READ, "case", asked)
    entry = AuditEntry.objects.get()
    assert (entry.decision, entry.action, entry.object_kind) == ("denied", "case.read", "case")
    assert entry.object_id == sha256(str(asked).encode()).hexdigest()
    assert str(asked).encode() not in entry.leaf()
    assert entry.case_id is None


def test_existing_and_absent_ids_cost_the_same_queries(manager, django_assert_num_queries):
    assert manager.agency
    for asked in (manager.pk, uuid4(), "nonsense", None):
        with django_assert_num_queries(1):
            access_events.denied(manager, Permission.CASE_READ, "case", asked)
    assert {len(entry.object_id) for entry in AuditEntry.objects.all()} == {64}


def test_signing_in_and_out_are_entries_and_a_refused_attempt_names_nobody(manager, guard):
    access_events.signed_in(manager)
    access_events.signed_out(guard)
    access_events.sign_in_refused()
    rows = AuditEntry.objects.order_by("time").values_list("action", "actor", "object_id", "decision")
    assert list(rows) == [
        ("sign.in", str(manager.pk), str(manager.pk), "allowed"),
        ("sign.out", "melati-7", "melati-7", "allowed"),
        ("sign.in", "", "", "denied"),
    ]


def test_shredding_a_key_is_recorded_first():
    from vault import keyring
    from vault.keyring import Purpose

    owner = uuid4()
    keyring.mint(Purpose.CASE, owner)
    keyring.shred(Purpose.CASE, owner)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.purpose, entry.object_kind, entry.object_id) == ("key.shred", "case", "key", str(owner))
