"""Who opened the file of their own kin, before anybody knew and afterwards."""

import pytest
from django.utils import timezone

from access.models import Kinship
from access.roles import Role
from audit.lines import name_of
from audit.register import unwatched
from tests.access import making
from tests.reading_room.stories import DAY, HOUR, MINUTE, found, read, searched

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def wall(office, clock, **fields):
    clock.shift(MINUTE)
    return making.conflict(staff=office.one, case_id=office.file.pk, found_at=timezone.now(), **fields)


def test_a_read_before_the_conflict_was_known_is_found_when_it_is(office, clock):
    read(office.one, office.file)
    read(office.other, office.file)
    assert found("kin") == []
    wall(office, clock)
    [finding] = found("kin")
    assert finding.sentence == (
        f"{office.one.get_full_name()} membuka Kasus {office.file.reference} sebelum konflik kepentingan atau "
        "kerabatnya di sana diketahui."
    )
    assert finding.weight < 80


def test_a_read_past_the_wall_is_worse(office, clock):
    wall(office, clock)
    clock.shift(HOUR)
    read(office.one, office.file)
    [finding] = found("kin")
    assert "padahal ada konflik kepentingan" in finding.sentence
    assert finding.weight >= 80


def test_a_search_that_found_ones_kin_counts_and_other_files_do_not(office, clock):
    wall(office, clock)
    searched(office.one, making.case())
    assert found("kin") == []
    searched(office.one, office.file)
    assert len(found("kin")) == 1


def test_declared_kin_count_and_a_false_match_that_two_lifted_does_not(office, clock):
    with unwatched():
        Kinship.objects.create(staff=office.other, case_id=office.file.pk, declared_by=office.head)
    read(office.other, office.file)
    assert len(found("kin")) == 1
    conflict = wall(office, clock)
    read(office.one, office.file)
    assert len(found("kin")) == 2
    with unwatched():
        conflict.lifted_at, conflict.lifted_by = conflict.found_at + HOUR, office.head
        conflict.save()
    [finding] = found("kin")
    assert office.other.get_full_name() in finding.sentence
    with unwatched():
        Kinship.objects.create(staff=office.one, case_id=office.file.pk, declared_by=office.head)
    assert found("kin") == [finding]  # two people said that they are no kin in this file, whoever declares it


def test_reads_are_looked_for_sixty_days_back(office, clock):
    read(office.one, office.file)
    clock.shift(59 * DAY)
    wall(office, clock)
    assert len(found("kin")) == 1
    clock.shift(2 * DAY)
    assert found("kin") == []


@pytest.mark.parametrize("role", [Role.PLACEMENT_OFFICER, Role.CUSTODIAN, Role.ESCORT, Role.HOUSE_STAFF])
def test_whoever_knows_houses_and_stands_behind_a_wall_is_told_wherever_she_is(office, clock, role):
    colleague = making.person(role)
    assert found("knows-houses") == []
    for match in ("a", "b"):
        clock.shift(MINUTE)
        making.conflict(staff=colleague, case_id=office.file.pk, found_at=timezone.now(), match=match)
    [finding] = found("knows-houses")
    assert name_of(colleague) in finding.sentence
    assert (finding.files, finding.at) == ({office.file.pk}, timezone.now() - MINUTE)
    assert found("knows-houses", without=finding.files) == []


def test_of_others_behind_a_wall_it_is_not_said(office, clock):
    wall(office, clock)
    assert found("knows-houses") == []
