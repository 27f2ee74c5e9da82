"""Signing in and out as entries of the log, whichever way it happened."""

from __future__ import annotations

import time

from allauth.mfa import signals as mfa_signals
from django.contrib.auth import signals

from access import events, locking, sessions, signin


def _came_in(sender, request, user, **kwargs) -> None:
    # allauth signs in only after the code, where the account has a second factor
    request.session[signin.BOTH_FACTORS] = signin.code_was_given(request, user)
    request.session[sessions.BEGAN] = int(time.time())
    locking.unlock(request)
    if until := signin.lasts_until(request, user):
        request.session[signin.FOR_THE_SHIFT] = until
    events.signed_in(user)


def _went_out(sender, request, user, **kwargs) -> None:
    if user is not None:
        events.signed_out(user)


def _was_refused(sender, **kwargs) -> None:
    events.sign_in_refused()


def connect() -> None:
    """Called once, at start-up."""
    signals.user_logged_in.connect(_came_in, dispatch_uid="access.signed_in")
    signals.user_logged_out.connect(_went_out, dispatch_uid="access.signed_out")
    signals.user_login_failed.connect(_was_refused, dispatch_uid="access.refused")
    mfa_signals.authentication_failed.connect(_was_refused, dispatch_uid="access.code_refused")
