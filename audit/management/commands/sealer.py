"""`manage.py sealer`: number and sign what was written, batch by batch, until stopped; `--once` takes one step."""

import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from audit import house, sealer

PAUSE = 0.25  # seconds between two looks when nothing waits: well under the second in which an entry is sealed
BETWEEN_SETTLINGS = 60


class Command(BaseCommand):
    help = "Numbers entries and signs checkpoints; settles house events that a dead process left open."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="take one step and end")

    def handle(self, *, once, **options):
        settled_at = 0.0
        while True:
            sealed = sealer.run_once(timezone.now())
            if time.monotonic() - settled_at > BETWEEN_SETTLINGS:
                house.run_once(timezone.now())
                settled_at = time.monotonic()
            if once:
                break
            if not sealed:
                time.sleep(PAUSE)
