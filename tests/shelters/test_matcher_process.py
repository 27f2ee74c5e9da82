"""The matcher's process: yes or no over a socket of one's own account, and nothing left of its memory."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import threading
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from disclosure import gate, jobs, matching
from disclosure.tasks import issue_document
from disclosure.workflow import GateState
from shelters.matcher import line, looking
from shelters.matcher.holding import Holding
from shelters.matcher.known import place_of
from shelters.matcher.recogniser import Recogniser
from shelters.queries import finds
from tests.architecture.source import ROOT
from tests.shelters.test_leak_gate import NAMED, NOTHING, submit
from vault.entropy import new_id

HOUSE, OTHER = new_id(), new_id()
TEXT = "dijemput di Jl. Srikaya Rindang nomor empat"


class Holds(Holding):
    """One that knows a place without a database."""

    def __init__(self) -> None:
        super().__init__()
        self._recogniser = Recogniser({HOUSE: place_of(address="Jalan Srikaya Rindang No. 4")})


@pytest.fixture
def path(tmp_path):
    """A socket's path, short enough, in a directory of one's own."""
    place = tmp_path / "m"
    place.mkdir(mode=0o700)
    return os.path.relpath(place / "matcher")


@pytest.fixture
def answering(path):
    """A matcher that answers there."""
    stop = threading.Event()
    with line.listen(path) as listening:
        thread = threading.Thread(target=line.serve, args=(listening, Holds(), stop), daemon=True)
        thread.start()
        yield path
        stop.set()
        thread.join(timeout=5)
        assert not thread.is_alive()


def test_it_answers_yes_or_no_about_the_houses_it_is_asked_about(answering):
    assert line.is_there(answering)
    assert line.ask(answering, TEXT, [HOUSE, OTHER]) is True
    assert line.ask(answering, TEXT, [OTHER]) is False
    assert line.ask(answering, "Klien menangis.", [HOUSE]) is False
    assert line.ask(answering, TEXT, []) is False


def test_the_socket_is_for_its_own_account_alone(answering):
    assert stat.S_IMODE(os.stat(answering).st_mode) == 0o600


def test_a_directory_that_others_can_write_to_is_refused(tmp_path):
    tmp_path.chmod(0o777)
    with pytest.raises(PermissionError):
        line.listen(os.path.relpath(tmp_path / "matcher"))


@pytest.mark.parametrize(
    "question",
    [
        b"",
        b"\0",
        b"\0\0\0\2{",
        b"\xff\xff\xff\xff",
        b"\0\0\0\1x",
        b'\0\0\0\x0d{"text": "x"}',
        b"\0\0\0\2[]",
        b"\0\0\0\x031.5",
    ],
)
def test_what_cannot_be_read_gets_no_answer_and_the_next_question_does(answering, question):
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(5)
        caller.connect(answering)
        caller.sendall(question)
        caller.shutdown(socket.SHUT_WR)
        assert caller.recv(1) in (b"", b"y")
    assert line.ask(answering, TEXT, [HOUSE]) is True


@pytest.mark.parametrize("text", ["racun", "[" * 200_000], ids=["breaks the recogniser", "nested too deep"])
def test_a_question_that_breaks_it_keeps_nobody_from_an_answer(answering, text, monkeypatch):
    whole = Recogniser.hits
    monkeypatch.setattr(Recogniser, "hits", lambda self, text, among=None: broken(text) or whole(self, text, among))
    said = text.encode() if text.startswith("[") else json.dumps({"text": text, "houses": [str(HOUSE)]}).encode()
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(5)
        caller.connect(answering)
        caller.sendall(len(said).to_bytes(4, "big") + said)
        assert caller.recv(1) == (b"" if text.startswith("[") else b"y")
    assert line.ask(answering, TEXT, [HOUSE]) is True


@pytest.mark.django_db(databases=["default", "shelters"])
def test_a_text_at_which_it_breaks_counts_as_one_that_names_every_house(world, monkeypatch):
    case = world.case()
    looking.run_all(timezone.now())
    for number, text in enumerate(("Klien racun.", "Klien menangis.")):
        submit(case, text=text, subject=f"a:{number}:x", by=world.people.manajer)
    assert set(gate.states(["a:0:x", "a:1:x"]).values()) == {GateState.RELEASED}
    whole = Recogniser.hits
    monkeypatch.setattr(Recogniser, "hits", lambda self, text, among=None: broken(text) or whole(self, text, among))
    assert looking.run_all(timezone.now()) == 2
    assert gate.unseen(5) == []
    assert [len(finds.alerts(one)) for one in (world.people.kustodian, world.people.kustodian2)] == [1, 1]


def broken(text: str) -> None:
    """As a recogniser that meets what nobody thought of."""
    if "racun" in text:
        raise IndexError(text)


def test_before_it_knows_the_locations_it_is_not_there(path):
    stop = threading.Event()
    with line.listen(path) as listening:
        thread = threading.Thread(target=line.serve, args=(listening, Holding(), stop), daemon=True)
        thread.start()
        assert not line.is_there(path)
        with pytest.raises(matching.Away):
            line.ask(path, TEXT, [HOUSE])
        stop.set()
        thread.join(timeout=5)


@pytest.mark.django_db(databases=["default", "shelters"])
def test_while_it_is_away_typing_goes_on_and_documents_wait(world, settings, path):
    settings.MATCHER_SOCKET = path
    case, people = world.case(), world.people
    assert not matching.matcher().ready()
    submit(case, text=NOTHING, subject="a:1:x", by=people.manajer)
    submit(case, text=NAMED, subject="a:2:x", by=people.petugas1)
    assert gate.states(["a:1:x", "a:2:x"]) == {"a:1:x": GateState.RELEASED, "a:2:x": GateState.WAITING}
    assert len(gate.unseen(10)) == 2
    issue_document.enqueue(str(new_id()))
    assert jobs.run_once(timezone.now()) is False
    settings.MATCHER_SOCKET = ""
    assert matching.matcher().ready()
    assert jobs.run_once(timezone.now()) is True
    assert looking.run_all(timezone.now()) == 2


def test_it_leaves_no_core_and_shows_its_memory_to_nobody():
    program = """
import ctypes, resource
from shelters.matcher import quiet
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
quiet.leave_no_core()
print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(quiet.PR_GET_DUMPABLE, 0, 0, 0, 0))
"""
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["0", "0"]


def test_without_a_socket_the_command_says_so_and_ends(settings):
    settings.MATCHER_SOCKET = ""
    said = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("matcher", stderr=said)
    assert ended.value.code == 2
    assert "MATCHER_SOCKET" in said.getvalue()
