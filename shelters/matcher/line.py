"""The matcher's socket: a question in, yes or no out. Local, for the same account alone.

A question is four bytes of length and JSON: `{"text", "houses"}`, or nothing but `{}` to ask whether it is there.
The answer is one byte, `y` or `n`; a question that can't be read gets none, nor does one about a text before the
locations are known, or about a house of which something did not open.
"""

from __future__ import annotations

import json
import os
import selectors
import socket
import stat
import struct
import threading
import uuid
from collections.abc import Collection
from pathlib import Path

from disclosure.matching import Away
from shelters.matcher.holding import Holding

LONGEST = 4_000_000  # bytes of a question
PATIENCE = 1.0  # seconds that either side waits for the other
_LENGTH = struct.Struct("!I")
_PEER = struct.Struct("3i")  # pid, uid, gid


def listen(path: str) -> socket.socket:
    """A socket of mode 0600 in a directory that is ours alone. One that a dead matcher left there is replaced."""
    place = Path(path)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = place.parent.stat()
    if owner.st_uid != os.getuid() or stat.S_IMODE(owner.st_mode) & 0o022:
        raise PermissionError("The matcher's socket needs a directory that nobody else can write to.")
    place.unlink(missing_ok=True)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        line.bind(path)
    finally:
        os.umask(before)
    line.listen(64)
    return line


def serve(line: socket.socket, holding: Holding, stop: threading.Event) -> None:
    """Answers one question after the other until STOP is set."""
    line.setblocking(False)
    with selectors.DefaultSelector() as ready:
        ready.register(line, selectors.EVENT_READ)
        while not stop.is_set():
            if ready.select(timeout=0.2):
                try:
                    caller, _ = line.accept()
                except OSError:
                    continue
                with caller:
                    caller.settimeout(PATIENCE)
                    answer(caller, holding)


def answer(caller: socket.socket, holding: Holding) -> None:
    """Reads one question and answers it; whoever is another account, or asks what can't be read, gets nothing."""
    try:
        if _account_of(caller) != os.getuid():
            return
        question = json.loads(_take(caller, _LENGTH.unpack(_take(caller, _LENGTH.size))[0]))
        if question:
            if not holding.is_open:
                return
            houses = [uuid.UUID(one) for one in question["houses"]]
            yes = bool(holding.named(str(question["text"]), houses))
        else:
            yes = holding.is_open
        caller.sendall(b"y" if yes else b"n")
    except Exception:
        return  # one question that breaks the recogniser, or that nobody could mean, ends nobody else's answers


def ask(path: str, text: str, houses: Collection[uuid.UUID]) -> bool:
    """Whether TEXT names one of HOUSES; raises Away."""
    return _exchange(path, {"text": text, "houses": [str(house) for house in houses]})


def is_there(path: str) -> bool:
    """Whether the matcher answers and knows the locations."""
    try:
        return _exchange(path, {})
    except Away:
        return False


def _exchange(path: str, question: dict) -> bool:
    content = json.dumps(question).encode()
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(PATIENCE)
            line.connect(path)
            line.sendall(_LENGTH.pack(len(content)) + content)
            said = line.recv(1)
    except OSError:
        raise Away from None
    if said not in (b"y", b"n"):
        raise Away
    return said == b"y"


def _take(caller: socket.socket, size: int) -> bytes:
    if size > LONGEST:
        raise Away
    parts = bytearray()
    while len(parts) < size:
        part = caller.recv(min(65_536, size - len(parts)))
        if not part:
            raise Away
        parts += part
    return bytes(parts)


def _account_of(caller: socket.socket) -> int:
    return _PEER.unpack(caller.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))[1]
