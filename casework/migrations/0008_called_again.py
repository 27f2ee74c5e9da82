from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0007_spooled'),
    ]

    operations = [
        migrations.AddField(
            model_name='breakglass',
            name='called_at',
            field=models.DateTimeField(null=True),
        ),
    ]
