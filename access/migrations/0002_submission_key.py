"""A sent form no longer says who sent it. Rows are two days of double presses: they are forgotten, not carried over."""

from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [
        migrations.DeleteModel("Submission"),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField(db_index=True, default=timezone.now)),
                ("answer", models.CharField(blank=True, default="", max_length=300)),
            ],
        ),
    ]
