from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shelters', '0007_denied_in_houses'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='housereference',
            index=models.Index(condition=models.Q(('act__in', ('location.keep', 'landmarks.keep'))), fields=['house_id', '-at'], name='kept_of_house'),
        ),
    ]
