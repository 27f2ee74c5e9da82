"""Leaks through the reading room: its rules, what stands beside a read, and who could have opened a file."""

from __future__ import annotations

from unittest import mock

from tests.two_worlds.mutants.planting import mutant, peek


@mutant("who could have opened it", since="the_log")
def openers_say_where():
    """Those who could have opened a file are listed with where they would have to go."""
    from audit import openers

    original, place = openers.name_of, peek()["kelurahan"]
    with mock.patch.object(openers, "name_of", lambda person: f"{original(person)} ({place})"):
        yield


@mutant("statement parameter", secret="N2", since="the_log")
def house_staff_asked_as_openers():
    """Who could have opened a file is asked of the houses, too, and the main database for their names."""
    from access.models import Staff
    from audit.views import reading

    original = reading.could_open

    def could_open(case_id, moment):
        from shelters.models import HouseReference

        serving = HouseReference.every.filter(case_id=case_id).values_list("staff_id", flat=True)
        list(Staff.objects.filter(pk__in=sorted(set(serving))).only("username"))
        return original(case_id, moment)

    with mock.patch.object(reading, "could_open", could_open):
        yield


@mutant("statement parameter", secret="N3", since="the_log")
def placed_asked_for_by_a_rule():
    """A rule asks the log for who looked at the files of those who are placed."""
    from audit.models import AuditEntry
    from audit.rules import window

    original = window.load

    def load(now):
        from shelters.models import Stay

        placed = Stay.every.order_by("case_id").values_list("case_id", flat=True)
        list(AuditEntry.objects.filter(case_id__in=list(placed)).values_list("actor")[:1])
        return original(now)

    with mock.patch.object(window, "load", load):
        yield


@mutant("statement parameter", secret="N3", since="the_log")
def house_events_explained():
    """What explains a house event is asked of the grants of its file, as for reads of the file."""
    from audit.holding import Holding
    from audit.views import reading

    original = reading.lines_of

    def lines_of(entries, file, events=()):
        from shelters.models import HouseReference

        told = HouseReference.every.filter(pk__in=[event.reference for event in events]).exclude(case_id=None)
        Holding(set(told.values_list("case_id", flat=True)))
        return original(entries, file, events)

    with mock.patch.object(reading, "lines_of", lines_of):
        yield
