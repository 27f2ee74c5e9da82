"""Dates that people type: a slip of the finger (0206 for 2026) is asked about, not stored."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

YEARS_BACK, YEARS_AHEAD = 30, 10


def plausible(value: date | datetime) -> None:
    """Raises ValidationError unless VALUE lies within 30 years back and 10 years ahead."""
    year = timezone.localdate().year
    if not year - YEARS_BACK <= value.year <= year + YEARS_AHEAD:
        raise ValidationError(
            _("Tahun ini terlalu jauh dari sekarang. Isian Anda tetap ada. Periksa tahunnya lalu simpan lagi.")
        )
