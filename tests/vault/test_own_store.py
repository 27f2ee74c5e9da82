"""Wraps lie in the keyring's own store: neither database, nor what a backup copies of them, holds a key in any form."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connections

from tests.vault import tables
from vault import keyring, wraps
from vault.entropy import new_id
from vault.providers.file import root_path
from vault.purpose import Purpose

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def forms(secret):
    """Bytes, and every way in which a column would hold them."""
    encoded = base64.b64encode(secret).rstrip(b"=")
    return [secret, secret.hex().encode(), secret.hex().upper().encode(), encoded, encoded.translate(URL_SAFE)]


URL_SAFE = bytes.maketrans(b"+/", b"-_")


def cells(alias):
    """Every value of every table and view of a database, as bytes."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor, include_views=True)
        assert len(names) > 5
        for name in names:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            for row in cursor.fetchall():
                for value in row:
                    yield name, bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()


def found(secrets):
    """Tables (of either database) in which one of these secrets stands."""
    needles = [form for secret in secrets for form in forms(secret)]
    return {
        f"{alias}.{name}"
        for alias in connections
        for name, cell in cells(alias)
        if any(needle in cell for needle in needles)
    }


@pytest.fixture
def secrets(rows):
    """Keys of each purpose at work, one of them renewed, one shredded: their wraps, themselves, and the roots."""
    owner, gone = new_id(), new_id()
    for purpose in Purpose:
        keyring.mint(purpose, owner)
    keyring.mint(Purpose.CASE, gone)
    taken = [wrap for _, wrap in wraps.read(Purpose.CASE, gone)]
    keyring.shred(Purpose.CASE, gone)
    tables.Client.objects.create(case_id=owner, name="Melati Kusumawardhani", story="Ia menelepon dari warung.")
    keyring.renew(Purpose.CASE, owner)
    tables.Client.objects.create(case_id=owner, name="Kenanga")
    taken += [wrap for purpose in Purpose for _, wrap in wraps.read(purpose, owner)]
    taken += [key.secret for purpose in Purpose for key in keyring.keys_of(purpose, owner).by_id.values()]
    return [*taken, *(bytes.fromhex(root_path(purpose).read_text()) for purpose in Purpose)]


def test_neither_database_holds_a_wrap_a_key_or_a_root(secrets):
    assert len(secrets) == 1 + 6 + 6 + 5
    assert found(secrets) == set()


def test_the_search_would_find_one(secrets):
    for number, form in enumerate(forms(secrets[3])[1:]):
        tables.Client.objects.filter(name_index__isnull=False).update(code="")
        row = tables.Client.objects.all()[number % 2]
        tables.Client.objects.filter(pk=row.pk).update(code=form.decode()[:200])
        assert found(secrets) == {"default.test_vault_client"}


def test_the_store_lies_outside_both_databases_files(secrets):
    store = Path(django_settings.VAULT_KEYS_DIR).resolve()
    for alias in connections:
        name = Path(str(connections[alias].settings_dict["NAME"])).resolve()
        assert not name.is_relative_to(store)
        assert not store.is_relative_to(name)
