"""A ticket: one call, visit or referral that came in, from its first second."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import GuardedModel
from access.models import Agency, Staff
from casework.options.intake import Answer, Channel, Kind
from casework.workflow import TicketState
from vault.fields import BlindIndexField, SealedTextField
from vault.models import SealedModel


class Ticket(SealedModel, GuardedModel):
    """Root of everything that follows a call. The case that may come of it has the same id and the same data key.

    `kind` is fixed from the first row (a database trigger refuses a change); only `actual` counts anywhere.
    """

    guarded_kind = "ticket"
    wall = "id"
    assigned_by = ("take_ticket", "receive_ticket", "respond_ticket")
    audit_kind = "ticket"
    sealed_owner = "id"
    plain_text = {
        "number": "date and random letters; read aloud on the telephone",
        "provisional": "random letters; read aloud on the telephone before there was a number",
        "kind": "actual, exercise or test",
        "channel": "one of Channel, counted in statistics",
        "state": "one of TicketState",
        "danger": "a chip: yes, no or not known",
        "present": "a chip: yes, no or not known",
        "callback_safe": "a chip: yes, no or not known",
    }

    number = models.CharField(max_length=24, unique=True, editable=False)
    spooled = models.UUIDField(null=True, editable=False)  # the call's own id, by which its letter is known again
    provisional = models.CharField(max_length=12, null=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ACTUAL)
    channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.CALL_112)
    state = models.CharField(max_length=12, choices=TicketState.choices, default=TicketState.OPEN)
    opened = models.DateTimeField()
    danger = models.CharField(max_length=3, choices=Answer.choices, blank=True, default="")
    present = models.CharField(max_length=3, choices=Answer.choices, blank=True, default="")
    callback_safe = models.CharField(max_length=3, choices=Answer.choices, blank=True, default="")
    works_for = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    his_agency_wanted = models.BooleanField(default=False)
    taken_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    what = SealedTextField(pad=None)
    where = SealedTextField(pad=512, blank=True)
    callback_number = SealedTextField(pad=64, blank=True)
    callback_hours = SealedTextField(pad=128, blank=True)
    code_word = SealedTextField(pad=64, blank=True)
    reporter = SealedTextField(pad=256, blank=True)
    outcome = SealedTextField(pad=256, blank=True)
    callback_index = BlindIndexField(source="callback_number", normalise="phone")

    class Meta:
        base_manager_name = "every"
        ordering = ("-opened", "-id")
        verbose_name = _("tiket")
        constraints = [
            models.UniqueConstraint(
                fields=["spooled"], condition=models.Q(spooled__isnull=False), name="one_ticket_of_a_spooled_call"
            )
        ]
        indexes = [
            models.Index(
                fields=["provisional"], condition=models.Q(provisional__isnull=False), name="ticket_provisional"
            )
        ]
        permissions = [
            ("take_ticket", "the desk that took the call"),
            ("receive_ticket", "PPAPP's intake and supervisors"),
            ("respond_ticket", "an agency that was called"),
        ]

    def __str__(self) -> str:
        return f"{_('Tiket')} {self.number}"
