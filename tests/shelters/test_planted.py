"""What runs without anybody watching breaks while it holds opened values: nothing that it prints or logs tells them."""

from __future__ import annotations

import logging
import os
import sys
import threading

import django
import pytest

import manage
from tests.planted import Break, found_in, telling

pytestmark = [
    pytest.mark.django_db(databases=["default", "shelters"], transaction=True),
    pytest.mark.usefixtures("own_keyring", "films"),
]
NOT_ENDED = "the canary"  # what breaks there is a page that it asks for
# what opens values by itself → what is called
COMMANDS = {
    "rotate_keys": ("rotate_keys", "--by", "admin"),
    "rotate_keys of files": ("rotate_keys", "evidence", "--by", "admin"),
    "the matcher": ("matcher", "--once"),
    NOT_ENDED: ("canary", "--route", "casework:persons"),
}


@pytest.fixture
def told(settings, tmp_path):
    settings.ADMINS = [("Administrator", "admin@lindung.example")]
    with telling(tmp_path) as listening:
        yield listening


@pytest.fixture
def process(monkeypatch):
    """What `manage.main` sets for its whole process is as it was afterwards."""
    for module, name in (
        (sys, "argv"), (sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook"),
        (logging, "raiseExceptions"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(django, "setup", lambda: None)  # it would set up the log anew
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_breaks_over_what_it_opened_tells_nothing_of_it(case, told, process, monkeypatch, capfd, name):
    breaking, ended = Break(told, monkeypatch), False
    sys.argv = ["manage.py", *COMMANDS[name]]
    with breaking.breaking("opened"):
        try:
            manage.main()
        except Exception:
            sys.excepthook(*sys.exc_info())  # as Python itself, when nobody takes it
            ended = True
        except SystemExit:
            pass
    said = "".join(capfd.readouterr()) + told.taken()
    assert breaking.texts
    assert ended == (name != NOT_ENDED)
    assert breaking.printable == set()
    assert found_in(said, breaking.texts) == []
