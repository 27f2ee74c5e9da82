"""The cast and two houses, for tests of safe houses. Both databases are at hand in every test of this directory."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from tests.people import cast
from tests.shelters.world import World


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
