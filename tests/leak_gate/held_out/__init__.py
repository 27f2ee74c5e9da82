"""The held-out half: houses, disguises and templates of its own, written without sight of the matcher, never used for it."""

from __future__ import annotations

from tests.leak_gate.held_out.clean import HARMLESS, NEAR_MISSES
from tests.leak_gate.held_out.leaky import LEAKY
from tests.leak_gate.held_out.places import CONTEXTS, HOUSES, PLAIN_CONTEXTS
from tests.leak_gate.sentences import Sentence, drawn

__all__ = ["HOUSES", "sentences"]


def sentences() -> list[Sentence]:
    """All sentences of this half."""
    return [
        *drawn(LEAKY, leaky=True, each=40, contexts=CONTEXTS, seed="held_out"),
        *drawn(NEAR_MISSES, leaky=False, each=40, contexts=PLAIN_CONTEXTS, seed="held_out"),
        *drawn(HARMLESS, leaky=False, each=45, contexts=["{}"], seed="held_out"),
    ]
