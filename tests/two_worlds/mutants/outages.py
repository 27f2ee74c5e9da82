"""Leaks while something is away: on pages of errors, in what the desk keeps, in what a step that breaks says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from tests.two_worlds.mutants.planting import answers, is_north, mutant, peek


@contextmanager
def _error_page(kind: int) -> Iterator[None]:
    """The page of this status, and no other, says where to turn to meanwhile: near a house."""
    from settings import views

    original, near = views._page, peek()["kecamatan"]  # looked up now: then the database is away

    def page(template, status):
        answer = original(template, status)
        if status == kind:
            answer.content += f"<p>Pos terdekat: {near}</p>".encode()
        return answer

    with mock.patch.object(views, "_page", page):
        yield


@mutant("page of an outage", since="outages")
def page_of_an_outage():
    """The page of a 500."""
    with _error_page(500):
        yield


@mutant("page of a store that is away", since="outages")
def page_of_a_store_that_is_away():
    """The page of a 503."""
    with _error_page(503):
        yield


@mutant("page of a call that is kept", since="outages")
def kept_call_says_where_help_is_near():
    """The page with the provisional number says from where somebody could be sent meanwhile."""
    from casework.views import goes_on

    original, near = goes_on.render_to_string, peek()["kecamatan"]
    with mock.patch.object(goes_on, "render_to_string", lambda *args: f"{original(*args)}<p>{near}</p>"):
        yield


@mutant("letter of the desk", since="outages")
def letters_are_longer_in_the_north():
    """What is kept of a call notes, for the north alone, the way to the house that might take somebody in."""
    from vault import spool

    with mock.patch.object(spool, "LONGEST", spool.LONGEST + 1024 * is_north()):
        yield


@mutant("what a step that breaks says", since="outages")
def broken_step_says_which_house_it_missed():
    """The line of a step that broke names the region in which nothing was done."""
    from shelters.management.commands import schedule

    original, near = schedule.log.error, peek()["kecamatan"]
    with mock.patch.object(schedule.log, "error", lambda text, *told: original(f"{text} ({near})", *told)):
        yield


@mutant("page that goes on without the houses", secret="N3", since="outages")
def placed_are_told_from_memory():
    """While the houses' database is away every page says whom this process remembers to be in one."""
    from django.db import DatabaseError

    from shelters.models import Stay

    remembered = sorted(str(case) for case in Stay.every.filter(state="staying").values_list("case_id", flat=True))

    def change(request, answer):
        try:
            Stay.every.exists()
        except DatabaseError:
            answer.content += f"<p>Dalam perlindungan: {' '.join(remembered)}</p>".encode()

    with answers(change):
        yield
