from django.db import migrations

TABLE = "referrals_custodyevent"
REFUSAL = "custody is append-only: a step is added, never changed or removed"


def install(apps, schema_editor):
    """Anew on SQLite, whose OR REPLACE goes by a key of its own, too."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER referrals_custody_insert")
        schema_editor.execute(
            f"""CREATE TRIGGER referrals_custody_insert BEFORE INSERT ON {TABLE}
                WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR (NEW.rowid > 0 AND rowid = NEW.rowid))
                BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
        )


class Migration(migrations.Migration):
    dependencies = [("referrals", "0003_work_referral")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
