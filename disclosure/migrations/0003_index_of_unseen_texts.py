from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('disclosure', '0002_unseen_texts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='release',
            index=models.Index(condition=models.Q(('unseen__isnull', False)), fields=['submitted_at'], name='release_unseen'),
        ),
    ]
