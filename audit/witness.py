"""A witness for a transparency log: another institution runs it, so that nobody can show two people two logs.

    python witness.py key   --state DIR --name NAME
    python witness.py serve --state DIR --name NAME --log VKEY [--log VKEY]... [--listen 127.0.0.1:8099 | unix:PATH]

It speaks C2SP tlog-witness (https://c2sp.org/tlog-witness): a log sends a checkpoint (its name, its size, its Merkle
root, its signature; nothing of what is in it) with a proof that it continues the one before. If it does, the witness
writes that down, flushes it to the disk, and only then countersigns (https://c2sp.org/tlog-cosignature, Ed25519).
It never countersigns a log that was cut off, rewritten or forked. The file DIR/<SHA-256 of the log's name> is the
newest checkpoint that it countersigned; DIR/refused holds, as evidence, checkpoints that the log's key signed and that
contradict it: another root of the same size, or a proof that the new tree begins otherwise. A proof that shows nothing,
which anybody can send with a checkpoint that they found, is refused and accuses nobody.

One file, the standard library and `cryptography`: it shares no line with the program that writes the log.
Exit 0: told to stop. Exit 1: it can't serve. Exit 2: wrong arguments. One line on stderr says why.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import contextlib
import fcntl
import hashlib
import os
import re
import signal
import socket
import socketserver
import stat
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

MOST_BODY = 65_536  # bytes of a request
MOST_PROOF = 63  # lines, as the specification says
MOST_SIGNATURES = 32
MOST_EVIDENCE = 100  # files
MOST_CONNECTIONS = 32  # at once; who comes then is hung up on
LONGEST_SILENCE = 5  # seconds without a byte
LONGEST_CONNECTION = 60  # seconds, however busy
LARGEST_SIZE = 2**63 - 1
HASH = 32
SIGNS, COSIGNS = b"\x01", b"\x04"  # signature types of C2SP signed-note
DASH = "\u2014 "
DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}").fullmatch
OLD = re.compile(r"old (0|[1-9][0-9]{0,18})").fullmatch
ASKED = re.compile(r"/([0-9a-f]{64})/checkpoint").fullmatch
NAME = re.compile(r"[!-*,-~]{1,200}").fullmatch  # neither space nor plus


class CannotServe(Exception):
    """Why the witness can't work, in one line."""


class WrongArguments(Exception):
    """What is wrong with the command line, in one line."""


PLAIN = "text/plain; charset=utf-8"


class Answer(NamedTuple):
    """An HTTP answer: status, body, content type."""

    status: int
    body: str
    kind: str = PLAIN


class Refused(Exception):
    """A request that is not countersigned, with the answer to it."""

    def __init__(self, status: int, why: str, kind: str = PLAIN) -> None:
        super().__init__(why)
        self.answer = Answer(status, f"{why}\n", kind)


# --- keys and checkpoints (C2SP signed-note, tlog-checkpoint) --------------------------------------------------------


def _base64(text: str, length: int) -> bytes:
    """Exactly LENGTH bytes in canonical base64; raises ValueError."""
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError("no base64") from None
    if len(raw) != length or base64.b64encode(raw).decode() != text:
        raise ValueError("no base64 of that length")
    return raw


def key_id(name: str, kind: bytes, public: bytes) -> bytes:
    """The four bytes that name a key in a signature line."""
    return hashlib.sha256(name.encode() + b"\n" + kind + public).digest()[:4]


class LogKey:
    """A log's verifier key, `<name>+<id>+<base64 of type 1 and public key>`; its name is the log's origin."""

    def __init__(self, line: str) -> None:
        name, _, rest = line.partition("+")
        told, _, encoded = rest.partition("+")
        raw = _base64(encoded, 1 + HASH)
        self.name, self.id = name, key_id(name, SIGNS, raw[1:])
        self.public = Ed25519PublicKey.from_public_bytes(raw[1:])
        if not name or raw[:1] != SIGNS or self.id.hex() != told:
            raise ValueError("no verifier key of a log")


