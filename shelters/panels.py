"""Safe houses on the pages of a ticket and of a case."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from access.matrix import scope_for
from access.permissions import Permission
from casework.panels import Panel
from casework.workflow import CaseState, TicketState
from shelters.queries.protection import protection_of


def _stands(user, obj, permission: Permission) -> bool:
    """Whether this person, standing to the file as they do, has the permission on it."""
    scope = scope_for(user, permission)
    return scope is not None and bool(getattr(obj, "standing", frozenset()) & set(scope.relations))


class AskPanel(Panel):
    """On a ticket: one button that asks for an emergency place. Whether one was asked for or found is not told here."""

    slot = "ticket"
    title = _("Tempat darurat")
    permission = Permission.TICKET_ASK_PLACE
    template = "shelters/panel_ticket.html"
    order = 30

    def applies(self, user, obj) -> bool:
        return obj.state != TicketState.CLOSED and _stands(user, obj, self.permission)


class ProtectionPanel(Panel):
    """On a case: none, asked, or protected since when; nothing of which house. Answered live, kept nowhere."""

    slot = "case"
    title = _("Perlindungan")
    permission = Permission.CASE_PROTECTION
    template = "shelters/panel_case.html"
    order = 10

    def applies(self, user, obj) -> bool:
        return _stands(user, obj, self.permission)

    def context(self, user, obj, opened) -> dict[str, Any]:
        protection = protection_of(obj.pk)
        running = obj.state in (CaseState.OPEN, CaseState.COMPLAINT)
        may_ask = running and protection.state != "protected" and _stands(user, obj, Permission.CASE_ASK_PLACE)
        return {"protection": protection, "may_ask": may_ask}
