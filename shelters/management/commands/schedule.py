"""`manage.py schedule`: what happens by the clock, step by step, until stopped; `--once` takes one step."""

from __future__ import annotations

import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from access import covering, sessions, submissions
from audit import house, questions
from casework.actions import spooled
from disclosure import ringing
from shelters import residents_key, schedule, silence

STEPS = (
    schedule.run_once, residents_key.run_once, covering.run_once, house.run_once, ringing.run_once,
    submissions.run_once, sessions.run_once, spooled.run_once, questions.run_once, silence.run_once,
)  # fmt: skip


class Command(BaseCommand):
    help = (
        "Ends holds and covered shifts, renews the residents' key, rings for unanswered texts, settles house events, "
        "forgets what is over, makes tickets of calls that were kept, notes which questions nobody answered."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="take one step and end")
        parser.add_argument("--interval", type=float, default=15.0, help="seconds between two steps")

    def handle(self, *args, once: bool, interval: float, **options) -> None:
        stop = threading.Event()
        if not once:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        while True:
            close_old_connections()
            now = timezone.now()
            for step in STEPS:
                step(now)
            if once or stop.wait(interval):
                return
