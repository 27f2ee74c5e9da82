"""What the application's own PostgreSQL role may do: read and write rows, but never bend the log.

The role does not own its tables, so it can neither drop a trigger nor TRUNCATE. On append-only tables it may INSERT
and SELECT, and on the log set the one column `number`.
"""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import connections, router


def append_only_tables(using: str) -> dict[str, tuple[str, ...]]:
    """Table → columns that may be set later, for every model that declares `append_only`."""
    return {
        model._meta.db_table: tuple(model.append_only)
        for model in apps.get_models(include_auto_created=True)
        if hasattr(model, "append_only") and router.allow_migrate_model(using, model)
    }


def grant_to(role: str, using: str) -> list[str]:
    """The statements that give ROLE its rights on every table of the database USING; run as the tables' owner."""
    connection = connections[using]
    quote = connection.ops.quote_name
    closed = append_only_tables(using)
    statements = [f"GRANT USAGE ON SCHEMA public TO {quote(role)}"]
    for table in connection.introspection.table_names():
        statements.append(f"REVOKE ALL ON {quote(table)} FROM {quote(role)}")
        if table not in closed:
            statements.append(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {quote(table)} TO {quote(role)}")
            continue
        statements.append(f"GRANT SELECT, INSERT ON {quote(table)} TO {quote(role)}")
        if closed[table]:
            columns = ", ".join(map(quote, closed[table]))
            statements.append(f"GRANT UPDATE ({columns}) ON {quote(table)} TO {quote(role)}")
    statements.append(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quote(role)}")
    return statements


def after_migrations(sender, using: str, **kwargs) -> None:
    """Receiver of `post_migrate`: the last app to migrate gives the application's role its rights."""
    role = settings.DATABASE_APP_ROLES.get(using, "")
    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    if role and sender.label == last.label:
        give_rights(role, using)


def give_rights(role: str, using: str) -> None:
    """Run `grant_to`; a no-op on SQLite, which has no roles."""
    if connections[using].vendor != "postgresql":
        return
    with connections[using].cursor() as cursor:
        for statement in grant_to(role, using):
            cursor.execute(statement)
