"""One person looks for one woman again and again: the known case, played through the product's doors."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access import policy
from access.roles import Role
from audit import actions, sealer
from audit.holding import DOUBLES
from audit.objects import Thing
from audit.recording import record
from audit.rules import repeated, window
from casework.actions.handling import add_task
from tests.access import making
from tests.audit.logs import WHY
from tests.casework import world
from tests.reading_room.stories import DAY, HOUR, MINUTE, NOON, found, read, searched, wrote

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
WEEKS = 6


def look_her_up(client, case):
    """By her name, as one who has nothing else; then her file."""
    assert case.reference in client.post("/cari/", {"q": world.NAME}).content.decode()
    assert client.get(f"/kasus/{case.pk}/").status_code == 200


def main(page) -> str:
    return page.content.decode().split("<main", 1)[1].split("</main>")[0]


def test_an_officer_who_looks_up_one_woman_for_weeks_stands_on_the_auditors_first_page(people, browse, clock):
    case = world.case(people)
    for week in range(WEEKS):
        clock.move_to(NOON + week * 7 * DAY + 3 * DAY)
        look_her_up(browse(people.supervisor2), case)
        look_her_up(browse(people.manajer), case)  # her own manager, as often
    clock.shift(5 * MINUTE)
    page = main(browse(people.auditor).get("/log/"))
    who = people.supervisor2.get_full_name()
    assert (
        f"{who} mencari atau membuka Kasus {case.reference} pada 6 hari dalam 5 minggu, tanpa penugasan dan tanpa "
        "mengerjakan apa pun di dalamnya."
    ) in page
    assert page.count("tanpa mengerjakan apa pun") == 1
    assert people.manajer.get_full_name() not in page
    assert [part for part in (world.NAME, world.NIK, world.NAME.split()[0]) if part in page] == []


def looked_on(clock, who, file, days, do=read):
    for day in days:
        clock.move_to(NOON + day * DAY)
        do(who, file)
        sealer.run_until_done(timezone.now())


def asked_for_doubles(who, *files):
    """Intake asked whether somebody is known already, and these files were found."""
    thing = Thing("search", "", files[0].pk if len(files) == 1 else None)
    return record(who, "search", thing, purpose=DOUBLES, cases=[file.pk for file in files])


def test_to_ask_for_doubles_again_and_again_is_found_as_looks_are(office, clock):
    other = making.case()
    for way in ((office.file,), (office.file, other)):
        looked_on(clock, office.one, way, (0, 10, 20), do=lambda who, files: asked_for_doubles(who, *files))
    assert [one.key for one in found("again") + found("by-unit") + found("no-grant") + found("many")] == []
    looked_on(clock, office.one, (office.file,), (30,), do=lambda who, files: asked_for_doubles(who, *files))
    [finding] = found("again")
    assert f"Kasus {office.file.reference} pada 4 hari" in finding.sentence


def test_whom_intake_found_five_times_on_a_day_was_looked_up_there(office):
    for _ in range(window.limits().searches):
        asked_for_doubles(office.one, office.file)
    assert len(found("searched")) == 1


def test_three_days_are_no_finding_and_the_fourth_is(office, clock):
    looked_on(clock, office.one, office.file, (0, 10, 20))
    assert found("again") == []
    looked_on(clock, office.one, office.file, (30,))
    [finding] = found("again")
    assert f"Kasus {office.file.reference} pada 4 hari" in finding.sentence
    assert finding.weight >= 80


def test_a_single_look_in_the_window_is_counted_back_from(office, clock):
    looked_on(clock, office.one, office.file, (0, 1, 2, 35))
    [finding] = found("again")
    assert " pada 4 hari dalam 5 minggu" in finding.sentence


def test_a_single_look_by_search_is_counted_back_from(office, clock):
    namesake = making.case()
    looked_on(clock, office.one, office.file, (0, 1, 2), do=searched)
    clock.move_to(NOON + 40 * DAY)
    searched(office.one, office.file, namesake)
    assert [one.files for one in found("again")] == [{office.file.pk}]


def test_in_a_busy_office_weekly_looks_are_found(office, clock, settings):
    settings.AUDIT_LIMITS = {"entries": 5}
    for week in range(4):
        clock.move_to(NOON + week * 7 * DAY)
        for _ in range(6):
            read(office.other, making.case())
        clock.shift(MINUTE)
        read(office.one, office.file)
        sealer.run_until_done(timezone.now())
    [finding] = found("again")
    assert office.one.get_full_name() in finding.sentence


def test_how_many_files_are_counted_back_costs_no_query_each(office, clock):
    def asked() -> int:
        loaded = window.load(timezone.now())
        assert loaded.looks
        with CaptureQueriesContext(connection) as queries:
            assert list(repeated.findings(loaded)) == []
        return len(queries)

    read(office.one, office.file)
    of_one = asked()
    for file in making.cases(9):
        read(office.one, file)
        read(office.other, file)
    assert asked() == of_one


def test_many_looks_on_one_day_are_one_day(office, clock):
    for _ in range(9):
        clock.shift(MINUTE)
        read(office.one, office.file)
    assert found("again") == []


def test_what_was_signed_off_is_found_again_after_a_further_look(office, clock):
    auditor = making.person(Role.AUDITOR)
    looked_on(clock, office.one, office.file, (0, 5, 10, 15))
    [finding] = found("again")
    actions.review(finding.key, note=WHY, by=auditor)
    assert found("again") == []
    looked_on(clock, office.one, office.file, (20,))
    assert len(found("again")) == 1


def test_days_of_work_in_the_file_do_not_count(office, clock):
    looked_on(clock, office.one, office.file, (0, 5, 10, 15))
    assert len(found("again")) == 1
    clock.move_to(NOON + 10 * DAY + HOUR)
    wrote(office.one, office.file)
    clock.move_to(NOON + 15 * DAY + HOUR)
    assert found("again") == []


def test_who_is_assigned_looks_as_often_as_they_like_and_who_was_until_then_only(office, clock):
    policy.grant(office.file, "supervise_case", office.one, by=office.head, why="assignment")
    looked_on(clock, office.one, office.file, (1, 5, 10, 15))
    assert found("again") == []
    clock.shift(HOUR)
    policy.revoke(office.file, "supervise_case", office.one, by=office.head)
    looked_on(clock, office.one, office.file, (20, 25, 30, 35))
    [finding] = found("again")
    assert " pada 4 hari " in finding.sentence


def test_a_task_that_somebody_else_gave_explains_it_and_one_given_to_oneself_does_not(people, clock):
    case = world.case(people)
    task = add_task(case, text="Pantau pekan ini", due=NOON.date(), by=people.supervisor2)
    looked_on(clock, people.supervisor2, case, (2, 5, 10, 15))
    assert len(found("again")) == 1
    task.by = people.supervisor
    type(task).every.filter(pk=task.pk).update(by=people.supervisor)
    assert found("again") == []


def test_covering_for_colleagues_assigns_nobody(people, clock):
    case = world.case(people)
    looked_on(clock, people.manajer2, case, (2, 5, 10, 15))
    assert len(found("again")) == 1


def test_further_back_than_the_newest_entries_it_is_still_counted(office, clock, settings):
    settings.AUDIT_LIMITS = {"days": 12}
    looked_on(clock, office.one, office.file, (0, 10, 20, 30))
    assert len(found("again")) == 1
    settings.AUDIT_LIMITS = {"days": 12, "again_within_days": 25}
    assert found("again") == []


def test_a_search_that_finds_several_counts_for_each(office, clock):
    namesake = making.case()
    for day in (0, 4, 8, 12):
        clock.move_to(NOON + day * DAY)
        searched(office.one, office.file, namesake)
    assert {frozenset({office.file.pk}), frozenset({namesake.pk})} == {one.files for one in found("again")}


def test_the_same_file_found_three_times_by_search_is_a_finding_and_twice_is_none(office, clock):
    for _ in range(2):
        clock.shift(HOUR)
        searched(office.one, office.file)
    searched(office.one, making.case())
    searched(office.other, office.file)
    assert found("searched") == []
    clock.shift(HOUR)
    searched(office.one, office.file)
    [finding] = found("searched")
    assert f" 3 kali menemukan Kasus {office.file.reference} lewat pencarian" in finding.sentence


def test_who_is_assigned_searches_for_it_as_often_as_they_like(office, clock):
    policy.grant(office.file, "supervise_case", office.one, by=office.head, why="assignment")
    for _ in range(5):
        clock.shift(timedelta(hours=2))
        searched(office.one, office.file)
    assert found("searched") == []


def test_one_story_is_one_finding(office, clock):
    looked_on(clock, office.one, office.file, (0, 5, 10, 15), do=searched)
    assert (len(found("again")), found("searched")) == (1, [])
