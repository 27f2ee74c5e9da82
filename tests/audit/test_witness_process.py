"""The witness program as a process: killed, started twice, shown nonsense, given a memory that isn't its own."""

import ast
import contextlib
import os
import socket
import subprocess
import sys
import threading

import pytest

from audit import merkle, notes, verify
from audit.feeder import message
from tests.audit.outside import DIGEST, FORK, LOG, NAME, ORIGIN, OTHER_KEY, PROGRAM, VKEY, Log, key_of, said_by


def test_a_fork_is_refused_by_one_that_was_killed_and_started_again(running):
    first = running()
    assert first.ask(LOG.asks(0, 9))[0] == 200
    first.end("kill")
    again = running()
    assert again.ask(FORK.asks(0, 9)) == (409, "9\n")
    assert again.ask(FORK.asks(9, 9))[0] == 422
    assert again.ask(FORK.asks(9, 12))[0] == 422
    assert again.ask(LOG.asks(9, 12))[0] == 200


DRIVER = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
import witness
calls, die_at = [], int(sys.argv[2])
def watched(name, call):
    def perform(*arguments):
        if len(calls) == die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        calls.append(name)
        return call(*arguments)
    return perform
standing = witness.Witness(witness.Directory(witness.Path(sys.argv[3])), sys.argv[4], [witness.LogKey(sys.argv[5])])
os.fsync, os.replace = watched("flush", os.fsync), watched("replace", os.replace)
answer = standing.add_checkpoint(sys.stdin.buffer.read())
print(answer.status, *calls)
"""


def added_and_killed(state, body, die_at):
    return subprocess.run(
        [sys.executable, "-c", DRIVER, str(PROGRAM.parent), str(die_at), str(state), NAME, VKEY],
        input=body, capture_output=True, timeout=300, check=False,
    ).stdout.decode()  # fmt: skip


def test_what_it_answers_lies_on_the_disk_before_and_killed_at_any_moment_it_signs_no_fork(tmp_path):
    assert added_and_killed(tmp_path / "whole", LOG.asks(0, 5), 99) == "200 flush replace flush\n"
    for die_at in range(4):
        state = tmp_path / str(die_at)
        key_of(state)
        assert added_and_killed(state, LOG.asks(0, 4), 99).startswith("200")
        answered = added_and_killed(state, LOG.asks(4, 9), die_at)
        assert (answered != "") == (die_at == 3)  # the third flush is the last; then it may answer
        old = 9 if die_at >= 2 else 4  # from the second step on it has moved
        assert added_and_killed(state, FORK.asks(old, 12), 99).startswith("422")
        assert added_and_killed(state, LOG.asks(old, 12), 99).startswith("200")


def test_two_of_one_state_do_not_run_at_once(running, tmp_path):
    running()
    second = said_by("serve", "--state", tmp_path / "state", "--name", NAME, "--log", VKEY, "--listen", "127.0.0.1:0")
    assert (second.returncode, second.stdout, second.stderr.count("\n")) == (1, "", 1)
    assert "another witness uses" in second.stderr


TIDYING = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
import witness
class Gone:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
accepted = witness.Server.process_request
def process_request(*arguments):
    Gone()
    return accepted(*arguments)
witness.Server.process_request = process_request
sys.exit(witness.main(sys.argv[2:]))
"""


def test_it_ends_when_told_to_even_while_the_interpreter_tidies_up(tmp_path):
    key_of(tmp_path)
    words = ["serve", "--state", str(tmp_path), "--name", NAME, "--log", VKEY, "--listen", "127.0.0.1:0"]
    with subprocess.Popen(
        [sys.executable, "-c", TIDYING, str(PROGRAM.parent), *words], stdout=subprocess.PIPE, text=True
    ) as witness:
        host, _, port = witness.stdout.readline().removeprefix("listening on ").strip().rpartition(":")
        socket.create_connection((host, int(port)), 30).close()
        try:
            assert witness.wait(60) == 0
        finally:
            witness.kill()


