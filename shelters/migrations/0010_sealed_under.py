"""Cards say whose key they stand under; until now that was always their file's."""

from django.db import migrations, models
from django.db.models import F


def as_until_now(apps, schema_editor):
    for name in ("ResidentCard", "Addendum"):
        rows = apps.get_model("shelters", name)._base_manager.using(schema_editor.connection.alias)
        rows.filter(sealed_under=None).update(sealed_under=F("case_id"))


class Migration(migrations.Migration):
    dependencies = [("shelters", "0009_kept_by_a_rotation")]

    operations = [
        *(
            migrations.AddField(model, "sealed_under", models.UUIDField(null=True))
            for model in ("residentcard", "addendum")
        ),
        migrations.RunPython(as_until_now, migrations.RunPython.noop),
        *(
            migrations.AlterField(model, "sealed_under", models.UUIDField(db_index=True))
            for model in ("residentcard", "addendum")
        ),
    ]
