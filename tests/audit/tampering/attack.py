"""An attack: what somebody does to the log, and what is said by whoever finds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.exports import verify
from tests.audit.logs import packed

OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@dataclass
class Scene:
    """Where an attack is carried out: a log that is empty yet, a folder, and witnesses that can be started."""

    folder: Path
    start_witness: Callable

    def file(self, name: str, content: str | bytes) -> Path:
        """A file of the attacker's or of somebody who kept something."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def offline(self, exported: bytes | dict[str, bytes], *arguments: object) -> str:
        """What verify.py says of an exported log: one line, whatever the file is."""
        data = exported if isinstance(exported, bytes) else packed(exported)
        result = verify(self.file("log.zip", data), *arguments)
        assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1), result
        return result.stderr.removeprefix("PROBLEM: ").rstrip("\n")


class Attack(NamedTuple):
    """WHERE is a regular expression that all of what was said matches: the finding and its place."""

    name: str
    carried_out: Callable[[Scene], str]
    where: str
