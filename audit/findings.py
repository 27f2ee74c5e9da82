"""What an auditor should look at first: findings of the rules that packages register, ranked, one sentence each.

A rule is a function of the present moment that gives findings; it reads the log and its own package's rows, opens
nothing, and stays within a few queries. A finding that an auditor signed off comes back no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from audit.models import Review


@dataclass(frozen=True)
class Finding:
    """`key` is stable (rule and ids), at most 128 characters; `sentence` names references, never a person served."""

    key: str
    sentence: str
    at: datetime
    weight: int = 50  # 0 to 100, and 101 for what stands before everything: what stands first
    url: str = ""


Rule = Callable[[datetime], Iterable[Finding]]
_rules: dict[str, Rule] = {}


def register(name: str, rule: Rule) -> None:
    """Called from `ready()`; a second rule of the same name replaces the first."""
    _rules[name] = rule


def standing(now: datetime) -> list[Finding]:
    """Every finding that nobody has signed off, heaviest first, newest first among equals."""
    found = {finding.key: finding for rule in _rules.values() for finding in rule(now)}
    keys = list(found)
    reviewed: set[str] = set()
    for start in range(0, len(keys), 500):
        some = Review.objects.filter(key__in=keys[start : start + 500])
        reviewed.update(some.values_list("key", flat=True))
    left = [finding for key, finding in found.items() if key not in reviewed]
    return sorted(left, key=lambda finding: (-finding.weight, -finding.at.timestamp(), finding.key))


def known(key: str, now: datetime) -> bool:
    """Whether KEY is a finding that stands now."""
    return any(finding.key == key for finding in standing(now))
