"""The counts that the case file lets out; small cells are hidden by disclosure."""

from __future__ import annotations

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from casework.options import label
from casework.options.intake import CITIES, VIOLENCE
from casework.queries import statistics
from disclosure.cubes import Cube, register


def city_by_kind(user, year: int | None = None) -> dict[tuple[str, str], int]:
    """Cases by city and main kind, by their labels; zeros included, so that a missing cell tells nothing."""
    counts = {(str(city), str(kind)): 0 for _c, city in CITIES for _k, kind in VIOLENCE}
    rows = statistics.counted(user, year).order_by().values_list("city_code", "main_kind").annotate(n=Count("pk"))
    for city, kind, number in rows:
        counts[str(label(CITIES, city)), str(label(VIOLENCE, kind))] = number
    return counts


def month_by_city(user, year: int | None = None) -> dict[tuple[str, str], int]:
    """Cases by month and city, by their labels."""
    months = [cell.label for cell in statistics.by_month(user, year)]
    counts = {(month, str(city)): 0 for month in months for _c, city in CITIES}
    grouped = statistics.counted(user, year).order_by().annotate(month=TruncMonth("opened"))
    for moment, city, number in grouped.values_list("month", "city_code").annotate(n=Count("pk")):
        counts[f"{moment:%m/%Y}", str(label(CITIES, city))] = number
    return counts


def register_all() -> None:
    """Brings the cubes to disclosure."""
    register(Cube(name="cases_by_city_and_kind", title=_("Kasus menurut kota dan jenis utama"), count=city_by_kind))
    register(Cube(name="cases_by_month_and_city", title=_("Kasus menurut bulan dan kota"), count=month_by_city))
