"""`manage.py verify_audit_log`: size and root of the log, and every problem found. Exit 1 on any."""

import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from audit.examine import examine


class Command(BaseCommand):
    help = "Checks every entry against the sealed tree and every row against its newest entry."
    requires_system_checks = []

    def handle(self, **options):
        report = examine(timezone.now())
        self.stdout.write(f"size {report.size}")
        self.stdout.write(f"root {report.root.hex()}")
        self.stdout.write(f"not sealed yet {report.unsealed}")
        for problem in report.problems:
            self.stderr.write(f"PROBLEM {problem}")
        for note in [*report.notes, *report.without_entry]:
            self.stdout.write(f"NOTE {note}")
        self.stdout.write(f"problems {len(report.problems)}")
        if report.problems:
            sys.exit(1)
