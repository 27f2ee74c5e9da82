"""Lists of tickets and cases: coded columns only, newest first, nothing opened."""

from __future__ import annotations

from typing import ClassVar

from django.db.models import TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from access import policy
from access.permissions import Permission
from access.views import GuardedListView
from casework.options import label
from casework.options.intake import CITIES, VIOLENCE, Kind
from casework.workflow import CaseState, TicketState


class Listed(GuardedListView):
    """A list with its filter by state."""

    abstract = True
    template_name = "casework/list.html"
    states: ClassVar[type[TextChoices]] = TicketState
    unlisted: ClassVar[tuple[str, ...]] = ()  # states in which nothing is ever listed

    def context(self, rows, opened):
        chosen = self.chosen().get("state", "")
        choices = [("", _("Semua")), *(choice for choice in self.states.choices if choice[0] not in self.unlisted)]
        return {
            "choices": [{"code": code, "label": name, "current": code == chosen} for code, name in choices],
            "may_open": policy.may(self.request.user, Permission.TICKET_OPEN),
        }


class TicketsView(Listed):
    """Tickets one may read."""

    permission = Permission.TICKET_READ
    title = _("Tiket")
    columns = (_("Nomor"), _("Disimpan"), _("Lewat"), _("Bahaya sekarang"), _("Tahap"))
    filters = {"tahap": ("state", TicketState.values)}
    empty = _("Belum ada tiket.")

    def row(self, obj, opened):
        number = obj.number if obj.kind == Kind.ACTUAL else f"{obj.number} · {obj.get_kind_display()}"
        if obj.provisional:
            number = f"{number} · {obj.provisional}"
        cells = [number, moment(obj.opened), obj.get_channel_display(), obj.get_danger_display() if obj.danger else "–"]
        url = reverse("casework:ticket", args=[obj.pk])
        return {"cells": cells, "url": url, "state": (obj.state, obj.get_state_display())}


class CasesView(Listed):
    """Cases one may read."""

    permission = Permission.CASE_READ
    title = _("Kasus")
    columns = (
        _("Kasus"),
        _("Nomor registrasi"),
        _("Dibuka"),
        _("Jenis utama"),
        _("Kota"),
        _("Risiko"),
        _("Manajer kasus"),
        _("Tahap"),
    )
    filters = {"tahap": ("state", CaseState.values)}
    states = CaseState
    unlisted = (CaseState.SHREDDED,)
    empty = _("Belum ada kasus untuk Anda.")

    def row(self, obj, opened):
        cells = [
            obj.reference,
            obj.number or "–",
            moment(obj.opened),
            label(VIOLENCE, obj.main_kind),
            label(CITIES, obj.city_code),
            obj.get_risk_display() if obj.risk else "–",
            _("Anda") if obj.manager_id == self.request.user.pk else (_("Rekan") if obj.manager_id else "–"),
        ]
        url = reverse("casework:case", args=[obj.pk])
        return {"cells": cells, "url": url, "state": (obj.state, obj.get_state_display())}


def moment(value) -> str:
    """`24 November 2026, 02.10 WIB`."""
    local = timezone.localtime(value)
    return f"{date_format(local, 'j F Y')}, {local:%H.%M} WIB"