class Checkpoint:
    """A signed note that says: ORIGIN had SIZE entries with this root. Raises ValueError for anything else."""

    def __init__(self, text: str) -> None:
        body, blank, signatures = text.rpartition("\n\n")
        lines = body.split("\n")
        if not blank or not signatures.endswith("\n") or any(c < " " and c != "\n" for c in text):
            raise ValueError("not a signed note")
        if len(lines) < 3 or "" in lines or not DECIMAL(lines[1]) or int(lines[1]) > LARGEST_SIZE:
            raise ValueError("not a checkpoint")
        self.body = (body + "\n").encode()
        self.origin, self.size, self.root = lines[0], int(lines[1]), _base64(lines[2], HASH)
        self.signatures = [_signature(line) for line in signatures[:-1].split("\n")]
        if len(self.signatures) > MOST_SIGNATURES:
            raise ValueError("too many signatures")

    def with_lines(self, lines: list[str]) -> str:
        """The note with these signature lines and no others."""
        return self.body.decode() + "\n" + "".join(f"{line}\n" for line in lines)

    def signed_by(self, keys: list[LogKey]) -> list[str]:
        """The lines of those of KEYS that signed it, one a key; raises InvalidSignature where one of them did not."""
        found = {}
        for name, raw, line in self.signatures:
            for key in keys:
                if (name, raw[:4]) == (key.name, key.id):
                    key.public.verify(raw[4:], self.body)
                    found.setdefault(key.id, line)
        return list(found.values())


def _signature(line: str) -> tuple[str, bytes, str]:
    """A signature line as (key name, four bytes of key id with the signature, the line)."""
    name, blank, encoded = line.removeprefix(DASH).partition(" ")
    try:
        raw = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raw = b""
    if base64.b64encode(raw).decode() != encoded:  # the same bytes are one line
        raise ValueError("no canonical base64")
    if not line.startswith(DASH) or not name or not blank or len(raw) < 5:
        raise ValueError("a malformed signature line")
    return name, raw, line


