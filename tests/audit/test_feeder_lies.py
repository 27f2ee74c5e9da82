"""What leaves for a witness, and what is not believed of whoever answers in its place."""

import contextlib
import socket
import threading
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from audit import feeder, findings, notes, witnesses
from audit.models import Checkpoint, WitnessAnswer
from tests.audit.logs import sealed
from tests.audit.outside import NAME, Signer, key_of

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
NOW = timezone.now()
MINUTE = timedelta(minutes=1)


def answers():
    return list(WitnessAnswer.objects.order_by("at").values_list("checkpoint", "answer"))


class Liar:
    """Answers who asks first with the first of these bytes and so on, everybody after that with the last."""

    def __init__(self, *said: bytes) -> None:
        self.said, self.listening = list(said), socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listening.getsockname()[1]}"
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listening.accept()
                with connection, contextlib.suppress(OSError):
                    connection.recv(65_536)
                    connection.sendall(self.said.pop(0) if len(self.said) > 1 else self.said[0])
                    connection.shutdown(socket.SHUT_WR)
                    while connection.recv(65_536):
                        pass

    def end(self) -> None:
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        self.thread.join()


def http_answer(body: bytes, status: bytes = b"200 OK", kind: bytes = b"text/plain") -> bytes:
    return b"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s" % (status, kind, len(body), body)


LIES = {
    "nothing": b"",
    "no HTTP": b"hello\r\n\r\n",
    "no signature": http_answer(b"fine\n"),
    "a signature of nobody": http_answer("\u2014 saksi.example/w1 AAAAAAAAAA==\n".encode()),
    "no base64": http_answer("\u2014 saksi.example/w1 !!!!\n".encode()),
    "no UTF-8": http_answer(b"\xff\xfe"),
    "a megabyte": http_answer("\u2014 saksi.example/w1 AAAA\n".encode() * 40_000),
    "never ending headers": b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 5000,
    "a trouble of its own": http_answer(b"", b"500 Sorry"),
    "somewhere else": b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
    "a size that is none": http_answer(b"minus three\n", b"409 Conflict", b"text/x.tlog.size"),
    "a size without end": http_answer(b"9" * 5000, b"409 Conflict", b"text/x.tlog.size"),
    "a size as text": http_answer(b"3\n", b"409 Conflict"),
}
SEEN = http_answer(b"2\n", b"409 Conflict", b"text/x.tlog.size")


@pytest.mark.parametrize("said", LIES.values(), ids=LIES)
def test_what_is_no_answer_counts_as_none(settings, tmp_path, said):
    key, liar = key_of(tmp_path / "w"), Liar(said)
    settings.AUDIT_WITNESSES = [f"{liar.url} {key.line}"]
    sealed(2)
    try:
        assert feeder.run_once(NOW) == 0
    finally:
        liar.end()
    assert answers() == []


@pytest.mark.parametrize(
    ("then", "noted"),
    [
        (SEEN, [(2, "refused")]),
        (http_answer(b"", b"409 Conflict"), [(2, "refused")]),
        (http_answer(b"", b"422 Unprocessable Entity"), [(2, "refused")]),
        (http_answer(b"1\n", b"409 Conflict", b"text/x.tlog.size"), []),
    ],
    ids=["the same size", "no size", "the newer status", "another size"],
)
def test_another_root_of_the_size_that_a_witness_saw_is_a_refusal_by_either_status(settings, tmp_path, then, noted):
    """C2SP tlog-witness says 422 since July 2026, its version 1.0.0 said 409."""
    key, witness = key_of(tmp_path / "w"), Liar(SEEN, then)
    settings.AUDIT_WITNESSES = [f"{witness.url} {key.line}"]
    sealed(2)
    try:
        assert feeder.run_once(NOW) == 0
    finally:
        witness.end()
    assert answers() == noted


