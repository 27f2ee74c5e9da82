from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0006_walls'),
    ]

    operations = [
        migrations.AddField(
            model_name='ticket',
            name='spooled',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='ticket',
            name='provisional',
            field=models.CharField(editable=False, max_length=12, null=True),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('provisional__isnull', False)), fields=['provisional'], name='ticket_provisional'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(condition=models.Q(('spooled__isnull', False)), fields=('spooled',), name='one_ticket_of_a_spooled_call'),
        ),
        migrations.AlterField(
            model_name='ticketevent',
            name='kind',
            field=models.CharField(choices=[('received', 'Panggilan diterima'), ('spooled', 'Disimpan sementara, sistem terganggu'), ('saved', 'Tiket disimpan'), ('sent', 'Dikirim'), ('acknowledged', 'Diterima instansi'), ('registered', 'Didaftarkan sebagai pengaduan'), ('referred', 'Rujukan mendesak dikirim'), ('closed', 'Ditutup')], max_length=12),
        ),
    ]
