"""In the worlds a witness stands in this process: all that it is told is an observation, and so is what it says."""

from __future__ import annotations

import shutil
from datetime import datetime
from unittest import mock

from django.conf import settings
from django.test import override_settings

from audit import exchange, feeder, notes, sealer, witness
from audit.models import Checkpoint
from vault import keyring

NAME = "saksi.example/w1"
URL = "https://saksi.example"


def told(now: datetime) -> tuple[int, list[tuple[str, bytes]], list[exchange.Said]]:
    """One step of the feeder: how many countersigned, what left for whom, byte for byte, and the answers.

    The witness saw the log's first checkpoint before, so that the step needs a proof.
    """
    state = settings.HOME / "witness"
    shutil.rmtree(state, ignore_errors=True)  # of a leak that ended in the middle of a step
    log = witness.LogKey(notes.verifier_key(sealer.origin(), keyring.signing_key()))
    directory = witness.Directory(state)
    witness.write_down(state / "key", bytes(32))
    standing = witness.Witness(directory, NAME, [log])
    first = Checkpoint.objects.order_by("size").only("note").first()
    assert standing.add_checkpoint(b"old 0\n\n" + first.note.encode()).status == 200
    left: list[tuple[str, bytes]] = []
    said: list[exchange.Said] = []

    def post(url: str, body: bytes) -> exchange.Said:
        left.append((url, body))
        answer = standing.add_checkpoint(body)
        said.append(exchange.Said(answer.status, answer.kind.partition(";")[0], answer.body))
        return said[-1]

    try:
        with override_settings(AUDIT_WITNESSES=[f"{URL} {standing.vkey}"]), mock.patch.object(exchange, "post", post):
            return feeder.run_once(now), left, said
    finally:
        shutil.rmtree(state)
