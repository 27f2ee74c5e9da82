import vault.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('disclosure', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='release',
            name='rung_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='release',
            name='unseen',
            field=vault.fields.SealedTextField(editable=True, null=True),
        ),
    ]
