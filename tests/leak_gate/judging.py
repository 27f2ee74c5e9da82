"""How well the recogniser does on one half of the sentences."""

from __future__ import annotations

from collections import defaultdict
from types import ModuleType
from typing import NamedTuple

from disclosure.phrases import place_like
from shelters.matcher.known import place_of
from shelters.matcher.recogniser import Recogniser


class Score(NamedTuple):
    """Shares, and (right, all) by kind for leaky and other sentences. `caught`: found, or waiting for a custodian."""

    recall: float
    precision: float
    caught: float
    leaky: dict[str, tuple[int, int]]
    other: dict[str, tuple[int, int]]


def recogniser(half: ModuleType) -> Recogniser:
    """One that knows the half's houses."""
    return Recogniser({name: place_of(**house) for name, house in half.HOUSES.items()})


def score(half: ModuleType) -> Score:
    """Reads every sentence of HALF."""
    knows = recogniser(half)
    counted: dict[bool, dict[str, list[bool]]] = {True: defaultdict(list), False: defaultdict(list)}
    caught: list[bool] = []
    for sentence in half.sentences():
        hit = bool(knows.hits(sentence.text))
        counted[sentence.leaky][sentence.kind].append(hit)
        caught += [hit or bool(place_like(sentence.text))] if sentence.leaky else []
    found = [hit for hits in counted[True].values() for hit in hits]
    wrongly = [hit for hits in counted[False].values() for hit in hits]
    return Score(
        recall=sum(found) / len(found),
        precision=sum(found) / (sum(found) + sum(wrongly)),
        caught=sum(caught) / len(caught),
        leaky={kind: (sum(hits), len(hits)) for kind, hits in counted[True].items()},
        other={kind: (len(hits) - sum(hits), len(hits)) for kind, hits in counted[False].items()},
    )
