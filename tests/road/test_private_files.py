"""What lies in LINDUNG_HOME is readable by the service's own account alone, whatever the shell's umask was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]  # processes of its own, on SQLite whatever this one is
ROOT = Path(__file__).resolve().parents[2]


def run(home: Path, *command: str) -> subprocess.CompletedProcess:
    """A command with that home, in a shell that would let everybody read."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LINDUNG_", "DJANGO_", "PYTEST_", "DATABASE_"))}
    environment = kept | {"LINDUNG_HOME": str(home), "DJANGO_SETTINGS_MODULE": "settings.demo"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT, env=environment, umask=0o022, capture_output=True, text=True, check=True, timeout=240,
    )  # fmt: skip


def test_everything_that_set_up_makes_is_the_owner_s_alone(tmp_path):
    home = tmp_path / "home"
    run(home, "manage.py", "demo_setup", "--fresh", "--cases", "1")
    made = [home, *home.rglob("*")]
    assert len(made) > 100
    assert (home / "lindung.sqlite3").exists() and (home / "shelters.sqlite3").exists()
    open_to_others = {str(path.relative_to(tmp_path)) for path in made if path.stat().st_mode & 0o077}
    assert open_to_others == set()


@pytest.mark.parametrize("entry", ["settings.wsgi", "settings.asgi"])
def test_what_the_web_server_makes_is_the_owner_s_alone(entry, tmp_path):
    run(tmp_path, "manage.py", "init_keys")
    told = run(tmp_path, "-c", f"import {entry}, os; print(oct(os.umask(0)))")
    assert told.stdout.strip() == "0o77"
