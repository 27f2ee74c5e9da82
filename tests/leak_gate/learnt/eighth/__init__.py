"""An eighth set: the half that was held out after the seventh. It has learnt these ways since."""

from __future__ import annotations

from tests.leak_gate.learnt.eighth.clean import HARMLESS, NEAR_MISSES
from tests.leak_gate.learnt.eighth.leaky import LEAKY
from tests.leak_gate.learnt.eighth.places import CONTEXTS, HOUSES, PLAIN_CONTEXTS
from tests.leak_gate.sentences import Sentence, drawn

__all__ = ["FIRST_RUN", "HOUSES", "sentences"]

FIRST_RUN = "98.94 %, precision 100.00 %, one kind (an estate's name alone) 80 %"


def sentences() -> list[Sentence]:
    """All sentences of this half, the same at every call."""
    return [
        *drawn(LEAKY, leaky=True, each=40, contexts=CONTEXTS, seed="held_out"),
        *drawn(NEAR_MISSES, leaky=False, each=40, contexts=PLAIN_CONTEXTS, seed="held_out"),
        *drawn(HARMLESS, leaky=False, each=45, contexts=["{}"], seed="held_out"),
    ]
