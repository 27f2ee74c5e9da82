"""How tickets, cases and their parts change state: one table each, and nothing else changes a state."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from access.transitions import Transitions


class TicketState(TextChoices):
    OPEN = "open", _("Terbuka")
    REGISTERED = "registered", _("Menjadi pengaduan")
    CLOSED = "closed", _("Ditutup tanpa pengaduan")


class CaseState(TextChoices):
    COMPLAINT = "complaint", _("Menunggu keputusan")
    OPEN = "open", _("Berjalan")
    REFUSED = "refused", _("Tidak diterima")
    CLOSED = "closed", _("Terminasi")


class TaskState(TextChoices):
    OPEN = "open", _("Terbuka")
    DONE = "done", _("Selesai")


TRANSITIONS = Transitions(
    {
        (TicketState.OPEN, "register"): TicketState.REGISTERED,
        (TicketState.OPEN, "close"): TicketState.CLOSED,
    }
)
CASE_TRANSITIONS = Transitions(
    {
        (CaseState.COMPLAINT, "accept"): CaseState.OPEN,
        (CaseState.COMPLAINT, "refuse"): CaseState.REFUSED,
        (CaseState.OPEN, "close"): CaseState.CLOSED,
    }
)
TASK_TRANSITIONS = Transitions({(TaskState.OPEN, "finish"): TaskState.DONE, (TaskState.DONE, "reopen"): TaskState.OPEN})
