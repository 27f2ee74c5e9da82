"""A fifth set. It has learnt these ways since."""

from __future__ import annotations

from tests.leak_gate.learnt.fifth.clean import HARMLESS, NEAR_MISSES
from tests.leak_gate.learnt.fifth.leaky import LEAKY
from tests.leak_gate.learnt.fifth.places import CONTEXTS, HOUSES, PLAIN_CONTEXTS
from tests.leak_gate.sentences import Sentence, drawn

__all__ = ["FIRST_RUN", "HOUSES", "sentences"]

FIRST_RUN = "96.26 %, precision 99.90 %"


def sentences() -> list[Sentence]:
    """All sentences of this half; the same at every call."""
    return [
        *drawn(LEAKY, leaky=True, each=30, contexts=CONTEXTS, seed="later"),
        *drawn(NEAR_MISSES, leaky=False, each=30, contexts=PLAIN_CONTEXTS, seed="later"),
        *drawn(HARMLESS, leaky=False, each=45, contexts=["{}"], seed="later"),
    ]
