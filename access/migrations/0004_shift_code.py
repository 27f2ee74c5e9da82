"""Codes that stand in for a lost second factor."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vault.entropy


class Migration(migrations.Migration):
    dependencies = [("access", "0003_open_session")]

    operations = [
        migrations.CreateModel(
            name="ShiftCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=vault.entropy.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("given_at", models.DateTimeField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("called", "saya menelepon balik nomor yang tercatat"),
                            ("met", "orangnya ada di depan saya"),
                        ],
                        max_length=6,
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "staff",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shift_code",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "kode satu giliran"},
        ),
    ]
