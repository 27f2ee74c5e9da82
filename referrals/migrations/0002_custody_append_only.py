"""The database's own word that steps of custody are only ever added: triggers for SQLite and PostgreSQL."""

from django.db import migrations

TABLE = "referrals_custodyevent"
REFUSAL = "custody is append-only: a step is added, never changed or removed"

SQLITE = [
    f"""CREATE TRIGGER referrals_custody_update BEFORE UPDATE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER referrals_custody_delete BEFORE DELETE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    # INSERT OR REPLACE deletes silently where recursive_triggers is off: refuse the insert itself
    f"""CREATE TRIGGER referrals_custody_insert BEFORE INSERT ON {TABLE}
        WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
]
POSTGRESQL = [
    f"""CREATE FUNCTION referrals_custody_final() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE TRIGGER referrals_custody_rows BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION referrals_custody_final()""",
    f"""CREATE TRIGGER referrals_custody_truncate BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION referrals_custody_final()""",
    f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER referrals_custody_rows",
    f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER referrals_custody_truncate",
]
UNDO_SQLITE = [f"DROP TRIGGER referrals_custody_{name}" for name in ("update", "delete", "insert")]
UNDO_POSTGRESQL = [
    f"DROP TRIGGER referrals_custody_rows ON {TABLE}",
    f"DROP TRIGGER referrals_custody_truncate ON {TABLE}",
    "DROP FUNCTION referrals_custody_final()",
]


def install(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    for statement in UNDO_SQLITE if schema_editor.connection.vendor == "sqlite" else UNDO_POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
