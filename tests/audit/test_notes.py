"""Signed notes and checkpoints as C2SP writes them."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit import notes

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
ORIGIN = "lindung.example/log"
ROOT = bytes(range(100, 132))


def test_a_checkpoint_reads_back():
    note = notes.checkpoint(ORIGIN, 12, ROOT, KEY)
    assert note.startswith(f"{ORIGIN}\n12\n{base64.b64encode(ROOT).decode()}\n\n\u2014 {ORIGIN} ")
    assert notes.read_checkpoint(note, ORIGIN, KEY.public_key()) == notes.CheckpointText(ORIGIN, 12, ROOT)


def test_a_verifier_key_names_itself():
    name, digest, encoded = notes.verifier_key(ORIGIN, KEY).split("+", 2)
    raw = base64.b64decode(encoded)
    assert (name, raw[0], digest) == (ORIGIN, 1, notes.key_hash(ORIGIN, raw[1:]).hex())


@pytest.mark.parametrize("change", [("\n12\n", "\n13\n"), (ORIGIN + "\n12", "other/log\n12"), ("\n\n", "\n")])
def test_a_changed_note_is_refused(change):
    note = notes.checkpoint(ORIGIN, 12, ROOT, KEY).replace(*change, 1)
    with pytest.raises(notes.BadNote):
        notes.read_checkpoint(note, ORIGIN, KEY.public_key())


def test_a_note_signed_by_another_key_is_refused():
    with pytest.raises(notes.BadNote, match="not signed by the log's key"):
        notes.read_checkpoint(notes.checkpoint(ORIGIN, 12, ROOT, OTHER), ORIGIN, KEY.public_key())


def test_an_unknown_signature_beside_is_ignored():
    note = notes.checkpoint(ORIGIN, 12, ROOT, KEY) + "\u2014 witness.example AAAAAAAA\n"
    assert notes.read_checkpoint(note, ORIGIN, KEY.public_key()).size == 12
