from django.db import migrations

from shelters import append_only


def install(apps, schema_editor):
    """Anew on SQLite, whose OR REPLACE goes by a key of its own, too."""
    if schema_editor.connection.alias == "shelters" and schema_editor.connection.vendor == "sqlite":
        for make in (append_only.remove, append_only.install):
            for statement in make(schema_editor.connection):
                schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("shelters", "0012_append_only")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
