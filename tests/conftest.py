"""The suite's databases, keys and closed sockets.

On PostgreSQL the tables are made and migrated as their owner; then every connection takes the application's role.
A test for one database only is not collected on the other, one for none on SQLite alone: nothing is ever skipped.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test.utils import setup_databases, teardown_databases

from audit import sealer
from audit.database_roles import give_rights
from tests import buckets
from tests.audit.remembered import forget_counts
from vault import keyring

HERE = Path(__file__).parent
# folders about code, pages' frame, texts, and what planted leaks show: the same on both
ASKED_ONCE = {"architecture", "frame", "leak_gate", "two_worlds"}
DATABASES = {"db", "transactional_db", "django_db_setup"}  # fixtures of those who ask one


def pytest_collection_modifyitems(config, items):
    """Leaves out the tests of the other database instead of skipping them, and on PostgreSQL those of neither.

    What takes longest comes first: at the end of a run no process then waits for another one.
    """
    other = "sqlite_only" if settings.ON_POSTGRESQL else "postgresql_only"
    kept, left_out = [], []
    for item in items:
        elsewhere = settings.ON_POSTGRESQL and is_asked_once(item)
        (left_out if elsewhere or item.get_closest_marker(other) else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    slow_modules = {item.path for item in kept if item.get_closest_marker("slow")}
    items[:] = sorted(kept, key=lambda item: item.path not in slow_modules)


def is_asked_once(item) -> bool:
    """Whether it is about no database, or about the same on both."""
    if item.get_closest_marker("postgresql_only"):
        return False
    asks = item.get_closest_marker("django_db") or DATABASES.intersection(item.fixturenames)
    return not asks or item.path.relative_to(HERE).parts[0] in ASKED_ONCE


@pytest.fixture(scope="session", autouse=True)
def keys():
    """Root keys for this process, made once."""
    call_command("init_keys", verbosity=0)
    call_command("init_signing", verbosity=0)


def forget():
    """A log begins anew: what the keyring's store and this process remember of an earlier one is forgotten."""
    keyring.keep(sealer.NEWEST, b"")
    forget_counts()


@pytest.fixture(scope="module", autouse=True)
def nothing_remembered_by_modules(keys):
    """Before what a module builds once for all its tests."""
    forget()


@pytest.fixture(autouse=True)
def nothing_remembered(keys):
    """Before each test."""
    forget()


@pytest.fixture(autouse=True)
def no_rule_breaks(caplog):
    """A rule of the reading room that breaks is a finding; in a test it is a mistake, unless the test clears it."""
    yield
    assert [one.getMessage() for one in caplog.get_records("call") if one.name == "audit.findings"] == []


@pytest.fixture(scope="session")
def store():
    """A store that speaks S3, in a process of its own for as long as this one runs."""
    with buckets.Store() as running:
        yield running


@pytest.fixture
def bucket(settings, store, tmp_path):
    """Sealed files of this test lie in that store's bucket, which is empty."""
    store.empty()
    buckets.settled(settings, store, tmp_path)
    return store


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Test databases of two processes do not meet."""


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """Both databases, whatever the tests ask for; after migrating as owner, connections take the application's role.

    At the end the owner takes the databases away.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases=set(connections), serialized_aliases=set())
        if settings.ON_POSTGRESQL:
            for alias in connections:
                give_rights(settings.APP_ROLE, alias)
                connections[alias].close()
                connections[alias].settings_dict["OPTIONS"]["options"] = f"-c role={settings.APP_ROLE}"
    yield
    with django_db_blocker.unblock():
        for alias in connections:
            connections[alias].close()
            connections[alias].settings_dict["OPTIONS"].pop("options", None)
            if settings.ON_POSTGRESQL:  # threads that served pages may have left a connection
                with connections[alias].cursor() as cursor:
                    cursor.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )
                connections[alias].close()
        teardown_databases(made, verbosity=0)
