"""A view, job, mail, command, logger or header that the two worlds don't know fails the build, with the line to add."""

from __future__ import annotations

import ast
import types
from functools import partial

import pytest
from django.core.mail import EmailMessage
from django.urls import path
from django_tasks_db.models import get_date_max

from access import routes
from shelters import schedule
from tests.two_worlds import commands, known, parts
from tests.two_worlds.reading_code import Code

FILE = "casework/new.py"
KNOWN = "tests/two_worlds/known.py"


def told(source: str, file: str = FILE) -> list[str]:
    """What is said of the jobs and tasks of one new file."""
    code = Code({file: ast.parse(source)})
    return [*known.jobs(code), *known.tasks(code)]


def job(name: str) -> str:
    return f'a job the two worlds don\'t know: add `"{name}": _run("{name}"),` to JOBS in {KNOWN}'


def task(name: str) -> str:
    return f'a task the two worlds don\'t know: add `"{name}": _work_all,` to JOBS in {KNOWN}'


def test_all_that_stands_in_the_code_is_known():
    assert known.unknown_in_code() == []


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("def run_once(now): ...", "casework.new.run_once"),
        ("async def run_once(now): ...", "casework.new.run_once"),
        ("if True:\n    def run_once(now): ...", "casework.new.run_once"),
        ("def other(now): ...\nrun_once = other", "casework.new.run_once"),
        ("import casework.new\ncasework.new.run_once = print", "casework.new.run_once"),
        ("setattr(thing, 'run_once', None)", "casework.new.run_once"),
        ("class Job:\n    def run_once(self, now): ...", "casework.new.Job.run_once"),
        ("from casework.other import sweep as run_once", "casework.other.sweep"),
        ("from casework.other import run_once", "casework.other.run_once"),
    ],
)
def test_a_job_is_named_however_it_is_defined(source, name):
    assert job(name) in told(source)


SCHEDULE = "shelters/management/commands/schedule.py"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("from access import submissions\nSTEPS = (submissions.forget_old,)", "access.submissions.forget_old"),
        ("from access.submissions import forget_old as step\nstep(now)", "access.submissions.forget_old"),
        ("from casework.steps import STEPS\nfor step in STEPS:\n    step(now)", "casework.steps.STEPS"),
        ("def forget(now): ...\nforget(now)", "shelters.management.commands.schedule.forget"),
    ],
)
def test_a_step_of_a_command_that_runs_by_the_clock_is_named(source, name):
    assert job(name) in told(source, SCHEDULE)


def forget(now):
    """A step that no list of jobs names."""


@pytest.mark.parametrize("listed", [[forget], (partial(forget),), {"forget": forget}, {forget}])
def test_a_list_of_steps_is_read_as_it_is_once_loaded(listed):
    command = types.ModuleType("command")
    command.STEPS, command.KNOWN = listed, [schedule.run_once]
    assert list(known.steps([command])) == [job("tests.two_worlds.test_known.forget")]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("from django_tasks import task\n@task()\ndef remind(case_id): ...", "casework.new.remind"),
        ("from django_tasks import task as later\n@later\ndef remind(case_id): ...", "casework.new.remind"),
        ("import django_tasks as q\n@q.task(priority=1)\nasync def remind(case_id): ...", "casework.new.remind"),
        ("from django_tasks import task\ndef remind(): ...\nqueue = task(remind)", "casework.new"),
        ("from casework.other import remind\nremind.enqueue(1)", "casework.other.remind"),
        ("from casework.other import remind\nremind.using(priority=2).enqueue(1)", "casework.other.remind"),
        ("def send(job):\n    job.aenqueue(1)", "casework.new.job"),
    ],
)
def test_a_task_is_named_however_it_is_made_or_queued(source, name):
    assert task(name) in told(source)


def test_a_new_package_is_named():
    assert list(known.packages({"casework", "tests", "telemetry"})) == [
        f'a package the two worlds don\'t know: add `"telemetry": "what for",` to OUTSIDE (or install it) in {KNOWN}'
    ]


