"""Whatever leads out of the product's code, and whatever leaves it as a file, stands on a line, or fails the build."""

from __future__ import annotations

import ast
from types import SimpleNamespace

import pytest
from django.http import HttpResponse

from tests.two_worlds import exports, leading_out, ways_out
from tests.two_worlds.reading_code import Code

FILE, WAYS = "casework/new.py", "tests/two_worlds/ways_out.py"


def told(source: str, file: str = FILE, **others: str) -> list[str]:
    """What is said of one new file; OTHERS are read beside it, by what they hand on."""
    code = Code({file: ast.parse(source), **{f"casework/{name}.py": ast.parse(text) for name, text in others.items()}})
    code.modules = code.modules[:1]
    return list(leading_out.unknown(code))


def way(table: str, place: str = "casework.new") -> str:
    way = next(way for way in ways_out.WAYS if way.table == table)
    return f'{way.what} the two worlds don\'t know: add `"{place}": "{way.hint}",` to {table} in {WAYS}'


@pytest.mark.parametrize(
    ("source", "table", "place"),
    [
        ("from django.core.mail import send_mail\nsend_mail('Lindung', text, None, [to])", "MAILS", ""),
        ("from django.core.mail import send_mail as post\ndef tell():\n    post('Lindung')", "MAILS", ".tell"),
        ("from django.core import mail\nmail.get_connection().send_messages([m])", "MAILS", ""),
        ("from django.core.mail import EmailMessage\nclass Letter(EmailMessage): ...", "MAILS", ".Letter"),
        ("from django.core.mail import *", "MAILS", ""),
        ("import smtplib as s\nclass Post:\n    def go(self):\n        s.SMTP('x')", "MAILS", ".Post"),
        ("from email.message import EmailMessage as E\nE()", "MAILS", ""),
        ("def tell(staff):\n    staff.email_user('Lindung')", "MAILS", ".tell"),
        ("HANDLERS = {'class': 'django.utils.log.AdminEmailHandler'}", "MAILS", ""),
        ("from django.core.management import call_command\ncall_command('dumpdata', '-o', 'x')", "PROGRAMS", ""),
        ("import pathlib\npathlib.os.system('x')", "PROGRAMS", ""),
        ("from pathlib import Path\nPath.write_text(Path('x'), 'y')", "FILES", ""),
        ("import io\nio.FileIO('x', 'w')", "FILES", ""),
        ("from django.core.files.move import file_move_safe\nfile_move_safe('x', 'y')", "FILES", ""),
        ("import inspect\ninspect.sys.stderr.write('x')", "OUTPUT", ""),
        ("import xml.sax\nxml.sax.parse('http://x', None)", "NETWORK", ""),
        ("from pyhanko.sign.timestamps import HTTPTimeStamper\nHTTPTimeStamper('http://x')", "NETWORK", ""),
        ("import logging\nlog = logging.getLogger(__name__)", "LOGGERS", ""),
        ("from logging import getLogger as said\nsaid('x')", "LOGGERS", ""),
        ("import logging as l\nl.Logger('x')", "LOGGERS", ""),
        ("print(house)", "OUTPUT", ""),
        ("say = print\ndef tell():\n    say(1)", "OUTPUT", ".tell"),
        ("import sys\nsys.stdout.write('x')", "OUTPUT", ""),
        ("from sys import stderr as out\nout.write('x')", "OUTPUT", ""),
        ("import syslog\nsyslog.syslog('x')", "OUTPUT", ""),
        ("class Command:\n    def handle(self):\n        self.stdout.write('x')", "OUTPUT", ".Command"),
        (
            "class Command:\n    def handle(self):\n        say = self.stderr.write\n        say('x')",
            "OUTPUT",
            ".Command",
        ),
        ("import warnings\nwarnings.warn('x')", "OUTPUT", ""),
        ("import traceback\ntraceback.print_exc()", "OUTPUT", ""),
        ("import urllib.request\nurllib.request.urlopen('x')", "NETWORK", ""),
        ("from http import client as c\nc.HTTPConnection('x')", "NETWORK", ""),
        ("from socket import socket as s\ns()", "NETWORK", ""),
        ("import httpx\nhttpx.get('x')", "NETWORK", ""),
        ("import psycopg\npsycopg.connect('host=x')", "NETWORK", ""),
        ("from psycopg import Connection as C\ndef tell():\n    C.connect('host=x')", "NETWORK", ".tell"),
        ("from subprocess import run as go\ngo(['x'])", "PROGRAMS", ""),
        ("import os\nos.system('x')", "PROGRAMS", ""),
        ("import importlib\nimportlib.import_module('smtplib')", "PROGRAMS", ""),
        ("__import__('smtplib')", "PROGRAMS", ""),
        ("from threading import Timer\nTimer(1, go)", "PROGRAMS", ""),
        ("with open('x', 'w') as file: ...", "FILES", ""),
        ("open('x', mode)", "FILES", ""),
        ("open('x', **more)", "FILES", ""),
        ("place.open('a')", "FILES", ""),
        ("place.write_text('x')", "FILES", ""),
        ("import tempfile\ntempfile.mkstemp()", "FILES", ""),
        ("import tarfile\ntarfile.open('/elsewhere/x.tar', 'w')", "FILES", ""),
        ("from tarfile import TarFile as T\nT('/elsewhere/x.tar', 'w')", "FILES", ""),
        ("from django.core.cache import cache\ncache.set('x', 1)", "FILES", ""),
        ("from django.http import FileResponse as F\ndef give():\n    return F(x)", "DOWNLOADS", ".give"),
        ("from django.http import HttpResponse\nHttpResponse(x, content_type='text/csv')", "DOWNLOADS", ""),
        ("answer['Content-Disposition'] = 'attachment'", "DOWNLOADS", ""),
    ],
)
def test_whatever_leads_out_of_the_code_is_named_with_the_line_to_add(source, table, place):
    assert way(table, f"casework.new{place}") in told(source)


