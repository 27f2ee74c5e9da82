import django.db.models.deletion
import vault.entropy
from django.conf import settings
from django.db import migrations, models
from django.db.models import F

import access.roles


def approve_who_is_there(apps, schema_editor):
    """Accounts from before there was an approval have had theirs: whoever made them decided then."""
    staff = apps.get_model("access", "Staff").objects.using(schema_editor.connection.alias)
    staff.filter(is_active=True).update(approved_role=F("role"), approved_unit=F("unit"))
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or tables with events to come can't be altered


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_duty"),
    ]

    operations = [
        migrations.AddField(
            model_name="staff",
            name="approved_role",
            field=models.CharField(
                blank=True, choices=access.roles.Role.choices, default="", max_length=24
            ),
        ),
        migrations.AddField(
            model_name="staff",
            name="approved_unit",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"
            ),
        ),
        migrations.AddField(
            model_name="staff",
            name="approved_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="staff",
            name="own_role",
            field=models.CharField(
                blank=True, choices=access.roles.Role.choices, default="", max_length=24
            ),
        ),
        migrations.AddField(
            model_name="staff",
            name="own_unit",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lent",
                to="access.unit",
            ),
        ),
        migrations.CreateModel(
            name="Cover",
            fields=[
                ("id", models.UUIDField(default=vault.entropy.new_id, editable=False, primary_key=True, serialize=False)),
                ("role", models.CharField(choices=access.roles.Role.choices, max_length=24, verbose_name="peran")),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="covers", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.unit"),
                ),
            ],
            options={
                "verbose_name": "pengganti giliran",
                "ordering": ["staff__username", "pk"],
                "constraints": [models.UniqueConstraint(fields=("staff", "role", "unit"), name="one_cover_each")],
            },
        ),
        migrations.RunPython(approve_who_is_there, migrations.RunPython.noop),
    ]
