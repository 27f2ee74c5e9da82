"""A sixth set. It has learnt these ways since."""

from __future__ import annotations

from tests.leak_gate.learnt.sixth.clean import HARMLESS, NEAR_MISSES
from tests.leak_gate.learnt.sixth.leaky import LEAKY
from tests.leak_gate.learnt.sixth.places import CONTEXTS, HOUSES, PLAIN_CONTEXTS
from tests.leak_gate.sentences import Sentence, drawn

__all__ = ["FIRST_RUN", "HOUSES", "sentences"]

FIRST_RUN = "98.89 %, precision 99.90 %"


def sentences() -> list[Sentence]:
    """Every sentence of this half, the same at every call."""
    return [
        *drawn(LEAKY, leaky=True, each=30, contexts=CONTEXTS, seed="held_out"),
        *drawn(NEAR_MISSES, leaky=False, each=30, contexts=PLAIN_CONTEXTS, seed="held_out"),
        *drawn(HARMLESS, leaky=False, each=45, contexts=["{}"], seed="held_out"),
    ]
