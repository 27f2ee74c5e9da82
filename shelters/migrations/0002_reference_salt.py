"""What a reference stands for gets a salt, so that its digest in the log tells nobody who it may have been."""

from django.db import migrations, models

import vault.entropy


class Migration(migrations.Migration):
    dependencies = [("shelters", "0001_initial")]

    operations = [
        migrations.AddField("housereference", "salt", models.UUIDField(default=vault.entropy.new_id)),
    ]
