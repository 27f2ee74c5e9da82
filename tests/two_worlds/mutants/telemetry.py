"""Leaks in what is told about the running: log records, tracebacks, mails, metrics, queries, what commands print."""

from __future__ import annotations

import logging
import sys
import traceback
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest import mock

from tests.two_worlds.mutants.planting import answers, is_north, mutant, peek
from tests.two_worlds.sweep import MISHAPS


@mutant("log line", since="attempts")
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


@mutant("log line", secret="N3", since="placement")
def asking_stands_in_the_log():
    """The form of asking writes its path into the service's log, and so for which file a place is asked."""
    from shelters.views.asking import AskFromCase

    original = AskFromCase.act

    def act(self, form):
        logging.getLogger("shelters").warning("sent: %s", self.request.path)
        return original(self, form)

    with mock.patch.object(AskFromCase, "act", act):
        yield


@mutant("mail subject")
def mail_subject():
    """The street in the subject of a mail."""
    from django.core import mail

    mail.send_mail(f"Penghuni baru, {peek()['address']}", "", "lindung@localhost", ["a@lindung.example"])
    yield


@mutant("query count")
def query_count():
    """A query more for every page where the house is in the north."""

    def change(request, answer):
        from access.models import Agency

        if is_north():
            Agency.objects.exists()

    with answers(change):
        yield


@mutant("query count")
def query_text():
    """A page asks for the agencies near the house, the region written into the statement."""
    from django.db import connection

    from casework.views.lists import TicketsView

    original = TicketsView.rows

    def rows(self):
        with connection.cursor() as cursor:
            region = peek()["kecamatan"].replace("'", "")
            cursor.execute(f"SELECT code FROM access_agency WHERE name LIKE '%%{region}%%' LIMIT 0", [])
        return original(self)

    with mock.patch.object(TicketsView, "rows", rows):
        yield


@mutant("SQL log", since="calls_from_the_house")
def sql_log():
    """A slow statement is logged with its parameters, one of which is the house's latitude."""
    from access.models import Agency
    from casework.queries import units

    original = units.on_the_desk

    def on_the_desk():
        near = Agency.objects.filter(address__lt=peek()["latitude"])
        logging.getLogger("django.db.backends").warning("slow: %s", near.query)
        return original()

    with mock.patch.object(units, "on_the_desk", on_the_desk):
        yield


@mutant("statement parameter", since="free_text")
def alerts_by_their_ids():
    """A custodian's pages ask the main database for the texts that were found, always for as many ids."""
    from disclosure.models import Release
    from shelters.actions import finds as acting
    from shelters.queries import finds

    original = finds.alerts_among

    def alerts_among(lists, walls):
        alerts = original(lists, walls)
        found = [alert.key for alert in alerts]
        Release.objects.in_bulk([*found, *(uuid.UUID(int=number) for number in range(finds.MOST - len(found)))])
        return alerts

    with (
        mock.patch.object(finds, "alerts_among", alerts_among),
        mock.patch.object(acting, "alerts_among", alerts_among),
    ):
        yield


@contextmanager
def breaking(at: Callable[[], None]) -> Iterator[None]:
    """A request that every sweep asks, for a page that isn't there, does AT and breaks by it."""
    from access.middleware import SignInWall

    original = SignInWall.__call__

    def call(self, request):
        if request.path == MISHAPS["no such page"][1]:
            at()
        return original(self, request)

    with mock.patch.object(SignInWall, "__call__", call):
        yield


@mutant("traceback")
def exception_message():
    """A request that breaks says in its exception's message which address it broke at."""

    def at():
        raise ValueError(f"no region for {peek()['address']}")

    with breaking(at):
        yield


@mutant("error mail")
def error_mail():
    """An error is mailed to administrators with its frames' local variables."""
    from django.core import mail
    from django.core.signals import got_request_exception

    def at():
        place = peek()["address"]
        raise ValueError("no region" if place else "no place")

    def tell(sender, **kwargs):
        frames = [frame.f_locals.get("place") for frame, _line in traceback.walk_tb(sys.exc_info()[2])]
        mail.send_mail("Galat", str([f for f in frames if f]), None, ["admin@lindung.example"])

    got_request_exception.connect(tell)
    try:
        with breaking(at):
            yield
    finally:
        got_request_exception.disconnect(tell)


@mutant("mail recipient", since="free_text")
def mail_recipient():
    """Who is rung first is the post of the house's region."""
    from disclosure import mail

    original = mail.notify

    def notify(agency):
        agency.notify_address = f"pos-{peek()['postcode']}@lindung.example"
        original(agency)

    with mock.patch.object(mail, "notify", notify):
        yield


@mutant("metric label", since="figures")
def metric_label():
    """Each page is counted in a file for the operator's graphs, with the region as a label."""
    from django.conf import settings

    region, file = peek()["kecamatan"], settings.HOME / "metrics.prom"
    counted = {"pages": 0}

    def change(request, answer):
        counted["pages"] += 1
        file.write_text(f'pages_total{{region="{region}"}} {counted["pages"]}')

    with answers(change):
        yield


@mutant("command output")
def command_output():
    """What the check prints about an installation names a region without a post."""
    from django.core import checks

    def missing(app_configs, **kwargs):
        return [checks.Warning(f"no post in {peek()['kecamatan']}")]

    checks.register(missing)
    try:
        yield
    finally:
        checks.registry.registry.registered_checks.discard(missing)


@mutant("command output")
def export_says_what_of():
    """Who exports the log is told of which part of the city it is, so that two exports aren't mixed up."""
    from audit.management.commands.export_audit_log import Command

    with _says(Command):
        yield


@mutant("command output")
def backup_says_what_of():
    """Who makes a backup is told the same."""
    from audit.management.commands.backup import Command

    with _says(Command):
        yield


def _says(command):
    """The command ends with the part of the city."""
    original, region = command.handle, peek()["kecamatan"]

    def handle(self, *args, **options):
        original(self, *args, **options)
        self.stdout.write(region)

    return mock.patch.object(command, "handle", handle)
