"""A real installation answers nobody through another web server than ours, nor without its scripts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from settings.served import OURS

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]  # processes of its own, on SQLite whatever this one is
ROOT = Path(__file__).resolve().parents[2]


def started(home: Path, entry: str, *, ours: bool) -> str:
    """The last line of what an installation says whose entry point is loaded, in a process where OURS is or isn't."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LINDUNG_", "DJANGO_", "PYTEST_", "DATABASE_"))}
    databases = {f"{name}DATABASE_URL": f"sqlite:///{home}/{name}db" for name in ("", "SHELTERS_")}
    environment = kept | databases | {
        "LINDUNG_HOME": str(home), "DJANGO_SETTINGS_MODULE": "settings.production", "SECRET_KEY": "x" * 50,
    }  # fmt: skip
    subprocess.run([sys.executable, "manage.py", "init_keys"], cwd=ROOT, env=environment, check=True, timeout=120)
    code = f"import {OURS if ours else 'sys'}; import {entry}; print('fit')"
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return (told.stdout or told.stderr).splitlines()[-1]


@pytest.mark.parametrize("entry", ["settings.wsgi", "settings.asgi"])
def test_another_web_server_is_refused_for_it_would_write_where_somebody_asks_from(entry, tmp_path):
    (tmp_path / "static" / "css").mkdir(parents=True)
    assert "by no other server: see docs/operate.md" in started(tmp_path, entry, ours=False)
    assert started(tmp_path, entry, ours=True) == "fit"


def test_pages_without_scripts_are_refused_for_no_screen_would_lock(tmp_path):
    assert "run `manage.py collectstatic --noinput`" in started(tmp_path, "settings.wsgi", ours=True)


def test_gunicorn_started_in_this_folder_is_ours():
    told = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--print-config"],
        cwd=ROOT, env=os.environ | {"DJANGO_SETTINGS_MODULE": "settings.test"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    shown = dict(line.split("=", 1) for line in told.stdout.splitlines() if "=" in line)
    shown = {name.strip(): value.strip() for name, value in shown.items()}
    named = {name: shown[name] for name in ("worker_class", "logger_class", "accesslog")}
    assert named == {"worker_class": f"{OURS}.Worker", "logger_class": f"{OURS}.Log", "accesslog": "None"}
