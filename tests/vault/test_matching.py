"""Rows are found by an index and matched by their value; the caller sees neither."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.vault.tables import Client
from vault import keyring
from vault.fields import blind_index
from vault.matching import rows_like, rows_with
from vault.purpose import Purpose

PHONE = "+62 812 9000 1234"


def collide(row: Client) -> None:
    """As if this row's number happened to have the 24 bits of PHONE."""
    Client.objects.filter(pk=row.pk).update(phone_index=blind_index(Client, "phone_index", PHONE))


def test_the_same_number_written_differently_is_found(client_row):
    assert rows_with(Client.objects.all(), "phone_index", PHONE) == [client_row]


def test_another_number_with_the_same_index_is_not(client_row, case):
    other = Client.objects.create(case_id=case, name="B", phone="0813 1111 2222", story="")
    collide(other)
    assert rows_with(Client.objects.all(), "phone_index", PHONE) == [client_row]
    assert rows_like(client_row, Client.objects.exclude(pk=client_row.pk), "phone_index") == []


def test_one_without_a_value_is_like_nobody(case):
    rows = [Client.objects.create(case_id=case, name="A", phone=phone, story="") for phone in (None, "", None, "")]
    assert [rows_like(row, Client.objects.all(), "phone_index") for row in rows] == [[], [], [], []]
    assert rows_with(Client.objects.all(), "phone_index", "") == []


def test_two_rows_with_one_value_are_alike(client_row, case):
    other = Client.objects.create(case_id=case, name="B", phone="(0812) 9000-1234", story="")
    assert rows_like(other, Client.objects.exclude(pk=other.pk), "phone_index") == [client_row]


def test_who_breaks_a_seal_does_not_escape_the_comparison_by_it(client_row, case):
    other = Client.objects.create(case_id=case, name="B", phone="0813 1111 2222", story="")
    collide(other)
    with connection.cursor() as cursor:  # one row's number in another's place opens nowhere
        cursor.execute(
            "UPDATE test_vault_client SET phone = (SELECT phone FROM test_vault_client WHERE name_index = %s) "
            "WHERE name_index = %s",
            [client_row.name_index, other.name_index],
        )
    found = rows_with(Client.objects.all(), "phone_index", PHONE)
    assert {row.pk for row in found} == {client_row.pk, other.pk}
    other = Client.objects.get(pk=other.pk)
    assert rows_like(other, Client.objects.exclude(pk=other.pk), "phone_index") == [client_row]


def test_what_was_shredded_is_like_nobody(client_row, listener):
    keyring.shred(Purpose.CASE, client_row.case_id)
    assert rows_with(Client.objects.all(), "phone_index", PHONE) == []


def test_a_column_that_is_no_index_is_refused():
    with pytest.raises(TypeError, match="no blind index"):
        rows_with(Client.objects.all(), "code", PHONE)
