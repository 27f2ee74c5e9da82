"""`manage.py sealer`: number and sign what was written, batch by batch, until stopped; `--once` takes one step.

It needs the main database alone: entries are sealed while the houses' is away, too.
"""

import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from audit import configured, in_force, sealer
from vault import restored

PAUSE = 0.25  # seconds between two looks when nothing waits: well under the second in which an entry is sealed


class Command(BaseCommand):
    help = "Numbers entries and signs checkpoints."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="take one step and end")

    def handle(self, *, once, **options):
        configured.note(timezone.now())
        in_force.note(timezone.now())
        restored.tell(timezone.now())
        while True:
            sealer.beat(timezone.now())
            sealed = sealer.run_once(timezone.now())
            if once:
                break
            if not sealed:
                time.sleep(PAUSE)