@pytest.mark.parametrize(
    "source",
    [
        "open('x')", "open('x', 'rb')", "place.open()", "import os\nos.path.join('x', 'y')",
        "from urllib.parse import quote\nquote('x')", "name = 'email.sent'", "import sys\nsys.exit(1)",
        "import tarfile\ntarfile.TarInfo('x')", "import psycopg\ntry: ...\nexcept psycopg.errors.LockNotAvailable: ...",
    ],
)  # fmt: skip
def test_what_lets_nothing_out_is_no_way_out(source):
    assert told(source) == []


def test_a_name_is_followed_through_the_files_that_hand_it_on():
    post = "from casework.second import post\ndef tell():\n    post('x')"
    assert told(post, second="from casework.third import *", third="from smtplib import SMTP as post") == [
        way("MAILS", "casework.new.tell")
    ]


def test_a_second_place_of_a_module_that_is_known_is_named():
    assert told("from django.core.mail import send_mail\ndef alarm():\n    send_mail('x')", "disclosure/mail.py") == [
        way("MAILS", "disclosure.mail.alarm")
    ]


def test_a_module_that_stands_on_no_list_is_named():
    end = "(or to a way out, if anything can leave by it) in tests/two_worlds/imports.py"
    assert told("import prometheus_client as p\np.Counter('x')") == [
        f'a module the two worlds don\'t know, in casework.new: add `"prometheus_client"` to OF_OTHERS {end}'
    ]
    assert told("from wsgiref import simple_server") == [
        f'a module the two worlds don\'t know, in casework.new: add `"wsgiref"` to PLAIN {end}'
    ]


def test_a_line_that_says_nothing_or_that_nothing_needs_is_named(monkeypatch):
    monkeypatch.setitem(ways_out.MAILS, "casework.new", " ")
    assert told("from smtplib import SMTP\nSMTP('x')") == [way("MAILS")]
    assert list(leading_out.without_use(Code())) == [
        f'a line that nothing needs any more: take "casework.new" out of MAILS in {WAYS}'
    ]


def test_an_export_that_is_new_and_one_that_is_never_fetched_are_named():
    def answer(route: str, **headers: str):
        given = HttpResponse("x", headers={name.replace("_", "-"): value for name, value in headers.items()})
        given.request, given.resolver_match = {"PATH_INFO": "/x/"}, SimpleNamespace(view_name=route)
        return given

    fetched = exports.Fetched()
    fetched.saw(answer("casework:case"))
    first, *others = sorted(exports.EXPORTS)
    for route in others:
        fetched.saw(answer(route, Content_Type="application/pdf"))
    fetched.saw(answer("casework:new", Content_Disposition="attachment"))
    assert list(fetched.unknown()) == [
        'an export the two worlds don\'t know: add `"casework:new": "what it is",` to EXPORTS in '
        "tests/two_worlds/exports.py",
        f"an export the two worlds never fetch: let tests/two_worlds/script.py fetch `{first}`",
    ]


def test_a_download_whose_route_is_no_export_is_named(monkeypatch):
    monkeypatch.setitem(ways_out.DOWNLOADS, "casework.new", "casework:new")
    assert list(exports.unlisted()) == [
        'an export the two worlds don\'t know: add `"casework:new": "what it is",` to EXPORTS in '
        "tests/two_worlds/exports.py"
    ]


def test_every_export_is_a_route():
    from access import routes

    assert {*exports.EXPORTS, *exports.OTHERWISE} - {route.name for route in routes.walk()} == set()
