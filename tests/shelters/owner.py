"""Whoever owns the houses' tables: they can do what their triggers forbid to everybody else."""

from __future__ import annotations

from django.conf import settings
from django.db import connections

from shelters import append_only


def by_sql(statement: str, *parameters) -> None:
    """Runs STATEMENT with the triggers away."""
    connection = connections["shelters"]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET ROLE NONE")
        for drop in append_only.remove(connection):
            cursor.execute(drop)
        cursor.execute(statement, parameters)
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for make in append_only.install(connection):
            cursor.execute(make)
        if connection.vendor == "postgresql":
            cursor.execute(f"SET ROLE {settings.APP_ROLE}")
