"""`manage.py export_audit_log FILE.zip`: the whole log for outside checking."""

import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from audit.export import Changed, export


class Command(BaseCommand):
    help = "Writes the whole log as a ZIP in C2SP tlog-tiles layout; the export itself is its last entry."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE.zip", type=Path)

    def handle(self, *, file, **options):
        unfinished = file.with_name(f".{file.name}.part")
        try:
            with unfinished.open("w+b") as target:
                checkpoint = export(target, by=None)
                target.flush()
                os.fsync(target.fileno())
            unfinished.replace(file)
        except OSError as error:
            raise CommandError(
                f"{file} can't be written ({error.strerror}). Nothing was lost: name another file."
            ) from None
        except Changed as error:
            raise CommandError(f"Nothing was exported: {error}") from None
        finally:
            unfinished.unlink(missing_ok=True)
        self.stdout.write(f"size {checkpoint.size}")
        self.stdout.write(f"root {bytes(checkpoint.root).hex()}")
