"""Places held and escorts sent in ways that could tell somebody where houses are: who keeps those houses is rung.

In a session that a code opened for one shift a place is held without a step-up: one who is alone at night must be able
to send a car. And whoever sends the same request to house after house, or the same escort, shows all their addresses.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access import policy
from access.models import Staff
from access.permissions import Permission
from access.roles import Role
from audit.findings import Finding
from audit.lines import name_of
from audit.queries import people
from casework.today import NOW, TodayItem
from shelters.models import Hold, HouseReference, Transfer
from shelters.models.reference import ON_CODE
from shelters.queries.finds import walls_of
from shelters.queries.meaning import page_of
from shelters.queries.standing_in import DECIDE
from shelters.workflow import HoldState

LEADING = ("hold.place", "transfer.assign", *ON_CODE)  # the acts that the steps are
DAY = timedelta(days=1)
LOOKED_BACK = timedelta(days=30)
FIRST = 101  # before everything else
MOST = 200
HELD_IN, SENT_TO, DRIVEN_TO = 3, 2, 3
"""From how many houses in a day it is told: held in for one request, sent to for one request, for one escort."""


@dataclass(frozen=True)
class Step:
    """One place held, or one escort sent."""

    at: datetime
    house_id: uuid.UUID
    by: uuid.UUID
    case_id: uuid.UUID
    card_id: uuid.UUID


@dataclass(frozen=True)
class Round:
    """The steps of a day that led to several houses, the last one last."""

    steps: tuple[Step, ...]

    @property
    def houses(self) -> set[uuid.UUID]:
        return {step.house_id for step in self.steps}

    @property
    def files(self) -> set[uuid.UUID]:
        return {step.case_id for step in self.steps}

    @property
    def key(self) -> str:
        """Made from what only the houses' database holds; another house makes it another one."""
        parts = sorted({step.card_id.bytes for step in self.steps}) + sorted(house.bytes for house in self.houses)
        return hashlib.sha256(b"sent around" + b"".join(parts)).hexdigest()


def rounds(since: datetime) -> list[Round]:
    """Each request, and each escort, that was sent around SINCE then, with the day's steps that ended last."""
    begun = since - DAY
    asked, sent, driven = defaultdict(list), defaultdict(list), defaultdict(list)
    holds = Hold.every.filter(state__in=HoldState.values, expires_at__gt=begun)  # by the index
    step = ("held_at", "place__room__house_id", "held_by_id", "case_id", "request__card_id")
    for row in holds.order_by("held_at", "id").values_list(*step):
        asked[row[-1]].append(Step(*row))
    ways = Transfer.every.filter(hold__state__in=HoldState.values, hold__expires_at__gt=begun)
    way = ("starts_at", "house_id", "assigned_by_id", "case_id", "hold__request__card_id", "escort_id")
    for *told, escort in ways.order_by("starts_at", "id").values_list(*way):
        sent[told[-1]].append(Step(*told))
        driven[escort].append(Step(*told))
    kinds = ((asked, HELD_IN), (sent, SENT_TO), (driven, DRIVEN_TO))
    every = [_around(steps, most, since) for found, most in kinds for steps in found.values()]
    return list({one.key: one for one in every if one is not None}.values())


def _around(steps: list[Step], houses: int, since: datetime) -> Round | None:
    for last in reversed(steps):
        of_day = Round(tuple(step for step in steps if last.at - DAY < step.at <= last.at))
        if last.at > since and len(of_day.houses) >= houses:
            return of_day
    return None


def on_code(since: datetime):
    """What was done in sessions for daily work SINCE then, the newest first."""
    return HouseReference.every.filter(act__in=ON_CODE, at__gt=since).order_by("-at", "-id")


