"""A fourth set, written without sight of the matcher and of the other sets, and judged as it came:
README says how it did.
"""

from tests.leak_gate.fourth.harmless import HARMLESS
from tests.leak_gate.fourth.leaky import LEAKY
from tests.leak_gate.fourth.near_misses import NEAR_MISSES
from tests.leak_gate.fourth.places import HOUSES
from tests.leak_gate.fourth.voices import CONTEXTS, PLAIN_CONTEXTS
from tests.leak_gate.sentences import Sentence, drawn

__all__ = ["HOUSES", "sentences"]


def sentences() -> list[Sentence]:
    """All sentences of the set, in a fixed order."""
    return [
        *drawn(LEAKY, leaky=True, each=15, contexts=CONTEXTS, seed="fourth"),
        *drawn(NEAR_MISSES, leaky=False, each=18, contexts=PLAIN_CONTEXTS, seed="fourth"),
        *drawn(HARMLESS, leaky=False, each=25, contexts=["{}"], seed="fourth"),
    ]
