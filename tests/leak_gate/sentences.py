"""What both halves of the corpus are made of."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Sentence(NamedTuple):
    """One made-up text; `leaky` says whether it tells where one of its half's houses stands, `kind` how or why not."""

    kind: str
    leaky: bool
    text: str


def drawn(
    kinds: dict[str, Callable[[random.Random], str]], *, leaky: bool, each: int, contexts: Sequence[str], seed: str
) -> list[Sentence]:
    """EACH different sentences of every kind, each inside one of CONTEXTS; the same at every call."""
    found = []
    for kind, make in kinds.items():
        draw = random.Random(f"{seed} {kind}")
        texts: dict[str, None] = {}
        for _ in range(each * 60):
            if len(texts) == each:
                break
            texts[draw.choice(contexts).format(make(draw))] = None
        if len(texts) < each:
            raise ValueError(f"{kind} has only {len(texts)} different sentences")
        found += [Sentence(kind, leaky, text) for text in texts]
    return found
