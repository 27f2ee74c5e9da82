"""Earlier keys go when nothing stands under them and nobody can still use them; until then what they sealed opens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from access.models import Staff
from audit.action import action
from audit.models import AuditEntry
from audit.rotation import Outcome, drop_earlier, rotate
from casework.models import CasePerson, Evidence
from shelters.models import ResidentCard
from tests.shelters import rotating
from tests.shelters.rotating import FINAL, keys, left_under_earlier_keys, person, problems, values
from vault import keyring, rotation
from vault.errors import RotationRefused, SealBroken
from vault.fields import SealedField
from vault.files import sealed_files
from vault.purpose import Purpose
from vault.unseal import open_field

pytestmark = [
    pytest.mark.django_db(databases=["default", "shelters"], transaction=True),
    pytest.mark.usefixtures("own_keyring", "films"),
]
EVERYTHING = rotation.PURPOSES


def drop(admin, later: timedelta = timedelta(0)) -> Outcome:
    return drop_earlier(EVERYTHING, by=admin, now=timezone.now() + later)


@action("test.note")
def mark(row, *, by):
    """A change of a plain column of a row that was loaded before."""
    plain = [field.name for field in row._meta.concrete_fields if not isinstance(field, SealedField)]
    row.save(update_fields=plain[-1:])
    return row


@action("test.write")
def write(row, *, by):
    """The row is written whole, as it was loaded."""
    row.save()
    return row


def test_what_stood_under_a_dropped_key_opens_no_more(case, admin):
    row = ResidentCard.every.get()
    rotate(EVERYTHING, by=admin)
    rotating.a_day_later()
    assert keyring.ids(Purpose.CASE, case.pk)[0] == row.name._envelope[1:5]
    keyring.drop(Purpose.CASE, case.pk, keyring.ids(Purpose.CASE, case.pk)[:-1])
    with pytest.raises(SealBroken, match="key"):
        open_field(row, "name")
    assert open_field(ResidentCard.every.get(), "name")


def test_earlier_keys_go_a_day_later_where_nothing_stands_under_them(case, admin):
    before, finals = values(), rotating.owners_of_finals()
    rotate(EVERYTHING, by=admin)
    rotated = keys()
    outcome = drop(admin)
    assert (outcome.keys.total(), outcome.young, keys()) == (0, len(rotated) - len(finals), rotated)
    rotating.a_day_later()
    outcome = drop(admin)
    assert (outcome.keys.total(), outcome.young, outcome.used) == (len(rotated) - len(finals), 0, len(finals))
    assert {owner for (_, owner), ids in keys().items() if len(ids) > 1} == finals
    assert {owner: ids[-1] for owner, ids in keys().items()} == {owner: ids[-1] for owner, ids in rotated.items()}
    assert values() == before
    assert problems() == []
    assert AuditEntry.objects.filter(action="key.drop").count() == len(rotated) - len(finals)


def test_a_row_loaded_before_and_changed_afterwards_is_what_its_entry_says(case, admin):
    rows = [person(case), Staff.objects.get(username="manajer")]
    for row in rows:
        [getattr(row, field.attname) for field in row._meta.concrete_fields]
    rotate(EVERYTHING, by=admin)
    for row in rows:
        mark(row, by=admin)
    assert set(left_under_earlier_keys()) == FINAL
    assert problems() == []


def test_a_row_loaded_before_and_written_whole_afterwards_is_found_and_nothing_of_it_is_lost(case, admin):
    row, before = person(case), values()
    rotate(EVERYTHING, by=admin)
    write(row, by=admin)
    assert set(left_under_earlier_keys()) == {*FINAL, "casework.caseperson"}
    rotating.a_day_later()
    drop(admin)
    assert set(left_under_earlier_keys()) == FINAL
    assert values() == before
    assert problems() == []


def test_a_request_under_way_opens_what_was_sealed_anew_meanwhile(case, admin):
    evidence = Evidence.every.get()
    with keyring.held():
        for purpose in (Purpose.CASE, Purpose.EVIDENCE):
            keyring.keys_of(purpose, case.pk)
        name, pieces = open_field(person(case), "name"), sealed_files.read(case.pk, evidence.original)
        assert rotating.in_a_process(lambda: rotate(EVERYTHING, by=admin))[0] is False
        assert open_field(person(case), "name") == name
        assert b"".join(pieces) == b"".join(sealed_files.read(case.pk, evidence.original)) != b""


def test_what_a_request_under_way_seals_under_the_key_it_holds_keeps_that_key(case, admin):
    with keyring.held():
        keyring.keys_of(Purpose.CASE, case.pk)
        assert rotating.in_a_process(lambda: rotate(EVERYTHING, by=admin))[0] is False
        row = CasePerson(case=case, part="child", name="Nama Baru", added=timezone.now())
        write(row, by=admin)
    assert left_under_earlier_keys()["casework.caseperson"] == 7  # each of its values
    rotating.a_day_later()
    drop(admin)
    assert left_under_earlier_keys()["casework.caseperson"] == 0
    assert open_field(CasePerson.every.get(pk=row.pk), "name") == "Nama Baru"
    assert problems() == []


def test_nothing_is_dropped_while_a_rotation_was_not_ended(case, admin):
    rotation.begin(EVERYTHING)
    with pytest.raises(RotationRefused, match="without --drop-old"):
        drop(admin)
    rotate([Purpose.LOCATION], by=admin)
    assert {len(ids) for ids in keys().values()} == {2}  # the one that was begun went on, for all its purposes
