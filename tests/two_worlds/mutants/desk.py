"""Leaks at a desk that somebody left, through its locked screen or the code by which somebody comes back; and at one
that goes on in an outage."""

from __future__ import annotations

from unittest import mock

from tests.two_worlds.mutants.planting import mutant, peek


@mutant("what a locked screen says")
def lock_says_where_help_is_near():
    """The locked screen says in which part of the city a safe house stands, for whoever comes to the desk at night."""
    from access import locking
    from access.locking import Alarm

    near = peek()["kecamatan"]
    with mock.patch.object(locking, "alarms", [*locking.alarms, lambda staff: [Alarm(f"Rumah aman: {near}")]]):
        yield


@mutant("what a recovery code leaves in the log")
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


@mutant("what the desk says in an outage")
def outage_page_says_where_help_is_near():
    """The page of an outage names the part of the city from which help would come: the house's."""
    from casework.views import goes_on

    original = goes_on._page

    def page(*args, **told):
        answer = original(*args, **told)
        answer.content += f"<p>Bantuan terdekat: {peek()['kecamatan']}</p>".encode()
        return answer

    with mock.patch.object(goes_on, "_page", page):
        yield


@mutant("what the entry of a kept call says")
def kept_call_is_entered_with_what_is_near():
    """The entry of a call that was kept says in which part of the city a house stands that might be meant."""
    from audit.recording import record
    from casework.actions import spooled

    original = spooled.enter_call

    def enter_call(*args, by, **kwargs):
        record(by, spooled.SPOOLED, purpose=peek()["kecamatan"])
        return original(*args, by=by, **kwargs)

    with mock.patch.object(spooled, "enter_call", enter_call):
        yield
