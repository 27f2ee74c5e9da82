from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shelters', '0008_kept_of_house'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='housereference',
            name='kept_of_house',
        ),
        migrations.AddIndex(
            model_name='housereference',
            index=models.Index(condition=models.Q(('act__in', ('location.keep', 'landmarks.keep', 'key.rotate'))), fields=['house_id', '-at'], name='kept_of_house'),
        ),
    ]
