"""The papers that the log brings: plain frozen types, and builders that fill them. Nothing here makes a sheet.

`PAPERS` names each by the fields of the type with which papers are registered, which lies in a package above.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from access.models import Staff
from access.permissions import Permission
from access.roles import Role
from audit import reporting
from audit.models import Matter
from audit.papers.access import AccessReport, AccessReportBuilder
from audit.papers.breach import BreachBuilder, BreachNotice, BreachTexts
from audit.papers.month import MonthBuilder, MonthReport

LOG = "log"  # the kind of root that reports about the log are about: a matter
WITHIN = timedelta(hours=72)  # UU PDP, articles 32 and 46
MONTH, ACCESS, BREACH = "log_month", "access_report", "breach_notice"


def asked_until(document) -> Any:
    """When the answer must be in her hands: 3x24 hours after she asked."""
    return document.requested_at + WITHIN


def found_until(document) -> Any:
    """When those concerned must have been told: 3x24 hours after the breach was found."""
    found_at = Matter.every.values_list("found_at", flat=True).get(pk=document.about_id)
    return found_at + WITHIN if found_at else None


def issuer(by: Staff) -> Any:
    """Whose letterhead a notice bears: the agency of the head, who answers for the data, not the auditor's."""
    heads = Staff.objects.filter(role=Role.HEAD, is_active=True).select_related("agency")
    head = heads.only("agency", "username").order_by("username").first()
    return head.agency if head else by.agency


PAPERS: tuple[Mapping[str, Any], ...] = (
    {
        "kind": MONTH,
        "title": _("Laporan akses bulanan"),
        "code": "LAB",
        "about": LOG,
        "template": "audit/papers/month.html",
        "context": MonthReport,
        "builder": MonthBuilder,
        "write": Permission.SERVICE_LOG,
        "sign": Permission.SERVICE_LOG,
        "issued": reporting.printed,
    },
    {
        "kind": ACCESS,
        "title": _("Laporan akses data pribadi"),
        "code": "LAD",
        "about": "case",
        "template": "audit/papers/access.html",
        "context": AccessReport,
        "builder": AccessReportBuilder,
        "write": Permission.CASE_PAPER,
        "sign": Permission.CASE_SIGN,
        "classification": "Pribadi",
        "asked": reporting.ask_access_report,
        "due": asked_until,
        "withdrawals": {
            "wrong": _("Dibuat untuk berkas yang salah"),
            "twice": _("Sudah diminta sebelumnya; permintaan itu yang dijawab"),
            "unwanted": _("Ia tidak lagi memintanya"),
        },
    },
    {
        "kind": BREACH,
        "title": _("Pemberitahuan kegagalan pelindungan data pribadi"),
        "code": "PKD",
        "about": LOG,
        "template": "audit/papers/breach.html",
        "context": BreachNotice,
        "builder": BreachBuilder,
        "write": Permission.SERVICE_LOG,
        "sign": Permission.SERVICE_REPORTS_SIGN,
        "form": BreachTexts,
        "required": ("how", "done"),
        "labels": {"how": _("Bagaimana terjadi"), "done": _("Yang sudah dilakukan")},
        "issuer": issuer,
        "due": found_until,
        "withdrawals": {
            "wrong": _("Orang, hari, atau entri yang dipilih salah"),
            "twice": _("Kegagalan yang sama sudah diberitahukan dengan surat lain"),
            "none": _("Setelah diperiksa ternyata bukan kegagalan pelindungan"),
        },
    },
)
