"""Whatever leaves past all that is observed is heard of, whoever does it: a library, a database, the system."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest
from django.db import connection
from PIL import Image
from weasyprint import HTML

from tests.two_worlds.happening import happenings
from tests.two_worlds.observing import Statements


@pytest.fixture
def heard(tmp_path):
    """What is heard while a test runs, with HOME a folder beside another one."""
    (tmp_path / "home").mkdir()
    (tmp_path / "elsewhere").mkdir()
    wrote = sys.dont_write_bytecode
    happenings.heard.clear()
    happenings.listen_in(tmp_path / "home")
    yield happenings.heard
    happenings.fall_silent()
    happenings.heard.clear()
    sys.dont_write_bytecode = wrote


def test_what_is_written_at_home_is_read_there_and_no_news(heard, tmp_path):
    Image.new("L", (2, 2)).save(tmp_path / "home" / "peta.png")
    (tmp_path / "elsewhere").iterdir()
    assert list(happenings.unknown()) == []


def picture(folder):
    Image.new("L", (2, 2)).save(folder / "peta.png")


def page(folder):
    HTML(string="<p>x</p>").write_pdf(folder / "peta.png")


def descriptor(folder):
    os.close(os.open(folder / "peta.png", os.O_CREAT | os.O_WRONLY))


def moved(folder):
    (folder.parent / "home" / "a").write_text("x")
    (folder.parent / "home" / "a").rename(folder / "peta.png")


def linked(folder):
    (folder / "peta.png").symlink_to(folder.parent / "home")


def database(folder):
    import sqlite3

    sqlite3.connect(folder / "peta.png").close()


@pytest.mark.parametrize("write", [picture, page, descriptor, moved, linked, database])
def test_what_is_written_elsewhere_is_heard_with_the_line_to_add(heard, tmp_path, write):
    write(tmp_path / "elsewhere")
    place = f'add `"{tmp_path}/elsewhere": "why",` to ELSEWHERE in tests/two_worlds/happening.py'
    assert list(happenings.unknown()) == [
        f"a file outside all that is compared, peta.png: {place}, or write to LINDUNG_HOME"
    ]


def test_a_connection_is_heard(heard):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.connect(("127.0.0.1", 9))
    assert [sentence.split(" (")[0] for sentence in happenings.unknown()] == ["a connection the two worlds can't see"]


def test_a_program_is_heard_by_its_name(heard):
    subprocess.run([sys.executable, "-c", ""], check=True)
    name = os.path.basename(sys.executable)
    assert list(happenings.unknown()) == [
        f'a program the two worlds don\'t know: add `"{name}": "why",` to PROGRAMS in tests/two_worlds/happening.py'
    ]


@pytest.mark.django_db
@pytest.mark.sqlite_only  # ATTACH is SQLite's
def test_a_statement_that_may_write_a_file_is_heard(heard):
    with connection.execute_wrapper(Statements()), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert list(happenings.unknown()) == []
        cursor.execute("ATTACH ':memory:' AS kept")
    assert list(happenings.unknown()) == [
        "a statement the two worlds don't know: add ATTACH to STATEMENTS in tests/two_worlds/happening.py"
    ]
