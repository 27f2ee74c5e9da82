"""The held-out half: houses, disguises and templates of its own, written before the matcher was tuned.

It is never used for tuning; a sentence that the matcher gets wrong stays as it is.
"""

from tests.leak_gate.held_out.clean import HARMLESS, NEAR_MISSES
from tests.leak_gate.held_out.leaky import LEAKY
from tests.leak_gate.held_out.places import CONTEXTS, HOUSES, PLAIN_CONTEXTS
from tests.leak_gate.sentences import Sentence, drawn

__all__ = ["HOUSES", "sentences"]


def sentences() -> list[Sentence]:
    """All sentences of the half, in a fixed order."""
    return [
        *drawn(LEAKY, leaky=True, each=30, contexts=CONTEXTS, seed="held out"),
        *drawn(NEAR_MISSES, leaky=False, each=30, contexts=PLAIN_CONTEXTS, seed="held out"),
        *drawn(HARMLESS, leaky=False, each=45, contexts=["{}"], seed="held out"),
    ]
