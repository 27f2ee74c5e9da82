"""How tickets, cases and their parts change state: one table each, and nothing else changes a state."""

from __future__ import annotations

from datetime import timedelta

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
    SHREDDED = "shredded", _("Dimusnahkan")


WORKED_ON = (CaseState.COMPLAINT, CaseState.OPEN)


class TaskState(TextChoices):
    OPEN = "open", _("Terbuka")
    DONE = "done", _("Selesai")


class LiftState(TextChoices):
    ASKED = "asked", _("Diminta")
    DECLINED = "declined", _("Ditolak")
    LIFTED = "lifted", _("Dicabut")


SHRED_WITHIN = timedelta(days=30)
"""How long a request to shred can be confirmed; afterwards somebody asks anew."""


class ShredState(TextChoices):
    """Between `confirmed` and `done` lies the moment in which keys and files are destroyed."""

    ASKED = "asked", _("Diminta")
    DECLINED = "declined", _("Dihentikan")
    LAPSED = "lapsed", _("Lewat waktu")
    CONFIRMED = "confirmed", _("Disahkan")
    DONE = "done", _("Dimusnahkan")


TRANSITIONS = Transitions(
    {
        (TicketState.OPEN, "register"): TicketState.REGISTERED,
        (TicketState.OPEN, "close"): TicketState.CLOSED,
        # she calls again; or a wall that the call put up is false, and two people lift it in the file alone (ADR 37)
        (TicketState.CLOSED, "register"): TicketState.REGISTERED,
    }
)
CASE_TRANSITIONS = Transitions(
    {
        (CaseState.COMPLAINT, "accept"): CaseState.OPEN,
        (CaseState.COMPLAINT, "refuse"): CaseState.REFUSED,
        (CaseState.OPEN, "close"): CaseState.CLOSED,
        (CaseState.CLOSED, "shred"): CaseState.SHREDDED,
        (CaseState.REFUSED, "shred"): CaseState.SHREDDED,
        # an old backup brings a file back as it was then; its key is gone all the same
        **{(state, "shred_again"): CaseState.SHREDDED for state in CaseState},
    }
)
SHRED_TRANSITIONS = Transitions(
    {
        (ShredState.ASKED, "decline"): ShredState.DECLINED,
        (ShredState.ASKED, "lapse"): ShredState.LAPSED,
        (ShredState.ASKED, "confirm"): ShredState.CONFIRMED,
        (ShredState.CONFIRMED, "finish"): ShredState.DONE,
    }
)
LIFT_TRANSITIONS = Transitions(
    {(LiftState.ASKED, "decline"): LiftState.DECLINED, (LiftState.ASKED, "confirm"): LiftState.LIFTED}
)
TASK_TRANSITIONS = Transitions({(TaskState.OPEN, "finish"): TaskState.DONE, (TaskState.DONE, "reopen"): TaskState.OPEN})
