"""Wrong codes for one shift are slowed where all guesses are counted, and end no code."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0009_used_step")]

    operations = [migrations.RemoveField(model_name="shiftcode", name="tries")]
