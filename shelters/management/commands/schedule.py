"""`manage.py schedule`: what happens by the clock, step by step, until stopped; `--once` takes one step.

A step that breaks, since a database is away or for whatever reason, keeps no other one from being taken.
"""

from __future__ import annotations

import logging
import signal
import threading
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils import timezone

from access import covering, sessions, slowing, submissions
from audit import house, questions, rotation
from casework.actions import break_glass, spooled
from disclosure import ringing
from shelters import residents_key, schedule, silence

log = logging.getLogger(__name__)
STEPS = (  # calls that were kept come first: nobody has been told of them
    spooled.run_once, break_glass.run_once, schedule.run_once, residents_key.run_once, covering.run_once,
    house.run_once, ringing.run_once, submissions.run_once, sessions.run_once, slowing.run_once, questions.run_once,
    silence.run_once, rotation.run_once,
)  # fmt: skip


def step_all(now: datetime) -> list[str]:
    """Takes each step, whatever becomes of the others; which of them broke. The log is told where, and no value."""
    broken = []
    for step in STEPS:
        try:
            step(now)
        except Exception as error:
            close_old_connections()  # one that broke is no use to the next step
            broken.append(step.__module__)
            log.error("%s broke: %s", step.__module__, type(error).__name__)
    return broken


class Command(BaseCommand):
    help = (
        "Ends holds and covered shifts, renews the residents' key and those that have sealed enough, rings for "
        "unanswered texts, calls again for break-glass that nobody answered, settles house events, forgets what is "
        "over, makes tickets of calls that were kept, notes which questions nobody answered."
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
            broken = step_all(timezone.now())
            if once and broken:
                raise CommandError(f"These steps broke: {', '.join(broken)}.")
            if once or stop.wait(interval):
                return
