from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0014_no_time_that_no_program_knows")]
    operations = [
        migrations.AlterField(
            "witnessanswer",
            "answer",
            models.CharField(
                choices=[
                    ("cosigned", "Cosigned"),
                    ("refused", "Refused"),
                    ("ahead", "Ahead"),
                    ("clock", "Clock"),
                    ("unknown", "Unknown"),
                ],
                max_length=16,
            ),
        ),
    ]
