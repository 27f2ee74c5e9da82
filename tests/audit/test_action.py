"""@action: check, change and entry stand or fall together."""

import pytest
from django.db import transaction
from django.utils import timezone

from access.errors import Refused
from audit import register, stamp
from audit.action import GONE, action
from audit.errors import OutsideAction, WrongDatabase
from audit.models import AuditEntry, Decision
from audit.objects import row_key
from audit.rows import row_digest


def sealed_row(person):
    """A sealed row that nothing else hangs on."""
    from casework.models import DeskDraft
    from vault import keyring

    draft = DeskDraft(staff=person, opened=timezone.now(), saved=timezone.now(), typed={})
    keyring.mint(draft.sealed_purpose, draft.pk)
    draft.save()
    return draft


@action("staff.rename")
def rename(person, *, phone, by):
    person.phone = phone
    person.save()
    return person


@action("staff.refuse")
def refuse(person, *, by):
    person.phone = "0811"
    person.save()
    raise Refused("not today")


def test_one_entry_says_who_did_what_to_what_with_which_digest(manager, auditor):
    with register.unwatched():
        rename(manager, phone="0812000111", by=auditor)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.agency, entry.role) == (str(auditor.pk), "PPAPP", "auditor")
    assert (entry.action, entry.decision) == ("staff.rename", Decision.ALLOWED)
    assert (entry.object_kind, entry.object_id) == ("staff", str(manager.pk))
    assert entry.digests == {row_key(manager): row_digest(manager)}


def test_no_entry_holds_the_value_that_was_written(manager, auditor):
    rename(manager, phone="0812000111", by=auditor)
    assert b"0812000111" not in AuditEntry.objects.get().leaf()


def test_a_refused_verb_leaves_neither_change_nor_entry(manager, auditor):
    before = row_digest(manager)
    with pytest.raises(Refused):
        refuse(manager, by=auditor)
    manager.refresh_from_db()
    assert (row_digest(manager), AuditEntry.objects.count()) == (before, 0)


def test_nobody_cannot_act(manager):
    with pytest.raises(TypeError, match="nobody acts"):
        rename(manager, phone="0812", by=None)


def test_a_verb_without_by_is_refused_when_it_is_decorated():
    with pytest.raises(TypeError, match="by="):
        action("staff.anything")(lambda person: None)


def test_an_inner_action_makes_its_own_entry_with_its_own_rows(manager, auditor):
    @action("staff.both")
    def both(person, other, *, by):
        person.phone = "0813"
        person.save()
        rename(other, phone="0814", by=by)

    both(manager, auditor, by=auditor)
    entries = {entry.action: entry for entry in AuditEntry.objects.all()}
    assert set(entries) == {"staff.both", "staff.rename"}
    assert list(entries["staff.both"].digests) == [row_key(manager)]
    assert list(entries["staff.rename"].digests) == [row_key(auditor)]


def test_a_deleted_sealed_row_is_recorded_as_gone(manager, auditor):
    @action("signatory.remove")
    def remove(row, *, by):
        row.delete()

    row = sealed_row(manager)
    key = row_key(row)
    remove(row, by=auditor)
    assert AuditEntry.objects.get().digests == {key: GONE}


def test_house_staff_stand_in_the_log_under_their_pseudonym(manager, guard):
    rename(manager, phone="0815", by=guard)
    entry = AuditEntry.objects.get()
    assert entry.actor == "melati-7"
    assert str(guard.pk).encode() not in entry.leaf()


def test_an_entry_costs_one_insert(manager, auditor, django_assert_num_queries):
    @action("staff.nothing")
    def nothing(person, *, by):
        return person

    assert auditor.agency  # loaded with the signed-in person
    nothing(manager, by=auditor)
    with django_assert_num_queries(3):  # savepoint, INSERT, release
        nothing(manager, by=auditor)


def test_an_entry_has_exactly_the_keys_of_the_exported_log(manager, auditor):
    rename(manager, phone="0816", by=auditor)
    content = AuditEntry.objects.get().content()
    assert sorted(content) == [
        "action", "actor", "decision", "digests", "id", "object", "purpose", "role", "time",
    ]  # fmt: skip
    assert sorted(content["actor"]) == ["agency", "id"]


def test_a_long_action_goes_on_in_further_entries(manager, auditor):
    from audit.recording import record

    digests = {f"casework.case:{i:04d}": "ab" * 32 for i in range(650)}
    record(auditor, "case.import", manager, digests=digests)
    sizes = sorted(len(entry.digests) for entry in AuditEntry.objects.all())
    assert sizes == [50, 300, 300]


def test_a_write_outside_an_action_raises(manager):
    register.watch(type(manager))
    manager.name = "Lain"
    with pytest.raises(OutsideAction, match=r"access\.Staff"):
        manager.save()


def test_a_delete_outside_an_action_raises(manager):
    row = sealed_row(manager)
    register.watch(type(row))
    try:
        with pytest.raises(OutsideAction):
            row.delete()
    finally:
        register.registry.unregister(type(row))


def test_in_production_a_write_outside_an_action_makes_an_entry(manager, settings):
    settings.STRICT_WRITES = False
    register.watch(type(manager))
    manager.name = "Lain"
    manager.save()
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.decision, entry.actor) == ("tanpa tindakan", Decision.OUTSIDE, "")
    assert entry.object_id == str(manager.pk)
    assert b"Lain" not in entry.leaf()


def test_inside_an_action_the_smoke_detector_costs_no_query(manager, auditor, django_assert_num_queries):
    register.watch(type(manager))
    rename(manager, phone="0817", by=auditor)
    with django_assert_num_queries(5):  # savepoint, what stands beside it, UPDATE, INSERT, release
        rename(manager, phone="0818", by=auditor)


def test_a_row_of_another_database_is_refused_inside_an_action(manager, auditor):
    from audit import action as module

    with transaction.atomic(), module.acting("house.event", using="elsewhere"), pytest.raises(WrongDatabase):
        manager.phone = "0819"
        manager.save()


def test_a_digest_is_made_under_a_key(manager, monkeypatch):
    before = row_digest(manager)
    monkeypatch.setattr(stamp, "_key", lambda keys_dir: b"another application's")
    assert row_digest(manager) != before


def test_a_digest_is_the_same_whatever_type_was_assigned(manager):
    before = row_digest(manager)
    manager.is_active, manager.agency_id = 1, str(manager.agency_id)
    assert row_digest(manager) == before
    manager.is_active = False
    assert row_digest(manager) != before
