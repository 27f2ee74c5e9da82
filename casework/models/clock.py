"""The ticket's clock and the case's timeline: append-only moments, each with its own real time."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.guarded import GuardedModel
from access.models import Agency, Staff
from casework.models.case import Case
from casework.models.ticket import Ticket
from vault.entropy import new_id


class Moment(models.TextChoices):
    """What a ticket's clock records. A duration is never stored: it is shown from two of these."""

    RECEIVED = "received", _("Panggilan diterima")
    SPOOLED = "spooled", _("Disimpan sementara, sistem terganggu")
    SAVED = "saved", _("Tiket disimpan")
    SENT = "sent", _("Dikirim")
    ACKNOWLEDGED = "acknowledged", _("Diterima instansi")
    REGISTERED = "registered", _("Didaftarkan sebagai pengaduan")
    REFERRED = "referred", _("Rujukan mendesak dikirim")
    CLOSED = "closed", _("Ditutup")


class TicketEvent(GuardedModel):
    """One moment of a ticket. Rows are added, never changed (database triggers say so)."""

    guarded_by = "ticket"
    plain_text = {"kind": "one of Moment"}
    wall = "ticket_id"
    append_only: tuple[str, ...] = ()

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Moment.choices)
    at = models.DateTimeField()
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        base_manager_name = "every"
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "kind", "agency"],
                condition=models.Q(kind__in=["sent", "acknowledged"]),
                name="one_sending_and_answer_per_agency",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%H.%M}"

    @property
    def case_id(self):
        return self.ticket_id


class CaseEvent(GuardedModel):
    """One line of a case's timeline: coded, so that it can be shown without opening anything."""

    guarded_by = "case"
    plain_text = {"kind": "a coded kind of moment, see casework.timeline"}
    wall = "case_id"
    append_only: tuple[str, ...] = ()

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        base_manager_name = "every"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%H.%M}"
