"""Make the five root keys of a new installation, once, and the spool."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from vault import keyring, spool
from vault.errors import RootsRefused


class Command(BaseCommand):
    help = "Makes the root keys and the spool that are missing. A key that exists is never touched."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        try:
            made = keyring.make_roots()
            keyring.start()
            spool.make()
        except RootsRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"roots made: {', '.join(made)}" if made else "all roots are there; none was touched")
