"""A ticket's page and the presses on it."""

from __future__ import annotations

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import policy
from access.models import Agency, AgencyKind
from access.permissions import Permission
from access.roles import Role
from access.views import ActionView, GivesReading, GuardedDetailView
from casework import panels
from casework.actions import tickets as actions
from casework.actions.complaints import entrust_ticket
from casework.actions.dispatch import is_left_out
from casework.forms.fields import EMPTY, AgenciesField, offer
from casework.forms.intake import OutcomeForm, ReceiverForm
from casework.models import Moment
from casework.queries import units
from casework.workflow import TRANSITIONS, TicketState

OPENS = ("what", "where", "callback_number", "callback_hours", "code_word", "reporter")


def sees_by(user, ticket, permission: Permission) -> bool:
    """Whether this person, standing to the ticket as they do, may also do that."""
    scope = policy.scope_for(user, permission)
    return scope is not None and bool(ticket.standing & set(scope.relations))


def _closed_it(user) -> bool:
    """Whether this person works where tickets are closed: what was written there passes no gate, so it stays there."""
    return user.agency.kind == AgencyKind.PPAPP


class TicketView(GuardedDetailView):
    """Everything that was said, the clock, who was sent it, and what can be done now."""

    permission = Permission.TICKET_READ
    template_name = "casework/ticket.html"
    purpose = "ticket.page"

    def wants(self, obj):
        self.shown = panels.of("ticket", self.request.user, obj)
        told = obj.state == TicketState.CLOSED and _closed_it(self.request.user)
        wanted = [(obj, *OPENS, *(["outcome"] if told else []))]
        return wanted + [want for panel in self.shown for want in panel.wants(self.request.user, obj)]

    def context(self, obj, opened):
        user = self.request.user
        events = list(obj.events.select_related("agency", "by"))
        sent = {event.agency_id: event for event in events if event.kind == Moment.SENT}
        answered = {event.agency_id: event for event in events if event.kind == Moment.ACKNOWLEDGED}
        return {
            "ticket": obj,
            "said": {name: opened[obj, name] for name in OPENS},
            "outcome": opened.get(obj, "outcome"),
            "clock": [_moment(event) for event in events],
            "sendings": [
                {"agency": event.agency, "sent": event.at, "answered": answer.at if answer else None,
                 "took": answer.at - event.at if answer else None,
                    "seconds": round((answer.at - event.at).total_seconds()) if answer else None}
                for agency_id, event in sent.items()
                for answer in [answered.get(agency_id)]
            ],
            "may_answer": user.agency_id in sent and user.agency_id not in answered
            and sees_by(user, obj, Permission.TICKET_ACKNOWLEDGE),
            "may_register": TRANSITIONS.can(obj, "register") and sees_by(user, obj, Permission.TICKET_REGISTER),
            "may_close": TRANSITIONS.can(obj, "close") and sees_by(user, obj, Permission.TICKET_REGISTER),
            "may_send": obj.state == TicketState.OPEN and sees_by(user, obj, Permission.TICKET_REFER),
            "may_entrust": user.role == Role.SUPERVISOR and obj.state == TicketState.OPEN
            and is_left_out(obj, user.agency_id),
            "case_url": self._case_url(obj),
            "panels": panels.shown(self.shown, user, obj, opened),
        }  # fmt: skip

    def _case_url(self, ticket) -> str:
        if ticket.state != TicketState.REGISTERED or not policy.may(self.request.user, Permission.CASE_READ):
            return ""
        seen = policy.visible(self.request.user, Permission.CASE_READ).filter(pk=ticket.pk).exists()
        return reverse("casework:case", args=[ticket.pk]) if seen else ""


def _moment(event) -> dict:
    who = event.by.get_full_name() if event.by_id else ""
    title = event.get_kind_display() if event.agency_id is None else f"{event.get_kind_display()}: {event.agency.name}"
    return {"at": event.at, "title": title, "who": who}


class TicketAction(ActionView):
    """A press or a form on a ticket, leading back to its page."""

    abstract = True
    template_name = "casework/form.html"

    def success_url(self, obj) -> str:
        return reverse("casework:ticket", args=[obj.pk])

    def context(self, obj, opened):
        return {"back": self.success_url(obj), "about": obj.number}


class Acknowledge(TicketAction):
    """One press."""

    through_lock = "the clock of whoever was called stops at this press"
    permission = Permission.TICKET_ACKNOWLEDGE
    action = actions.acknowledge_ticket
    title = _("Terima tiket")
    button = _("Terima tiket")
    success_message = _("Tiket diterima; waktunya tercatat.")


class FurtherForm(forms.Form):
    """More agencies for a saved ticket."""

    agencies = AgenciesField(queryset=Agency.objects.none(), required=True, label=_("Kirim juga ke"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["agencies"], Agency.objects.filter(pk__in=[a.pk for a in units.on_the_desk()]))
        self.fields["agencies"].error_messages["required"] = EMPTY


class SendFurther(TicketAction):
    """Sends the ticket to further agencies."""

    permission = Permission.TICKET_REFER
    form_class = FurtherForm
    action = actions.send_ticket
    title = _("Kirim ke instansi lain")
    button = _("Kirim tiket")
    success_message = _("Tiket dikirim.")

    def arguments(self, form):
        return {"agencies": list(form.cleaned_data["agencies"])}


class Entrust(GivesReading, TicketAction):
    """Gives a ticket that was kept from the intake unit to one receiver."""

    permission = Permission.TICKET_REFER
    form_class = ReceiverForm
    action = entrust_ticket
    title = _("Serahkan kepada seorang penerima")
    button = _("Serahkan tiket")
    success_message = _("Tiket diserahkan kepada penerima itu saja.")

    def authorise(self) -> None:
        super().authorise()
        if getattr(self.request.user, "role", "") != Role.SUPERVISOR:
            raise policy.Unseen


class CloseTicket(TicketAction):
    """Ends a ticket that is no complaint."""

    permission = Permission.TICKET_REGISTER
    form_class = OutcomeForm
    action = actions.close_ticket
    takes = (TRANSITIONS, "close")
    title = _("Tutup tanpa pengaduan")
    button = _("Tutup tiket")
    success_message = _("Tiket ditutup; alasannya tersimpan.")
