"""Newest first by keyset: the same rows as the whole list, page by page, in few queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from access import policy
from access.permissions import Permission
from access.roles import Role
from tests.access.making import MORNING, case, cases, conflict, person, unit

pytestmark = pytest.mark.django_db

READ = Permission.CASE_READ


def pages(user, limit, **filters) -> list:
    found, key = policy.newest(user, READ, limit=limit, **filters)
    rounds = 1
    while key:
        more, key = policy.newest(user, READ, after=key, limit=limit, **filters)
        found += more
        rounds += 1
        assert rounds < 50
    return found


def spread() -> tuple:
    """A manager who sees cases personally, by her unit, both ways; some expired, walled off, or alike in time."""
    team = unit()
    manager = person(within=team)
    made = [*cases(12), *cases(6, opened=MORNING + timedelta(minutes=3))]
    for place, one in enumerate(made):
        if place % 3 != 1:
            policy.grant(one, "handle_case", manager, by=manager, why="test")
        if place % 3 != 2:
            policy.grant(one, "cover_case", team, by=manager, why="test")
    past = timezone.now() - timedelta(days=1)
    policy.grant(made[0], "handle_case", manager, by=manager, why="test", until=past)
    policy.grant(made[0], "cover_case", team, by=manager, why="test", until=past)
    conflict(staff=manager, case_id=made[4].pk)
    conflict(unit=team, case_id=made[6].pk)  # she handles it herself: no wall for her
    conflict(unit=team, case_id=made[7].pk)
    return manager, made


@pytest.mark.parametrize("limit", [1, 2, 5, 25])
def test_pages_hold_what_the_whole_list_holds(limit):
    manager, made = spread()
    whole = list(policy.visible(manager, READ).order_by("-opened", "-pk"))
    assert len(whole) == len(made) - 3
    assert pages(manager, limit) == whole


def test_rows_of_a_page_know_their_standing():
    manager, _made = spread()
    rows, _key = policy.newest(manager, READ)
    assert {frozenset(row.standing) for row in rows} == {
        frozenset({"handle_case"}),
        frozenset({"cover_case"}),
        frozenset({"handle_case", "cover_case"}),
    }


def test_a_list_filters_on_the_grant_row():
    manager, made = spread()
    closed = made[2]
    closed.state = "closed"
    policy.sync(closed)
    assert pages(manager, 5, state="closed") == [closed]
    assert closed not in pages(manager, 5, state__in=[made[3].state])


def test_a_page_asks_two_queries_however_many_cases_there_are(django_assert_num_queries):
    manager, _made = spread()
    policy.newest(manager, READ)
    with django_assert_num_queries(2):
        policy.newest(manager, READ, limit=25)
    cases(40)
    with django_assert_num_queries(2):
        policy.newest(manager, READ, limit=2)


def test_a_key_that_is_none_of_ours_begins_at_the_beginning():
    manager, _made = spread()
    first, _key = policy.newest(manager, READ, limit=3)
    for key in ("", "x", "1.2", "9" * 17 + "." + "f" * 32, "'; drop table", "-99999999999999999." + "0" * 32):
        rows, _key = policy.newest(manager, READ, after=key, limit=3)
        assert rows in (first, []), key


def test_those_without_the_permission_get_an_empty_page():
    file = case()
    stranger = person(Role.AUDITOR)
    policy.grant(file, "handle_case", stranger, by=stranger, why="test")
    assert policy.newest(stranger, READ) == ([], None)
