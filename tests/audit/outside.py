"""A log of its own, small enough to bend, and the witness program as another institution runs it: a real process."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import http.client
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit import exchange, merkle, notes
from audit.feeder import message

PROGRAM = Path(__file__).resolve().parents[2] / "audit" / "witness.py"
NAME = "saksi.example/w1"
ORIGIN = "log.example/1"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))


class Log:
    """A log of SIZE leaves; what is done differently from leaf FORKED on makes another log of the same name."""

    def __init__(self, size: int, *, forked: int | None = None, key=KEY, origin: str = ORIGIN) -> None:
        seeds = [b"%d%s" % (i, b" otherwise" if forked is not None and i >= forked else b"") for i in range(size)]
        self.leaves = [merkle.leaf_hash(seed) for seed in seeds]
        self.key, self.origin = key, origin

    def note(self, size: int) -> str:
        return notes.checkpoint(self.origin, size, merkle.root(self.leaves[:size]), self.key)

    def asks(self, old: int, size: int) -> bytes:
        """The request to countersign the first SIZE entries for a witness that saw OLD."""
        proof = merkle.consistency_proof(old, size, merkle.subtrees_of(self.leaves[:size])) if 0 < old < size else []
        return message(old, proof, self.note(size))


VKEY = notes.verifier_key(ORIGIN, KEY)
DIGEST = hashlib.sha256(ORIGIN.encode()).hexdigest()
LOG = Log(40)
FORK = Log(40, forked=3)


def command(*words: object) -> list[str]:
    return [sys.executable, "-I", str(PROGRAM), *map(str, words)]


def said_by(*words: object) -> subprocess.CompletedProcess:
    """What the program says when it is called so."""
    return subprocess.run(command(*words), capture_output=True, text=True, timeout=300, check=False)


def key_of(state: Path, name: str = NAME) -> notes.WitnessKey:
    return notes.WitnessKey.read(said_by("key", "--state", state, "--name", name).stdout.strip())


class Signer:
    """A witness's key in our hands: `line` is its verifier key."""

    def __init__(self, name: str = NAME) -> None:
        self.key = Ed25519PrivateKey.generate()
        public = notes.public_bytes(self.key)
        told = notes.key_hash(name, public, notes.COSIGNATURE).hex()
        self.line = f"{name}+{told}+{base64.b64encode(notes.COSIGNATURE + public).decode()}"

    def over(self, note: str, at: datetime) -> bytes:
        """Its word on the checkpoint NOTE, given then."""
        moment = int(at.timestamp())
        said = self.key.sign(f"cosignature/v1\ntime {moment}\n{notes.body_of(note)}".encode())
        return notes.WitnessKey.read(self.line).hash + moment.to_bytes(8, "big") + said


class Running:
    """A witness at work. `url` is where it answers; everything that it said on stderr is in `complaints` at its end."""

    def __init__(self, state: Path, *logs: str, name: str = NAME, listen: str = "127.0.0.1:0") -> None:
        words = [word for log in logs for word in ("--log", log)]
        self.process = subprocess.Popen(
            command("serve", "--state", state, "--name", name, *words, "--listen", listen),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        where = self.process.stdout.readline().removeprefix("listening on ").strip()
        self.url = where if where.startswith("unix:") else f"http://{where}"
        self.where, self.complaints = where, ""

    def ask(self, body: bytes) -> tuple[int, str]:
        said = exchange.post(self.url, body)
        assert said is not None
        return said.status, said.body

    def request(self, method: str, path: str, body: bytes | None = None, headers: dict | None = None):
        """Any request: (status, content type, body)."""
        with contextlib.closing(http.client.HTTPConnection(self.where, timeout=30)) as connection:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Content-Type"), answer.read()

    def kept(self, origin: str) -> bytes:
        """What it countersigned last of the log of that name."""
        return self.request("GET", f"/{hashlib.sha256(origin.encode()).hexdigest()}/checkpoint")[2]

    def end(self, how: str = "terminate") -> int:
        """Ends it, politely or by `kill`; gives its exit code."""
        getattr(self.process, how)()
        _, complaints = self.process.communicate(timeout=300)
        self.complaints += complaints
        return self.process.returncode
