from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion
import django.db.models.manager
import vault.entropy
import vault.fields


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0007_conflict_match'),
        ('casework', '0005_shredding'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='caseperson',
            name='works_in',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.unit'),
        ),
        migrations.CreateModel(
            name='WallLift',
            fields=[
                ('id', models.UUIDField(default=vault.entropy.new_id, editable=False, primary_key=True, serialize=False)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('reason', models.CharField(choices=[('typed', 'NIK atau nomor telepon salah ketik'), ('shared', 'Nomor telepon dipakai bersama'), ('somebody', 'Orang lain yang bernama sama'), ('elsewhere', 'Tidak bekerja di unit itu'), ('no_kin', 'Bukan keluarganya')], max_length=12)),
                ('state', models.CharField(choices=[('asked', 'Diminta'), ('declined', 'Ditolak'), ('lifted', 'Dicabut')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('because', vault.fields.SealedTextField(blank=True, editable=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wall_lifts', to='casework.case')),
                ('conflict', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.conflictofinterest')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'pencabutan konflik kepentingan',
                'ordering': ('asked_at', 'id'),
                'base_manager_name': 'every',
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('conflict',), name='one_lift_of_a_wall_at_a_time')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('every', django.db.models.manager.Manager()),
            ],
        ),
    ]
