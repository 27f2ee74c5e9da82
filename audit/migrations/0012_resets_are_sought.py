from django.db import migrations, models


ACTS = (
    "account.change_role", "account.close", "account.open", "account.passkey_foreign", "account.recovery_used",
    "account.reopen", "account.second_factor_reset", "account.shift_code", "backup.restore", "break_glass.decline",
    "break_glass.open", "canary.alert", "cover.begin", "cover.end", "cover.over", "key.rotate", "log.export",
    "shredding.confirm", "staff.read", "statistics.export", "statistics.print", "wall_lift.confirm",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("audit", "0011_rows_that_take_no_other_s_place")]
    operations = [
        migrations.RemoveIndex("auditentry", "entry_of_act"),
        migrations.AddIndex(
            "auditentry",
            models.Index(fields=["action", "-time", "-id"], name="entry_of_act", condition=models.Q(action__in=ACTS)),
        ),
    ]
