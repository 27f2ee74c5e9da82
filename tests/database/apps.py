"""Test-only app: its `flush` empties the databases after tests that commit, its `migrate` copies tables made before."""

from django.apps import AppConfig


class TestDatabaseConfig(AppConfig):
    name = "tests.database"
    label = "test_database"
