"""A sealed value opens where it was sealed and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit import rotation
from tests.vault.tables import Client, Spot
from vault import entropy, keyring, wraps
from vault.cipher import HEAD_SIZE
from vault.datakey import PREFIX_SIZE
from vault.entropy import new_id
from vault.errors import KeyMissing, KeyShredded, NotOpenable, NotSealed, SealBroken
from vault.purpose import Purpose
from vault.unseal import open_field


def put(row, column, envelope):
    """Write bytes into a column as someone with the database's password would."""
    with connection.cursor() as cursor:
        key = row.pk.hex if connection.vendor == "sqlite" else row.pk
        cursor.execute(f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s", [envelope, key])


def envelope_of(row, name="name"):
    return getattr(type(row).objects.get(pk=row.pk), name)._envelope


def kind_of_failure(row, name="name"):
    with pytest.raises(SealBroken) as broken:
        open_field(type(row).objects.get(pk=row.pk), name)
    assert "Melati" not in str(broken.value)
    return broken.value.kind


def test_a_value_of_another_row_does_not_open(client_row, case):
    other = Client.objects.create(case_id=case, name="Kenanga")
    put(other, "name", envelope_of(client_row))
    assert kind_of_failure(other) == "context"
    assert open_field(Client.objects.get(pk=client_row.pk), "name") == "Melati Kusumawardhani"


def test_a_value_of_another_column_does_not_open(client_row):
    put(client_row, "phone", envelope_of(client_row))
    assert kind_of_failure(client_row, "phone") == "context"


def test_a_value_of_another_case_does_not_open(client_row):
    elsewhere = new_id()
    keyring.mint(Purpose.CASE, elsewhere)
    other = Client.objects.create(case_id=elsewhere, name="Kenanga")
    put(other, "name", envelope_of(client_row))
    assert kind_of_failure(other) == "key"
    Client.objects.filter(pk=client_row.pk).update(case_id=elsewhere)
    assert kind_of_failure(client_row) == "key"


def test_a_value_of_another_model_does_not_open(client_row):
    spot = Spot(address="Jl. Anggrek")
    keyring.mint(Purpose.LOCATION, spot.pk)
    spot.save()
    put(spot, "address", envelope_of(client_row))
    assert kind_of_failure(spot, "address") == "key"


def test_a_value_newer_than_its_row_does_not_open(client_row):
    client_row.name = "Melati II"
    client_row.save()
    Client.objects.filter(pk=client_row.pk).update(revision=0)
    assert kind_of_failure(client_row) == "revision"


def test_a_revision_written_into_an_envelope_does_not_open(client_row):
    envelope = bytearray(envelope_of(client_row))
    Client.objects.filter(pk=client_row.pk).update(revision=7)
    envelope[PREFIX_SIZE + 3] = 7
    put(client_row, "name", bytes(envelope))
    assert kind_of_failure(client_row) == "context"


def test_every_changed_byte_is_found(client_row):
    envelope = envelope_of(client_row)
    for position in range(len(envelope)):
        changed = bytearray(envelope)
        changed[position] ^= 1
        put(client_row, "name", bytes(changed))
        assert kind_of_failure(client_row) in {"format", "key", "commitment", "revision", "context"}


@pytest.mark.parametrize("length", [0, 1, 5, PREFIX_SIZE, HEAD_SIZE, HEAD_SIZE + 16, HEAD_SIZE + 40])
def test_a_cut_envelope_is_found(client_row, length):
    put(client_row, "name", envelope_of(client_row)[:length])
    assert kind_of_failure(client_row) in {"format", "commitment", "revision", "context"}


@pytest.mark.parametrize("more", [b"\x00", b"x" * 16, b"x" * 4096])
def test_a_grown_envelope_is_found(client_row, more):
    put(client_row, "name", envelope_of(client_row) + more)
    assert kind_of_failure(client_row) == "context"


def test_an_envelope_says_which_key_opens_it_and_no_other_does(client_row, case):
    """The commitment: with the tag of another key the envelope is refused before anything is decrypted."""
    envelope = bytearray(envelope_of(client_row))
    envelope[5:PREFIX_SIZE] = bytes(32)
    put(client_row, "name", bytes(envelope))
    assert kind_of_failure(client_row) == "commitment"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.text(st.characters(exclude_categories=["Cs"])), second=st.text(st.characters(exclude_categories=["Cs"]))
)
def test_any_two_texts_stay_apart(case, first, second):
    rows = [Client.objects.create(case_id=case, name=text, story=text) for text in (first, second)]
    loaded = [Client.objects.get(pk=row.pk) for row in rows]
    assert [open_field(row, "name") for row in loaded] == [first, second]
    assert [open_field(row, "story") for row in loaded] == [first, second]
    assert envelope_of(rows[0]) != envelope_of(rows[1])


def test_a_sealed_value_cannot_be_given_to_another_row_or_field(client_row, case):
    with pytest.raises(NotSealed):
        Client(case_id=case, name=client_row.name).save()
    with pytest.raises(NotSealed):
        client_row.phone = client_row.name


