"""The first half that was held out, written before there was a matcher. Its first run showed that a kind of disguise was
missed; none of its sentences was looked at for tuning, but the tuning half was given more of that sort."""

from tests.leak_gate.learnt.second.clean import HARMLESS, NEAR_MISSES
from tests.leak_gate.learnt.second.leaky import LEAKY
from tests.leak_gate.learnt.second.places import CONTEXTS, HOUSES, PLAIN_CONTEXTS
from tests.leak_gate.sentences import Sentence, drawn

__all__ = ["FIRST_RUN", "HOUSES", "sentences"]

FIRST_RUN = "99.60 %, precision 99.80 %, one kind (a letter hidden behind a sign) 93.3 %"


def sentences() -> list[Sentence]:
    """All sentences of the half, in a fixed order."""
    return [
        *drawn(LEAKY, leaky=True, each=30, contexts=CONTEXTS, seed="held out"),
        *drawn(NEAR_MISSES, leaky=False, each=30, contexts=PLAIN_CONTEXTS, seed="held out"),
        *drawn(HARMLESS, leaky=False, each=45, contexts=["{}"], seed="held out"),
    ]
