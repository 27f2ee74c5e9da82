"""Events in a safe house: intended, done, settled, across two databases without a common transaction.

    with house_event(by=officer, act="stay.arrive", about=stay) as reference:
        …change rows of the houses' database…

An entry `intended` with a random reference commits in `default`; the change commits in the houses' database with
that reference; an entry `done` or `failed` follows. If the process dies in between, `run_once` writes it. Who acted,
the act's name and what it was about never reach `default`.
"""

from __future__ import annotations

import functools
import hashlib
import inspect
import time
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import DatabaseError, connections, models, transaction
from django.db.models.functions import Cast

from access import robots
from access.matrix import MATRIX
from audit import canonical, references
from audit.action import acting
from audit.errors import AuditError
from audit.models import AuditEntry, Decision, digests
from audit.objects import Thing
from audit.recording import record
from audit.stamp import ours
from vault.entropy import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from access.models import Staff

EVENT = "house.event"
KIND = "reference"  # of the object of its entries
DENIED = "house.denied"  # the act of an attempt
ROTATED = "key.rotate"  # the act of sealing rows anew under a new data key
IN_HOUSES = frozenset(  # roles that act in houses, or about a place in one
    role for permission, roles in MATRIX.items() if permission.startswith("shelter.") for role in roles
)
PATIENCE = timedelta(seconds=60)
SETTLED = (Decision.DONE, Decision.FAILED)
LONGEST = timedelta(minutes=5)  # from what lies in the houses' database to its entry, with the reconciler's help
MOST_DONE = 20_000  # the newest events that were done are looked through

_reference: ContextVar[UUID | None] = ContextVar("audit_house_reference", default=None)


def current_reference() -> UUID | None:
    """The reference of the house event that is running, or None."""
    return _reference.get()


def thing(reference: UUID) -> Thing:
    """A house event as the object of an entry: a random reference and nothing else."""
    return Thing(KIND, str(reference))


def is_young(at: str, now: datetime) -> bool:
    """Whether what was written down AT that moment may still get its entry."""
    try:
        return abs(now - datetime.fromisoformat(at)) < LONGEST
    except (TypeError, ValueError):
        return False


@contextmanager
def house_event(*, by: Staff, act: str, about: models.Model | None = None) -> Iterator[UUID]:
    """The three steps around a change in the houses' database. Raises inside an open transaction of either database.

    With ABOUT the meaning is noted here; without it the caller notes it itself, inside the block.
    """
    if by is None:
        raise TypeError(f"{act}: nobody acts (by=None)")
    robots.refuse_to_act()
    if _reference.get() is not None:
        raise AuditError("a house event inside another one")
    port = references.resolver()
    reference, begun = new_id(), time.monotonic()
    with transaction.atomic(using="default", durable=True):
        record(None, EVENT, thing(reference), decision=Decision.INTENDED)
    token = _reference.set(reference)
    try:
        with transaction.atomic(using=port.using, durable=True), acting(EVENT, using=port.using) as running:
            _begin(port.using, reference)
            if about is not None:
                port.note(reference, act=act, by=by, about=about)
            yield reference
            digests = digests_of(reference, port.settle(reference, running.digests))
    except BaseException:
        _undone(port, reference)
        raise
    finally:
        _reference.reset(token)
    if time.monotonic() - begun < PATIENCE.total_seconds() / 2:
        record(None, EVENT, thing(reference), decision=Decision.DONE, digests=digests)
    else:  # `run_once` may have come first, or come now
        _settle(reference, Decision.DONE, digests, unless=(Decision.DONE,))


def _settle(
    reference: UUID, decision: Decision, digests: Mapping[str, str], *, unless: Sequence[Decision], purpose: str = ""
) -> bool:
    """The entry of how an event ended, UNLESS there is such a one; whether it was written. One at a time: SQLite's
    transactions begin IMMEDIATE, PostgreSQL has a lock for each event."""
    with transaction.atomic(using="default"):
        if connections["default"].vendor == "postgresql":
            with connections["default"].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_lock_of(reference)])
        ended = AuditEntry.objects.filter(object_id=str(reference), object_kind=KIND, decision__in=unless)
        if ended.exists():
            return False
        record(None, EVENT, thing(reference), decision=decision, purpose=purpose, digests=digests)
    return True


def _begin(using: str, reference: UUID) -> None:
    """What `_runs` asks for, until this event's transaction ends. On SQLite an event keeps all others from writing, and
    none takes a minute."""
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_lock_of(reference)])


def _runs(using: str, reference: UUID) -> bool:
    """Whether that event's transaction is open still: a renewal of many keys may take its time."""
    if connections[using].vendor != "postgresql":
        return False
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_lock_of(reference)])
        return not cursor.fetchone()[0]


def _lock_of(reference: UUID) -> int:
    return reference.int >> 65  # PostgreSQL names locks by 63 bits


