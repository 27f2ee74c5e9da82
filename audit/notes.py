"""C2SP signed notes and tlog checkpoints, signed with Ed25519 (signature type 1)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ED25519 = b"\x01"
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


def key_hash(name: str, public: bytes) -> bytes:
    """The four bytes that name a key in a signature line."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


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
