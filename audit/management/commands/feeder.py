"""`manage.py feeder`: shows checkpoints to the witnesses outside until stopped; `--once` takes one step."""

import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from audit import feeder

PAUSE = 1.0  # seconds between two looks


class Command(BaseCommand):
    help = "Sends the newest checkpoint to the witnesses of AUDIT_WITNESSES, at most once a minute."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="take one step and end")

    def handle(self, *, once, **options):
        while True:
            feeder.run_once(timezone.now())
            if once:
                break
            time.sleep(PAUSE)
