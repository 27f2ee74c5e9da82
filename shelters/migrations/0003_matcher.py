import django.db.models.manager
import vault.entropy
import vault.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shelters', '0002_reference_salt'),
    ]

    operations = [
        migrations.CreateModel(
            name='Landmarks',
            fields=[
                ('id', models.UUIDField(default=vault.entropy.new_id, editable=False, primary_key=True, serialize=False)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
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
        migrations.AddField(
            model_name='housereference',
            name='houses',
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name='Hit',
            fields=[
                ('id', models.UUIDField(default=vault.entropy.new_id, editable=False, primary_key=True, serialize=False)),
                ('release_id', models.UUIDField(db_index=True)),
                ('case_id', models.UUIDField()),
                ('house_id', models.UUIDField()),
                ('marks', models.JSONField(default=list)),
                ('alert', models.BooleanField(default=False)),
                ('found_at', models.DateTimeField()),
                ('handled_at', models.DateTimeField(null=True)),
                ('handled_by_id', models.UUIDField(null=True)),
            ],
            options={
                'ordering': ('found_at', 'id'),
                'abstract': False,
                'base_manager_name': 'every',
                'indexes': [models.Index(fields=['alert', 'handled_at'], name='hit_alerts')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('every', django.db.models.manager.Manager()),
            ],
        ),
    ]
