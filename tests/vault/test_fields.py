"""Sealed columns in everyday use of the ORM."""

from __future__ import annotations

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import connection

from tests.vault.tables import Client, Spot
from vault import keyring
from vault.entropy import new_id
from vault.errors import KeyMissing, NotSealed, NotText, TooLong
from vault.fields import blind_index, field_digests
from vault.purpose import Purpose
from vault.sealed import Sealed
from vault.unseal import open_field, open_fields


def stored(row, column="name"):
    """The bytes in the database."""
    with connection.cursor() as cursor:
        key = row.pk.hex if connection.vendor == "sqlite" else row.pk
        cursor.execute(f"SELECT {column} FROM {row._meta.db_table} WHERE id = %s", [key])
        value = cursor.fetchone()[0]
    return None if value is None else bytes(value)


def test_a_value_comes_back_as_it_was_given(client_row):
    row = Client.objects.get(pk=client_row.pk)
    assert open_fields(row, ["name", "nik", "phone", "story", "details"]) == {
        "name": "Melati Kusumawardhani",
        "nik": "3175014405920003",
        "phone": "0812-9000-1234",
        "story": "Ia menelepon dari warung.",
        "details": {"anak": 2, "bahasa": ["Jawa"]},
    }


@pytest.mark.parametrize("text", ["", " ", "\x00", "a\x80", "x\x80\x00\x00", "😀" * 40, "é" * 5000, "x" * 64, "x" * 65])
def test_any_text_comes_back_the_same(case, text):
    row = Client.objects.create(case_id=case, name=text, story=text)
    row = Client.objects.get(pk=row.pk)
    assert (open_field(row, "name"), open_field(row, "story")) == (text, text)


def test_the_database_holds_no_value_in_any_column(client_row):
    for column, value in [("name", "Melati"), ("nik", "3175014405920003"), ("story", "warung"), ("details", "Jawa")]:
        assert value.encode() not in stored(client_row, column)


def test_attributes_are_sealed_before_and_after_saving_and_after_loading(case):
    row = Client(case_id=case, name="Melati")
    assert type(row.name) is Sealed
    row.save()
    assert type(row.name) is Sealed
    assert type(Client.objects.get().name) is Sealed
    assert type(Client.objects.values_list("name", flat=True).get()) is Sealed


def test_nothing_stays_null_and_an_empty_text_is_sealed(case):
    row = Client.objects.create(case_id=case)
    assert stored(row, "phone") is None
    assert Client.objects.get().phone is None
    assert open_field(Client.objects.get(), "phone") is None
    assert open_field(Client.objects.get(), "name") == ""
    assert len(stored(row, "name")) == len(stored(Client.objects.create(case_id=case, name="Melati")))


def test_a_value_does_not_stay_in_memory_once_it_is_saved(client_row):
    assert client_row.name._content is None
    assert "Melati" not in repr(vars(client_row))


def test_saving_one_field_takes_revision_and_index_with_it(client_row):
    before = Client.objects.get(pk=client_row.pk)
    client_row.phone = "0813 7777 0000"
    client_row.code = "never saved"
    client_row.save(update_fields=["phone"])
    after = Client.objects.get(pk=client_row.pk)
    assert (before.revision, after.revision) == (0, 1)
    assert after.code == ""
    assert open_field(after, "phone") == "0813 7777 0000"
    assert open_field(after, "name") == "Melati Kusumawardhani"
    assert after.phone_index == blind_index(Client, "phone_index", "+6281377770000") != before.phone_index


def test_a_save_without_a_new_value_keeps_the_revision_and_the_envelopes(client_row):
    envelope = stored(client_row)
    row = Client.objects.get(pk=client_row.pk)
    row.code = "K-1"
    row.save()
    row.save(update_fields=["code"])
    assert Client.objects.get().revision == 0
    assert stored(row) == envelope


