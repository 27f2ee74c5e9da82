"""A view, job, mail, command, logger or header that the two worlds don't know fails the build, with the line to add."""

from __future__ import annotations

import ast
import types

import pytest
from django.urls import path

from tests.two_worlds import commands, known

FILE = "casework/new.py"


def told(source: str) -> list[str]:
    return list(known.in_sources(iter([(FILE, ast.parse(source))])))


def test_all_that_stands_in_the_code_is_known():
    assert list(known.in_sources()) == []


def test_all_commands_are_known():
    assert list(commands.unknown()) == []


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (
            "def run_once(now): ...",
            'a job the two worlds don\'t know: add `"casework.new": _run("casework.new"),` to JOBS in '
            "tests/two_worlds/known.py",
        ),
        (
            "@task()\ndef remind(case_id): ...",
            'a task the two worlds don\'t know: add `"casework.new.remind": _work_all,` to JOBS in '
            "tests/two_worlds/known.py",
        ),
        (
            "send_mail('Lindung', text, None, [address])",
            'a mail the two worlds don\'t know: add `"casework/new.py"` to MAILS in tests/two_worlds/known.py',
        ),
        (
            "mail.EmailMessage('Lindung').send()",
            'a mail the two worlds don\'t know: add `"casework/new.py"` to MAILS in tests/two_worlds/known.py',
        ),
        (
            "log = logging.getLogger(__name__)",
            'a logger the two worlds don\'t know: add `"casework/new.py"` to LOGGERS in tests/two_worlds/known.py',
        ),
    ],
)
def test_what_is_new_in_the_code_is_named_with_the_line_to_add(source, sentence):
    assert told(source) == [sentence]


def test_a_new_command_is_named_with_the_line_to_add():
    assert list(commands.unknown({"check", "whose_house"})) == [
        'a command the two worlds don\'t know: add `"whose_house": [],` to RUN (or a reason to NOT_RUN) in '
        "tests/two_worlds/commands.py"
    ]


def test_a_new_header_is_named_with_the_line_to_add():
    assert known.unknown_headers({"Vary", "X-House"}) == [
        'a header the two worlds don\'t know: add `"X-House": "what for",` to HEADERS in tests/two_worlds/known.py'
    ]


@pytest.mark.django_db(databases=["default", "shelters"])
def test_a_kind_of_document_that_is_never_issued_is_named():
    sentences = list(known.documents())
    assert sentences  # in an empty city none was issued
    assert all("let tests/two_worlds/script.py issue" in sentence for sentence in sentences)


@pytest.mark.django_db(databases=["default", "shelters"])
def test_a_new_view_that_nobody_could_ask_is_named(settings):
    addresses = types.ModuleType("new_addresses")
    addresses.urlpatterns = [path("rumah-baru/<int:number>/", lambda request, number: None, name="new-house")]
    settings.ROOT_URLCONF = addresses
    assert list(known.routes()) == [
        "a route the two worlds can't ask: /rumah-baru/<int:number>/: tests.two_worlds.test_known names neither a "
        "permission nor a reason for being public",
        "a route the two worlds can't ask: /rumah-baru/<int:number>/: fewer than two examples; register "
        "access.examples for 'new-house'",
    ]
