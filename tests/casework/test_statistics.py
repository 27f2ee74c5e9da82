"""Figures: they add up, count only what is actual, and leave with their small cells hidden."""

import csv
import io
import re
from datetime import timedelta
from statistics import median

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access import signin
from casework import cubes
from casework.actions.complaints import accept_case, refuse_case
from casework.actions.conflicts import declare_kin
from casework.actions.imports import import_cases
from casework.actions.tickets import acknowledge_ticket
from casework.models import TicketEvent
from casework.queries import statistics
from disclosure.suppress import suppressed
from tests.casework import world
from tests.casework.test_imports import rows
from tests.shelters.world import browser


def test_every_table_adds_up_to_all_cases(people):
    import_cases(rows(40), by=people.supervisor)
    world.case(people)
    world.complaint(people, city_code="")
    told = (statistics.by_city, statistics.by_month, statistics.by_kind, statistics.by_channel)
    tables = [table(people.supervisor) for table in told]
    assert [sum(cell.number for cell in table) for table in tables] == [42] * 4
    assert sum(cubes.city_by_kind(people.supervisor).values()) == 42
    assert sum(cubes.month_by_city(people.supervisor).values()) == 42


def test_exercises_and_tests_and_refused_complaints_count_nowhere(people):
    for kind in ("exercise", "test"):
        ticket = world.ticket(people, kind=kind, agencies=[people.ambulans.agency])
        acknowledge_ticket(ticket, by=people.ambulans)
        world.complaint(people, on=ticket)
    refuse_case(world.complaint(people), reason="Bukan wewenang.", by=people.supervisor)
    assert statistics.total(people.supervisor) == 0
    assert [row for row in statistics.answering(people.supervisor) if row.number] == []


def test_the_time_to_answer_is_the_median_of_the_real_moments(people):
    waits = (20, 75, 400)
    with time_machine.travel("2026-11-24T02:00:00+07:00", tick=False) as clock:
        for seconds in waits:
            ticket = world.ticket(people, agencies=[people.ambulans.agency])
            clock.shift(timedelta(seconds=seconds))
            acknowledge_ticket(ticket, by=people.ambulans)
    (row,) = [row for row in statistics.answering(people.supervisor) if row.agency == people.ambulans.agency.name]
    assert (row.number, row.median) == (3, timedelta(seconds=median(waits)))


def test_no_duration_is_kept_anywhere():
    columns = {field.name for field in TicketEvent._meta.concrete_fields}
    assert columns == {"id", "ticket", "kind", "at", "agency", "by"}


def told(client) -> list[bytes]:
    """All that these figures say to somebody: each year on the screen, as a download and printed; no form's token."""
    years = ["", *client.get("/statistik/").context["years"]]
    answers = [client.get("/statistik/", {"tahun": year}) for year in years]
    answers += [client.post(f"/statistik/{way}/", {"tahun": year}) for way in ("unduh", "cetak") for year in years]
    assert {answer.status_code for answer in answers} == {200}
    return [re.sub(rb'"[A-Za-z0-9]{64}"', b"", answer.content) for answer in answers]


def behind(people):
    """A file of a year, city, kind and way in that no other has, whose ticket was answered, behind a wall before one
    supervisor."""
    with time_machine.travel("2025-03-05T02:00:00+07:00"):
        ticket = world.ticket(people, agencies=[people.ambulans.agency], channel="hospital")
        acknowledge_ticket(ticket, by=people.ambulans)
        complaint = world.complaint(people, on=ticket, city_code="31.01", kinds=["neglect"])
        case = accept_case(complaint, manager=people.manajer, counsellor=None, by=people.supervisor)
    declare_kin(case, staff=people.supervisor2, side="reported", by=people.supervisor)
    return case


@pytest.mark.parametrize("others", [0, 90])
def test_whoever_stands_behind_a_wall_is_told_the_same_figures_with_the_file_and_without(people, browse, others):
    import_cases(rows(others), by=people.supervisor)
    client, colleague = browse(people.supervisor2), browse(people.supervisor)
    without, of_colleague = told(client), told(colleague)
    behind(people)
    assert told(client) == without
    assert told(colleague) != of_colleague
    totals = [statistics.total(staff) for staff in (people.supervisor2, people.supervisor, people.kepala)]
    assert totals == [others, others + 1, others + 1]


@pytest.fixture
def many(people):
    import_cases(rows(90), by=people.supervisor)
    return people


