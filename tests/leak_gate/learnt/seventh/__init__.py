"""A seventh set: the half that was held out after the sixth. It has learnt these ways since."""

from __future__ import annotations

from tests.leak_gate.learnt.seventh.clean import HARMLESS, NEAR_MISSES
from tests.leak_gate.learnt.seventh.leaky import LEAKY
from tests.leak_gate.learnt.seventh.places import CONTEXTS, HOUSES, PLAIN_CONTEXTS
from tests.leak_gate.sentences import Sentence, drawn

__all__ = ["FIRST_RUN", "HOUSES", "sentences"]

FIRST_RUN = "99.49 %, precision 99.70 %, one kind (abbreviated) 90 %"


def sentences() -> list[Sentence]:
    """All sentences, the same at every call."""
    return [
        *drawn(LEAKY, leaky=True, each=30, contexts=CONTEXTS, seed="held_out"),
        *drawn(NEAR_MISSES, leaky=False, each=30, contexts=PLAIN_CONTEXTS, seed="held_out"),
        *drawn(HARMLESS, leaky=False, each=45, contexts=["{}"], seed="held_out"),
    ]
