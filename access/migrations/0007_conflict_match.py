from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0006_approval'),
    ]

    operations = [
        migrations.AddField(
            model_name='conflictofinterest',
            name='match',
            field=models.CharField(blank=True, default='', max_length=64),
        ),
    ]
