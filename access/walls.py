"""Conflicts of interest as conditions: they beat every grant. What the rule is says `conditions.walled_sql` alone."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from access import grants, relations
from access.conditions import OwnUnit, Walled
from access.models import ConflictOfInterest, Staff, Unit
from access.prepared import Prepared


def walled(user, column: str | None) -> Q:
    """The rows whose case (in `column`) lies behind a standing conflict of this person or one of their units."""
    return Q(pk__in=[]) if column is None else Q(Walled(F(column), user.pk))


def walled_cases(user) -> list[uuid.UUID]:
    """The ids of these cases, for a database that cannot be asked in the same query."""
    return _WALLED_CASES.rows(user.pk)


def keeps_out(case_id: uuid.UUID, staff: Staff) -> bool:
    """Whether this person stands behind a wall of this file now."""
    return Staff.objects.filter(Walled(case_id, F("pk")), pk=staff.pk).exists()


def is_of(unit: Unit, user) -> bool:
    """Whether this person works in this unit, or is lent by it to another one for a shift."""
    return Unit.objects.filter(Q(group__user=user) | Q(lent=user), pk=unit.pk).exists()


def ever_before(case_id: uuid.UUID, staff: Staff) -> bool:
    """Whether a conflict of this person, or of a unit of theirs, was ever found in this file, lifted or not."""
    return ConflictOfInterest.objects.filter(Q(staff=staff) | _of_units(staff), case_id=case_id).exists()


def refused_by_their_own(case_id: uuid.UUID, staff: Staff, *, by: Staff) -> bool:
    """Whether a wall stands before a unit that both are in: nobody is let past it by somebody who is behind it."""
    walls = ConflictOfInterest.standing.filter(_of_units(staff), case_id=case_id)
    return Unit.objects.filter(Q(group__user=by) | Q(lent=by), conflicts__in=walls).exists()


def before(cases: Iterable[uuid.UUID]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """(account, case) of everybody who stands behind a wall of one of these files."""
    standing = ConflictOfInterest.standing.filter(case_id__in=list(cases))
    return _pairs(standing.filter(staff__isnull=False), standing.filter(unit__isnull=False))


def of_role(role: str) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """(account, case) of each standing conflict of the people of ROLE, or of their units.

    All are asked for, always: who reads the statements doesn't learn about whom, or about which case.
    """
    standing = ConflictOfInterest.standing
    return _pairs(standing.filter(staff__role=role), standing.filter(unit__isnull=False), role)


def shut_to_all(*roles: str) -> list[uuid.UUID] | None:
    """The files that lie behind a wall of everybody who works in one of these ROLES; None, for every file, where nobody
    works in any. All are asked for, as in `of_role`."""
    people = Staff.objects.working().filter(role__in=[str(role) for role in roles]).order_by()
    open_to_one = people.exclude(Walled(OuterRef("case_id"), F("pk")))
    shut = ConflictOfInterest.standing.filter(~Exists(open_to_one)).order_by()
    both = people.annotate(works=Value(True)).values_list("works", "pk")  # in one statement: pages ask it
    found = set(both.union(shut.annotate(works=Value(False)).values_list("works", "case_id"), all=True))
    return sorted(pk for works, pk in found if not works) if any(works for works, _pk in found) else None


def shut_at(root: type, relation: str, role: str) -> dict[uuid.UUID, frozenset[uuid.UUID] | None]:
    """The roots of this kind at which everybody of ROLE who works and has RELATION to it is kept out of some file: of
    which; None, for every file, where nobody works. All are asked for, as in `of_role`, in one statement."""
    number = relations.permission_id(root, relation)
    working = Staff.objects.working().filter(role=role).order_by()
    persons = grants.of_persons(root).objects.filter(permission=number, user__in=working)
    units = grants.of_units(root).objects.filter(permission=number, group__user__in=working)
    standing = ConflictOfInterest.standing
    told = [
        (root.every, "pk", "pk", "root"),
        (persons, "user_id", "content_object_id", "at"),
        (units, "group__user__pk", "content_object_id", "at"),
        *((part, who, "case_id", "out") for part, who in _parts(standing.filter(staff__role=role), standing, role)),
    ]
    first, *others = (
        rows.order_by().annotate(told=Value(kind), one=F(who), two=F(what)).values_list("told", "one", "two")
        for rows, who, what, kind in told
    )
    at, out, roots = defaultdict(set), defaultdict(set), []
    for kind, who, what in first.union(*others, all=True):
        if kind == "root":
            roots.append(what)
        elif kind == "at":
            at[what].add(who)
        else:
            out[who].add(what)
    shut = {pk: frozenset.intersection(*(frozenset(out[who]) for who in at[pk])) if at[pk] else None for pk in roots}
    return {pk: files for pk, files in shut.items() if files is None or files}


def keep_out_all(role: str) -> bool:
    """Whether everybody who works in ROLE, if anybody does, stands behind a wall of some file; one statement, for start
    pages ask it."""
    own = ConflictOfInterest.standing.filter(staff=OuterRef("pk"))
    theirs = [
        ConflictOfInterest.standing.filter(Walled(F("case_id"), OuterRef("pk")), **{people: OuterRef("pk")})
        for people in MEMBERS
    ]
    people = Staff.objects.working().filter(role=role)
    return not people.exclude(Exists(own)).exclude(Exists(theirs[0])).exclude(Exists(theirs[1])).exists()


def unseen_by(*roles: str) -> Q | None:
    """The rows of files that nobody who works in one of these ROLES may see; None if there is no such file."""
    shut = shut_to_all(*roles)
    if shut is None:
        return Q(pk__isnull=False)
    return Q(case_id__in=shut) if shut else None


def everywhere() -> set[tuple[uuid.UUID, uuid.UUID]]:
    """The same of everybody, for who may not tell the database about whom, or about which file, they ask."""
    standing = ConflictOfInterest.standing
    return _pairs(standing.filter(staff__isnull=False), standing.filter(unit__isnull=False))


MEMBERS = ("unit__group__user", "unit__lent")
"""From a conflict of a unit to its people: those who work in it, and those whom it lends to another for a shift."""


def _of_units(staff: Staff) -> Q:
    """The conflicts of this person's units."""
    return Q(OwnUnit("unit_id", staff.pk))


def _shut_to(user_id: uuid.UUID) -> QuerySet[ConflictOfInterest, uuid.UUID]:
    mine = Q(staff_id=user_id) | Q(OwnUnit("unit_id", user_id))
    return ConflictOfInterest.standing.filter(mine, Walled(F("case_id"), user_id)).values_list("case_id", flat=True)


_WALLED_CASES = Prepared(_shut_to, uuid.UUID)


def _pairs(own: QuerySet, of_units: QuerySet, role: str = "") -> set[tuple[uuid.UUID, uuid.UUID]]:
    return {pair for rows, who in _parts(own, of_units, role) for pair in rows.values_list(who, "case_id")}


def _parts(own: QuerySet, of_units: QuerySet, role: str) -> Iterator[tuple[QuerySet, str]]:
    """The conflicts that keep somebody out, and where in each the person stands."""
    yield own, "staff_id"
    for people in MEMBERS:
        members = of_units.filter(**({f"{people}__role": role} if role else {f"{people}__isnull": False}))
        yield members.annotate(member=F(f"{people}__pk")).filter(Walled(F("case_id"), F("member"))), "member"
