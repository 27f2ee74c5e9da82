from django.db import migrations

from audit import append_only


def install(apps, schema_editor):
    """Anew: a row that is put in by SQL gets no number below nought, where nothing is sealed and nothing looked for."""
    if schema_editor.connection.alias == "default":
        append_only.remove(schema_editor.connection)
        append_only.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0012_resets_are_sought")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
