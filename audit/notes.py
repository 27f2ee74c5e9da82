"""C2SP signed notes and tlog checkpoints, signed with Ed25519 (type 1), and witnesses' cosignatures (type 4)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ED25519 = b"\x01"
COSIGNATURE = b"\x04"
COSIGNATURE_SIZE = 4 + 8 + 64  # what names the key, a time, an Ed25519 signature
LAST = int(datetime(9999, 1, 1, tzinfo=UTC).timestamp())  # moments from then on no calendar here has
DASH = "\u2014 "


class BadNote(ValueError):
    """A note that is malformed, or not signed by the key that was asked for."""


@dataclass(frozen=True)
class CheckpointText:
    """What a checkpoint says."""

    origin: str
    size: int
    root: bytes


def public_bytes(key: Ed25519PrivateKey | Ed25519PublicKey) -> bytes:
    """The raw 32 bytes of the public key."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def key_hash(name: str, public: bytes, kind: bytes = ED25519) -> bytes:
    """The four bytes that name a key in a signature line."""
    return hashlib.sha256(name.encode() + b"\n" + kind + public).digest()[:4]


def verifier_key(name: str, key: Ed25519PrivateKey | Ed25519PublicKey) -> str:
    """The key as a signed-note verifier key: `<name>+<hash>+<base64>`."""
    public = public_bytes(key)
    return f"{name}+{key_hash(name, public).hex()}+{base64.b64encode(ED25519 + public).decode()}"


def checkpoint(origin: str, size: int, root: bytes, key: Ed25519PrivateKey) -> str:
    """The signed note that says: ORIGIN had SIZE entries with this root."""
    body = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
    signature = key_hash(origin, public_bytes(key)) + key.sign(body.encode())
    return f"{body}\n{DASH}{origin} {base64.b64encode(signature).decode()}\n"


def read_checkpoint(note: str, origin: str, public: Ed25519PublicKey) -> CheckpointText:
    """What NOTE says, once its signature by this key is verified; raises BadNote. Unknown signatures are ignored."""
    body, blank, signatures = note.rpartition("\n\n")
    if not blank:
        raise BadNote("no signatures")
    body += "\n"
    wanted = key_hash(origin, public_bytes(public))
    for line in signatures.splitlines():
        name, _, encoded = line.removeprefix(DASH).partition(" ")
        try:
            raw = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            raise BadNote("a signature line that is no base64") from None
        if name == origin and raw[:4] == wanted:
            try:
                public.verify(raw[4:], body.encode())
            except InvalidSignature:
                raise BadNote("the signature is wrong") from None
            return _parse(body)
    raise BadNote("not signed by the log's key")


@dataclass(frozen=True)
class WitnessKey:
    """The key of a witness, type 4 of signed notes: it countersigns checkpoints together with the time."""

    name: str
    public: bytes
    line: str

    @classmethod
    def read(cls, line: str) -> WitnessKey:
        """The key of the verifier key LINE; raises BadNote."""
        name, _, rest = line.partition("+")
        told, _, encoded = rest.partition("+")
        try:
            raw = base64.b64decode(encoded, validate=True)
        except ValueError:
            raise BadNote("not a verifier key") from None
        right = len(raw) == 33 and raw[:1] == COSIGNATURE and key_hash(name, raw[1:], COSIGNATURE).hex() == told
        if not right or not 0 < len(name) <= 200 or not name.isprintable() or " " in name:
            raise BadNote("not a witness's verifier key")
        return cls(name, raw[1:], line)

    @property
    def hash(self) -> bytes:
        """The four bytes that name it in a signature line."""
        return key_hash(self.name, self.public, COSIGNATURE)

    def signed(self, note: str, cosignature: bytes) -> bool:
        """Whether COSIGNATURE is this witness's word on the checkpoint NOTE, whatever its time, if it bears one."""
        return self.moment_of(note, cosignature) is not None

    def moment_of(self, note: str, cosignature: bytes) -> datetime | None:
        """When this witness says that it saw the checkpoint NOTE; None where COSIGNATURE is not its word on it."""
        moment = int.from_bytes(cosignature[4:12], "big")
        if len(cosignature) != COSIGNATURE_SIZE or cosignature[:4] != self.hash or not 0 < moment < LAST:
            return None
        message = f"cosignature/v1\ntime {moment}\n{body_of(note)}".encode()
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(cosignature[12:], message)
        except (InvalidSignature, ValueError):
            return None
        return datetime.fromtimestamp(moment, UTC)

    def found_in(self, lines: str, note: str) -> bytes:
        """This witness's cosignature over NOTE among signature LINES; empty if it isn't there or is wrong."""
        for line in lines.splitlines():
            name, _, encoded = line.removeprefix(DASH).partition(" ")
            if name == self.name and line.startswith(DASH):
                try:
                    cosignature = base64.b64decode(encoded, validate=True)
                except ValueError:
                    continue
                if self.signed(note, cosignature):
                    return cosignature
        return b""


def body_of(note: str) -> str:
    """What is signed in NOTE: all up to the empty line before its signatures."""
    return note.rpartition("\n\n")[0] + "\n"


def signature_line(name: str, signature: bytes) -> str:
    """A signature as a line of a note; SIGNATURE begins with the four bytes that name the key."""
    return f"{DASH}{name} {base64.b64encode(bytes(signature)).decode()}\n"


def _parse(body: str) -> CheckpointText:
    lines = body.split("\n")
    try:
        origin, size, root = lines[0], lines[1], base64.b64decode(lines[2], validate=True)
        number = int(size)
    except (IndexError, ValueError):
        raise BadNote("not a checkpoint") from None
    if size != str(number) or number < 0 or len(root) != 32:
        raise BadNote("not a checkpoint")
    return CheckpointText(origin, number, root)
