"""Makes the key that documents are signed with, once."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from disclosure import authority


class Command(BaseCommand):
    help = "Makes the signing key and a demo certificate for it, unless there is one. Existing keys are never touched."

    def handle(self, *args, **options) -> None:
        made = authority.make(timezone.now())
        if options["verbosity"]:
            self.stdout.write("kunci tanda tangan dibuat" if made else "kunci tanda tangan sudah ada")
