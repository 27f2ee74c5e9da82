"""A third set. It has learnt these ways since."""

from tests.leak_gate.learnt.third.areas import AREAS
from tests.leak_gate.learnt.third.harmless import HARMLESS
from tests.leak_gate.learnt.third.near_misses import NEAR_MISSES
from tests.leak_gate.learnt.third.numbers import COORDINATES, PHONES
from tests.leak_gate.learnt.third.places import CONTEXTS, HOUSES, PHONE_CONTEXTS, WHOLE_CONTEXTS
from tests.leak_gate.learnt.third.streets import STREETS, WHOLE
from tests.leak_gate.sentences import Sentence, drawn

__all__ = ["CONTEXTS", "FIRST_RUN", "HARMLESS", "HOUSES", "LEAKY", "NEAR_MISSES", "sentences"]

FIRST_RUN = "76.8 %"

LEAKY = {**STREETS, **WHOLE, **AREAS, **COORDINATES, **PHONES}


def sentences() -> list[Sentence]:
    """All sentences of the set, in a fixed order."""
    places = {**STREETS, **AREAS, **COORDINATES}
    return [
        *drawn(places, leaky=True, each=15, contexts=CONTEXTS, seed="fresh"),
        *drawn(WHOLE, leaky=True, each=15, contexts=WHOLE_CONTEXTS, seed="fresh"),
        *drawn(PHONES, leaky=True, each=15, contexts=PHONE_CONTEXTS, seed="fresh"),
        *drawn(NEAR_MISSES, leaky=False, each=18, contexts=["{}"], seed="fresh"),
        *drawn(HARMLESS, leaky=False, each=25, contexts=["{}"], seed="fresh"),
    ]