def test_a_copied_row_cannot_take_the_values_along(client_row):
    client_row.pk = new_id()
    client_row._state.adding = True
    with pytest.raises(NotSealed):
        client_row.save()


def test_a_value_that_is_not_saved_yet_has_no_seal_to_open(case):
    with pytest.raises(NotOpenable) as refused:
        open_field(Client(case_id=case, name="Melati"), "name")
    assert "Melati" not in str(refused.value)


def test_after_shredding_nothing_of_the_case_opens_and_other_cases_do(client_row, listener):
    elsewhere = new_id()
    keyring.mint(Purpose.CASE, elsewhere)
    other = Client.objects.create(case_id=elsewhere, name="Kenanga")
    with keyring.held():
        assert open_field(client_row, "name") == "Melati Kusumawardhani"
        keyring.shred(Purpose.CASE, client_row.case_id)
        with pytest.raises(KeyShredded):
            open_field(client_row, "name")
    assert open_field(other, "name") == "Kenanga"
    assert listener == [("key.shred", "case", client_row.case_id)]


def test_a_key_that_never_was_is_missing(client_row):
    Client.objects.filter(pk=client_row.pk).update(case_id=new_id())
    with pytest.raises(KeyMissing):
        open_field(Client.objects.get(pk=client_row.pk), "name")


def test_a_renewed_key_seals_anew_and_the_earlier_one_still_opens(client_row, listener):
    before = envelope_of(client_row)[1:5]
    keyring.renew(Purpose.CASE, client_row.case_id)
    row = Client.objects.get(pk=client_row.pk)
    assert open_field(row, "name") == "Melati Kusumawardhani"
    row.phone = "0813"
    row.save()
    row = Client.objects.get(pk=client_row.pk)
    assert before != envelope_of(row)[1:5] == envelope_of(row, "phone")[1:5]
    assert (open_field(row, "name"), open_field(row, "phone")) == ("Melati Kusumawardhani", "0813")
    assert listener == [("key.renew", "case", client_row.case_id)]


def sealed_with(first: bytes, row, phone: str) -> bytes:
    """The id of the key that sealed this row's new number, all nonces drawn beginning with FIRST."""
    with entropy.use(lambda size: first + os.urandom(size - len(first))):
        row.phone = phone
        row.save()
    return envelope_of(row, "phone")[1:5]


def test_a_key_is_renewed_once_one_of_sixteen_million_nonces_says_so_and_not_before(own, client_row, case, listener):
    keyring.mint(Purpose.CASE, case)
    row = Client.objects.create(case_id=case, name="Kenanga")
    first = sealed_with(b"\x00\x00\x01", row, "0813")
    assert (rotation.run_once(timezone.now()), listener) == (0, [])
    assert sealed_with(b"\x00\x00\x00", row, "0814") == first
    sealed_with(b"\x00\x00\x00", row, "0815")  # twice before the clock's next step
    assert rotation.run_once(timezone.now()) == 2
    assert listener == [("key.renew", "case", case)]
    assert rotation.run_once(timezone.now()) == 0
    assert sealed_with(b"\x00\x00\x01", row, "0816") == keyring.ids(Purpose.CASE, case)[-1] != first
    row = Client.objects.get(pk=row.pk)
    assert (open_field(row, "name"), open_field(row, "phone")) == ("Kenanga", "0816")


def test_a_key_that_was_shredded_since_it_was_due_stays_shredded(own, case, listener):
    keyring.mint(Purpose.CASE, case)
    sealed_with(b"\x00\x00\x00", Client.objects.create(case_id=case, name="Kenanga"), "0813")
    keyring.shred(Purpose.CASE, case)
    rotation.run_once(timezone.now())
    assert keyring.is_shredded(Purpose.CASE, case)
    assert rotation.run_once(timezone.now()) == 0


def test_a_key_that_is_broken_waits_and_keeps_no_other_one_waiting(own, case, listener):
    other = new_id()
    rows = []
    for owner in (case, other):
        keyring.mint(Purpose.CASE, owner)
        rows.append(Client.objects.create(case_id=owner, name="Kenanga"))
        sealed_with(b"\x00\x00\x00", rows[-1], "0813")
    kept, whole = Path(wraps.path_of(Purpose.CASE, case)), wraps.read(Purpose.CASE, case)
    kept.write_bytes(b"not a wrap\n")
    rotation.run_once(timezone.now())
    assert listener == [("key.renew", "case", other)]
    wraps.replace(Purpose.CASE, case, whole)
    rotation.run_once(timezone.now())
    assert listener == [("key.renew", "case", other), ("key.renew", "case", case)]
    assert rotation.run_once(timezone.now()) == 0


def test_a_full_disk_of_the_keyring_keeps_nothing_from_being_saved(own, case, listener):
    keyring.mint(Purpose.CASE, case)
    row = Client.objects.create(case_id=case, name="Kenanga")
    (own / "kept").mkdir(exist_ok=True)
    (own / "kept" / "renewals").mkdir()  # what is put in its place doesn't fit there
    sealed_with(b"\x00\x00\x00", row, "0813")
    assert open_field(Client.objects.get(pk=row.pk), "phone") == "0813"
