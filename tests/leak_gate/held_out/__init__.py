"""The held-out half: houses, disguises and templates of its own, written before the matcher was tuned.

No sentence of it is ever tuned by; one that the matcher gets wrong stays as it is. It has been looked at once, though: its
first run showed a kind that fell short, the tuning half then got more of that sort, and the matcher was tuned once more
(ADR 7). So the newest figures are of a half that has spoken; those of the first run are of one that nobody had asked.
"""

from tests.leak_gate.held_out.clean import HARMLESS, NEAR_MISSES
from tests.leak_gate.held_out.leaky import LEAKY
from tests.leak_gate.held_out.places import CONTEXTS, HOUSES, PLAIN_CONTEXTS
from tests.leak_gate.sentences import Sentence, drawn

__all__ = ["FIRST_RUN", "HOUSES", "sentences"]
FIRST_RUN = "recall 99.60%, least a letter hidden behind a sign 93.3%, precision 99.80%"  # as ADR 7 has kept it


def sentences() -> list[Sentence]:
    """All sentences of the half, in a fixed order."""
    return [
        *drawn(LEAKY, leaky=True, each=30, contexts=CONTEXTS, seed="held out"),
        *drawn(NEAR_MISSES, leaky=False, each=30, contexts=PLAIN_CONTEXTS, seed="held out"),
        *drawn(HARMLESS, leaky=False, each=45, contexts=["{}"], seed="held out"),
    ]