def custodian_items(user) -> list[TodayItem]:
    """For the custodians of these houses, for a day: who did it, and in which house; never for whom. Nothing of a file
    behind a wall of theirs, unless nobody else could be rung: it is kept from all who keep the house (ADR 38). The main
    database is asked for the same, whatever was done."""
    if user.role != Role.CUSTODIAN:
        return []
    since, walls = timezone.now() - DAY, walls_of(user)
    kept = dict(policy.visible(user, Permission.SHELTER_READ).values_list("pk", "code"))
    known = {person.pk: person for person in Staff.objects.filter(role__in=[str(role) for role in DECIDE])}
    return [*_items_on_code(since, walls, kept, known), *_items_of_rounds(since, walls, kept, known)]


def _items_on_code(since, walls, kept, known) -> Iterator[TodayItem]:
    rows = (row for row in on_code(since).filter(house_id__in=list(kept)) if not walls.hide(row.house_id, row.case_id))
    for row in islice(rows, MOST):
        title = _("%(who)s menahan tempat atau mengirim pengantar dengan kode giliran: telepon orangnya sekarang")
        said = title % {"who": _name(row.staff_id, known)}
        url = reverse("shelters:house", args=[row.house_id])
        yield TodayItem("due", said, kept[row.house_id], url, due=row.at, at=row.at, urgency=NOW)


def _items_of_rounds(since, walls, kept, known) -> Iterator[TodayItem]:
    for one in rounds(since):
        shown = {step.house_id for step in one.steps if not walls.hide(step.house_id, step.case_id)}
        mine = sorted(kept[house] for house in shown if house in kept)
        if mine:
            title = _("Dalam sehari ke beberapa rumah berturut-turut: telepon %(who)s sekarang")
            last, said = one.steps[-1], title % {"who": _name(one.steps[-1].by, known)}
            yield TodayItem(
                "due", said, ", ".join(mine), reverse("shelters:houses"), due=last.at, at=last.at, urgency=NOW
            )


def _name(staff_id: uuid.UUID, known: dict[uuid.UUID, Staff]) -> str:
    return name_of(known[staff_id]) if staff_id in known else _("Seorang petugas")


def findings(now: datetime) -> Iterable[Finding]:
    """For auditors, before everything else: each of both, until it is signed off. Keys are kept in the main database
    then: they are made from what only the houses' database holds."""
    since, known = now - LOOKED_BACK, people()
    for row in on_code(since)[:MOST]:
        sentence = _("%(who)s menahan tempat atau mengirim pengantar dalam giliran yang dibuka dengan kode.")
        key = hashlib.sha256(b"on code" + row.salt.bytes).hexdigest()
        said = sentence % {"who": name_of_actor(row.staff_id, known)}
        whose = str(row.staff_id)
        yield Finding(f"on-code:{key}", said, row.at, FIRST, page_of(row.pk), whose=whose, of_houses=True)
    led = rounds(since)
    events = _events(one.steps[-1] for one in led)
    for one in led:
        sentence = _("%(who)s mengarahkan satu permohonan atau satu pengantar ke %(n)d rumah dalam sehari.")
        last = one.steps[-1]
        said = sentence % {"who": name_of_actor(last.by, known), "n": len(one.houses)}
        event = events.get((last.by, last.house_id, last.case_id))
        url, whose = page_of(event) if event else "", str(last.by)
        yield Finding(f"sent-around:{one.key}", said, last.at, FIRST, url, whose=whose, of_houses=True)


def _events(steps: Iterable[Step]) -> dict[tuple, uuid.UUID]:
    """The newest event of each of these STEPS, by who did it, in which house and for which file."""
    acts = HouseReference.every.filter(act__in=LEADING, case_id__in={step.case_id for step in steps})
    found = acts.order_by("at", "id").values_list("staff_id", "house_id", "case_id", "pk")
    return {(by, house, file): event for by, house, file, event in found}


def name_of_actor(staff_id: uuid.UUID, known) -> str:
    person = known.get(str(staff_id))
    return name_of(person) if person is not None else str(staff_id)[:24]
