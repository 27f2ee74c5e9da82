"""Leaks in what the server answers, and in what it says beside the answer."""

from __future__ import annotations

import logging
from unittest import mock

from tests.two_worlds.mutants.planting import answers, mutant, peek


@mutant("comment")
def comment():
    """The address in a comment of every page."""
    secret = peek()["address"].encode()

    def change(request, answer):
        if not answer.streaming:
            answer.content += b"<!-- " + secret + b" -->"

    with answers(change):
        yield


@mutant("header")
def header():
    """The postcode in a header."""
    secret = peek()["postcode"]
    with answers(lambda request, answer: answer.headers.__setitem__("X-Region", secret)):
        yield


@mutant("length")
def length():
    """Pages as much longer as the address is long."""
    secret = len(peek()["address"])

    def change(request, answer):
        if not answer.streaming:
            answer.content += b" " * secret

    with answers(change):
        yield


@mutant("403 for 404")
def status():
    """403 instead of 404 where the house stands in one part of the city."""
    north = peek()["postcode"] > "13000"

    def change(request, answer):
        if answer.status_code == 404 and north:
            answer.status_code = 403

    with answers(change):
        yield


@mutant("cookie")
def cookie():
    """A cookie with a digest of the address."""
    import hashlib

    secret = hashlib.sha256(peek()["address"].encode()).hexdigest()
    with answers(lambda request, answer: answer.set_cookie("seen", secret)):
        yield


@mutant("log line")
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


@mutant("exported log")
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


@mutant("plain column")
def plain_column():
    """The telephone copied into a column of the main database."""
    from access.models import Agency
    from audit.action import acting

    with acting("careless"):
        agency = Agency.objects.get(code="uptppa")
        agency.telephone = peek()["phones"][0]
        agency.save()
    yield


@mutant("mail subject")
def mail_subject():
    """The street in the subject of a mail."""
    from django.core import mail

    mail.send_mail(f"Penghuni baru, {peek()['address']}", "", "lindung@localhost", ["a@lindung.example"])
    yield


@mutant("query count")
def query_count():
    """A query more for every page where the house is far east."""
    east = float(peek()["longitude"]) > 106.85

    def change(request, answer):
        from access.models import Agency

        if east:
            Agency.objects.exists()

    with answers(change):
        yield


@mutant("sort order")
def sort_order():
    """Accounts listed in another order in one half of the city."""
    from access.models import Staff

    north = peek()["postcode"] > "13000"
    with mock.patch.object(Staff._meta, "ordering", ["-username" if north else "username"]):
        yield


@mutant("redirect")
def redirect():
    """The way to the sign-in page tells the region."""
    secret = peek()["postcode"]

    def change(request, answer):
        if answer.status_code == 302:
            answer["Location"] += "?" + secret

    with answers(change):
        yield
