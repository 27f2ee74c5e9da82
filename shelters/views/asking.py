"""Asking for a place: from the case page, or straight from a ticket."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import events
from access.permissions import Permission
from access.views import ActionView
from casework.models import Part
from shelters.actions import ask_from_case, ask_from_ticket
from shelters.forms import AskForm
from shelters.needs import Risk


class AskFromCase(ActionView):
    """The request form with what the case knows of her: it shows what the house will read."""

    permission = Permission.CASE_ASK_PLACE
    form_class = AskForm
    action = ask_from_case
    template_name = "shelters/ask.html"
    title = _("Minta tempat aman")
    button = _("Minta tempat")
    success_message = _("Permohonan tersimpan. Petugas penempatan melihatnya sekarang.")
    stale_fields = ()

    def opening(self, about, wants, reason=""):
        # The entry says what any page of this case would say: who asks for a place is not told in `default`.
        return events.reveal(
            by=self.request.user,
            purpose="case.summary",
            about=about,
            wants=wants,
            reason=reason,
            permission=Permission.CASE_READ,
        )

    def wants(self, obj):
        self.client = obj.persons.filter(part=Part.VICTIM).first()
        return [(self.client, "name")] if self.client else []

    def initial(self, obj, opened):
        name = opened[self.client, "name"] if opened and self.client else ""
        return {"name": name[:100], "risk": obj.risk or Risk.UNKNOWN}

    def success_url(self, obj):
        return reverse("casework:case", args=[obj.pk])


class AskFromTicket(ActionView):
    """One press from the ticket: an emergency place, without a word to be typed."""

    permission = Permission.TICKET_ASK_PLACE
    form_class = AskForm
    action = ask_from_ticket
    template_name = "shelters/ask.html"
    title = _("Minta tempat darurat")
    button = _("Minta tempat")
    success_message = _("Permohonan tersimpan. Petugas penempatan melihatnya sekarang.")
    stale_fields = ()

    def success_url(self, obj):
        return reverse("casework:ticket", args=[obj.pk])
