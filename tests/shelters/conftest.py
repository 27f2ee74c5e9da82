"""The cast and two houses, for tests of safe houses. Both databases are at hand in every test of this directory."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from access.models import Staff
from casework.models import Case
from tests.people import cast
from tests.shelters import rotating
from tests.shelters.world import World
from vault import keyring


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def world(people) -> World:
    return World(people)


@pytest.fixture
def films():
    """Sealed files of this test alone."""
    folders = Path(settings.SEALED_FILES_DIR), Path(settings.DOCUMENTS_DIR)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    yield folders[0]
    shutil.rmtree(folders[0], ignore_errors=True)


@pytest.fixture
def own_keyring(settings, tmp_path):
    """Keys of this test alone, made before anything is sealed."""
    settings.VAULT_KEYS_DIR = tmp_path / "keys"
    keyring.make_roots()


@pytest.fixture
def admin(world) -> Staff:
    """Who rotates keys."""
    return world.people.admin


@pytest.fixture
def case(world) -> Case:
    """A file with something under every kind of key."""
    case = rotating.fill(world)
    assert rotating.problems() == []
    return case
