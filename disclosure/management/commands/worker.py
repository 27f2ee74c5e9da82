"""Runs queued jobs until it is told to stop."""

from __future__ import annotations

import os
import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from disclosure import jobs


class Command(BaseCommand):
    help = "Runs queued jobs (documents) one after the other. Stops on SIGTERM after the job it is at."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is ready, then end")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between looks into an empty queue")

    def handle(self, *args, once: bool, interval: float, **options) -> None:
        if once:
            done = jobs.run_all(timezone.now())
            self.stdout.write(f"{done} pekerjaan selesai")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        name = f"lindung-{os.getpid()}"
        while not stop.is_set():
            close_old_connections()
            if not jobs.run_once(timezone.now(), name):
                stop.wait(interval)