def test_update_fields_may_be_any_iterable(client_row):
    client_row.name = "Kenanga"
    client_row.save(update_fields=iter(["name"]))
    assert open_field(Client.objects.get(), "name") == "Kenanga"


def test_a_field_that_is_not_among_those_saved_stays_waiting(client_row):
    client_row.name = "Kenanga"
    client_row.save(update_fields=["code"])
    assert Client.objects.get().revision == 0
    client_row.save()
    assert open_field(Client.objects.get(), "name") == "Kenanga"


def test_rows_created_in_bulk_open_like_others(case):
    Client.objects.bulk_create([Client(case_id=case, name=f"Nama {n}", phone=f"08120000000{n}") for n in range(3)])
    assert {open_field(row, "name") for row in Client.objects.all()} == {"Nama 0", "Nama 1", "Nama 2"}
    assert Client.objects.get(phone_index=blind_index(Client, "phone_index", "+62 812 0000 0001")).name is not None


def test_only_loads_what_opens_without_another_query(client_row, django_assert_num_queries):
    with django_assert_num_queries(1):
        row = Client.objects.only(*Client.columns_to_open("name")).get()
        assert open_field(row, "name") == "Melati Kusumawardhani"
    assert "story" in row.get_deferred_fields()


def test_a_deferred_field_loads_when_it_is_opened_and_saves_when_it_is_set(client_row):
    row = Client.objects.defer("name").get()
    assert open_field(row, "name") == "Melati Kusumawardhani"
    row = Client.objects.only("id").get()
    row.name = "Kenanga"
    row.save()
    row = Client.objects.get()
    assert (row.revision, open_field(row, "name"), open_field(row, "nik")) == (1, "Kenanga", "3175014405920003")


def test_refreshing_brings_the_stored_value_back(client_row):
    other = Client.objects.get()
    other.name = "Kenanga"
    other.save()
    client_row.name = "lost"
    client_row.refresh_from_db()
    assert open_field(client_row, "name") == "Kenanga"
    client_row.refresh_from_db(fields=["name"])
    assert open_field(client_row, "name") == "Kenanga"


def test_update_or_create_seals(case):
    row, _ = Client.objects.update_or_create(code="K-9", defaults={"name": "Satu", "case_id": case})
    row, _ = Client.objects.update_or_create(code="K-9", defaults={"name": "Dua", "phone": "08129"})
    row = Client.objects.get(pk=row.pk)
    assert (row.revision, open_field(row, "name"), open_field(row, "phone")) == (1, "Dua", "08129")
    assert row.name_index == blind_index(Client, "name_index", "dua")


def test_update_and_bulk_update_cannot_write_a_sealed_column(client_row):
    for write in (
        lambda: Client.objects.update(name="Kenanga"),
        lambda: Client.objects.update(name=b"Kenanga"),
        lambda: Client.objects.update(name=client_row.name),
    ):
        with pytest.raises(NotSealed) as refused:
            write()
        assert "Kenanga" not in str(refused.value)
    client_row.name = "Kenanga"
    with pytest.raises(NotSealed):
        Client.objects.bulk_update([client_row], ["name"])


@pytest.mark.parametrize("lookup", ["name", "name__contains", "name__gt", "name__in", "name__startswith"])
def test_a_sealed_column_cannot_be_searched(client_row, lookup):
    with pytest.raises(FieldError) as refused:
        Client.objects.filter(**{lookup: "Melati"}).exists()
    assert "Melati" not in str(refused.value)
    assert Client.objects.filter(phone__isnull=False).exists()


def test_a_case_without_a_key_cannot_be_written(rows):
    with pytest.raises(KeyMissing):
        Client.objects.create(case_id=new_id(), name="Melati")
    assert not Client.objects.exists()


@pytest.mark.parametrize("value", [5, b"Melati", ["Melati"], "Melati\ud800"])
def test_what_is_no_text_is_refused_without_saying_it(case, value):
    with pytest.raises(NotText) as refused:
        Client(case_id=case, name=value)
    assert "Melati" not in str(refused.value)
    assert refused.value.__context__ is None


