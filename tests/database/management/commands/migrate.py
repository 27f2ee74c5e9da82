"""`migrate` for the suite: tables of an empty database are copied from those that the same code made before.

Django renders every model anew after each step, which takes ten seconds a database and more, and many processes of the
suite begin with empty ones. The first makes them, and keeps them beside the interpreter.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management.commands import migrate
from django.db import connections

from scripts.with_postgres import binaries

WHOLE = ("app_label", "migration_name", "fake", "fake_initial", "plan", "check_unapplied", "prune")  # all left out
KEPT = 6  # the newest; each change of the code makes two more, on PostgreSQL another two


class Command(migrate.Command):
    def handle(self, *args, **options):
        connection = connections[options["database"]]
        if any(options[name] for name in WHOLE) or connection.introspection.table_names():
            return super().handle(*args, **options)
        made_by = digest(Path(settings.BASE_DIR), options["run_syncdb"])
        kept = Path(sys.prefix) / "tables" / f"{connection.alias}-{connection.vendor}-{made_by}"
        kept.parent.mkdir(exist_ok=True)
        connection.close()
        with (kept.parent / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes second waits
            if not kept.exists():
                _make(connection, options["run_syncdb"], kept.with_suffix(".new"))
                kept.with_suffix(".new").rename(kept)
            if connection.vendor == "sqlite":
                shutil.copyfile(kept, connection.settings_dict["NAME"])
            else:
                _sql(connection, "-f", kept)
            for old in sorted(kept.parent.glob("*-*-*"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
                old.unlink()
        ContentType.objects.clear_cache()
        return None


def digest(root: Path, syncdb: bool) -> str:
    """Of all that tables are made by: the code below ROOT, and the versions of others' code."""
    packages = {app.split(".")[0] for app in settings.INSTALLED_APPS} - {"tests"} | {"settings"}
    code = sorted(path for package in packages for path in (root / package).rglob("*.py"))
    whole = hashlib.sha256(str(syncdb).encode())
    for path in (*code, root / "requirements-dev.lock"):
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def _make(connection, syncdb: bool, made: Path) -> None:
    """By the demo's `migrate`, in a process of its own: where all is pinned, that draws nothing and moves no clock.

    On PostgreSQL in a database of its own: a table that is copied is not spelt as the one that it was copied from.
    """
    command = [sys.executable, "manage.py", "migrate", "--database", connection.alias, "-v", "0"]
    with tempfile.TemporaryDirectory() as home:
        here = os.environ | {"DJANGO_SETTINGS_MODULE": "settings.demo", "LINDUNG_HOME": home}
        if connection.vendor == "postgresql":
            prefix = "" if connection.alias == "default" else f"{connection.alias.upper()}_"
            place = connection.settings_dict | {"NAME": f"{connection.settings_dict['NAME']}_first"}
            url = "postgresql://{USER}@{HOST}:{PORT}/{NAME}".format_map(place)
            here |= {f"{prefix}DATABASE_URL": url, f"{prefix}DATABASE_OWNER_URL": url}
            _sql(connection, "-c", f'CREATE DATABASE "{place["NAME"]}"')
        subprocess.run(command + ["--run-syncdb"] * syncdb, cwd=settings.BASE_DIR, env=here, check=True)
        if connection.vendor == "postgresql":
            _postgresql(place, "pg_dump", "--no-owner", "--no-privileges", "-f", made)
            _sql(connection, "-c", f'DROP DATABASE "{place["NAME"]}" WITH (FORCE)')
        else:
            (file,) = Path(home).glob("*.sqlite3")
            shutil.move(file, made)  # from another file system, perhaps


def _sql(connection, *words: object) -> None:
    """One statement, `-c`, or those of a file, `-f`."""
    _postgresql(connection.settings_dict, "psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, *words)


def _postgresql(place: dict, program: str, *words: object) -> None:
    where = ("-h", place["HOST"], "-p", str(place["PORT"]), "-U", place["USER"], "-d", place["NAME"])
    subprocess.run([binaries() / program, *where, *words], check=True)
