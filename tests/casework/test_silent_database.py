"""PostgreSQL that stands still in the middle of a call: no connection breaks, and nothing ends by itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from casework.models import Ticket
from settings.environment import database, people_wait
from tests.casework import away
from tests.casework.at_desk import empty_spool, enter, number_in, open_desk, typed  # noqa: F401
from vault import spool

pytestmark = pytest.mark.django_db(databases=["default", "shelters"], transaction=True)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def impatient(monkeypatch):
    """The main database has a second to answer; what was connected before has forever."""
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "answers_within", 1)
    connection.close()
    yield
    connection.close()


@pytest.mark.postgresql_only  # a file has no server that could stand still
def test_a_call_is_kept_when_the_server_stands_still_before_it(impatient, desk):
    sent = typed(desk.get("/meja/baru/"))
    with away.standing_still(connection) as stop:
        stop()
        answer = desk.post("/meja/", sent)
    assert answer.status_code == 202
    assert (enter(), Ticket.every.get().provisional) == (1, number_in(answer))


@pytest.mark.postgresql_only  # a file has no server that could stand still
def test_a_commit_that_comes_late_is_the_same_ticket(impatient, desk, monkeypatch):
    sent, written = typed(desk.get("/meja/baru/")), []
    with away.standing_still(connection) as stop:
        commit = connection._commit

        def stopped():
            if written:
                stop()
            return commit()

        def watching(execute, sql, params, many, context):
            written.extend([sql] if 'INSERT INTO "casework_ticket" ' in sql else [])
            return execute(sql, params, many, context)

        monkeypatch.setattr(connection, "_commit", stopped)
        with connection.execute_wrapper(watching):
            answer = desk.post("/meja/", sent)
        monkeypatch.undo()
    assert (answer.status_code, len(spool.waiting()), Ticket.every.count()) == (202, 1, 1)
    assert (enter(), Ticket.every.get().provisional, spool.waiting()) == (1, number_in(answer), [])


@pytest.mark.postgresql_only  # statement_timeout is a server's
def test_where_people_wait_the_server_itself_ends_what_takes_long():
    config = {"default": database("DATABASE_URL", Path("unused"))}
    people_wait(config)
    options = {name: value for name, value in config["default"]["OPTIONS"].items() if name != "answers_within"}
    with psycopg.connect(os.environ["DATABASE_URL"], **options) as connected:
        shown = [connected.execute(f"SHOW {name}").fetchone()[0] for name in ("statement_timeout", "lock_timeout")]
    assert shown == ["7s", "5s"]


@pytest.mark.slow
@pytest.mark.sqlite_only  # settings of other processes, which connect to nothing
@pytest.mark.parametrize(
    ("entry", "within"), [("settings.wsgi", 8), ("settings.asgi", 8), ("django; django.setup()", None)]
)
def test_the_web_server_is_patient_for_so_long_and_commands_for_ever(entry, within, tmp_path):
    url = "postgresql://nobody@127.0.0.1:1/nothing"
    ours = {"LINDUNG_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "settings.demo"}
    ours |= {"DATABASE_URL": url, "SHELTERS_DATABASE_URL": url}
    code = (
        f"import {entry}\nfrom django.conf import settings\n"
        "print([one['OPTIONS'].get('answers_within') for one in settings.DATABASES.values()])"
    )
    for command in (["manage.py", "init_keys"], ["-c", code]):
        told = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=os.environ | ours,
            capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
    assert told.stdout.strip().splitlines()[-1] == str([within, within])
