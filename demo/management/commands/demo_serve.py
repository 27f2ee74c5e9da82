"""Serves the demo until it is told to stop."""

from __future__ import annotations

import os
import sys

from django.core.management.base import BaseCommand

from demo import supervisor, witnesses


class Command(BaseCommand):
    help = "Serves the demo on 127.0.0.1 with all that runs beside it; prints `siap: <address>`."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port, **options):
        jobs = [supervisor.manage(name) for name in ("sealer", "worker", "schedule", "matcher", "feeder")]
        with supervisor.short_directory() as place:
            os.environ["MATCHER_SOCKET"] = os.path.join(place, "matcher")  # for the children
            os.environ["AUDIT_SEALER_RUNS"] = "1"
            sys.exit(supervisor.serve(port, [*witnesses.prepare(place), *jobs]))
