"""Plays the stories, step by step, each at its moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import NamedTuple

from django.utils import timezone

from access.models import Agency
from demo.clock import Clock
from demo.living.emergencies import EmergencySteps
from demo.living.houses import HouseSteps
from demo.living.moments import after
from demo.living.papers import PaperSteps
from demo.living.stories import STORIES, Story, people


class Due(NamedTuple):
    """A step, when it takes place, and what it is given."""

    moment: datetime
    step: str
    given: tuple[int, ...] = ()


def timeline(story: Story, now: datetime) -> list[Due]:
    """Every step of a story in the order of time, told on the day of NOW."""
    opened = moment = story.opened(now)
    steps = [Due(opened, "open")]
    steps += [Due(opened + timedelta(minutes=m), "acknowledge", (n,)) for n, m in enumerate(story.answered)]
    for step in story.reach:
        own = story.at.get(step)
        moment = own(now) if own else after(moment, step)
        steps.append(Due(moment, step))
    return sorted(steps, key=lambda due: due.moment)


class Player(PaperSteps, HouseSteps, EmergencySteps):
    """Plays one story."""


def play(
    cast: SimpleNamespace, clock: Clock, progress: Callable[[int, int], None], *, signed: bool = True
) -> list[str]:
    """Plays every story up to now; returns by what reference each file is spoken of, in the order of STORIES.

    Without SIGNED no document is signed. A signature is the one thing here that no seed pins: its key is OpenSSL's.
    """
    agencies = {a.code: a for a in Agency.objects.all()}
    today = timezone.localdate(clock.began)
    players = [
        Player(cast, agencies, story, person, today=today, signed=signed)
        for story, person in zip(STORIES, people(), strict=True)
    ]
    plan = sorted(
        (due.moment, number, order, due)
        for number, player in enumerate(players)
        for order, due in enumerate(timeline(player.story, clock.began))
    )
    for done, (moment, number, _order, due) in enumerate(plan, 1):
        if moment >= clock.began:
            raise ValueError("a step of a living case lies in the future: see its `opened` and `at`")
        clock.go_to(moment)
        getattr(players[number], due.step)(*due.given)
        progress(done, len(plan))
    return [player.reference for player in players]
