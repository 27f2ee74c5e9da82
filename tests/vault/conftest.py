"""Tables and keys of the vault's own tests."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.vault import tables
from tests.vault.kept import InBucket, InFolder
from tests.vault.on_paper import keys, words_of
from vault import entropy, keyring
from vault.entropy import new_id
from vault.purpose import Purpose


def _as_owner(statements):
    """Run with the rights of the tables' owner, which the application's role on PostgreSQL lacks."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
    with connection.schema_editor() as editor:
        statements(editor)
    if connection.vendor == "postgresql":
        connection.close()


@pytest.fixture(scope="session")
def own_tables(django_db_setup, django_db_blocker):
    """The tables of `tables.ALL`, gone again at the end."""

    def make(editor):
        for model in tables.ALL:
            editor.create_model(model)
            if connection.vendor == "postgresql":
                editor.execute(f"GRANT ALL ON {model._meta.db_table} TO PUBLIC")

    def drop(editor):
        for model in tables.ALL:
            editor.delete_model(model)

    with django_db_blocker.unblock():
        _as_owner(make)
    yield
    with django_db_blocker.unblock():
        _as_owner(drop)


@pytest.fixture
def rows(own_tables, db):
    """The database with the tests' own tables."""


@pytest.fixture
def case(rows):
    """A case's id whose data key is minted."""
    owner = new_id()
    keyring.mint(Purpose.CASE, owner)
    return owner


@pytest.fixture
def client_row(case):
    """A saved client with a value in every column."""
    return tables.Client.objects.create(
        case_id=case,
        name="Melati Kusumawardhani",
        nik="3175014405920003",
        phone="0812-9000-1234",
        story="Ia menelepon dari warung.",
        details={"anak": 2, "bahasa": ["Jawa"]},
    )


@pytest.fixture
def listener(monkeypatch):
    """Who records key events here: a list of what was told."""
    from vault import events

    told: list[tuple] = []
    monkeypatch.setattr(events, "_listener", lambda kind, purpose, owner: told.append((kind, str(purpose), owner)))
    return told


@pytest.fixture
def own(settings, tmp_path, listener):
    """A keyring that nobody else uses, not of a demo: its folder."""
    settings.VAULT_KEYS_DIR = tmp_path / "keys"
    settings.DEMO = False
    keyring.make_roots()
    return tmp_path / "keys"


@pytest.fixture
def printed(own):
    """The three sheets of the case root."""
    with entropy.use(entropy.seeded("case")):
        return words_of(keys("split", "case"))


@pytest.fixture(params=["folder", "bucket"])
def kept(request, settings, tmp_path):
    """Where the files of a test lie, as whoever holds that place sees it."""
    if request.param == "folder":
        return InFolder(settings, tmp_path)
    return InBucket(settings, tmp_path, request.getfixturevalue("store"))


@pytest.fixture
def own_keyring(settings, tmp_path):
    """A keyring that nobody else uses."""
    settings.VAULT_KEYS_DIR = tmp_path / "keys"
    keyring.make_roots()
    return tmp_path / "keys"
