"""Who could have opened a file at a moment: whose grant, or whose unit's, stood then, for a role that reads by it.

What a grant opened for which role is read from the table that was in force; conflicts of interest beat grants then as
now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from access import roots
from access.models import ConflictOfInterest, Staff, Unit
from audit import in_force, words
from audit.explaining import in_words
from audit.holding import Held, Holding, names_of
from audit.lines import name_of
from audit.models import AuditEntry
from audit.places import Place, Places
from audit.queries import people

ACCOUNTS = ("account.open", "account.close", "account.reopen")


@dataclass(frozen=True)
class Opener:
    """One person who could have, in the role of then, and by what.

    `moved`: they have changed role or unit since, and the entry doesn't say from where; they may have been able to.
    """

    who: str
    url: str
    role: str
    agency: str
    by: str
    until: datetime | None
    moved: bool


def could_open(case_id: UUID, moment: datetime) -> list[Opener]:
    """Everybody who could have opened this file, or a referral of it, at that moment, by name."""
    stood = [held for held in Holding([case_id]).of(case_id) if held.stood(moment)]
    everybody = {str(person.pk): person for person in people().values() if not person.is_robot}
    units = {str(pk): name for pk, name in Unit.objects.values_list("pk", "name")} if stood else {}
    places = Places(everybody.values(), moment)
    accounts, walls, readers = _accounts(everybody), _Walls(case_id, moment, stood), in_force.at(moment)
    found = []
    for pk, person in everybody.items() if stood else ():
        place = places.at(person, moment)
        mine = _theirs(stood, person, place, readers) if place else []
        if (place and not mine) or not _was_open(accounts[pk], moment) or walls.keep_out(person, place):
            continue
        weaker = [(not held.assigns, not held.relation.endswith("_case"), held.since) for held in mine]
        best = mine[weaker.index(min(weaker))] if mine else None
        found.append(
            Opener(
                who=name_of(person),
                url=reverse("audit:person", args=[person.pk]),
                role=words.role(place.role if place else person.role),
                agency=person.agency.name,
                by=in_words(best, units.get(best.whom, "")) if best else "",
                until=best.until if best else None,
                moved=place is None,
            )
        )
    return sorted(found, key=lambda opener: (opener.role, opener.who))


def _theirs(stood: list[Held], person: Staff, place: Place, readers: in_force.Readers) -> list[Held]:
    """What stood for this person in that role and unit, and opened a file for that role."""
    mine, opening = names_of(person, place.unit), readers.get(str(place.role), frozenset())
    return [held for held in stood if held.whom in mine and held.relation in opening]


def _accounts(people: Iterable[str]) -> dict[str, list[tuple[str, datetime]]]:
    """What happened to these accounts, oldest first."""
    found: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
    wanted = set(people)
    # by their act: an account is named by every entry that gives it something, for years
    rows = AuditEntry.objects.of_acts(*ACCOUNTS).filter(object_kind="staff")
    for pk, action, time in rows.order_by("time", "id").values_list("object_id", "action", "time"):
        if pk in wanted:
            found[pk].append((action, time))
    return found


def _was_open(acts: list[tuple[str, datetime]], moment: datetime) -> bool:
    """Whether the account was there and not closed. One whose opening stands in no entry was there from the start."""
    before = [action for action, time in acts if time <= moment]
    later = [action for action, time in acts if time > moment]
    return before[-1] != "account.close" if before else later[:1] not in (["account.open"], ["account.reopen"])


class _Walls:
    """The conflicts of interest of a file that stood at a moment."""

    def __init__(self, case_id: UUID, moment: datetime, stood: list[Held]) -> None:
        then = Q(found_at__lte=moment) & (Q(lifted_at=None) | Q(lifted_at__gt=moment))
        rows = ConflictOfInterest.objects.filter(then, case_id=case_id).values_list("staff_id", "unit_id")
        self.people, self.units = ({str(row[side]) for row in rows if row[side]} for side in (0, 1))
        assigning = {relation for root in roots.all_roots().values() for relation in root.assigned_by}
        self.assigned = {held.whom for held in stood if held.personal and held.relation in assigning}

    def keep_out(self, person: Staff, place: Place | None) -> bool:
        """The one rule of walls (ADR 18), as it was then."""
        of_unit = bool({place.unit if place else "", str(person.own_unit_id)} & self.units)
        return str(person.pk) in self.people or (of_unit and str(person.pk) not in self.assigned)
