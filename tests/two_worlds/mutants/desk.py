"""Leaks at a desk that somebody left: through its locked screen, through what somebody comes back by."""

from __future__ import annotations

from unittest import mock

from tests.two_worlds.mutants.planting import mutant, peek


@mutant("what a locked screen says", since="locked")
def lock_says_where_help_is_near():
    """The locked screen says in which part of the city a safe house stands, for whoever comes to the desk at night."""
    from access import locking
    from access.locking import Alarm

    near = peek()["kecamatan"]
    with mock.patch.object(locking, "alarms", [*locking.alarms, lambda staff: [Alarm(f"Rumah aman: {near}")]]):
        yield


@mutant("what a step-up keeps", since="step_up")
def step_up_remembers_the_place():
    """Whoever must say again who they are before an address opens finds its part of the city kept in their session."""
    from access import signin

    original, near = signin.come_back_to, peek()["kelurahan"]

    def come_back_to(request, path):
        request.session["about"] = near
        original(request, path)

    with mock.patch.object(signin, "come_back_to", come_back_to):
        yield


@mutant("what a recovery code leaves in the log", since="locked")
def code_on_paper_is_told_with_what_follows():
    """The entry of a recovery code says from which part of the city its owner might have come that night."""
    from access import recovery_codes
    from audit.objects import thing_of
    from audit.recording import record

    original = recovery_codes.taken

    def taken(staff, code):
        until = original(staff, code)
        if until is not None:
            record(staff, "account.recovery_used", thing_of(staff), purpose=peek()["kecamatan"])
        return until

    with mock.patch.object(recovery_codes, "taken", taken):
        yield
