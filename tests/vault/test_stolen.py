"""What a thief gets who has one part of an installation, or two: real folders, real roots, no mocks."""

from __future__ import annotations

import shutil
from contextlib import ExitStack

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connections

from tests.vault import decoder, tables
from vault import keyring, wraps
from vault.entropy import new_id
from vault.errors import KeyMissing, RootsRefused, SealBroken, VaultError
from vault.providers.file import root_path
from vault.purpose import Purpose
from vault.unseal import open_field

NAME = "Melati Kusumawardhani"
NIK = "3175014405920003"
PHONE = "081290001234"
STORY = "Ia menelepon dari warung."


def read():
    return open_field(tables.Client.objects.get(), "name")


@pytest.fixture
def victim(own, rows):
    """A row in the main database, its key in a keyring that a thief can be given parts of: the keyring's folder."""
    owner = new_id()
    for purpose in Purpose:
        keyring.mint(purpose, owner)
    tables.Client.objects.create(case_id=owner, name=NAME, nik=NIK, phone=PHONE, story=STORY)
    assert read() == NAME
    return own


def elsewhere(settings, folder):
    """The thief's machine has this folder as its keyring."""
    settings.VAULT_KEYS_DIR = folder


def test_a_backup_without_keys_opens_nothing(victim, settings, tmp_path):
    elsewhere(settings, tmp_path / "none")
    with pytest.raises(RootsRefused):
        read()
    keyring.make_roots()
    with pytest.raises(KeyMissing):
        read()


def test_database_and_wraps_without_the_roots_open_nothing(victim, settings, tmp_path):
    shutil.copytree(victim / "wraps", tmp_path / "taken" / "wraps")
    elsewhere(settings, tmp_path / "taken")
    with pytest.raises(RootsRefused):
        read()


def test_roots_that_the_thief_brings_open_nothing(victim, settings, tmp_path):
    """The product refuses them; so does the arithmetic, for a thief who writes a program of his own."""
    shutil.copytree(victim, tmp_path / "taken")
    elsewhere(settings, tmp_path / "taken")
    root_path(Purpose.CASE).write_text("5a" * 32)
    with pytest.raises(VaultError):
        read()
    row = tables.Client.objects.get()
    ((key_id, wrap),) = wraps.read(Purpose.CASE, row.case_id)
    with pytest.raises(InvalidTag):
        decoder.data_key(b"\x5a" * 32, "case", row.case_id.bytes, key_id, wrap)


def test_database_wraps_and_root_file_together_open_the_row_without_a_line_of_ours(victim):
    """What must never lie in one hand; and it is so for one purpose alone."""
    row = tables.Client.objects.get()
    root = bytes.fromhex(root_path(Purpose.CASE).read_text())
    ((key_id, wrap),) = wraps.read(Purpose.CASE, row.case_id)
    secret = decoder.data_key(root, "case", row.case_id.bytes, key_id, wrap)
    where = ("case", row.case_id.bytes, "vault.client")
    assert decoder.value(secret, *where, "name", row.pk.bytes, row.name._envelope) == NAME.encode()
    for purpose in set(Purpose) - {Purpose.CASE}:
        ((other_id, other),) = wraps.read(purpose, row.case_id)
        with pytest.raises(InvalidTag):
            decoder.data_key(root, str(purpose), row.case_id.bytes, other_id, other)


def shown(parameter):
    """A parameter as a log of statements shows it: bytes as such, out of whatever a database's driver wraps them in."""
    content = getattr(parameter, "obj", parameter)
    return bytes(content) if isinstance(content, bytes | bytearray | memoryview) else content


def test_no_statement_and_no_parameter_carries_a_sealed_value(case):
    """Who reads either database's log of statements, parameters included, sees envelopes and numbers of 24 bits."""
    seen = []

    def statement(execute, sql, params, many, context):
        seen.append(f"{sql} {[shown(parameter) for parameter in params or ()]!r}")
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(connections[alias].execute_wrapper(statement))
        row = tables.Client.objects.create(case_id=case, name=NAME, nik=NIK, phone=PHONE, story=STORY)
        row.story = f"{STORY} Lagi."
        row.save()
        index = tables.Client._meta.get_field("phone_index").of(PHONE)
        assert open_field(tables.Client.objects.get(phone_index=index), "nik") == NIK
    assert [sql.split()[0] for sql in seen] == ["INSERT", "SELECT", "UPDATE", "SELECT"]
    for value in (NAME, NIK, PHONE, STORY, "Kusumawardhani", "290001234", "warung"):
        assert not any(value in one for one in seen), value
    assert str(index) in seen[-1]


def test_a_whole_row_put_back_as_it_was_still_opens(client_row):
    """The seal binds a value to its row and revision, both of which an old copy of the row brings along."""
    table = tables.Client._meta.db_table
    with connections["default"].cursor() as cursor:
        cursor.execute(f"SELECT name, revision FROM {table}")
        old = cursor.fetchone()
        client_row.name = "Kenanga"
        client_row.save()
        assert read() == "Kenanga"
        cursor.execute(f"UPDATE {table} SET name = %s", old[:1])
        with pytest.raises(SealBroken) as refused:
            read()
        assert refused.value.kind == "revision"  # an older value in a newer row
        cursor.execute(f"UPDATE {table} SET revision = %s", old[1:])
    assert read() == NAME