def test_what_json_cannot_hold_is_refused_without_saying_it(case):
    for value in ({"Melati": object()}, float("nan"), "Melati\ud800"):
        with pytest.raises(NotText) as refused:
            Client(case_id=case, details=value)
        assert "Melati" not in str(refused.value)
        assert refused.value.__context__ is None


def test_json_is_taken_as_it_was_when_assigned(case):
    details = {"anak": 1}
    row = Client(case_id=case, details=details)
    details["anak"] = 9
    row.save()
    assert open_field(Client.objects.get(), "details") == {"anak": 1}


@pytest.mark.parametrize("value", [[], {}, 0, False, "", "teks", [1, {"a": None}]])
def test_any_json_value_comes_back(case, value):
    Client.objects.create(case_id=case, details=value)
    assert open_field(Client.objects.get(), "details") == value


def test_a_model_is_validated_without_comparing_a_sealed_value(case):
    row = Client(case_id=case, name="Melati", nik="1", code="K-1", story="", phone=None)
    row.full_clean()
    row.nik = ""
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert set(refused.value.message_dict) == {"nik"}


def test_a_location_has_one_size_and_a_longer_one_is_refused(rows):
    first, second = Spot(address="Jl. A"), Spot(address="x" * 128)
    for spot in (first, second):
        keyring.mint(Purpose.LOCATION, spot.id)
        spot.save()
    assert len(stored(first, "address")) == len(stored(second, "address"))
    assert open_field(Spot.objects.get(pk=second.pk), "address") == "x" * 128
    second.address = "y" * 129
    with pytest.raises(TooLong) as refused:
        second.save()
    assert "yyy" not in str(refused.value)


def test_digests_change_with_every_sealed_state_and_tell_no_value(client_row):
    seen = {field_digests(client_row)}
    assert seen == {field_digests(Client.objects.get())}
    for name in ("Kenanga", "Kenanga", "Melati Kusumawardhani"):
        client_row.name = name
        with pytest.raises(NotSealed):
            field_digests(client_row)
        client_row.save()
        seen.add(field_digests(client_row))
    assert len(seen) == 4
    assert all(len(digest) == 64 for digest in seen)


def test_a_blind_index_finds_what_people_write_differently(client_row):
    for written in ("081290001234", "+62 812 9000 1234", "62812-9000-1234 ", "(0812) 9000.1234"):
        assert list(Client.objects.filter(phone_index=blind_index(Client, "phone_index", written))) == [client_row]
    assert blind_index(Client, "name_index", "MELATI  kusumawardhani") == client_row.name_index
    assert blind_index(Client, "phone_index", "") is None
    assert 0 <= client_row.phone_index < 2**24


def test_the_same_value_has_another_index_in_another_column():
    assert blind_index(Client, "name_index", "628123") != blind_index(Client, "phone_index", "628123")


def test_removing_a_value_removes_its_index(client_row):
    client_row.phone = None
    client_row.save(update_fields=["phone"])
    row = Client.objects.get()
    assert (row.revision, row.phone, row.phone_index) == (1, None, None)
    assert row.name_index is not None


def test_a_deferred_value_can_be_removed_and_refreshing_forgets_it(client_row):
    row = Client.objects.only("id").get()
    row.phone = None
    row.refresh_from_db(fields=["phone"])
    row.save()
    assert Client.objects.get().revision == 0
    row = Client.objects.only("id").get()
    row.phone = None
    row.save()
    row.save()
    assert (Client.objects.get().phone, Client.objects.get().revision) == (None, 1)


def test_a_column_without_blind_index_cannot_be_looked_up():
    with pytest.raises(FieldError):
        blind_index(Client, "code", "x")


def test_dumps_show_a_mask(client_row):
    from django.core import serializers

    dumped = serializers.serialize("json", [client_row])
    assert "[tersegel]" in dumped
    assert "Melati" not in dumped
