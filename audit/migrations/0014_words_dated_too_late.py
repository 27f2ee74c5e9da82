from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0013_no_number_below_nought")]
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
