import django.db.models.deletion
from django.db import migrations, models

import vault.entropy
import vault.fields
from audit import append_only


def install(apps, schema_editor):
    """Anew, with questions and notes among what is final."""
    if schema_editor.connection.alias == "default":
        append_only.remove(schema_editor.connection)
        append_only.install(schema_editor.connection)


def sealed_key():
    return [
        ("id", models.UUIDField(default=vault.entropy.new_id, editable=False, primary_key=True, serialize=False)),
        ("revision", models.PositiveIntegerField(default=0, editable=False)),
    ]


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_grants_of_a_file")]
    operations = [
        migrations.CreateModel(
            name="Question",
            fields=[
                *sealed_key(),
                ("asked", models.UUIDField(db_index=True)),
                ("quietly", models.BooleanField()),
                ("by", models.UUIDField()),
                ("file", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                ("due", models.DateTimeField()),
                ("text", vault.fields.SealedTextField(editable=True)),
                ("entry", models.UUIDField(db_index=True)),
            ],
            options={"verbose_name": "permintaan penjelasan"},
        ),
        migrations.CreateModel(
            name="QuestionStep",
            fields=[
                *sealed_key(),
                (
                    "kind",
                    models.CharField(
                        choices=[("answer", "Answer"), ("silence", "Silence"), ("review", "Review")], max_length=8
                    ),
                ),
                ("by", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                ("text", vault.fields.SealedTextField(editable=True, null=True)),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="audit.question"
                    ),
                ),
            ],
            options={"verbose_name": "penjelasan"},
        ),
        migrations.AddConstraint(
            "questionstep", models.UniqueConstraint(fields=("question", "kind"), name="question_step_once")
        ),
        migrations.CreateModel(
            name="ReviewNote",
            fields=[
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("text", vault.fields.SealedTextField(editable=True)),
            ],
            options={"verbose_name": "catatan tinjauan"},
        ),
        migrations.RunPython(install, migrations.RunPython.noop, elidable=False),
    ]