# --- proofs (RFC 6962, 2.1.2; RFC 9162, 2.1.4.2) ---------------------------------------------------------------------


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def continues(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> bool:
    """Whether PROOF shows that the tree of NEW entries begins with the OLD ones. From nothing all trees continue."""
    if new == 0 and new_root != hashlib.sha256(b"").digest():
        return False
    if old == 0:
        return not proof
    if old == new:
        return not proof and old_root == new_root
    return shown(old, old_root, new, proof) == (old_root, new_root)


def contradicts(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> bool:
    """Whether no log can be both: another root of the same size, or a PROOF that leads to the NEW root and shows that
    its first OLD entries have another root than the old one."""
    if old == new:
        return old_root != new_root
    before, after = shown(old, old_root, new, proof)
    return after == new_root and before != old_root


def shown(old: int, old_root: bytes, new: int, proof: list[bytes]) -> tuple[bytes, bytes]:
    """The roots of OLD and of NEW entries that PROOF leads to, a way through the new tree; empty for no such way."""
    if not 0 < old < new or not proof:
        return b"", b""
    path = [old_root, *proof] if old & (old - 1) == 0 else proof
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = path[0]
    for node in path[1:]:
        if last == 0:
            return b"", b""
        if place & 1 or place == last:
            before, after = _node(node, before), _node(node, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = _node(after, node)
        place, last = place >> 1, last >> 1
    return (before, after) if last == 0 else (b"", b"")


# --- what is remembered ----------------------------------------------------------------------------------------------


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def write_down(path: Path, content: bytes) -> None:
    """PATH holds CONTENT, whole and on the disk, once this returns; until then it holds what it held."""
    unfinished = path.with_name(f"{path.name}.new")
    with open(unfinished, "wb", opener=_private) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


class Directory:
    """Where the witness keeps its key and what it countersigned. One process at a time has it."""

    def __init__(self, path: Path) -> None:
        self.path, self.refused = path, path / "refused"
        self.refused.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.lock = os.open(path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self) -> None:
        """Keep every other process out until this one ends; raises CannotServe if another one is in."""
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotServe(f"another witness uses {self.path}: stop it, or name another directory") from None

    def key(self) -> Ed25519PrivateKey:
        """The witness's key; made once, when it is not there yet."""
        place = self.path / "key"
        if not place.exists():
            self.take()
            made = Ed25519PrivateKey.generate()
            write_down(place, made.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))
        if place.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise CannotServe(f"others may read {place}: take that right away (chmod 600), or make a new key")
        content = place.read_bytes()
        if len(content) != HASH:
            raise CannotServe(f"{place} holds no key: put back the one that was there")
        return Ed25519PrivateKey.from_private_bytes(content)

    def of(self, origin: str) -> Path:
        """The file of the log with this name."""
        return self.path / hashlib.sha256(origin.encode()).hexdigest()

    def keep_evidence(self, kept: str, refused: str, body: bytes) -> None:
        """Two signed notes that the log must explain, in one file; what says the same BODY twice is one file."""
        content = f"{kept}\n{refused}".encode()
        place = self.refused / hashlib.sha256(body).hexdigest()
        if not place.exists() and len(os.listdir(self.refused)) < MOST_EVIDENCE:
            write_down(place, content)
            complain(f"{place} holds a signed checkpoint that contradicts an earlier one: call whoever keeps the log")


class Witness:
    """Countersigns checkpoints of the logs that it was told of, each continuing the one before."""

    def __init__(self, directory: Directory, name: str, logs: list[LogKey]) -> None:
        self.directory, self.name, self.private = directory, name, directory.key()
        public = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.id = key_id(name, COSIGNS, public)
        self.vkey = f"{name}+{self.id.hex()}+{base64.b64encode(COSIGNS + public).decode()}"
        self.logs: dict[str, list[LogKey]] = {}
        for log in logs:
            self.logs.setdefault(log.name, []).append(log)
        self.one_at_a_time = threading.Lock()

    def add_checkpoint(self, body: bytes) -> Answer:
        """The answer to a request of this body. What it countersigns lies on the disk before this returns."""
        try:
            old, proof, checkpoint = _read(body)
            signed = self._signed(checkpoint)
            if old > checkpoint.size:
                raise Refused(400, "the old size is larger than the checkpoint's")
            with self.one_at_a_time:
                return Answer(200, self._countersign(old, proof, checkpoint, signed))
        except Refused as refusal:
            return refusal.answer

    def newest(self, digest: str) -> Answer:
        """The newest checkpoint that it countersigned of the log whose name has this SHA-256."""
        for origin in self.logs:
            if hashlib.sha256(origin.encode()).hexdigest() == digest:
                with self.one_at_a_time:
                    last = self._last(origin)
                if last is not None:
                    return Answer(200, last.with_lines([line for _, _, line in last.signatures]))
        return Answer(404, "no checkpoint of such a log\n")

    def _signed(self, checkpoint: Checkpoint) -> list[str]:
        keys = self.logs.get(checkpoint.origin)
        if keys is None:
            raise Refused(404, "a log that this witness does not know")
        try:
            signed = checkpoint.signed_by(keys)
        except InvalidSignature:
            raise Refused(403, "the log's signature is wrong") from None
        if not signed:
            raise Refused(403, "not signed by the log's key")
        return signed

    def _countersign(self, old: int, proof: list[bytes], checkpoint: Checkpoint, signed: list[str]) -> str:
        last = self._last(checkpoint.origin)
        size, root = (last.size, last.root) if last else (0, b"")
        continued = old == size and continues(old, root, checkpoint.size, checkpoint.root, proof)
        if last is not None and contradicts(size, root, checkpoint.size, checkpoint.root, proof):
            kept = last.with_lines([line for _, _, line in last.signatures])
            self.directory.keep_evidence(kept, checkpoint.with_lines(signed), checkpoint.body)
        if old != size:
            raise Refused(409, str(size), "text/x.tlog.size")
        if not continued:
            raise Refused(422, "it does not continue the checkpoint that was countersigned before")
        line = self._line(checkpoint.body, int(time.time()))
        write_down(self.directory.of(checkpoint.origin), checkpoint.with_lines([*signed, line]).encode())
        return f"{line}\n"

    def _last(self, origin: str) -> Checkpoint | None:
        """What it countersigned last. A file that does not bear its own signature is no memory to go on from."""
        place = self.directory.of(origin)
        try:
            last = Checkpoint(place.read_text(encoding="utf-8"))
            raw = next(raw for name, raw, _ in last.signatures if (name, raw[:4]) == (self.name, self.id))
            message = _cosigned(last.body, int.from_bytes(raw[4:12], "big"))
            self.private.public_key().verify(raw[12:], message)
        except FileNotFoundError:
            return None
        except (ValueError, StopIteration, InvalidSignature):
            raise CannotServe(f"{place} is not what this witness wrote: nothing of that log is countersigned") from None
        return last

    def _line(self, body: bytes, moment: int) -> str:
        signature = moment.to_bytes(8, "big") + self.private.sign(_cosigned(body, moment))
        return f"{DASH}{self.name} {base64.b64encode(self.id + signature).decode()}"


def _cosigned(body: bytes, moment: int) -> bytes:
    """The message of a cosignature (cosignature/v1)."""
    return b"cosignature/v1\ntime %d\n" % moment + body


def _read(body: bytes) -> tuple[int, list[bytes], Checkpoint]:
    """A request's old size, proof and checkpoint."""
    try:
        head, _, note = body.decode("utf-8").partition("\n\n")
        first, *hashes = head.split("\n")
        old = OLD(first)
        if old is None or int(old[1]) > LARGEST_SIZE or len(hashes) > MOST_PROOF:
            raise ValueError("not a request")
        return int(old[1]), [_base64(line, HASH) for line in hashes], Checkpoint(note)
    except ValueError:
        raise Refused(400, "not a request to add a checkpoint") from None


# --- HTTP ------------------------------------------------------------------------------------------------------------


class Handler(BaseHTTPRequestHandler):
    """One connection. Nothing is written about who is at the other end."""

    protocol_version = "HTTP/1.1"
    timeout = LONGEST_SILENCE
    server: Server

    def do_POST(self) -> None:
        if self.path != "/add-checkpoint":
            self.close_with(404, "there is nothing here")
            return
        told = self.headers.get("Content-Length", "")
        if not DECIMAL(told) or "Transfer-Encoding" in self.headers:
            self.close_with(411, "the length is missing")
        elif int(told) > MOST_BODY:
            self.close_with(413, "too long")
        else:
            body = self.rfile.read(int(told))
            if len(body) == int(told):
                self.answered(lambda: self.server.witness.add_checkpoint(body))

    def do_GET(self) -> None:
        asked = ASKED(self.path)
        if asked is None:
            self.close_with(404, "there is nothing here")
        else:
            self.answered(lambda: self.server.witness.newest(asked[1]))

    def answered(self, work) -> None:
        """Give the answer; whatever goes wrong inside is one line here and nothing there."""
        try:
            answer = work()
        except Exception as error:
            complain(str(error) if isinstance(error, CannotServe) else f"not answered ({type(error).__name__})")
            self.close_with(500, "this witness has a problem of its own")
            return
        self.give(answer)

    def give(self, answer: Answer) -> None:
        content = answer.body.encode()
        self.send_response_only(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(content)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)

    def close_with(self, status: int, why: str) -> None:
        """Answer and hang up: what else was sent is not read."""
        self.close_connection = True
        self.give(Answer(status, f"{why}\n"))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.close_with(code, "not a request that this witness knows")

    def log_message(self, *_: object) -> None:
        """Nothing."""


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """Serves a witness, each connection in a thread, no more than so many and none for longer than a minute."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    ending = False
    request_queue_size = MOST_CONNECTIONS

    def __init__(self, listen: str, witness: Witness) -> None:
        self.witness, self.places = witness, threading.BoundedSemaphore(MOST_CONNECTIONS)
        if listen.startswith("unix:"):
            self.address_family = socket.AF_UNIX
            path = Path(listen.removeprefix("unix:"))
            if path.is_socket():
                path.unlink()  # of a witness that was killed: the directory's lock says that none is running
            super().__init__(str(path), Handler)  # type: ignore[arg-type]
            self.where = listen
        else:
            host, _, port = listen.rpartition(":")
            super().__init__((host, int(port)), Handler)
            self.where = f"{host}:{self.server_address[1]}"

    def process_request(self, request, client_address) -> None:
        if not self.places.acquire(blocking=False):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:
            self.places.release()
            raise

    def process_request_thread(self, request, client_address) -> None:
        late = threading.Timer(LONGEST_CONNECTION, _hang_up, [request])
        late.daemon = True
        late.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            late.cancel()
            self.places.release()

    def end(self, *_: object) -> None:
        """Told by a signal. An exception raised here is lost where the interpreter is tidying up just then."""
        self.ending = True

    def service_actions(self) -> None:
        """Between two connections, twice a second at least: ends if it was told to."""
        if self.ending:
            raise SystemExit(0)

    def handle_error(self, request, client_address) -> None:
        """Somebody hung up, or never said anything: no news."""


def _hang_up(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


# --- the command -----------------------------------------------------------------------------------------------------


def complain(line: str) -> None:
    """One line on stderr."""
    print(f"witness: {line}", file=sys.stderr, flush=True)


class _Arguments(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise WrongArguments(message)


def _read_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = _Arguments(prog="witness.py", description="A witness for a transparency log (C2SP tlog-witness).")
    parser.add_argument("command", choices=["key", "serve"])
    parser.add_argument("--state", metavar="DIR", type=Path, required=True, help="where it keeps what it countersigned")
    parser.add_argument("--name", required=True, help="the witness's name, as witness.example.org/w1")
    parser.add_argument("--log", metavar="VKEY", action="append", default=[], help="a log's verifier key")
    parser.add_argument("--listen", default="127.0.0.1:8099", help="HOST:PORT, or unix:PATH")
    parsed = parser.parse_args(arguments)
    if not NAME(parsed.name):
        raise WrongArguments("--name: at most 200 letters, digits and signs, neither spaces nor plus")
    try:
        parsed.logs = [LogKey(line) for line in parsed.log]
    except ValueError:
        raise WrongArguments("--log: not a log's verifier key") from None
    if parsed.command == "serve" and not parsed.logs:
        raise WrongArguments("--log is missing: the key of the log to witness")
    port = parsed.listen.rpartition(":")[2]
    if not parsed.listen.startswith("unix:") and (not DECIMAL(port) or int(port) > 65_535 or ":" not in parsed.listen):
        raise WrongArguments("--listen: HOST:PORT or unix:PATH")
    return parsed


def main(arguments: list[str]) -> int:
    """The command: gives the exit code; `serve` prints `listening on …` once it accepts connections."""
    os.umask(0o077)
    try:
        parsed = _read_arguments(arguments)
        directory = Directory(parsed.state)
        if parsed.command == "key":
            print(Witness(directory, parsed.name, []).vkey)
            return 0
        directory.take()
        witness = Witness(directory, parsed.name, parsed.logs)
        with Server(parsed.listen, witness) as server:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, server.end)
            print(f"listening on {server.where}", flush=True)
            server.serve_forever()
    except WrongArguments as error:
        print(f"usage: witness.py key|serve --state DIR --name NAME [--log VKEY]...: {error}", file=sys.stderr)
        return 2
    except CannotServe as error:
        complain(str(error))
        return 1
    except (OSError, OverflowError) as error:
        complain(f"can't work here ({getattr(error, 'strerror', None) or type(error).__name__}); nothing was lost")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
