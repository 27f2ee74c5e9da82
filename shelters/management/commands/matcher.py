"""`manage.py matcher`: holds the locations, answers over its socket and looks at what leaves, until it is stopped."""

from __future__ import annotations

import signal
import sys
import threading
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from shelters.matcher import line, looking, pace, quiet
from shelters.matcher.holding import here
from vault import keyring

NOT_SET = (
    "MATCHER_SOCKET is not set: where should the matcher answer? Nothing was done. Name a path of at most 107 bytes."
)


class Command(BaseCommand):
    help = "Looks for houses' locations in texts that leave; the one process that holds them. Writes no file."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="look at what waits, then end; answers nobody")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks when nothing waits")

    def handle(self, *args, once: bool, interval: float, **options) -> None:
        quiet.leave_no_core()
        stop = threading.Event()

        def wait(began: datetime) -> None:
            stop.wait(pace.rest(began, timezone.now()))

        if once:
            with keyring.held():
                looking.run_all(timezone.now(), wait=wait)
            return
        if not settings.MATCHER_SOCKET:
            self.stderr.write(NOT_SET)
            sys.exit(2)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        with line.listen(settings.MATCHER_SOCKET) as socket:
            answering = threading.Thread(target=line.serve, args=(socket, here(), stop), daemon=True)
            answering.start()
            while not stop.is_set():
                close_old_connections()
                with keyring.held():
                    some = looking.run_once(timezone.now(), wait=wait)
                if not some:
                    stop.wait(interval)
            answering.join(timeout=5)
        Path(settings.MATCHER_SOCKET).unlink(missing_ok=True)