def test_a_word_over_another_checkpoint_is_not_taken(start_witness, settings):
    witness = start_witness()
    sealed(2)
    feeder.run_once(NOW)
    [answer] = WitnessAnswer.objects.all()
    liar = Liar(http_answer(notes.signature_line(NAME, answer.signature).encode()))
    settings.AUDIT_WITNESSES = [f"{liar.url} {witness.key.line}"]
    sealed(1)
    try:
        assert feeder.run_once(NOW + MINUTE) == 0
    finally:
        liar.end()
    assert answers() == [(2, "cosigned")]


def over(note, ahead):
    """A witness whose clock is AHEAD, its word on the checkpoint NOTE, and where it answers with that."""
    signer = Signer()
    word = signer.over(note, NOW + ahead)
    return signer, word, Liar(http_answer(notes.signature_line(NAME, word).encode()))


def test_a_word_dated_later_than_our_clock_is_kept_as_that_and_nothing_was_seen_by_it(settings):
    sealed(2)
    signer, word, liar = over(Checkpoint.objects.get().note, timedelta(days=3650))
    settings.AUDIT_WITNESSES = [f"{liar.url} {signer.line}"]
    try:
        assert [feeder.run_once(NOW + n * MINUTE) for n in range(2)] == [0, 0]
    finally:
        liar.end()
    assert (answers(), witnesses.newest_at()) == ([(2, "clock")], None)
    assert bytes(WitnessAnswer.objects.get().signature) == word
    [told] = [one for one in findings.standing(NOW + MINUTE) if one.key.startswith("refused:")]
    assert (told.weight, NAME in told.sentence, "jam server ini belum tiba" in told.sentence) == (99, True, True)


def test_with_our_own_clock_set_back_a_true_word_is_not_dated_by_it(settings):
    """Whoever set it back would have had looks seen in time that weren't."""
    sealed(2)
    signer, _word, liar = over(Checkpoint.objects.get().note, timedelta(0))
    settings.AUDIT_WITNESSES = [f"{liar.url} {signer.line}"]
    try:
        with time_machine.travel(NOW - 60 * MINUTE, tick=False):
            assert feeder.run_once(timezone.now()) == 0
        assert feeder.run_once(timezone.now()) == 1
    finally:
        liar.end()
    assert answers() == [(2, "clock"), (2, "cosigned")]


def test_a_clock_that_is_a_minute_before_ours_is_believed(settings):
    sealed(2)
    signer, _word, liar = over(Checkpoint.objects.get().note, MINUTE)
    settings.AUDIT_WITNESSES = [f"{liar.url} {signer.line}"]
    try:
        assert feeder.run_once(NOW) == 1
    finally:
        liar.end()
    assert (answers(), witnesses.newest_at()) == ([(2, "cosigned")], NOW)


def test_what_leaves_is_a_checkpoint_and_a_proof_and_nothing_else(settings, tmp_path):
    """Who is asked learns the log's name, sizes, hashes and a signature; no name of this server, no cookie."""
    heard = []
    sealed(3)
    note = Checkpoint.objects.get().note
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def listen():
            connection, _ = listening.accept()
            with connection:
                got = b""
                while not got.endswith(note.encode()):
                    got += connection.recv(65_536)
                heard.append(got)

        thread = threading.Thread(target=listen)
        thread.start()
        settings.AUDIT_WITNESSES = [f"http://127.0.0.1:{port}/w {key_of(tmp_path / 'w').line}"]
        assert feeder.run_once(NOW) == 0
        thread.join()
    head, _, body = heard[0].partition(b"\r\n\r\n")
    assert body == b"old 0\n\n" + note.encode()
    assert head.split(b"\r\n") == [
        b"POST /w/add-checkpoint HTTP/1.1",
        b"Host: 127.0.0.1:%d" % port,
        b"Accept-Encoding: identity",
        b"Content-Length: %d" % len(body),
        b"Content-Type: text/plain",
        b"Connection: close",
    ]