@pytest.mark.parametrize("bent", [b"", b"x", "half", "other key", "older signature"])
def test_a_memory_that_is_not_its_own_is_no_memory_to_go_on_from(running, tmp_path, bent):
    alone = running()
    assert alone.ask(LOG.asks(0, 5))[0] == 200
    place = tmp_path / "state" / DIGEST
    text = place.read_bytes()
    body = notes.body_of(LOG.note(4)).encode()
    place.write_bytes({
        "half": text[: len(text) // 2], "other key": LOG.note(5).encode(),
        "older signature": text.replace(notes.body_of(LOG.note(5)).encode(), body),
    }.get(bent, bent))  # fmt: skip
    for body in (LOG.asks(0, 9), LOG.asks(4, 9), LOG.asks(5, 9), FORK.asks(0, 9)):
        assert alone.ask(body) == (500, "this witness has a problem of its own\n")
    alone.end()
    assert alone.complaints.count("is not what this witness wrote") == 4


def test_it_keeps_the_two_checkpoints_that_contradict_each_other(alone, tmp_path):
    alone.ask(LOG.asks(0, 9))
    for asked in (FORK.asks(0, 9), FORK.asks(9, 9), FORK.asks(9, 9) + "\u2014 x.example AAAAAAAAAA==\n".encode()):
        alone.ask(asked)
    alone.end()
    assert alone.complaints.count("contradicts an earlier one") == 1
    [evidence] = (tmp_path / "state" / "refused").iterdir()
    signers = verify.Signers(verify.Key(VKEY), [verify.Key(key_of(tmp_path / "state").line)], [])
    both = [signers.checkpoint(note, "evidence") for note in verify.kept_notes(evidence.read_text(), "evidence")]
    assert [(one.size, one.root) for one in both] == [(9, merkle.root(log.leaves[:9])) for log in (LOG, FORK)]


def test_a_proof_that_shows_nothing_accuses_nobody(alone, tmp_path):
    alone.ask(LOG.asks(0, 5))
    bent = [bytes(32), *merkle.consistency_proof(5, 9, merkle.subtrees_of(LOG.leaves[:9]))[1:]]
    for body in (
        message(5, [bytes(32)], LOG.note(5)), message(5, [], LOG.note(9)), message(5, bent, LOG.note(9)),
        message(5, [bytes(32)] * 4, LOG.note(9)), FORK.asks(3, 9),
    ):  # fmt: skip
        assert alone.ask(body)[0] in (409, 422)
    assert list((tmp_path / "state" / "refused").iterdir()) == []
    assert alone.ask(FORK.asks(5, 9))[0] == 422
    assert len(list((tmp_path / "state" / "refused").iterdir())) == 1


def test_one_contradiction_is_one_file_however_often_it_is_signed(running, tmp_path):
    alone = running(VKEY, notes.verifier_key(ORIGIN, OTHER_KEY))
    alone.ask(LOG.asks(0, 9))
    first, second = FORK.note(9), Log(40, forked=3, key=OTHER_KEY).note(9)
    lines = [note.rpartition("\n\n")[2] for note in (first, second)]
    for signed in (lines[0] * 5, lines[1], lines[0] + lines[1], lines[1] * 2 + lines[0] * 3):
        assert alone.ask(message(9, [], first.rpartition("\n\n")[0] + "\n\n" + signed))[0] == 422
    [evidence] = (tmp_path / "state" / "refused").iterdir()
    assert evidence.read_text().count(lines[0]) == 1


def test_anybody_can_ask_what_it_countersigned_last(alone, tmp_path):
    assert alone.request("GET", f"/{DIGEST}/checkpoint")[0] == 404
    alone.ask(LOG.asks(0, 5))
    alone.ask(LOG.asks(5, 9))
    status, kind, body = alone.request("GET", f"/{DIGEST}/checkpoint")
    assert (status, kind, body) == (200, "text/plain; charset=utf-8", (tmp_path / "state" / DIGEST).read_bytes())
    [note] = verify.kept_notes(body.decode(), "it")
    witness = verify.Key(key_of(tmp_path / "state").line)
    signers = verify.Signers(verify.Key(VKEY), [witness], [])
    assert signers.checkpoint(note, "it").size == 9
    assert alone.request("GET", f"/{'0' * 64}/checkpoint")[0] == 404


def test_of_many_who_ask_at_once_with_forks_one_is_countersigned(alone):
    answers, ready = [], threading.Barrier(8)

    def ask(log):
        ready.wait()
        answers.append(alone.request("POST", "/add-checkpoint", log.asks(0, 9)))

    threads = [threading.Thread(target=ask, args=(Log(9, forked=number),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for status, _, _ in answers) == [200] + [409] * 7
    assert {body for status, _, body in answers if status == 409} == {b"9\n"}


HOSTILE = {
    b"\x00" * 100: b"", b"GET\r\n\r\n": b"", b"PUT /add-checkpoint HTTP/1.1\r\n\r\n": b"501",
    b"POST /add-checkpoint HTTP/1.1\r\n\r\n": b"411",
    b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n": b"413",
    b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: -1\r\n\r\n": b"411",
    b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n": b"411",
    b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 500\r\n\r\nold 0\n": b"",
    b"POST /../../etc/passwd HTTP/1.1\r\nContent-Length: 0\r\n\r\n": b"404", b"GET /../key HTTP/1.1\r\n\r\n": b"404",
    b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n": b"431",
    b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n": b"414",
    b"POST /add-checkpoint HTTP/9.9\r\n\r\n": b"", b"\xff\xfe / HTTP/1.1\r\n\r\n": b"501",
}  # fmt: skip


def said_to(alone, request):
    """All that is answered to these bytes, once the witness hangs up."""
    host, port = alone.where.split(":")
    said = b""
    with socket.create_connection((host, int(port)), timeout=30) as connection, contextlib.suppress(ConnectionError):
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        while piece := connection.recv(65_536):
            said += piece
    return said


def test_hostile_requests_are_answered_in_a_line_or_hung_up_on_and_it_goes_on(alone):
    for request, status in HOSTILE.items():
        said = said_to(alone, request)
        assert (status in said.split(b"\r\n")[0], len(said) < 1000) == (True, True), request[:60]
    assert alone.ask(LOG.asks(0, 5))[0] == 200
    assert alone.end() == 0
    assert alone.complaints == ""


def test_who_comes_when_all_places_are_taken_is_hung_up_on(alone):
    host, port = alone.where.split(":")
    with contextlib.ExitStack() as open_ones:
        for _ in range(32):
            open_ones.enter_context(socket.create_connection((host, int(port)), timeout=30))
        assert said_to(alone, b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n") == b""


def test_its_key_is_made_once_and_nobody_else_reads_it(tmp_path):
    first, again = key_of(tmp_path / "state"), key_of(tmp_path / "state")
    assert first == again
    place = tmp_path / "state" / "key"
    assert place.stat().st_mode & 0o777 == 0o600
    os.chmod(place, 0o644)
    told = said_by("key", "--state", tmp_path / "state", "--name", NAME)
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (1, "", 1)
    assert "others may read" in told.stderr


@pytest.mark.parametrize(
    "words",
    [
        [], ["serve"], ["key", "--state", "x"], ["serve", "--state", "x", "--name", NAME],
        ["serve", "--state", "x", "--name", "a b", "--log", VKEY],
        ["serve", "--state", "x", "--name", "a+b", "--log", VKEY],
        ["serve", "--state", "x", "--name", NAME, "--log", "nonsense"],
        ["serve", "--state", "x", "--name", NAME, "--log", VKEY, "--listen", "nowhere"],
        ["serve", "--state", "x", "--name", NAME, "--log", VKEY, "--listen", "127.0.0.1:99999"],
        ["dance", "--state", "x", "--name", NAME],
    ],
)  # fmt: skip
def test_wrong_arguments_end_with_two_and_one_line(words):
    told = said_by(*words)
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1)


def test_where_it_cannot_write_it_says_so_in_a_line(tmp_path):
    (tmp_path / "file").write_text("")
    told = said_by("serve", "--state", tmp_path / "file", "--name", NAME, "--log", VKEY)
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (1, "", 1)


def test_the_program_imports_neither_django_nor_a_line_of_ours():
    tree = ast.parse(PROGRAM.read_text())
    named = {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    named |= {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    assert named - set(sys.stdlib_module_names) == {"cryptography"}
