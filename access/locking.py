"""The idle lock: after ten minutes without a human act a session opens nothing until its person proves it is they.

The browser hides the page to the second (`static/js/screen_lock.js`); this is the server's side of it. An act is noted
at most once a minute, so that pages cost no write, and a session locks between its tenth and its eleventh idle minute.
What the page asks for by itself (`live` on a view) is no act. What passes says why, `through_lock` on its view: the
lock, new tickets, alarms, one-press acts, the way out.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from access.models import Staff

IDLE_SECONDS = 10 * 60
NOTED_EVERY = 60
ACTED = "acted"  # when somebody last did something here, in seconds of the epoch
LOCKED = "locked"


@dataclass(frozen=True)
class Alarm:
    """What can't wait for the screen to be opened: a fixed sentence, and a page that passes the lock, if there is one.

    It shows neither value nor reference: whoever stands at the desk reads it.
    """

    text: Any
    url: str = ""


alarms: list[Callable[[Staff], list[Alarm]]] = []
"""Port: each function gives what this person must know now, from plain columns, opening nothing."""


@dataclass(frozen=True)
class Onward:
    """How whoever takes a desk goes on there: the path, or "", and a sentence for them, or ""."""

    path: str = ""
    said: str = ""


handing_over: list[Callable[[Staff, Staff, str], Onward]] = []
"""Port: each function gets who leaves a shared desk, who takes it, and the token of what is half typed on its screen;
hands that on, and says how to go on."""


def is_locked(request: HttpRequest) -> bool:
    """Whether this session opens nothing now: nobody did anything in it for ten minutes, or somebody locked it."""
    session = request.session
    return LOCKED in session or time.time() - session.get(ACTED, 0) >= IDLE_SECONDS + NOTED_EVERY


def is_to_note(request: HttpRequest) -> bool:
    """Whether the last act that was noted is a minute old."""
    return time.time() - request.session.get(ACTED, 0) >= NOTED_EVERY


def note_act(request: HttpRequest, ahead: int = 0) -> None:
    """Somebody did something here just now, or is taken to go on doing so for AHEAD seconds."""
    request.session[ACTED] = int(time.time()) + ahead


def lock(request: HttpRequest) -> None:
    """From now on the session is as after ten idle minutes."""
    request.session[LOCKED] = True


def unlock(request: HttpRequest) -> None:
    """Its person has just proved that it is they."""
    request.session.pop(LOCKED, None)
    note_act(request)


def alarms_of(staff: Staff) -> list[Alarm]:
    """What this person must know now, lock or no lock."""
    return [alarm for ask in alarms for alarm in ask(staff)]


def hand_over(before: Staff, after: Staff, screen: str) -> Onward:
    """AFTER takes the desk that BEFORE leaves, and goes on with what its SCREEN is in the middle of."""
    ways = [hand(before, after, screen) for hand in handing_over]
    path = next((way.path for way in ways if way.path), "/")
    return Onward(path, " ".join(way.said for way in ways if way.said))
