from django.db import migrations

from shelters import append_only


def install(apps, schema_editor):
    if schema_editor.connection.alias == "shelters":
        for statement in append_only.install(schema_editor.connection):
            schema_editor.execute(statement)


def remove(apps, schema_editor):
    if schema_editor.connection.alias == "shelters":
        for statement in append_only.remove(schema_editor.connection):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("shelters", "0011_questions")]
    operations = [migrations.RunPython(install, remove)]
