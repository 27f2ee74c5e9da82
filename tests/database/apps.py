"""Test-only app: its `flush` empties the databases between tests that commit."""

from django.apps import AppConfig


class TestDatabaseConfig(AppConfig):
    name = "tests.database"
    label = "test_database"
