"""What the policy shows is what guardian itself answers from the same rows, live and expired, on every root."""

from __future__ import annotations

import os
import random
from datetime import timedelta

import pytest
from django.utils import timezone
from guardian.shortcuts import get_objects_for_user
from guardian.utils import get_group_obj_perms_model, get_user_obj_perms_model

from access import grants, policy, roots
from access.given import on_files
from access.matrix import MATRIX
from access.roles import Role
from tests.access.making import make_roots, person, unit

pytestmark = pytest.mark.django_db
ROOTS = int(os.environ.get("GUARDIAN_ROOTS", "8"))  # of each kind; a thousand in `make acceptance OF=vault`
SEEDS = range(3 if ROOTS < 100 else 1)


def scatter(kind: str, dice: random.Random):
    """Roots of one kind, people of all its roles in overlapping units, and grants of all sorts between them."""
    model = roots.model(kind)
    names = [codename for codename, _ in model._meta.permissions]
    roles = [role for role in Role if any(role in row for p, row in MATRIX.items() if p.kind == kind)]
    units = [unit() for _ in range(3)]
    people = [person(role, within=dice.choice(units)) for role in roles]
    for one in people:
        if dice.random() < 0.3:
            one.groups.add(dice.choice(units).group)
    made = make_roots(kind, ROOTS)
    now = timezone.now()
    for obj in made:
        for to in dice.sample([*people, *units], k=4):
            until = dice.choice([None, None, now + timedelta(hours=1), now - timedelta(hours=1)])
            policy.grant(obj, dice.choice(names), to, by=people[0], why="test", until=until)
    return people


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", ["ticket", "case", "referral", "shelter"])
def test_policy_and_guardian_give_the_same_roots(kind, seed):
    model = roots.model(kind)
    people = scatter(kind, random.Random(f"{kind}{seed}"))
    compared = seen = 0
    for permission, row in MATRIX.items():
        if permission.kind != kind:
            continue
        for user in people:
            scope = row.get(user.role)
            if scope is None or scope.by_role:
                continue
            answer = get_objects_for_user(
                user,
                list(scope.relations),
                klass=model.every.all(),
                any_perm=True,
                with_superuser=False,
                accept_global_perms=False,
            )
            ours = set(policy.visible(user, permission).values_list("pk", flat=True))
            assert ours == set(answer.values_list("pk", flat=True)), (user.role, permission)
            compared += 1
            seen += len(ours)
    assert compared > 3
    assert seen > 0


@pytest.mark.parametrize("kind", ["ticket", "case", "referral", "shelter"])
def test_guardian_finds_the_same_grant_models(kind):
    model = roots.model(kind)
    assert get_user_obj_perms_model(model) is grants.of_persons(model)
    assert get_group_obj_perms_model(model) is grants.of_units(model)


def test_a_list_and_its_detail_page_never_disagree():
    people = scatter("case", random.Random(11))
    model = roots.model("case")
    for permission, row in MATRIX.items():
        for user in people:
            if permission.kind != "case" or user.role not in row:
                continue
            visible = set(policy.visible(user, permission).values_list("pk", flat=True))
            for pk in model.every.values_list("pk", flat=True):
                try:
                    opened = policy.get(user, permission, pk).pk in visible
                except policy.Unseen:
                    opened = pk not in visible
                assert opened


def test_what_was_given_on_files_is_told_from_guardians_rows_in_one_statement(django_assert_num_queries):
    for kind in ("ticket", "case", "referral"):
        scatter(kind, random.Random(f"given {kind}"))
    models = [roots.model(kind) for kind in ("ticket", "case", "referral")]
    files = [getattr(row, model.wall) for model in models for row in model.every.order_by("pk")[:6]]
    rows = [
        (getattr(row.content_object, model.wall), row.content_object_id, row.permission_id, whom(row), personal,
         row.granted_at, row.expires)
        for personal, of, whom in (
            (True, grants.of_persons, lambda row: row.user_id), (False, grants.of_units, lambda row: row.group.unit.pk),
        )
        for model in models
        for row in of(model).every.all()
    ]  # fmt: skip
    with django_assert_num_queries(1):
        told = on_files(files)
    assert set(told) == {row for row in rows if row[0] in files}
    assert len(told) == len(set(told)) > 40
    assert len(told) < len(rows)
    assert [row.personal for row in told] == sorted((row.personal for row in told), reverse=True)
    with django_assert_num_queries(0):
        assert on_files([]) == []
