"""`manage.py check --deploy` under production settings with throwaway secrets; any warning fails."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as home:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "settings.production",
        "LINDUNG_HOME": home,
        "SECRET_KEY": "throwaway-" + os.urandom(40).hex(),
        "DATABASE_URL": f"sqlite:///{home}/a.sqlite3",
        "SHELTERS_DATABASE_URL": f"sqlite:///{home}/b.sqlite3",
        "ALLOWED_HOSTS": "lindung.example.org",
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "init_keys"], env=environment, check=True, stdout=subprocess.DEVNULL)
    # a throwaway has no paper shares to try; that the check nags about them is tested in tests/vault/test_rehearsal.py
    tried = "from vault import keyring, rehearsal; [rehearsal.record(keyring.provider(), p) for p in keyring.Purpose]"
    subprocess.run([*manage, "shell", "-v", "0", "-c", tried], env=environment, check=True)
    sys.exit(
        subprocess.run(
            [*manage, "check", "--deploy", "--fail-level", "WARNING"], env=environment, check=False
        ).returncode
    )
