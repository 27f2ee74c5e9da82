"""How much somebody opens at once, and at what hour."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from access import policy
from access.models import Duty
from access.roles import Role
from audit.objects import Thing
from audit.recording import record
from audit.register import unwatched
from tests.access import making
from tests.reading_room.stories import DAY, HOUR, MINUTE, NOON, found, read
from vault.entropy import new_id

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def at(hour: int, day: int = 25) -> datetime:
    return datetime(2026, 11, day, hour, 30, tzinfo=ZoneInfo("Asia/Jakarta"))


def opens(clock, who, count, every):
    for _ in range(count):
        clock.shift(every)
        record(who, "case.read", Thing("case", str(pk := new_id()), pk), purpose="case.summary")


def test_twenty_five_files_within_an_hour_are_a_finding(office, clock):
    opens(clock, office.one, 25, 2 * MINUTE)
    [finding] = found("many")
    assert finding.sentence == f"{office.one.get_full_name()} membuka 25 berkas dalam 60 menit."
    assert len(finding.files) == 25
    opens(clock, office.one, 3, MINUTE)
    [later] = found("many")
    assert (later.at, len(later.files)) == (NOON + 53 * MINUTE, 28)


def test_as_many_over_a_day_or_one_file_as_often_or_by_two_are_none(office, clock):
    opens(clock, office.one, 25, 3 * MINUTE)
    opens(clock, office.other, 20, MINUTE)
    for _ in range(30):
        read(office.other, office.file)
    clock.move_to(NOON + DAY)
    for _ in range(30):
        clock.shift(MINUTE)
        read(office.one, office.file)
    assert found("many") == []


def test_a_day_of_work_before_them_hides_no_flood_of_files(office, clock):
    opens(clock, office.one, 30, 20 * MINUTE)
    opens(clock, office.one, 25, 2 * MINUTE)
    [finding] = found("many")
    assert len(finding.files) == 26  # with the last of the day before them


def test_how_many_files_in_how_many_minutes_are_settings(office, clock, settings):
    settings.AUDIT_LIMITS = {"many_files": 4, "many_minutes": 10}
    opens(clock, office.one, 4, 3 * MINUTE)
    [finding] = found("many")
    assert finding.sentence.endswith("membuka 4 berkas dalam 10 menit.")


@pytest.mark.parametrize(("hour", "is_night"), [(21, False), (22, True), (2, True), (4, True), (5, False)])
def test_reads_at_night_of_whoever_works_by_day_are_found(office, clock, hour, is_night):
    clock.move_to(at(hour))
    read(office.one, office.file)
    assert len(found("night", at(12, 26))) == is_night


def test_a_night_is_one_finding_and_its_sentence_names_no_file(office, clock):
    for moment in (at(23, 24), at(2), at(23)):
        clock.move_to(moment)
        read(office.one, office.file)
        read(office.one, making.case())
    newer, older = found("night")
    assert (older.at, newer.at) == (at(2), at(23))
    assert newer.sentence == f"{office.one.get_full_name()} membuka 2 berkas pada malam hari, di luar giliran jaga."
    assert office.file.reference not in newer.sentence


def test_on_duty_it_is_none_and_after_duty_it_is(office, clock):
    clock.move_to(at(2))
    with unwatched():
        Duty.objects.create(staff=office.one, begins=at(0), ends=at(3), entered_by=office.head)
    read(office.one, office.file)
    assert found("night") == []
    clock.move_to(at(3))
    read(office.one, office.file)
    assert len(found("night")) == 1


def test_desks_that_work_at_night_are_none_and_which_these_are_is_a_setting(office, clock, settings):
    clock.move_to(at(2))
    read(making.person(Role.OPERATOR), office.file)
    read(making.person(Role.DOCTOR), office.file)
    assert found("night") == []
    settings.AUDIT_LIMITS = {"night_roles": ["doctor"], "night_begins": 2, "night_ends": 3}
    assert len(found("night")) == 1
    settings.AUDIT_LIMITS = {"night_roles": [], "night_begins": 3, "night_ends": 4}
    assert found("night") == []


def test_who_covers_a_shift_is_on_it(office, clock):
    clock.move_to(at(22, 24))
    record(office.head, "cover.begin", office.one)
    clock.move_to(at(4))
    read(office.one, office.file)
    assert found("night") == []
    clock.move_to(at(4, 26))
    read(office.one, office.file)
    assert len(found("night")) == 1


def test_whom_break_glass_let_in_was_called(office, clock):
    clock.move_to(at(2))
    helper = making.person(Role.COUNSELLOR)
    until = at(2) + timedelta(minutes=30)
    policy.grant(office.file, "emergency_case", helper, by=office.head, why="break_glass", until=until)
    read(helper, office.file)
    assert found("night") == []
    clock.shift(HOUR)
    read(helper, office.file)
    assert len(found("night")) == 1
