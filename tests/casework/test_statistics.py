"""Figures: they add up, count only what is actual, and leave with their small cells hidden."""

import csv
import io
from datetime import timedelta
from statistics import median

import pytest
import time_machine
from django.utils import timezone

from casework import cubes
from casework.actions.complaints import refuse_case
from casework.actions.imports import import_cases
from casework.actions.tickets import acknowledge_ticket
from casework.models import TicketEvent
from casework.queries import statistics
from disclosure.suppress import suppressed
from tests.casework import world
from tests.casework.test_imports import rows


def test_every_table_adds_up_to_all_cases(people):
    import_cases(rows(40), by=people.supervisor)
    world.case(people)
    world.complaint(people, city_code="")
    tables = (statistics.by_city(), statistics.by_month(), statistics.by_kind(), statistics.by_channel())
    assert [sum(cell.number for cell in table) for table in tables] == [42] * 4
    assert sum(cubes.city_by_kind().values()) == sum(cubes.month_by_city().values()) == 42


def test_exercises_and_tests_and_refused_complaints_count_nowhere(people):
    for kind in ("exercise", "test"):
        ticket = world.ticket(people, kind=kind, agencies=[people.ambulans.agency])
        acknowledge_ticket(ticket, by=people.ambulans)
        world.complaint(people, on=ticket)
    refuse_case(world.complaint(people), reason="Bukan wewenang.", by=people.supervisor)
    assert statistics.total() == 0
    assert [row for row in statistics.answering() if row.number] == []


def test_the_time_to_answer_is_the_median_of_the_real_moments(people):
    waits = (20, 75, 400)
    with time_machine.travel("2026-11-24T02:00:00+07:00", tick=False) as clock:
        for seconds in waits:
            ticket = world.ticket(people, agencies=[people.ambulans.agency])
            clock.shift(timedelta(seconds=seconds))
            acknowledge_ticket(ticket, by=people.ambulans)
    (row,) = [row for row in statistics.answering() if row.agency == people.ambulans.agency.name]
    assert (row.number, row.median) == (3, timedelta(seconds=median(waits)))


def test_no_duration_is_kept_anywhere():
    columns = {field.name for field in TicketEvent._meta.concrete_fields}
    assert columns == {"id", "ticket", "kind", "at", "agency", "by"}


@pytest.fixture
def many(people):
    import_cases(rows(90), by=people.supervisor)
    return people


def test_the_screen_is_exact_and_the_download_hides_small_cells(many, browse):
    world.case(many, kinds=["neglect"])
    assert 1 in cubes.city_by_kind().values()
    client = browse(many.supervisor)
    assert client.get("/statistik/").context["total"] == 91
    answer = client.post("/statistik/unduh/", {"tahun": min(statistics.years())})
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
    newest, oldest = max(statistics.years()), min(statistics.years())
    client = browse(many.supervisor)
    told = {given: client.post("/statistik/unduh/", {"tahun": given}).content for given in ("", newest, oldest)}
    assert newest != oldest
    assert told[""] == told[newest] != told[oldest]
    printed = {given: client.post("/statistik/cetak/", {"tahun": given}).context["tables"] for given in ("", newest)}
    assert printed[""] == printed[newest]


def test_the_print_hides_the_same_cells(many, browse):
    page = browse(many.kepala).post("/statistik/cetak/")
    shown = [cell for table in page.context["tables"] for row in table["body"] for cell in row[1:]]
    assert [cell for cell in shown if cell.isdigit() and int(cell) < 11] == []
    assert world.entries("statistics.print") == 1


def test_a_hidden_cell_can_not_be_worked_out_from_the_totals(many):
    table = suppressed(cubes.city_by_kind())
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
