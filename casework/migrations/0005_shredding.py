from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion
import django.db.models.manager
import vault.entropy


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0004_break_glass'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='case',
            name='state',
            field=models.CharField(choices=[('complaint', 'Menunggu keputusan'), ('open', 'Berjalan'), ('refused', 'Tidak diterima'), ('closed', 'Terminasi'), ('shredded', 'Dimusnahkan')], default='complaint', max_length=12),
        ),
        migrations.CreateModel(
            name='LegalHold',
            fields=[
                ('id', models.UUIDField(default=vault.entropy.new_id, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(choices=[('court', 'Perkara di pengadilan'), ('police', 'Penyelidikan atau penyidikan'), ('audit', 'Pemeriksaan Inspektorat atau Ombudsman'), ('complaint', 'Keluhan atas layanan')], max_length=10)),
                ('set_at', models.DateTimeField()),
                ('lift_asked_at', models.DateTimeField(null=True)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='casework.case')),
                ('lift_asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('set_at', 'id'),
                'base_manager_name': 'every',
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('case', 'reason'), name='one_hold_per_reason')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('every', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Shredding',
            fields=[
                ('id', models.UUIDField(default=vault.entropy.new_id, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(choices=[('own_wish', 'Permintaan klien (hak penghapusan, UU PDP)'), ('retention', 'Masa simpan berakhir'), ('mistake', 'Berkas dibuat karena keliru')], max_length=10)),
                ('state', models.CharField(choices=[('asked', 'Diminta'), ('declined', 'Dihentikan'), ('lapsed', 'Lewat waktu'), ('confirmed', 'Disahkan'), ('done', 'Dimusnahkan')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shreddings', to='casework.case')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-asked_at', '-id'),
                'base_manager_name': 'every',
                'indexes': [models.Index(fields=['state', '-decided_at'], name='shredding_register')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'confirmed'])), fields=('case',), name='one_shredding_at_a_time')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('every', django.db.models.manager.Manager()),
            ],
        ),
    ]
