"""Denied, then granted, then read."""

import pytest

from access import events, policy
from access.permissions import Permission
from access.roles import Role
from tests.access import making
from tests.reading_room.stories import DAY, HOUR, found, read
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def tried(office, clock):
    who = making.person(Role.CASE_MANAGER)
    events.denied(who, Permission.CASE_READ, "case", office.file.pk)
    clock.shift(HOUR)
    return who


def given(office, clock, who, relation="handle_case"):
    policy.grant(office.file, relation, who, by=office.head, why="assignment")
    clock.shift(HOUR)


def test_what_was_given_in_between_makes_it_worse(office, clock):
    who = tried(office, clock)
    given(office, clock, who)
    assert found("denied-read") == []
    read(who, office.file)
    [finding] = found("denied-read")
    assert finding.sentence == "Kasus dibaca oleh orang yang ditolak membukanya dan sesudah itu diberi akses."
    assert finding.weight >= 80
    assert finding.files == {office.file.pk}


def test_without_it_the_read_weighs_less(office, clock):
    read(tried(office, clock), office.file)
    [finding] = found("denied-read")
    assert (finding.sentence, finding.weight) == ("Kasus dibaca oleh orang yang sebelumnya ditolak membukanya.", 70)


def test_what_was_given_before_or_to_somebody_else_or_by_break_glass_is_not_in_between(office, clock):
    given(office, clock, who := making.person(Role.CASE_MANAGER))
    events.denied(who, Permission.CASE_READ, "case", office.file.pk)
    other = tried(office, clock)
    given(office, clock, making.person(Role.CASE_MANAGER))
    given(office, clock, other, relation="emergency_case")
    read(who, office.file)
    read(other, office.file)
    assert [finding.weight for finding in found("denied-read")] == [70, 70]


def test_being_denied_other_things_as_often_as_one_likes_hides_nothing(office, clock):
    who = tried(office, clock)
    read(who, office.file)
    clock.shift(HOUR)
    for _ in range(5):
        events.denied(who, Permission.CASE_READ, "case", new_id())
    assert len(found("denied-read")) == 1


def test_each_denial_counts_for_its_own_week(office, clock):
    who = tried(office, clock)
    clock.shift(20 * DAY)
    events.denied(who, Permission.CASE_READ, "case", office.file.pk)
    clock.shift(HOUR)
    read(who, office.file)
    clock.shift(HOUR)
    events.denied(who, Permission.CASE_READ, "case", office.file.pk)
    assert len(found("denied-read")) == 1


def test_who_was_given_it_without_having_tried_or_read_a_week_later_is_no_finding(office, clock):
    late, asked = tried(office, clock), making.person(Role.CASE_MANAGER)
    for who in (late, asked):
        given(office, clock, who)
    read(asked, office.file)
    clock.shift(8 * DAY)
    read(late, office.file)
    assert found("denied-read") == []
