"""The targets, and the lines that say how far they are met. A ratio is SHORT where it misses by over a quarter."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

NOISE = 1.25
TITLES = {
    "empty": "empty page, signed in",
    "list": "list page",
    "middle": "list, page in the middle",
    "detail": "detail",
    "search": "search by phone",
    "note": "write a note",
}
TIMES_LIMIT = {"empty": 1.3, "list": 1.5, "middle": 1.5, "detail": 1.5, "search": 2.0, "note": 1.7}
AUDITED = ("detail", "note")  # where a log row is due, in the limit as in ours
QUERIES = {"empty": 2, "list": 5, "middle": 5, "detail": 4, "search": 4, "note": 5}
BESIDE = {
    "detail": (6, "panels: people, risk, readers, holds, protection, which the houses answer by two"),
    "note": (2, "how many can see it, and the form's token, which lets it act once"),
}
GROWTH = 1.2
GROWING = ("list", "detail", "search", "note")
SEALS = {
    "seal, key held": 1.5,
    "open, key held": 1.5,
    "seal, key unwrapped each time": 4.0,
    "open, key unwrapped each time": 4.0,
}


@dataclass
class Figures:
    """What was measured of one peer's page: seconds of each round, length, statements."""

    rounds: list[list[float]]
    bytes: int = 0
    queries: int = 0

    @property
    def medians(self) -> list[float]:
        return [statistics.median(times) for times in self.rounds]

    @property
    def p50(self) -> float:
        return statistics.median(self.medians)

    @property
    def p95(self) -> float:
        times = sorted(time for times in self.rounds for time in times)
        return times[min(len(times) - 1, round(0.95 * len(times)))]


def ratio(one: Figures, other: Figures) -> float:
    """The median over the rounds of what ONE took by what OTHER took in the same round."""
    return statistics.median(a / b for a, b in zip(one.medians, other.medians, strict=True))


class Verdicts:
    """Numbers the lines, prints them, and counts."""

    def __init__(self) -> None:
        self.ok = self.short = 0

    def line(self, met: bool, text: str) -> None:
        self.ok += met
        self.short += not met
        print(f"{'ok' if met else 'SHORT'} {self.ok + self.short} {text}", flush=True)

    def ratio(self, what: str, value: float, target: float, unit: str, shown: str = "") -> None:
        """A ratio that must stay under its target; between target and a quarter above it noise decides."""
        note = f"≤ {target:g}" + (", within a quarter" if target < value <= target * NOISE else "")
        self.line(value <= target * NOISE, f"{what}: {value:.2f} × {unit} ({note}){shown}")

    def rate(self, what: str, value: float, target: float, unit: str, shown: str = "") -> None:
        """A rate that must reach its target; between target and a quarter below it noise decides."""
        note = f"≥ {target:g}" + (", within a quarter" if target / NOISE <= value < target else "")
        self.line(value >= target / NOISE, f"{what}: {value:.2f} × {unit} ({note}){shown}")

    def count(self, what: str, value: int, target: int, allowed: str = "") -> None:
        """A number of queries; no noise is allowed for."""
        self.line(value <= target, f"{what}: {value} {'query' if value == 1 else 'queries'} (≤ {target}{allowed})")

    def pages(self, where: str, taken: dict[tuple[str, str], Figures]) -> None:
        """All pages of one database and size; TAKEN by (peer, page)."""
        for page, target in TIMES_LIMIT.items():
            ours, stock, limit = (taken[peer, page] for peer in ("ours", "stock", "limit"))
            unit = "audited limit" if page in AUDITED else "limit"
            shown = f"; {ratio(ours, stock):.2f} × stock; p50/p95 ms: " + ", ".join(
                f"{peer} {figures.p50 * 1000:.1f}/{figures.p95 * 1000:.1f}"
                for peer, figures in (("ours", ours), ("limit", limit), ("stock", stock))
            )
            shown += f"; kB: {ours.bytes / 1000:.1f}, {limit.bytes / 1000:.1f}, {stock.bytes / 1000:.1f}"
            self.ratio(f"{TITLES[page]}, {where}", ratio(ours, limit), target, unit, shown)
        for page, target in QUERIES.items():
            beside, what = BESIDE.get(page, (0, ""))
            allowed = f", {beside} of them for {what}" if beside else ""
            others = f"; limit {taken['limit', page].queries}, stock {taken['stock', page].queries}"
            self.count(f"{TITLES[page]}, {where}", taken["ours", page].queries, target + beside, allowed + others)

    def checks(self, where: str, answers: dict[str, dict]) -> None:
        """May I see these 25?"""
        times = ", ".join(f"{peer} {statistics.median(a['times']) * 1000:.2f}" for peer, a in answers.items())
        stock = len(answers["stock"]["queries"])
        self.count(f"25 checks, {where}", len(answers["ours"]["queries"]), 1, f"; stock {stock}; ms: {times}")

    def growth(self, database: str, few: int, many: int, taken: dict[tuple[str, int, str], Figures]) -> None:
        """How ours grows from one size to the next; stock's growth beside it."""
        for page in GROWING:
            grown = {peer: ratio(taken[peer, many, page], taken[peer, few, page]) for peer in ("ours", "stock")}
            what = f"growth of {TITLES[page]}, {database}, {few:,} → {many:,} cases"
            self.ratio(what, grown["ours"], GROWTH, "itself", f"; stock {grown['stock']:.1f} ×")

    def seals(self, measured: dict[str, float]) -> None:
        """The cipher alone."""
        for name, target in SEALS.items():
            what, key = name.split(", ")
            least, held = measured[f"seconds {name}"], measured[f"seconds {what}, key held"]
            shown = f"; bare {least * 1e6:.1f} µs"
            if key != "key held":
                shown += f", with the key held {held * 1e6:.1f} ({measured[name] * least / held:.1f} × that); "
                shown += f"reading the wrap's file {measured['seconds wrap'] * 1e6:.1f} µs"
            bare = "bare AES-GCM" if key == "key held" else "bare AES-GCM that unwraps its key each time, too"
            self.ratio(f"256 bytes, {name}", measured[name], target, bare, shown)
