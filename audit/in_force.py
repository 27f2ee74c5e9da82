"""Which relations open files for which role: by the table of permissions as it is, and as it was at a moment.

The table is code, and a release may change it. So the sealer, as it starts, writes down what it says of files, unless
the newest entry says the same: the log tells what was in force when, an exported one too.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache

from access.matrix import MATRIX
from audit.holding import FILES
from audit.models import AuditEntry, Decision
from audit.objects import Thing
from audit.recording import record
from audit.stamp import ours

ACTION, ABOUT = "log.readers", Thing("log", "readers")
OPENS = "opens:"  # among the entry's digests, `opens:ROLE:RELATION`
Readers = Mapping[str, frozenset[str]]


@cache
def today() -> Readers:
    """By role the relations by which it reads a ticket, a case or a referral."""
    rows = (MATRIX[permission].items() for permission in FILES)
    return _by_role((str(role), relation) for row in rows for role, scope in row for relation in scope.relations)


def at(moment: datetime) -> Readers:
    """The same as it was in force then; before the first note as that one says, without any as today's table does."""
    noted = _noted()
    then = [entry for entry in noted if entry.time <= moment] or noted[-1:]
    return _told(then[0]) if then else today()


def note(now: datetime) -> None:
    """One entry where the table isn't the one that was noted last: a step of the sealer, as it starts."""
    newest = next(iter(_noted()), None)
    if newest is None or _told(newest) != today():
        names = [f"{OPENS}{role}:{relation}" for role, relations in today().items() for relation in relations]
        digests = {name: hashlib.sha256(name.encode()).hexdigest() for name in names}
        record(None, ACTION, ABOUT, decision=Decision.DONE, digests=digests)


def _noted() -> list[AuditEntry]:
    """What the application noted, the newest first."""
    entries = AuditEntry.objects.filter(object_kind=ABOUT.kind, object_id=ABOUT.id, action=ACTION)
    return [entry for entry in entries.order_by("-time", "-id") if ours(entry)]


def _told(entry: AuditEntry) -> Readers:
    return _by_role(name.split(":")[1:] for name in entry.digests if name.startswith(OPENS))


def _by_role(pairs: Iterable[Iterable[str]]) -> Readers:
    found: dict[str, set[str]] = defaultdict(set)
    for role, relation in pairs:
        found[role].add(relation)
    return {role: frozenset(relations) for role, relations in found.items()}
