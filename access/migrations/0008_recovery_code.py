"""Codes on paper that stand in for a lost second factor, once each."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vault.entropy


class Migration(migrations.Migration):
    dependencies = [("access", "0007_conflict_match")]

    operations = [
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                (
                    "id",
                    models.UUIDField(default=vault.entropy.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("made_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "kode pemulihan"},
        ),
    ]
