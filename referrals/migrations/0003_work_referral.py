from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0002_custody_append_only'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='referral',
            options={
                'verbose_name': 'rujukan',
                'ordering': ('-opened', '-id'),
                'base_manager_name': 'every',
                'permissions': [('send_referral', "the sender, and the case's manager and supervisors"), ('answer_referral', 'the unit it was sent to'), ('work_referral', 'who took it on or examined, personally; opens nothing by itself')],
            },
        ),
    ]
