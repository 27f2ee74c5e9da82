from django.db import migrations

from audit import append_only


def install(apps, schema_editor):
    """Anew, with typed reasons among what is final, and what OR REPLACE would take away."""
    if schema_editor.connection.alias == "default":
        append_only.remove(schema_editor.connection)
        append_only.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0008_what_the_first_page_asks")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
