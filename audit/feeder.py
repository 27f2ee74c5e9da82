"""The feeder: takes the newest checkpoint to the witnesses outside and keeps what they countersign.

At most once a minute (and process), and once a minute while there are new entries, whatever these are about. A
witness gets the checkpoint and a proof that it continues the one that this witness saw last: nothing of what is in
the log. One that is away delays nothing, and gets the newest when it is back.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from audit import exchange, merkle, proofs, witnesses
from audit.models import Checkpoint, Departure, WitnessAnswer
from audit.witnesses import Witness

PACE = timedelta(minutes=1)
LONGEST_STEP = 2**20  # entries that one proof goes on by: what is hashed for it stays in memory
SIZE = re.compile(r"(0|[1-9][0-9]{0,18})\n").fullmatch  # how many entries a witness says that it has seen
ASKED_TWICE = 2  # a witness that is elsewhere than we thought says where, and is asked once more
Answer = WitnessAnswer.Answer
_left_at: datetime | None = None  # when this process last showed a witness anything


def run_once(now: datetime) -> int:
    """Ask every witness that hasn't seen the newest checkpoint, unless this process asked less than a minute ago.

    Returns how many countersigned. Where locations wait for witnesses (strict), each newest checkpoint leaves at once.
    """
    newest, told = _newest(), witnesses.configured()
    if not newest or not told or _left_just_now(now):
        return 0
    return sum(_feed(witness, now) for witness in told if _size_of(witness) != newest)


def message(old: int, proof: Sequence[bytes], note: str) -> bytes:
    """What a witness is sent (C2SP tlog-witness, add-checkpoint)."""
    lines = [f"old {old}", *(base64.b64encode(node).decode() for node in proof)]
    return ("\n".join(lines) + "\n\n" + note).encode()


def _left_just_now(now: datetime) -> bool:
    """By what this process did: a row of a departure that somebody put in by SQL keeps no witness from being asked."""
    if witnesses.is_strict():
        return False
    return _left_at is not None and now - PACE < _left_at <= now  # a clock that was set back keeps nobody waiting


def _newest() -> int:
    return Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0


def _size_of(witness: Witness) -> int:
    """How many entries the witness has seen, as far as we know."""
    seen = witnesses.newest_of(witness.name)
    return seen.checkpoint_id if seen else 0


def _feed(witness: Witness, now: datetime) -> bool:
    old = _size_of(witness)
    for _ in range(ASKED_TWICE):
        checkpoint = _next_after(old)
        _leaves(checkpoint, now)
        said = exchange.post(witness.url, message(old, proof(old, checkpoint), checkpoint.note))
        if said is None:
            return False
        if said.status != 409:
            return _take(witness, checkpoint, said, now)
        told = SIZE(said.body) if said.kind == "text/x.tlog.size" else None
        seen = int(told[1]) if told else None
        if old == checkpoint.size and seen in (None, old):  # version 1.0.0 of 422: another root of this very size
            _note(witness, checkpoint, Answer.REFUSED, now)
            return False
        if seen is None:
            return False
        old = seen
        if old > _newest():
            _note(witness, checkpoint, Answer.AHEAD, now)
            return False
    return False


def _take(witness: Witness, checkpoint: Checkpoint, said: exchange.Said, now: datetime) -> bool:
    """Keep the witness's word. What is neither its signature nor a refusal of the specification's counts as none.

    A word that is dated later than our clock says is kept as that, and nothing was seen by it: the witness lies, or
    whoever set our clock back would have looks seen in time that weren't.
    """
    if said.status == 200:
        signature = witness.key.found_in(said.body, checkpoint.note)
        said_at = witness.key.moment_of(checkpoint.note, signature)
        if said_at is None:
            return False
        if said_at - max(now, timezone.now()) > witnesses.TOO_EARLY:  # our step may have begun long before
            _note(witness, checkpoint, Answer.CLOCK, now, signature)
            return False
        at = max(now, said_at - witnesses.CLOCKS)  # our step began before, or our clock is late
        WitnessAnswer.objects.create(
            checkpoint=checkpoint, witness=witness.name, answer=Answer.COSIGNED, signature=signature, at=at
        )
        return True
    if said.status == 422:
        _note(witness, checkpoint, Answer.REFUSED, now)
    elif said.status in (403, 404):
        _note(witness, checkpoint, Answer.UNKNOWN, now)
    return False


def _note(witness: Witness, checkpoint: Checkpoint, answer: str, now: datetime, signature: bytes = b"") -> None:
    """Note a refusal once: it comes back each minute until somebody has looked."""
    standing = witnesses.refusals_of(witness.name, witnesses.newest_of(witness.name))
    if answer not in {refusal.answer for refusal in standing}:
        said = {"answer": answer, "signature": signature, "at": now}
        WitnessAnswer.objects.create(checkpoint=checkpoint, witness=witness.name, **said)


def _leaves(checkpoint: Checkpoint, now: datetime) -> None:
    """Note that it left, before it does; once, however many witnesses are told now."""
    global _left_at
    _left_at = now
    left = {"checkpoint": checkpoint, "how": Departure.How.WITNESS, "at": now}
    if not Departure.objects.filter(**left).exists():
        Departure.objects.create(**left)


def _next_after(old: int) -> Checkpoint:
    """The newest checkpoint, or after a long absence the largest that one proof reaches."""
    rows = Checkpoint.objects.order_by("-size").only("size", "note")
    within = rows.filter(size__gte=old, size__lte=old + LONGEST_STEP).first() if old else None
    return within or rows[0]


def proof(old: int, checkpoint: Checkpoint) -> list[bytes]:
    """The proof that CHECKPOINT continues the first OLD entries, made without reading what came before these."""
    if old in (0, checkpoint.size):
        return []
    frontier, leaves = proofs.since(old, checkpoint)
    between = old - frontier.size  # none, but where the log was put back and went on another way
    frontier.extend(leaves[:between])
    return merkle.consistency_proof(old, checkpoint.size, merkle.continuing(frontier, leaves[between:]))