def _undone(port: references.Resolver, reference: UUID) -> None:
    """The entry of a change that raised. Where it committed and its answer alone was lost it is done, not failed; which
    of the two it is `run_once` tells later, if the houses' database doesn't tell now."""
    try:
        happened = reference in port.happened([reference])
        digests = _over_what_stands(port, reference) if happened else {}
    except DatabaseError:
        return
    decision = Decision.DONE if happened else Decision.FAILED
    _settle(reference, decision, digests, unless=(Decision.DONE,) if happened else SETTLED)


def _over_what_stands(port: references.Resolver, reference: UUID) -> dict[str, str]:
    """What an entry carries that is written after its event: from then on that can't be changed unnoticed, either."""
    return digests_of(reference, port.settle(reference, {}))


def is_about_one(user: Staff | None, permission: str) -> bool:
    """Whether this person acts in houses and was asking for something of one."""
    return user is not None and permission.startswith("shelter.") and user.role in IN_HOUSES and not user.is_robot


def denied(*, by: Staff) -> None:
    """An attempt of somebody who acts in houses: whoever goes back to a page of what was done is denied, too.

    So the entry names nobody, as that of the act does not (ADR 6); who it was lies with the houses.
    """
    port, reference = references.resolver(), new_id()
    with transaction.atomic(using=port.using):
        port.note(reference, act=DENIED, by=by, about=None)
        meaning = port.settle(reference, {})
    record(None, EVENT, thing(reference), decision=Decision.DENIED, digests=digests_of(reference, meaning))


def digests_of(reference: UUID, meaning: Mapping[str, str]) -> dict[str, str]:
    """What an entry of a house event carries: one digest over what its reference stands for."""
    return {f"reference:{reference}": combined(meaning)}


def made_over(reference: str, digests: Mapping[str, str]) -> str:
    """What an entry with these digests was made over; empty if it says nothing of what this reference stands for."""
    return digests.get(f"reference:{reference}", "")


def combined(meaning: Mapping[str, str]) -> str:
    """One digest over a house event's meaning, salt and rows: always 64 digits, so it tells no number of rows."""
    return hashlib.sha256(canonical.encode(dict(meaning))).hexdigest()


def was_made_over(told: str | None, meaning: Mapping[str, str]) -> bool:
    """Whether an entry that carries TOLD was made over this meaning; none was over what no act writes."""
    try:
        return told == combined(meaning)
    except (TypeError, ValueError):
        return False


def house_action(act: str) -> Callable:
    """`house_event` as a decorator: the first argument is what the event is about; `by` is keyword-only.

    A verb that has a keyword `reference` gets the event's reference and notes the meaning itself.
    """

    def decorate(verb: Callable) -> Callable:
        parameters = inspect.signature(verb).parameters
        notes_itself = "reference" in parameters
        if "by" not in parameters:
            raise TypeError(f"{verb.__qualname__}: an action ends in the keyword by=")

        @functools.wraps(verb)
        def perform(*args, by, **kwargs):
            about = None if notes_itself else next((a for a in args if isinstance(a, models.Model)), None)
            with house_event(by=by, act=act, about=about) as reference:
                if notes_itself:
                    kwargs["reference"] = reference
                return verb(*args, by=by, **kwargs)

        perform.action = EVENT
        perform.act = act
        return perform

    return decorate


def open_intents(now: datetime, begun: datetime | None = None) -> list[AuditEntry]:
    """Entries `intended` older than a minute that nothing settled; all of them, or those BEGUN then or later."""
    since = {"time__gte": begun} if begun else {}
    settled = AuditEntry.objects.filter(object_id=models.OuterRef("object_id"), object_kind=KIND, decision__in=SETTLED)
    return list(
        AuditEntry.objects.come_to(Decision.INTENDED)
        .filter(time__lte=now - PATIENCE, **since)
        .exclude(models.Exists(settled))
        .order_by("time", "id")
    )


def done_since(since: datetime) -> dict[str, str]:
    """The digests, as text, of the newest events that were done SINCE then, by reference (`is_done`).

    Of all, whatever they were: who asked for some would tell this database which.
    """
    rows = AuditEntry.objects.filter(actor="", action=EVENT, decision=Decision.DONE, time__gte=since)
    newest = rows.order_by("-time", "-id").values_list("object_id", Cast("digests", models.TextField()))[:MOST_DONE]
    return dict(newest)


def is_done(reference: str, meaning: Mapping[str, str], done: Mapping[str, str]) -> bool:
    """Whether one of these events that were DONE was made over this meaning of a reference."""
    return reference in done and was_made_over(made_over(reference, digests.read(done[reference])), meaning)


def run_once(now: datetime) -> int:
    """Settle what a dead process left open: `done` where the change is there, else `failed`. Returns how many."""
    port = references.registered()
    left = open_intents(now)
    if port is None or not left:
        return 0
    begun = [UUID(entry.object_id) for entry in left if ours(entry)]  # one put in by SQL began nothing
    ended = [one for one in begun if not _runs(port.using, one)]
    happened = port.happened(ended)
    settled = 0
    for reference in ended:
        there = reference in happened
        decision, digests = (Decision.DONE, _over_what_stands(port, reference)) if there else (Decision.FAILED, {})
        settled += _settle(reference, decision, digests, unless=SETTLED, purpose="reconciler")
    return settled
