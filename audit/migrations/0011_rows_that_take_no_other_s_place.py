from django.db import migrations

from audit import append_only


def install(apps, schema_editor):
    """Anew: no row takes another one's place by SQLite's own key, and none comes in that a reader could not read."""
    if schema_editor.connection.alias == "default":
        append_only.remove(schema_editor.connection)
        append_only.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0010_rotations_are_sought")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
