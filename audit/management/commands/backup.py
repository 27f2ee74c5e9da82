"""`manage.py backup DIR`: two archives, `default.tar` and `shelters.tar`, of one moment. Never keys or wraps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.backup import back_up
from vault.errors import VaultError

STOPPED = "Stopped, and no archive counts as made; name a new folder with room"


class Command(BaseCommand):
    help = "Keeps both databases, and the sealed files unless they lie in a bucket, in DIR, a new folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dir", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = back_up(options["dir"])
        except VaultError as refusal:
            raise CommandError(str(refusal), returncode=1) from None
        except OSError as broken:
            raise CommandError(f"{STOPPED}: {broken.strerror}.", returncode=1) from None
        for path in made:  # not how large: the houses' one grows with who comes to them
            self.stdout.write(f"made {path.name}")
        if settings.SEALED_FILES_BUCKET:
            self.stdout.write(f"no sealed file is in them: copy the bucket {settings.SEALED_FILES_BUCKET} after each")
        self.stdout.write("keep them apart, and the keyring's store in a third place: docs/operate.md")
