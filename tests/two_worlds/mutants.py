"""Deliberate leaks of a house's address, each through another channel; the sweep must notice every one of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple
from unittest import mock


class Mutant(NamedTuple):
    """One leak: the secret it leaks, and a context in which the product leaks it."""

    secret: str
    context: Callable


MUTANTS: dict[str, Mutant] = {}


def mutant(function: Callable) -> Callable:
    MUTANTS[function.__name__] = Mutant("N1", contextmanager(function))
    return function


def peek() -> dict:
    """What nobody off the list may know, taken past every guard, as a careless programmer would."""
    from shelters.location import Location
    from shelters.roots.models import Shelter
    from tests.two_worlds import worlds
    from vault import keyring
    from vault.unseal import open_field

    house = Shelter.every.get(code=worlds.HOUSE).pk
    with keyring.held():
        return open_field(Location.every.get(pk=house), "whereabouts")


@contextmanager
def applied(name: str) -> Iterator[None]:
    """The leak of that name, until the block ends; none for an empty name."""
    if not name:
        yield
        return
    with MUTANTS[name].context():
        yield


def _answers(change: Callable) -> mock._patch:
    from settings.middleware import AnswerHeaders

    original = AnswerHeaders.__call__

    def changed(self, request):
        answer = original(self, request)
        change(request, answer)
        return answer

    return mock.patch.object(AnswerHeaders, "__call__", changed)


@mutant
def comment():
    """The address in a comment of every page."""
    secret = peek()["address"].encode()

    def change(request, answer):
        if not answer.streaming:
            answer.content += b"<!-- " + secret + b" -->"

    with _answers(change):
        yield


@mutant
def header():
    """The postcode in a header."""
    secret = peek()["postcode"]
    with _answers(lambda request, answer: answer.headers.__setitem__("X-Region", secret)):
        yield


@mutant
def length():
    """Pages as much longer as the address is long."""
    secret = len(peek()["address"])

    def change(request, answer):
        if not answer.streaming:
            answer.content += b" " * secret

    with _answers(change):
        yield


@mutant
def status():
    """403 instead of 404 where the house stands in one part of the city."""
    north = peek()["postcode"] > "13000"

    def change(request, answer):
        if answer.status_code == 404 and north:
            answer.status_code = 403

    with _answers(change):
        yield


@mutant
def cookie():
    """A cookie with a digest of the address."""
    import hashlib

    secret = hashlib.sha256(peek()["address"].encode()).hexdigest()
    with _answers(lambda request, answer: answer.set_cookie("seen", secret)):
        yield


@mutant
def log_record():
    """The address in a log record of each denial."""
    secret = peek()["address"]
    from access import events

    original = events.denied

    def denied(*args, **kwargs):
        logging.getLogger("access").warning("denied near %s", secret)
        return original(*args, **kwargs)

    with mock.patch.object(events, "denied", denied):
        yield


@mutant
def entry_purpose():
    """The region in an entry's purpose: it reaches the auditor and the exported log."""
    secret = peek()["kecamatan"]
    from access import events

    original = events.denied

    def denied(*args, **kwargs):
        from audit.recording import record

        record(args[0] if args else None, "denied.near", None, purpose=secret)
        return original(*args, **kwargs)

    with mock.patch.object(events, "denied", denied):
        yield


@mutant
def plain_column():
    """The telephone copied into a column of the main database."""
    from access.models import Agency
    from audit.action import acting

    with acting("careless"):
        agency = Agency.objects.get(code="uptppa")
        agency.telephone = peek()["phones"][0]
        agency.save()
    yield


@mutant
def mail_subject():
    """The street in the subject of a mail."""
    from django.core import mail

    mail.send_mail(f"Penghuni baru, {peek()['address']}", "", "lindung@localhost", ["a@lindung.example"])
    yield


@mutant
def query_count():
    """A query more for every page where the house is far east."""
    east = float(peek()["longitude"]) > 106.85

    def change(request, answer):
        from access.models import Agency

        if east:
            Agency.objects.exists()

    with _answers(change):
        yield


@mutant
def sort_order():
    """Accounts listed in another order in one half of the city."""
    from access.models import Staff

    north = peek()["postcode"] > "13000"
    with mock.patch.object(Staff._meta, "ordering", ["-username" if north else "username"]):
        yield


@mutant
def redirect():
    """The way to the sign-in page tells the region."""
    secret = peek()["postcode"]

    def change(request, answer):
        if answer.status_code == 302:
            answer["Location"] += "?" + secret

    with _answers(change):
        yield
