"""Asking for a place: from the case page, or straight from a ticket.

Who asks for whom is told in `shelters` alone. So nothing of the asking is kept in `default`: no row of a sent form
(asking twice is harmless anyway), and an entry of the form's page that says what a look at the case's people says. Nor
do its statements say it: what is sent is looked for among all that its sender may ask for. Anything else is refused.
"""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, cast

from django.contrib import messages
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import events, policy
from access.errors import Refused
from access.permissions import Permission
from access.views import ActionView, SeeOther
from casework.models import Part
from casework.views.case import PERSON_TEXTS
from casework.workflow import CaseState, TicketState
from shelters.actions import ask_from_case, ask_from_ticket
from shelters.forms import AskForm
from shelters.needs import Risk
from shelters.queries.protection import protection_of
from shelters.queries.standing_in import numbers_to_call

RECENT = timedelta(days=30)  # an operator asks from a ticket that has become a case meanwhile, and not of a year ago


class Ask(ActionView):
    """The request form. Asking again while a request is open adds what is told to it."""

    abstract = True
    form_class = AskForm
    template_name = "shelters/ask.html"
    button = _("Minta tempat")
    success_message = _(
        "Permohonan tersimpan dan tampil pada yang berwenang. Telepon juga sekarang yang memutuskan tempat: di sini "
        "tidak tampak siapa yang sudah membacanya."
    )
    to_call = _("Nomornya: %(numbers)s.")
    stale_fields = ()
    plain: ClassVar[tuple[str, ...]] = ()  # the columns that asking needs
    over: ClassVar[object] = ""  # what is said of a file for which nothing is asked any more
    is_over = False

    def among(self) -> Q:
        """The files for which a place is asked."""
        raise NotImplementedError(f"{type(self).__name__} must say for what may be asked")

    def authorise(self) -> None:
        if self.request.method == "POST":
            rows = policy.visible(self.request.user, cast(Permission, self.permission)).filter(self.among())
            found = [row for row in rows.only(*self.plain).order_by("pk") if row.pk == self.kwargs["pk"]]
            if found:
                self.obj = found[0]
                return
            self.is_over = True  # or not theirs, or nobody's: looked for by its id, nothing is asked for
        super().authorise()

    def post(self, request, *args, **kwargs):
        form = self.make_form(data=request.POST)
        if self.is_over:
            form.add_error(None, self.over)
            return self.form_page(form)
        if not form.is_valid():
            return self.form_page(form)
        try:
            address = self.act(form)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            return self.form_page(form)
        messages.success(request, self.saved())
        return SeeOther(address)

    def saved(self) -> str:
        """True whoever may see the request, and the same: nobody learns here who stands behind a wall of the file."""
        numbers = numbers_to_call()
        said = str(self.success_message)
        return f"{said} {self.to_call % {'numbers': '; '.join(numbers)}}" if numbers else said


class AskFromCase(Ask):
    """With what the case knows of her: the form shows what the house will read."""

    permission = Permission.CASE_ASK_PLACE
    plain = ("reference", "state", "risk")
    over = _(
        "Berkas ini sudah ditutup. Tidak ada yang diminta. Buka tiket baru: dari sana tempat diminta sekali tekan."
    )
    action = ask_from_case
    title = _("Minta tempat aman")

    def among(self):
        return Q(state__in=(CaseState.OPEN, CaseState.COMPLAINT))

    def opening(self, about, wants, reason=""):
        return events.reveal(
            by=self.request.user,
            purpose="case.persons",
            about=about,
            wants=wants,
            reason=reason,
            permission=Permission.CASE_READ,
        )

    def wants(self, obj):
        self.people = list(obj.persons.all())
        return [(person, *PERSON_TEXTS) for person in self.people]

    def context(self, obj, opened):
        return {"asked": protection_of(obj.pk).state == "asked"}

    def initial(self, obj, opened):
        victims = [person for person in self.people if person.part == Part.VICTIM]
        name = opened[victims[0], "name"] if victims and opened else ""
        return {"name": (name or "")[:100], "risk": obj.risk or Risk.UNKNOWN}

    def success_url(self, obj):
        return reverse("casework:case", args=[obj.pk])


class AskFromTicket(Ask):
    """One press from the ticket: an emergency place, without a word to be typed."""

    permission = Permission.TICKET_ASK_PLACE
    plain = ("number", "state")
    over = _(
        "Tiket ini sudah selesai atau lebih dari 30 hari. Tidak ada yang diminta. "
        "Minta dari berkas kasusnya, atau buka tiket baru."
    )
    action = ask_from_ticket
    title = _("Minta tempat darurat")

    def among(self):
        recent = Q(state=TicketState.REGISTERED, opened__gte=timezone.now() - RECENT)
        return Q(state=TicketState.OPEN) | recent

    def success_url(self, obj):
        return reverse("casework:ticket", args=[obj.pk])
