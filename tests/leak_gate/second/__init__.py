"""The first half that was held out: houses, disguises and templates of its own, written before the matcher was tuned.

A sentence that the matcher gets wrong stays as it is, and none was looked at for tuning. But its first run showed that a
kind of disguise was missed, the tuning half was then given more of that sort, and the matcher was tuned again
(docs/adr/0007): it has been used once. So FIRST_RUN is its honest figure, and another half is held out now.
"""

from tests.leak_gate.second.clean import HARMLESS, NEAR_MISSES
from tests.leak_gate.second.leaky import LEAKY
from tests.leak_gate.second.places import CONTEXTS, HOUSES, PLAIN_CONTEXTS
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
