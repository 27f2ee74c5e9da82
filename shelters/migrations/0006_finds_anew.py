import django.db.models.manager
import vault.entropy
import vault.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """Lists of finds begin anew: what an alert shows was not in the former ones."""

    dependencies = [
        ('shelters', '0005_finds'),
    ]

    operations = [
        migrations.DeleteModel(
            name='Finds',
        ),
        migrations.CreateModel(
            name='Finds',
            fields=[
                ('id', models.UUIDField(default=vault.entropy.new_id, editable=False, primary_key=True, serialize=False)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('house_id', models.UUIDField(db_index=True)),
                ('begun_at', models.DateTimeField()),
                ('listed', vault.fields.SealedJSONField(editable=True)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'every',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('every', django.db.models.manager.Manager()),
            ],
        ),
    ]
