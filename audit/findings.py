"""What an auditor should look at first: findings of the rules that packages register, ranked, one sentence each.

A rule is a function of the present moment that gives findings; it reads the log and its own package's rows, opens
nothing, and stays within a few queries. A finding that an auditor signed off comes back no more. Rules about who read
what share what they look at: `audit.rules.window`.
"""

from __future__ import annotations

import json
import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.models import Staff
from access.roles import Role
from audit.models import AuditEntry, Review
from audit.queries import REVIEW, sees_house_events
from audit.stamp import ours

MOST = 200  # findings of one kind that stand at once: one of its own says how many more there are
FEW = 5  # findings of one kind on the first page, as long as there are others
MOST_FILES = 100  # that are named beside a note
HEAVY = 80  # the weight from which one is to be looked at now, and signed off with a note alone
BROKEN = 101  # the weight of what a rule that breaks leaves unsaid

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """`key` is stable (rule and ids), at most 128 characters; `sentence` names references, never a person served.

    `files` are those that it tells of: it isn't there for an auditor from whom one of them is kept. `whose` is the id
    of whom it judges, where the key has no entry of theirs; where it came about QUIETLY it isn't there for them.
    One OF HOUSES tells of house events: it isn't there for who is shown none of those.
    """

    key: str
    sentence: str
    at: datetime
    weight: int = 50  # 0 to 100, and 101 for what stands before everything: what stands first
    url: str = ""
    files: frozenset[UUID] = frozenset()
    whose: str = ""
    quietly: bool = False
    of_houses: bool = False

    @property
    def is_heavy(self) -> bool:
        """Whether it is to be looked at now: what came of that must be written down."""
        return self.weight >= HEAVY


def files_of(case_id: UUID | None) -> frozenset[UUID]:
    """The file of one entry, if it has one."""
    return frozenset() if case_id is None else frozenset({case_id})


Rule = Callable[[datetime], Iterable[Finding]]
_rules: dict[str, Rule] = {}


def register(name: str, rule: Rule) -> None:
    """Called from `ready()`; a second rule of the same name replaces the first."""
    _rules[name] = rule


def standing(now: datetime, *, without: frozenset[UUID] = frozenset(), reader: Staff | None = None) -> list[Finding]:
    """Every finding that nobody has signed off, heaviest first, newest first among equals; none of the files WITHOUT
    which, nor then of houses, and nothing that came about quietly because of what the READER did. Of a kind, the first
    part of the key, MOST at once: a flood of one pushes none of another off the page."""
    every = (finding for name, rule in _rules.items() for finding in asked(name, rule, now, now))
    told = (one for one in every if not (one.quietly and reader is not None and one.whose == str(reader.pk)))
    found = {finding.key: finding for finding in told if not _lies_behind(finding, without)}
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(_unsigned(found), key=_place):
        kinds[finding.key.partition(":")[0]].append(finding)
    shown = [finding for of_kind in kinds.values() for finding in of_kind[:MOST]]
    more = [_more(of_kind[MOST:]) for of_kind in kinds.values() if len(of_kind) > MOST]
    return sorted([*shown, *_unsigned({finding.key: finding for finding in more})], key=_place)


def foremost(found: list[Finding], most: int) -> list[Finding]:
    """MOST of those FOUND, as they are ranked: of a kind a FEW before others have their place, however heavy."""
    met: Counter[str] = Counter()
    few, rest = [], []
    for finding in found:
        kind = finding.key.partition(":")[0]
        met[kind] += 1
        (few if met[kind] <= FEW else rest).append(finding)
    return sorted([*few, *rest][:most], key=_place)


def asked(name: str, rule: Callable, about: object, now: datetime) -> list[Finding]:
    """What a RULE finds; where it breaks, that: whoever writes rows by SQL that it can't read would silence all others.

    A database that is away is no such row; one that holds a time that no program knows is.
    """
    try:
        return list(rule(about))
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        log.error("rule %s broke: %s", name, type(error).__name__)
        sentence = _("Satu aturan temuan tidak dapat dijalankan: mungkin basis data ditulisi. Jalankan pemeriksaan "
                     "penuh dan beri tahu administrator.")  # fmt: skip
        key = f"broken:{name}:{now:%Y-%m-%dT%H}"
        return [Finding(key, sentence, now, BROKEN, reverse("audit:check"))]


