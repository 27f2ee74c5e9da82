"""Walls as a truth table: how a conflict was found × before whom × who holds what × every permission."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from access import policy, roots, walls
from access.matrix import MATRIX
from access.models import Strength
from access.permissions import Permission
from access.roles import Role
from tests.access.making import case, conflict, make_roots, person, referrals, saved, tickets, unit

pytestmark = pytest.mark.django_db

READ = Permission.CASE_READ
FOUND = [strength for strength in Strength if strength != Strength.UNIT]
ASSIGNING = {
    "case": {"receive_case", "supervise_case", "handle_case", "counsel_case"},
    "ticket": {"take_ticket", "receive_ticket", "respond_ticket"},
    "referral": {"work_referral"},
}


def table():
    """Every role and relation by which a root of these kinds is seen, held by oneself or by one's unit."""
    for permission, row in MATRIX.items():
        if permission.kind in ASSIGNING:
            for role, scope in row.items():
                yield from product([permission], [role], scope.relations, ["self", "unit"])


def put_up(kind: str, file_id, staff):
    """A wall of this kind; None for none."""
    if kind in FOUND:
        return conflict(staff=staff, case_id=file_id, strength=kind)
    if kind == "none":
        return None
    whom = {"unit": {"unit": staff.unit}, "a colleague": {"staff": person()}, "another unit": {"unit": unit()}}[kind]
    return conflict(case_id=file_id, strength=Strength.UNIT, **whom)


def seen_in_every_way(root, staff, permission) -> bool:
    """Whether this person sees it: as a row, in the list, on its newest page, among its readers, by its walls alone."""
    column = "pk" if root.wall == "id" else root.wall
    ways = {
        "list": policy.visible(staff, permission).filter(pk=root.pk).exists(),
        "newest": root in policy.newest(staff, permission, limit=50)[0],
        "readers": staff in policy.readers(root),
        "keeps_out": not walls.keeps_out(getattr(root, column), staff),
        "before": (staff.pk, getattr(root, column)) not in walls.before([getattr(root, column)]),
        "of_role": (staff.pk, getattr(root, column)) not in walls.of_role(staff.role),
        "walled_cases": getattr(root, column) not in walls.walled_cases(staff),
    }
    assert len(set(ways.values())) == 1, ways
    return ways["list"]


@pytest.mark.parametrize("kind", ["none", *FOUND, "unit", "a colleague", "another unit", "lifted"])
def test_the_table_of_walls(kind):
    """A conflict of one's own denies whatever one holds; one of the unit denies all but who is assigned themselves."""
    seen, expected = set(), set()
    made = {name: make_roots(name, 1)[0] for name in ASSIGNING}
    held: dict = {}
    for line in sorted(table()):
        permission, role, relation, by = line
        root = made[permission.kind]
        if (role, relation, by) not in held:
            staff = held[role, relation, by] = person(role, within=unit())
            policy.grant(root, relation, staff if by == "self" else staff.unit, by=staff, why="test")
            wall = put_up(Strength.NIK if kind == "lifted" else kind, getattr(root, "case_id", root.pk), staff)
            if kind == "lifted":
                wall.lifted_at = timezone.now()
                saved(wall)
        assigned = by == "self" and relation in ASSIGNING[permission.kind]
        if kind not in FOUND and (kind != "unit" or assigned):
            expected.add(line)
        if seen_in_every_way(root, held[role, relation, by], permission):
            seen.add(line)
    assert seen == expected
    assert len(held) > 40


def test_what_makes_one_assigned_stands_on_the_roots_that_are_the_file():
    assert {name: set(roots.model(name).assigned_by) for name in ASSIGNING} == ASSIGNING


def test_who_is_assigned_to_the_ticket_sees_her_referral_too_and_nobody_else_of_the_unit():
    clinic, ticket, referral = unit(), tickets(1, by=person(Role.OPERATOR))[0], referrals(1)[0]
    referral.case_id = ticket.pk
    saved(referral)
    doctor, other = (person(Role.DOCTOR, within=clinic) for _ in range(2))
    policy.grant(referral, "answer_referral", clinic, by=doctor, why="referral")
    policy.grant(ticket, "respond_ticket", doctor, by=doctor, why="own report")
    conflict(unit=clinic, case_id=ticket.pk, strength=Strength.UNIT)
    seen = {one.pk for one in (doctor, other) if policy.visible(one, Permission.REFERRAL_READ).exists()}
    assert seen == {doctor.pk}


def test_an_assignment_that_is_over_lets_nobody_pass():
    file, team = case(), unit()
    manager = person(within=team)
    policy.grant(file, "cover_case", team, by=manager, why="test")
    conflict(unit=team, case_id=file.pk, strength=Strength.UNIT)
    policy.grant(file, "handle_case", manager, by=manager, why="test", until=timezone.now() + timedelta(hours=1))
    assert seen_in_every_way(file, manager, READ)
    policy.grant(file, "handle_case", manager, by=manager, why="test", until=timezone.now() - timedelta(seconds=1))
    assert not seen_in_every_way(file, manager, READ)


def test_a_conflict_of_ones_own_beside_one_of_the_unit_is_passed_by_no_assignment():
    file, team = case(), unit()
    manager = person(within=team)
    policy.grant(file, "handle_case", manager, by=manager, why="test")
    conflict(unit=team, case_id=file.pk, strength=Strength.UNIT)
    assert seen_in_every_way(file, manager, READ)
    conflict(staff=manager, case_id=file.pk, strength=Strength.PHONE)
    assert not seen_in_every_way(file, manager, READ)


def test_a_check_asks_one_query_whatever_stands_before_the_file(django_assert_num_queries):
    file, team = case(), unit()
    manager = person(within=team)
    policy.grant(file, "handle_case", manager, by=manager, why="test")
    policy.get(manager, READ, file.pk)
    conflict(unit=team, case_id=file.pk, strength=Strength.UNIT)
    with django_assert_num_queries(1):
        policy.get(manager, READ, file.pk)
