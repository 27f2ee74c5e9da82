"""Prints the demo's secrets for an outside checker."""

from __future__ import annotations

import json

from django.core.management.base import BaseCommand

from demo import truth


class Command(BaseCommand):
    help = "Demo only: prints the ground truth about secrets."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print JSON (the only form there is)")

    def handle(self, **options):
        self.stdout.write(json.dumps(truth.secrets(), ensure_ascii=False, indent=1))