def test_a_message_that_says_something_else_is_named_and_so_is_one_that_nobody_was_sent():
    (subject, body), *_ = known.MESSAGES
    sentence = f'a message the two worlds don\'t know: add `("{subject}", text): "to whom",` to MESSAGES in {KNOWN}'
    usual, other = EmailMessage(subject, body), EmailMessage(subject, "Rumah Kenanga")
    assert list(known.mails([usual])) == []
    assert list(known.mails([usual, other])) == [sentence]
    assert list(known.mails([usual, EmailMessage(subject, body, headers={"X-House": "1"})])) == [sentence]
    assert list(known.mails([])) == [
        f'a message the two worlds never see sent: let tests/two_worlds/script.py send "{subject}: {body}"'
    ]


def test_a_new_command_is_named_with_the_line_to_add():
    found = commands.installed() | {"whose_house": ["casework"], "shell": ["casework", "django.core"]}
    assert list(commands.unknown(found)) == [
        'a command the two worlds don\'t know: add `"whose_house": [],` to RUN (or a reason to NOT_RUN) in '
        "tests/two_worlds/commands.py",
        'a command that casework and django.core bring under one name: add `"shell": "why",` to TWICE in '
        "tests/two_worlds/commands.py",
    ]


def test_a_command_without_a_reason_and_a_line_without_a_command_are_named(monkeypatch):
    monkeypatch.setitem(commands.NOT_RUN, "canary", "  ")
    monkeypatch.setitem(commands.NOT_RUN, "whose_house", "later")
    monkeypatch.setitem(commands.NOT_RUN, "check", "later")
    assert list(commands.unknown()) == [
        "a line for a command that there isn't: take `whose_house` out of tests/two_worlds/commands.py",
        "a command without a reason: say why `canary` needn't be compared in tests/two_worlds/commands.py",
        "a command that is run and isn't: take `check` out of RUN or out of NOT_RUN in tests/two_worlds/commands.py",
    ]


@pytest.mark.parametrize(
    ("setting", "value", "name"),
    [
        ("INSTALLED_APPS", ["casework", "guardian", "django_prometheus"], "django_prometheus"),
        ("DATABASES", {"default": {}, "telemetry": {}}, "telemetry"),
        ("CACHES", {"fast": {}}, "fast"),
        ("CHANNEL_LAYERS", {"default": {}}, "default"),
        ("SESSION_ENGINE", "django.contrib.sessions.backends.file", "django.contrib.sessions.backends.file"),
    ],
)
def test_a_new_part_is_named_with_the_line_to_add(setting, value, name):
    sentence = f'a part the two worlds don\'t know: add `"{name}": "how it is observed",` to PARTS["{setting}"] in '
    assert list(parts.unknown_in(setting, value, parts.PARTS[setting])) == [sentence + "tests/two_worlds/parts.py"]


def test_a_part_that_only_a_real_installation_has_is_named():
    source = ast.parse("from settings.base import CACHES\nCACHES['fast'] = {}")
    assert list(parts.set_unseen("settings/production.py", source)) == [
        "a part the two worlds can't see: set CACHES in settings/base.py instead of settings/production.py"
    ]
    assert list(parts.set_unseen("settings/base.py", source)) == []


def test_what_else_only_a_real_installation_sets_is_named():
    own = "from settings.base import *\nALLOWED_HOSTS = []\n"
    assert list(parts.set_unseen("settings/production.py", ast.parse(own))) == []
    assert list(parts.set_unseen("settings/production.py", ast.parse(f"{own}ROOT_URLCONF = 'settings.others'"))) == [
        "a part the two worlds can't see: set ROOT_URLCONF in settings/base.py instead of settings/production.py"
    ]


@pytest.mark.django_db
def test_a_task_that_lies_in_the_queue_is_named():
    from disclosure.models import Job

    assert list(known.queued()) == []
    Job.objects.create(
        task_path="casework.new.remind", args_kwargs={}, backend_name="default", run_after=get_date_max()
    )
    assert list(known.queued()) == [task("casework.new.remind")]


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
    assert list(known.routes(routes.with_examples(list(routes.walk())))) == [
        "a route the two worlds can't ask: /rumah-baru/<int:number>/: tests.two_worlds.test_known names neither a "
        "permission nor a reason for being public",
        "a route the two worlds can't ask: /rumah-baru/<int:number>/: fewer than two examples; register "
        "access.examples for 'new-house'",
    ]
