import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import vault.entropy
from audit import append_only


def install(apps, schema_editor):
    """Anew, with the witnesses' answers among what is final."""
    if schema_editor.connection.alias == "default":
        append_only.remove(schema_editor.connection)
        append_only.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_reviews_final")]
    operations = [
        migrations.CreateModel(
            name="WitnessAnswer",
            fields=[
                ("id", models.UUIDField(default=vault.entropy.new_id, editable=False, primary_key=True, serialize=False)),
                ("witness", models.CharField(max_length=200)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("cosigned", "Cosigned"),
                            ("refused", "Refused"),
                            ("ahead", "Ahead"),
                            ("unknown", "Unknown"),
                        ],
                        max_length=16,
                    ),
                ),
                ("signature", models.BinaryField(default=b"", max_length=76)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="audit.checkpoint"
                    ),
                ),
            ],
            options={
                "verbose_name": "jawaban saksi",
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["witness", "answer", "-checkpoint"], name="answer_of_witness")],
            },
        ),
        migrations.AddIndex("departure", models.Index(fields=["how", "-at"], name="departure_by_way")),
        migrations.RunPython(install, migrations.RunPython.noop, elidable=False),
    ]
