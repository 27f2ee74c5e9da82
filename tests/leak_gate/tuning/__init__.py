"""The half that the matcher is tuned by."""

from tests.leak_gate.sentences import Sentence, drawn
from tests.leak_gate.tuning.clean import HARMLESS, NEAR_MISSES
from tests.leak_gate.tuning.leaky import LEAKY
from tests.leak_gate.tuning.places import AROUND, HOUSES

__all__ = ["HOUSES", "sentences"]


def sentences() -> list[Sentence]:
    """All sentences of the half, in a fixed order."""
    return [
        *drawn(LEAKY, leaky=True, each=24, contexts=AROUND, seed="tuning"),
        *drawn(NEAR_MISSES, leaky=False, each=24, contexts=AROUND, seed="tuning"),
        *drawn(HARMLESS, leaky=False, each=40, contexts=["{}"], seed="tuning"),
    ]
