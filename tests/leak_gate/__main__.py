"""`python -m tests.leak_gate`: recall and precision by kind on both halves and further sets, and milliseconds a page."""

from __future__ import annotations

import statistics
import time

from tests.disclosure.narratives import ORDINARY
from tests.leak_gate import fourth, held_out, learnt, tuning
from tests.leak_gate.judging import recogniser, score

PAGE = 3000  # characters


def pages(texts: list[str]) -> list[str]:
    """The texts, one after the other, cut into pages."""
    whole = " ".join(texts * (1 + 20 * PAGE // len(" ".join(texts))))
    return [whole[n : n + PAGE] for n in range(0, 20 * PAGE, PAGE)]


def milliseconds(half, texts: list[str]) -> tuple[float, float]:
    """Median of all looks, and the longest page's, in the processor's own time.

    Of each page's three looks the shortest counts there: what else the machine does at that moment is not the page's.
    """
    knows, cut, took = recogniser(half), pages(texts), []
    for page in cut * 3:
        begun = time.thread_time()
        knows.hits(page)
        took.append(1000 * (time.thread_time() - begun))
    return statistics.median(took), max(min(took[number :: len(cut)]) for number in range(len(cut)))


def main() -> None:
    for name, half in {"tuning": tuning, "held out": held_out, "fourth": fourth, **learnt.SETS}.items():
        found = score(half)
        caught = f"{found.caught:.2%} of what leaks waits or is found"
        print(f"{name}: recall {found.recall:.2%}, precision {found.precision:.2%}, {caught}")
        if first_run := getattr(half, "FIRST_RUN", ""):
            print(f"  at its first run: {first_run}")
        for kind, (right, count) in [*found.leaky.items(), *found.other.items()]:
            if right < count:
                print(f"  {kind}: {right} of {count}")
        middle, longest = milliseconds(half, ORDINARY)
        print(f"  a page of case notes: {middle:.1f} ms, at most {longest:.1f} ms")
        middle, longest = milliseconds(half, [s.text for s in half.sentences() if not s.leaky])
        print(f"  a page of near misses: {middle:.1f} ms, at most {longest:.1f} ms")


if __name__ == "__main__":
    main()
