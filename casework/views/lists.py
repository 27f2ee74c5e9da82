"""Lists of tickets and cases: coded columns only, newest first, nothing opened."""

from __future__ import annotations

from typing import ClassVar

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from access import policy
from access.addresses import address
from access.permissions import Permission
from access.views import GuardedListView
from casework.options.casefile import Risk
from casework.options.intake import CITIES, VIOLENCE, Kind
from casework.workflow import CaseState, TicketState

UNSET = [("", "–")]
WHOSE = [*UNSET, ("mine", _("Anda")), ("others", _("Rekan"))]


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
        return {
            "cells": cells,
            "url": address("casework:ticket", obj.pk),
            "state": (obj.state, obj.get_state_display()),
        }


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

    @cached_property
    def words(self) -> list[dict[str, str]]:
        """The words for each column's codes: looked up once a page, for there are many lines."""
        coded = (VIOLENCE, CITIES, UNSET + Risk.choices, WHOSE, CaseState.choices)
        return [{code: str(word) for code, word in choices} for choices in coded]

    def row(self, obj, opened):
        kinds, cities, risks, managers, states = self.words
        whose = "mine" if obj.manager_id == self.request.user.pk else "others" if obj.manager_id else ""
        cells = [
            obj.reference,
            obj.number or "–",
            moment(obj.opened),
            kinds.get(obj.main_kind, obj.main_kind),
            cities.get(obj.city_code, obj.city_code),
            risks.get(obj.risk, obj.risk),
            managers[whose],
        ]
        return {
            "cells": cells,
            "url": address("casework:case", obj.pk),
            "state": (obj.state, states.get(obj.state, obj.state)),
        }


def moment(value) -> str:
    """`24 November 2026, 02.10 WIB`."""
    local = timezone.localtime(value)
    return f"{local.day} {MONTHS[local.month]} {local:%Y, %H.%M} WIB"
