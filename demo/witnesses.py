"""The demo's two witnesses: another institution's program, here beside the city it watches, each with its own key."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from audit import notes, sealer
from vault import keyring

NAMES = ("lpsk.example/saksi", "universitas.example/saksi")
PROGRAM = Path(sealer.__file__).with_name("witness.py")


def prepare(sockets: str) -> list[list[str]]:
    """Writes down how both are reached, for whoever asks them or exports their keys; gives their command lines.

    They answer at SOCKETS, a directory, and keep what they countersigned in LINDUNG_HOME.
    """
    log = notes.verifier_key(sealer.origin(), keyring.signing_key())
    lines, commands = [], []
    for number, name in enumerate(NAMES, 1):
        whose = ["--state", str(settings.WITNESSES_FILE.parent / str(number)), "--name", name]
        address = f"unix:{os.path.join(sockets, f'witness-{number}')}"
        key = subprocess.run([sys.executable, str(PROGRAM), "key", *whose], check=True, capture_output=True, text=True)
        lines.append(f"{address} {key.stdout.strip()}\n")
        commands.append([sys.executable, str(PROGRAM), "serve", *whose, "--log", log, "--listen", address])
    settings.WITNESSES_FILE.write_text("".join(lines))
    return commands
