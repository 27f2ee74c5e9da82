"""What ends a process, or a part of it, is told by its kind and its place: what it says may hold a value."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import django
import pytest
from django.core.management import get_commands, load_command_class
from gunicorn.config import Config

import manage
from settings import logging as telling
from settings.web_server import Log
from tests.planted import PACKAGES, found_in
from vault.errors import RootsRefused

NAME = "Ratna Kusumawati"
OURS = sorted(name for name, app in get_commands().items() if str(app).split(".")[0] in PACKAGES)
ROOT = Path(__file__).resolve().parents[2]


def breaks(*args, **options):
    try:
        raise KeyError(NAME)
    except KeyError as missing:
        raise ValueError(f"no such name: {NAME}") from missing


@pytest.fixture
def ending(monkeypatch):
    """A process in which nothing tells values; afterwards it is as it was."""
    for module, name in (
        (sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook"), (logging, "raiseExceptions"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(django, "setup", lambda: None)  # it would set up the log anew
    before = os.umask(0o077)
    telling.tell_no_values()
    yield
    os.umask(before)


@pytest.mark.parametrize("name", OURS)
def test_a_command_that_breaks_tells_nothing_that_it_held(name, ending, monkeypatch, capfd):
    command = type(load_command_class(get_commands()[name], name))
    for attribute, value in (
        ("handle", breaks), ("add_arguments", lambda *_: None), ("requires_system_checks", []),
        ("requires_migrations_checks", False),
    ):  # fmt: skip
        monkeypatch.setattr(command, attribute, value)
    monkeypatch.setattr(sys, "argv", ["manage.py", name])
    with pytest.raises(ValueError) as broken:
        manage.main()
    sys.excepthook(broken.type, broken.value, broken.tb)  # as Python itself, when nobody takes it
    said = "".join(capfd.readouterr())
    assert "builtins.ValueError at\n" in said and "in breaks" in said
    assert found_in(said, [NAME]) == []


def test_a_whole_process_that_breaks_tells_nothing_that_it_held(tmp_path):
    program = (
        "import sys, manage; from django.core.management.base import BaseCommand\n"
        f"def breaks(*_, **__): raise ValueError('no such name: {NAME}') from KeyError('{NAME}')\n"
        "BaseCommand.execute = breaks; sys.argv = ['manage.py', 'sealer']; manage.main()"
    )
    known = os.environ | {"DJANGO_SETTINGS_MODULE": "settings.test", "LINDUNG_TEST_ROOT": str(tmp_path)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=known, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("builtins.ValueError at\n")
    assert found_in(done.stderr, [NAME]) == []


def test_a_thread_or_a_forgotten_object_that_breaks_tells_nothing_that_it_held(ending, capfd):
    class Held:
        def __repr__(self) -> str:
            return NAME

        def __del__(self) -> None:
            breaks()

    threading.excepthook(SimpleNamespace(exc_type=ValueError, exc_value=ValueError(NAME), exc_traceback=None))
    Held()
    said = capfd.readouterr().err
    assert said.count("builtins.ValueError at") == 2
    assert found_in(said, [NAME]) == []


def test_a_record_that_cannot_be_written_tells_no_arguments(ending, capfd):
    handler = logging.StreamHandler()
    handler.handle(logging.makeLogRecord({"msg": "%d", "args": (NAME,)}))
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (RootsRefused("The case root is missing: run init_keys."), "The case root is missing: run init_keys."),
        (OSError(28, NAME), os.strerror(28)),
        (FileNotFoundError(2, NAME, NAME), os.strerror(2)),
        (KeyError(NAME), None),
    ],
)
def test_whoever_runs_it_is_told_what_never_holds_a_value(error, told):
    first, *rest = telling.what_ended_it(type(error), error, None).splitlines()
    assert first == f"{type(error).__module__}.{type(error).__qualname__} at"
    assert rest == ([told] if told else [])


def test_the_web_server_s_own_log_tells_nothing_that_an_answer_held(capfd):
    log = Log(Config())
    try:
        breaks()
    except ValueError:
        log.exception("Error handling request %s", "/kasus/?q=Ratna")
    said = capfd.readouterr().err
    assert "builtins.ValueError at\n" in said
    assert found_in(said, [NAME, "Ratna"]) == []
    log.error_log.handlers.clear()


def test_what_did_not_break_has_no_place():
    assert telling.where_it_broke(None, None) == ""