def _lies_behind(finding: Finding, without: frozenset[UUID]) -> bool:
    """Whether it is kept from whoever does WITHOUT these files."""
    in_houses = finding.of_houses and not sees_house_events(without)
    return in_houses or not finding.files.isdisjoint(without)


def _unsigned(found: dict[str, Finding]) -> list[Finding]:
    """A review counts by the entry of the auditor's press: one that was put in by SQL signs nothing off."""
    keys = list(found)
    reviewed: set[str] = set()
    for start in range(0, len(keys), 500):
        some = dict(Review.objects.filter(key__in=keys[start : start + 500]).values_list("key", "by"))
        pressed = {str(Review.id_of(key)): (key, str(by)) for key, by in some.items()}
        for entry in AuditEntry.objects.filter(object_id__in=pressed, action=REVIEW) if pressed else ():
            key, by = pressed[entry.object_id]
            if entry.actor == by and ours(entry):
                reviewed.add(key)
    return [finding for key, finding in found.items() if key not in reviewed]


def _place(finding: Finding) -> tuple[int, float, str]:
    return -finding.weight, -finding.at.timestamp(), finding.key


def _more(left: list[Finding]) -> Finding:
    """What stands for those that are LEFT behind others of their kind, until the first of them is another one."""
    first = left[0]
    sentence = ngettext(
        "Dan %(n)d temuan lagi seperti ini: %(sentence)s", "Dan %(n)d temuan lagi seperti ini: %(sentence)s", len(left)
    ) % {"n": len(left), "sentence": first.sentence}
    return replace(first, key=f"{first.key}:more", sentence=sentence)


def find(key: str, now: datetime, *, without: frozenset[UUID], reader: Staff) -> Finding | None:
    """The finding of that key that stands now for the READER, who does WITHOUT these files."""
    return next((one for one in standing(now, without=without, reader=reader) if one.key == key), None)


def judges(finding: Finding, person: Staff) -> bool:
    """Whether it is about what this person did: as it says itself, or by an entry or the account in its key."""
    return bool(_judging([finding], person))


def _judging(some: Iterable[Finding], person: Staff) -> set[str]:
    """The keys of those that are. Entries are asked for whatever they say: what one of the houses says lies with the
    houses."""
    parts = {one.key: one.key.split(":") for one in some}
    named, mine = {part for of_key in parts.values() for part in of_key if is_uuid(part)}, str(person.pk)
    own = AuditEntry.objects.filter(pk__in=named, actor=mine).values_list("pk", flat=True)
    acted = {mine, *map(str, own)}
    return {one.key for one in some if one.whose == mine or not acted.isdisjoint(parts[one.key])}


def is_uuid(text: str) -> bool:
    """Whether this part of a key is an id."""
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def beside(finding: Finding) -> str:
    """What is sealed beside a note on it, all in one size: the files that it tells of, whether it is of houses, and
    whom it judges.

    Too many files for that size are not named; whoever reads no notes isn't either, for who acted in a house is known
    there alone.
    """
    auditors = Staff.objects.filter(role=Role.AUDITOR).values_list("pk", flat=True)
    whose = finding.whose if finding.whose in set(map(str, auditors)) else ""
    files = sorted(file.hex for file in finding.files) if len(finding.files) <= MOST_FILES else None
    return json.dumps({"files": files, "whose": whose, "houses": finding.of_houses})


def kept(told: Mapping[str, str], reader: Staff, without: frozenset[UUID]) -> set[str]:
    """Of findings TOLD by their key, with what is said beside the note on each, the keys of those that are kept from
    the READER, who does WITHOUT these files: it tells of one of them or of houses, or judges the reader. Of files that
    aren't named each may be among those; what is said beside an older note says nothing of houses."""
    some = [_as_told(key, json.loads(said), without) for key, said in told.items()]
    return _judging(some, reader) | {one.key for one in some if _lies_behind(one, without)}


def _as_told(key: str, said: Mapping[str, Any], without: frozenset[UUID]) -> Finding:
    files = without if said["files"] is None else frozenset(map(UUID, said["files"]))
    return Finding(key, "", timezone.now(), files=files, whose=said["whose"], of_houses=said.get("houses", False))
