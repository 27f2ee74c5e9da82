"""A ninth set: held out, judged once and not tuned by; its commit changed the matcher, too, so another half is held out."""

from __future__ import annotations

from tests.leak_gate.learnt.ninth.clean import HARMLESS, NEAR_MISSES
from tests.leak_gate.learnt.ninth.leaky import LEAKY
from tests.leak_gate.learnt.ninth.places import CONTEXTS, HOUSES, PLAIN_CONTEXTS
from tests.leak_gate.sentences import Sentence, drawn


def sentences() -> list[Sentence]:
    """The whole corpus, the same at every call."""
    return [
        *drawn(LEAKY, leaky=True, each=40, contexts=CONTEXTS, seed="held_out"),
        *drawn(NEAR_MISSES, leaky=False, each=40, contexts=PLAIN_CONTEXTS, seed="held_out"),
        *drawn(HARMLESS, leaky=False, each=45, contexts=["{}"], seed="held_out"),
    ]


__all__ = ["FIRST_RUN", "HOUSES", "sentences"]

FIRST_RUN = "99.92 %, precision 99.70 %, no kind under 97.5 %"
