from django.db import migrations, models

from audit import append_only


def install(apps, schema_editor):
    """Anew, with the reviews among what is final."""
    if schema_editor.connection.alias == "default":
        append_only.remove(schema_editor.connection)
        append_only.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.AlterModelOptions(
            name="review", options={"base_manager_name": "objects", "verbose_name": "tinjauan"}
        ),
        migrations.AlterField(
            model_name="review",
            name="id",
            field=models.UUIDField(editable=False, primary_key=True, serialize=False),
        ),
        migrations.RunPython(install, migrations.RunPython.noop, elidable=False),
    ]
