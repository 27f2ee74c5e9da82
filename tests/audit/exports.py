"""Exported logs, whole, forged and tampered with, and the program that verifies them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from audit import merkle, notes, sealer
from audit import tiles as layout
from audit.models import AuditEntry
from vault import keyring

PROGRAM = Path(__file__).resolve().parents[2] / "audit" / "verify.py"
ENTRIES = "tile/entries/000.p/{}"


def verify(path, *arguments):
    return subprocess.run(
        [sys.executable, "-I", str(PROGRAM), str(path), *map(str, arguments)],
        capture_output=True, text=True, timeout=60, cwd="/", env={"PATH": "/usr/bin:/bin"}, check=False,
    )  # fmt: skip


def bundled(entries):
    return layout.bundle(entries)


def unbundled(bundle):
    entries, place = [], 0
    while place < len(bundle):
        length = int.from_bytes(bundle[place : place + 2], "big")
        entries.append(bundle[place + 2 : place + 2 + length])
        place += 2 + length
    return entries


def log_of(entries, *, key=None, newest=None):
    """A whole export over ENTRIES, well-formed and signed: what somebody who holds the key could make."""
    key = key or keyring.signing_key()
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    files = {"README.txt": b"read me", "keys": (notes.verifier_key(sealer.origin(), key) + "\n").encode()}
    note = notes.checkpoint(sealer.origin(), len(leaves), merkle.root(leaves), key).encode()
    files |= {"checkpoint": note, f"checkpoints/{len(leaves)}": note}
    writer = layout.TileWriter()
    for leaf in leaves:
        files |= dict(writer.append(leaf))
    files |= dict(writer.rest())
    for start in range(0, len(entries), 256):
        part = entries[start : start + 256]
        files[layout.tile_path("entries", start // 256, len(part))] = bundled(part)
    return files


def entry(**changes):
    content = AuditEntry.objects.order_by("number").first().content() | changes
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def replace(name, old, new):
    def change(files):
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)

    return change
