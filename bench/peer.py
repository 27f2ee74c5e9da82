"""One peer in a process of its own: `python -m bench.peer NAME NUMBER`; orders and answers are lines of JSON.

{"do": "seed"}                                    → {"seconds": …}
{"do": "check", "page": …}                        → {"bytes": …, "queries": [sql, …]}
{"do": "time", "page": …, "budget": …, "most": …} → {"times": [seconds, …]}
{"do": "checks"}                                  → {"times": […], "queries": [sql, …]}
{"do": "seals"}                                   → {"name": ratio, …}; ours alone
"""

from __future__ import annotations

import json
import os
import sys
import time
from importlib import import_module

from bench import cases

CHECKED = 25
PEERS = ("ours", "stock", "limit")


class Peer:
    """Carries out the orders."""

    def __init__(self, name: str, number: int) -> None:
        self.site = import_module(f"bench.{name}.seeding")
        self.number = number
        self.asker = None

    def seed(self) -> dict:
        from bench.asking import Asker

        before = time.perf_counter()
        self.asker = Asker(self.site.seed(cases.rows(self.number)))
        return {"seconds": time.perf_counter() - before}

    def check(self, page: str) -> dict:
        size = self.asker.check(page)
        return {"bytes": size, "queries": self.asker.queries(page)}

    def time(self, page: str, budget: float, most: int) -> dict:
        return {"times": self.asker.times(page, budget, most)}

    def checks(self) -> dict:
        """May I see these 25? Timed without a page around it."""
        from bench.asking import Wrong, counting

        world = self.asker.world
        ids = world.handled[:CHECKED]
        with counting() as seen:
            if self.site.seen(world.person, ids) != len(ids):
                raise Wrong("not all of one's own cases are seen")
        taken = []
        for _ in range(5):
            before = time.perf_counter()
            self.site.seen(world.person, ids)
            taken.append(time.perf_counter() - before)
        return {"times": taken, "queries": seen}

    def seals(self) -> dict:
        from bench.seals import measure

        return measure()


def main(name: str, number: int) -> None:
    """Serves orders until the input ends."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever prints, prints beside the answers
    import django

    django.setup()
    peer = Peer(name, number)
    for line in sys.stdin:
        order = json.loads(line)
        answers.write(json.dumps(getattr(peer, order.pop("do"))(**order)) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
