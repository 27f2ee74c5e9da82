"""Prepares the demo: keys, databases, the city. Running it again keeps what is there."""

from __future__ import annotations

import shutil
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from demo.supervisor import manage
from vault.entropy import random_bytes

MARK = "ready"  # written last: a set-up that was interrupted starts anew


class Command(BaseCommand):
    help = "Makes keys, databases and the invented city in LINDUNG_HOME, once."
    requires_system_checks: list = []

    def add_arguments(self, parser):
        parser.add_argument("--fresh", action="store_true", help="throw away what is there and start anew")
        parser.add_argument("--cases", type=int, default=None, help="import only the first N cases of 2017")

    def handle(self, *, fresh, cases, **options):
        home = settings.HOME
        mark = home / MARK
        ready = mark.exists() and not fresh
        if not ready:
            self._clear()
            for folder in (home, home / "keys", home / "mail", home / "documents", home / "logs"):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            settings.SECRET_KEY_FILE.touch(mode=0o600)
            settings.SECRET_KEY_FILE.write_text(random_bytes(40).hex())
            call_command("init_signing", verbosity=0)
        call_command("init_keys", verbosity=0)  # what an older demo lacks is made, what is there stays
        # a process of its own: on PostgreSQL migrations connect as the tables' owner
        for alias in connections:
            subprocess.run(manage("migrate", "--verbosity", "0", "--database", alias), check=True)
        if not ready:
            from demo.build import build

            build(self._progress, cases, signed=True)
            mark.touch()
        call_command("collectstatic", interactive=False, verbosity=0)

    def _clear(self) -> None:
        for connection in connections.all():
            if connection.vendor == "postgresql" and connection.introspection.table_names():
                self.stderr.write(
                    "The PostgreSQL databases are not empty. Nothing was changed. Make new ones, or name others in DATABASE_URL."
                )
                sys.exit(1)
            connection.close()
        if settings.HOME.exists():
            shutil.rmtree(settings.HOME)

    def _progress(self, what: str, done: int, total: int) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r\033[K{what} {done}/{total}", ending="")
            self.stdout.flush()
        elif done in (0, total):
            self.stdout.write(f"{what} {done}/{total}")
