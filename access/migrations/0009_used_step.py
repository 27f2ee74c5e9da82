"""Which code of an authenticator app was taken last, so that it is taken once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0008_recovery_code")]

    operations = [
        migrations.AddField(
            model_name="secondfactor",
            name="last_step",
            field=models.BigIntegerField(editable=False, null=True),
        ),
    ]
