from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_witness_answers")]
    operations = [
        migrations.AddIndex(
            "auditentry",
            models.Index(
                fields=["case_id", "time", "id"],
                name="entry_of_grants",
                condition=models.Q(action__in=("access.grant", "access.revoke")),
            ),
        ),
    ]
