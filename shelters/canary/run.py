"""One night's run: plant, look, clear away; an alert for the first byte that somebody saw who must not."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction

from access import robots
from audit.models import Decision
from audit.objects import SERVICE
from audit.recording import record
from disclosure.ringing import ring_custodians
from shelters.canary.alarm import ALERT, RUN
from shelters.canary.planting import clear, plant
from shelters.canary.sweeping import Found, Sweep
from shelters.principals import CANARY
from vault import keyring


class AlreadyRunning(Exception):
    """Another process of this installation runs the canary now."""


@dataclass
class Report:
    """What a run found. `blind` are the things that not even their readers were shown: then it proved nothing."""

    asked: int = 0
    routes: int = 0
    reached: int = 0  # routes where some robot was shown a page: about the others a run says little
    found: list[Found] = field(default_factory=list)
    blind: list[str] = field(default_factory=list)

    @property
    def fine(self) -> bool:
        return not (self.found or self.blind)


def run(only: Collection[str] = ()) -> Report:
    """The whole run, or one of these routes. Raises AlreadyRunning, NotOurs before anything is planted."""
    with _alone(), robots.at_work():
        try:
            return _look(only)
        finally:
            clear()


def _look(only: Collection[str]) -> Report:
    planted, report = plant(), Report()
    sweep = Sweep(planted, only)
    with _quiet(), keyring.held(), robots.looking({planted.house.pk, planted.case.pk}):
        for found in sweep.run():
            if not report.found:
                alert()
            report.found.append(found)
    report.asked, report.routes, report.reached = sweep.asked, len(sweep.routes), len(sweep.reached)
    report.blind = [what for what, seen in sweep.seen_by_readers.items() if not seen]
    if report.blind or not only:  # a run of single routes that finds nothing is no night's run
        end = Decision.FAILED if report.blind else Decision.DONE
        record(CANARY, RUN, SERVICE, decision=end)  # type: ignore[arg-type]
    return report


def alert() -> None:
    """Rings every agency that has a custodian at once, at the first find: please sign in. Nothing of what was found."""
    with transaction.atomic(using="default"):
        record(CANARY, ALERT, SERVICE, decision=Decision.DONE)  # type: ignore[arg-type]
        ring_custodians()


@contextmanager
def _quiet() -> Iterator[None]:
    """Thousands of 404s are what a run consists of: no log lines about them, but about what breaks."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def _alone() -> Iterator[None]:
    """A lock that a killed process lets go."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    with (settings.HOME / "canary.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyRunning from None
        yield
