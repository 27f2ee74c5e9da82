"""Sessions: who is there, with both factors, and how lately they proved it. Panels of the sign-in page."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest

from access import locking
from access.sessions import BEGAN

BOTH_FACTORS = "both_factors"
STEPPED_UP_UNTIL = "stepped_up_until"
BACK = "back_after_step_up"
FOR_THE_SHIFT = "for_the_shift"
SHIFT_CODE = "shift_code"  # among allauth's records of how a session began
RECOVERY_CODE = "recovery_code"
FOR_DAILY_WORK = (SHIFT_CODE, RECOVERY_CODE)
STEP_UP_SECONDS = 10 * 60
AS_IF_SECONDS = 12 * 3600

panels: list[Callable[[HttpRequest], dict]] = []
"""Port of the sign-in page: each function gives {"template": …, further context} or {}; shown below the form."""


def sign_in_as(request: HttpRequest, staff) -> None:
    """Signs `staff` in as if both factors had just been given; counts as step-up, and as being there, for 12 hours."""
    login(request, staff, backend="access.backends.SignIn")
    request.session[BOTH_FACTORS] = True
    request.session[STEPPED_UP_UNTIL] = int(time.time()) + AS_IF_SECONDS
    locking.note_act(request, ahead=AS_IF_SECONDS)


def let_in(request: HttpRequest, robot) -> HttpRequest:
    """A robot's request: a session in memory, of which nothing is kept, as if both factors had just been given."""
    request.user, request.session = robot, SessionStore()
    request.session[BOTH_FACTORS] = True
    request.session[STEPPED_UP_UNTIL] = int(time.time()) + STEP_UP_SECONDS
    locking.note_act(request)
    request.session.modified = False  # no cookie for it
    return request


def code_was_given(request: HttpRequest, staff) -> bool:
    """True if a code of the second factor was accepted on the way into this session."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, staff))


def has_both_factors(request: HttpRequest) -> bool:
    """True if this session began with a password and a code."""
    return bool(request.session.get(BOTH_FACTORS))


def lasts_until(request: HttpRequest, staff) -> int:
    """Until when this session lasts because a code in place of the factor opened it, in seconds of the epoch, or 0."""
    records = get_authentication_records(request, staff)
    return max((record["until"] for record in records if record.get("type") in FOR_DAILY_WORK), default=0)


def for_the_shift(request: HttpRequest) -> bool:
    """Whether a code in place of the second factor opened this session: daily work, nothing that a step-up guards."""
    return FOR_THE_SHIFT in request.session


def is_over(request: HttpRequest) -> bool:
    """Whether the shift is over for which this session was opened."""
    return time.time() >= request.session.get(FOR_THE_SHIFT, float("inf"))


def ends_at(request: HttpRequest) -> int:
    """When this session is over at the latest, in seconds of the epoch."""
    began = request.session.get(BEGAN, int(time.time()))
    return min(began + settings.SESSION_COOKIE_AGE, request.session.get(FOR_THE_SHIFT, float("inf")))


def stepped_up(request: HttpRequest) -> bool:
    """True if the person proved who they are again within the last 10 minutes. A sign-in is no step-up."""
    if for_the_shift(request) or locking.is_locked(request):
        return False
    now = time.time()
    if now < request.session.get(STEPPED_UP_UNTIL, 0):
        return True
    proofs = [
        record["at"] for record in get_authentication_records(request, request.user) if record.get("reauthenticated")
    ]
    return bool(proofs) and now - max(proofs) < STEP_UP_SECONDS


def come_back_to(request: HttpRequest, path: str) -> None:
    """Keeps the way back in the session, so that no address carries it."""
    request.session[BACK] = path


def way_back(request: HttpRequest) -> str:
    """The way back, once."""
    return request.session.pop(BACK, "") or "/"