def test_the_screen_is_exact_and_the_download_hides_small_cells(many, browse):
    world.case(many, kinds=["neglect"])
    assert 1 in cubes.city_by_kind(many.supervisor).values()
    client = browse(many.supervisor)
    assert client.get("/statistik/").context["total"] == 91
    answer = client.post("/statistik/unduh/", {"tahun": min(statistics.years(many.supervisor))})
    cells = [
        cell for line in csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";") for cell in line
    ]
    numbers = [int(cell) for cell in cells if cell.isdigit()]
    assert numbers and min(numbers) >= 11
    assert "*" in cells
    assert world.entries("statistics.export") == 1


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_download_is_a_formula(many, browse, first):
    name = f"{first}HYPERLINK(0)"
    type(many.ambulans.agency).objects.filter(pk=many.ambulans.agency_id).update(name=name)
    ticket = world.ticket(many, agencies=[many.ambulans.agency])
    acknowledge_ticket(ticket, by=many.ambulans)
    world.case(many)
    answer = browse(many.supervisor).post("/statistik/unduh/", {"tahun": timezone.localdate().year})
    text = io.StringIO(answer.content.decode("utf-8-sig"), newline="")
    cells = {cell for line in csv.reader(text, delimiter=";") for cell in line}
    assert f"'{name}" in cells
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []


def test_what_leaves_is_one_year_so_that_no_two_papers_subtract_to_a_hidden_cell(many, browse):
    world.case(many, kinds=["neglect"])
    newest, oldest = max(statistics.years(many.supervisor)), min(statistics.years(many.supervisor))
    client = browse(many.supervisor)
    told = {given: client.post("/statistik/unduh/", {"tahun": given}).content for given in ("", newest, oldest)}
    assert newest != oldest
    assert told[""] == told[newest] != told[oldest]
    printed = {given: client.post("/statistik/cetak/", {"tahun": given}).context["tables"] for given in ("", newest)}
    assert printed[""] == printed[newest]


@pytest.mark.parametrize("way", ["cetak", "unduh"])
def test_what_leaves_asks_for_a_fresh_second_factor_and_leads_back_to_its_year(many, way):
    client, year = browser(many.supervisor, stepped_up=False), min(statistics.years(many.supervisor))
    answer = client.post(f"/statistik/{way}/", {"tahun": year})
    assert (answer.status_code, answer["Location"]) == (303, "/masuk/lagi/")
    assert client.session[signin.BACK] == f"/statistik/?tahun={year}"
    assert client.get(client.session[signin.BACK]).context["year"] == year
    assert world.entries("statistics.export") + world.entries("statistics.print") == 0


def test_with_no_file_at_all_there_is_a_page_to_print_all_the_same(people, browse):
    page = browse(people.supervisor).post("/statistik/cetak/")
    assert [table["body"][-1] for table in page.context["tables"]][1] == ["Jumlah", "*"]


def test_the_print_hides_the_same_cells(many, browse):
    page = browse(many.kepala).post("/statistik/cetak/")
    shown = [cell for table in page.context["tables"] for row in table["body"] for cell in row[1:]]
    assert [cell for cell in shown if cell.isdigit() and int(cell) < 11] == []
    assert world.entries("statistics.print") == 1


def test_a_hidden_cell_can_not_be_worked_out_from_the_totals(many):
    table = suppressed(cubes.city_by_kind(many.supervisor))
    for row in table.rows:
        hidden = [column for column in table.columns if table[row, column] is None]
        if table.row_total(row) is not None:
            assert len(hidden) != 1


def test_statistics_are_for_those_who_run_the_service(people, browse):
    allowed = {"supervisor", "supervisor2", "kepala", "operator112", "piket_bpbd", "penerima"}
    seen = {name for name, person in vars(people).items() if browse(person).get("/statistik/").status_code == 200}
    assert seen == allowed


def test_a_year_is_chosen_only_from_those_that_have_cases(many, browse):
    client = browse(many.supervisor)
    year = (timezone.now() - timedelta(days=3200)).year
    assert client.get(f"/statistik/?tahun={year}").context["year"] == year
    assert client.get("/statistik/?tahun=1;drop").context["year"] is None


def test_what_the_figures_cost_is_pinned_and_does_not_grow_with_the_files_or_the_walls(people, browse):
    client = browse(people.supervisor2)

    def asked() -> list[int]:
        counts = []
        for send, path in ((client.get, ""), (client.post, "cetak/"), (client.post, "unduh/")):
            with CaptureQueriesContext(connection) as captured:
                assert send(f"/statistik/{path}").status_code == 200
            counts.append(len([query for query in captured if not query["sql"].startswith(TRANSACTION)]))
        return counts

    asked()
    first = asked()
    import_cases(rows(30), by=people.supervisor)
    behind(people)
    assert asked() == first == [9, 8, 8]


TRANSACTION = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
