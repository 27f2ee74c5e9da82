"""`manage.py restore DIR`: puts a backup back into an installation that holds nothing yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.backup import restore
from vault.errors import VaultError

STOPPED = "Stopped half-way; empty both databases and the files, then begin again"


class Command(BaseCommand):
    help = "Restores both databases and every sealed file from DIR; the keyring's store and the roots come first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dir", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for line in restore(options["dir"]):
                self.stdout.write(line)
        except VaultError as refusal:
            raise CommandError(str(refusal), returncode=1) from None
        except OSError as broken:
            raise CommandError(f"{STOPPED}: {broken.strerror}.", returncode=1) from None
