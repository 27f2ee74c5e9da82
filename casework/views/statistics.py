"""Statistics: exact for those who run the service; whatever is printed or downloaded has its small cells hidden."""

from __future__ import annotations

import csv
import io

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from access.permissions import Permission
from access.views import ServiceView, StepUp
from casework import cubes
from casework.actions.exports import record_export, record_print
from casework.queries import statistics
from disclosure.suppress import SMALLEST_SHOWN, TOTAL, Table, suppressed, suppressed_list

HIDDEN = "*"


def chosen_year(given: str | None, years: list[int]) -> int | None:
    """The year asked for, if it has cases; else all years."""
    return next((year for year in years if str(year) == given), None)


class StatisticsView(ServiceView):
    """Exact figures, on the screen."""

    permission = Permission.SERVICE_STATISTICS
    template_name = "casework/statistics.html"

    def get(self, request, *args, **kwargs):
        user, years = request.user, statistics.years(request.user)
        year = chosen_year(request.GET.get("tahun"), years)
        by_city = statistics.by_city(user, year)
        return self.page(
            years=years,
            year=year,
            total=sum(cell.number for cell in by_city),
            by_city=bars(by_city),
            by_month=bars(statistics.by_month(user, year)),
            by_kind=bars(statistics.by_kind(user, year)),
            forms=bars(statistics.forms(user, year)),
            by_channel=bars(statistics.by_channel(user, year)),
            answering=statistics.answering(user, year),
        )


def bars(cells) -> list[tuple[str, int]]:
    """Cells as the chart takes them."""
    return [(cell.label, cell.number) for cell in cells]


def leaving_year(user, text: str | None) -> int | None:
    """The year that is printed or exported: the chosen one, else the newest; None only where there is no case at all.

    One year at a time: a paper about all years, less one about a single year, would give back the hidden cells.
    """
    years = statistics.years(user)
    return chosen_year(text, years) or max(years, default=None)


def published(user, year: int | None) -> dict:
    """What may leave with this person: every table with its small cells hidden, each by itself."""
    answering = statistics.answering(user, year)
    answers = {row.agency: row.number for row in answering}
    return {
        "tables": [
            {
                "title": _("Kasus menurut kota dan jenis utama"),
                "rows": lines(suppressed(cubes.city_by_kind(user, year))),
            },
            {"title": _("Kasus menurut bulan dan kota"), "rows": lines(suppressed(cubes.month_by_city(user, year)))},
        ],
        "answers": suppressed_list(answers) if answers else {},
        "medians": {row.agency: row.median for row in answering if row.number >= SMALLEST_SHOWN},
    }


def lines(table: Table) -> list[list[str]]:
    """A table as rows of words, head first; a hidden number is a star."""
    columns = [*table.columns, TOTAL]
    head = ["", *table.columns, _("Jumlah")]
    body = [
        [_("Jumlah") if row == TOTAL else row, *[shown(table[row, column]) for column in columns]]
        for row in [*table.rows, TOTAL]
    ]
    return [head, *body]


def shown(number: int | None) -> str:
    """A count as it may leave."""
    return HIDDEN if number is None else str(number)


class LeavingView(StepUp, ServiceView):
    """What leaves the house: asks who is there again, and leads back to the figures of that year."""

    abstract = True
    permission = Permission.SERVICE_STATISTICS

    def back_url(self) -> str:
        year = leaving_year(self.request.user, self.request.POST.get("tahun"))
        return reverse("casework:statistics") + (f"?tahun={year}" if year else "")


class PrintView(LeavingView):
    """A page to print: the same tables as the download."""

    template_name = "casework/statistics_print.html"

    def post(self, request, *args, **kwargs):
        year = leaving_year(request.user, request.POST.get("tahun"))
        record_print(year, by=request.user)
        return self.page(year=year, **_for_page(published(request.user, year)))


def _for_page(content: dict) -> dict:
    answers = [
        {
            "agency": _("Jumlah") if agency == TOTAL else agency,
            "number": shown(number),
            "median": content["medians"].get(agency),
        }
        for agency, number in content["answers"].items()
    ]
    tables = [{"title": t["title"], "head": t["rows"][0], "body": t["rows"][1:]} for t in content["tables"]]
    return {"tables": tables, "answers": answers}


class ExportView(LeavingView):
    """A table as CSV (UTF-8, semicolons), with the small cells hidden; an entry is made first."""

    def post(self, request, *args, **kwargs):
        year = leaving_year(request.user, request.POST.get("tahun"))
        record_export(year, by=request.user)
        answer = HttpResponse(as_csv(published(request.user, year), year), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="statistik-{year}.csv"'
        return answer


def as_csv(content: dict, year: int | None) -> str:
    """The year, then the tables below each other. No cell begins with a sign that spreadsheets take for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([[_("Tahun"), year], []])
    for table in content["tables"]:
        writer.writerow([harmless(table["title"])])
        writer.writerows([[harmless(cell) for cell in row] for row in table["rows"]])
        writer.writerow([])
    writer.writerow([_("Waktu menanggapi tiket"), _("Jumlah"), _("Median (detik)")])
    for agency, number in content["answers"].items():
        median = content["medians"].get(agency)
        name = _("Jumlah") if agency == TOTAL else agency
        writer.writerow([harmless(name), shown(number), round(median.total_seconds()) if median else HIDDEN])
    writer.writerow([])
    writer.writerow([_("* angka di bawah 11, atau angka yang dapat membukanya, disembunyikan")])
    return "\ufeff" + out.getvalue()


def harmless(cell: str) -> str:
    """The cell, never a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
