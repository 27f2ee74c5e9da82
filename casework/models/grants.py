"""Who holds a ticket or a case: guardian's direct-FK rows with our columns, one row per principal and relation."""

from __future__ import annotations

from django.db import models

from access.grants import GroupGrant, UserGrant
from casework.models.case import Case
from casework.models.ticket import Ticket


class TicketUserGrant(UserGrant):
    """A person's relation to a ticket."""

    content_object = models.ForeignKey(Ticket, on_delete=models.CASCADE)


class TicketGroupGrant(GroupGrant):
    """A unit's relation to a ticket."""

    content_object = models.ForeignKey(Ticket, on_delete=models.CASCADE)


class CaseUserGrant(UserGrant):
    """A person's relation to a case."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)


class CaseGroupGrant(GroupGrant):
    """A unit's relation to a case."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)
