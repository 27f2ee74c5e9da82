"""Counselling sessions: the notes are the author's own; what the client agreed to share is the summary."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.errors import Refused
from access.models import Staff
from audit.action import action
from casework import timeline
from casework.actions.handling import running
from casework.models import Case, Session

LONGEST = 480  # minutes


@action("session.record")
def record_session(
    case: Case,
    *,
    day: date,
    minutes: int,
    mode: str,
    attended: bool = True,
    notes: str = "",
    summary: str = "",
    summary_agreed: bool = False,
    by: Staff,
) -> Session:
    """A session that took place, or was missed. A summary without the client's agreement is refused."""
    case = running(case)
    if summary.strip() and not summary_agreed:
        raise Refused(_unagreed(), "summary_agreed")
    if day > timezone.localdate():
        raise Refused(_("Sesi dicatat sesudah berlangsung. Periksa tanggalnya, lalu simpan lagi."), "day")
    session = Session(case=case, counsellor=by, day=day, minutes=minutes, mode=mode, attended=attended)
    session.summary_agreed, session.written = summary_agreed, timezone.now()
    session.notes, session.summary = notes, summary
    session.save(force_insert=True)
    timeline.note(case, "session.held", by=by)
    return session


@action("session.change")
def change_session(session: Session, *, notes: str, summary: str, summary_agreed: bool, by: Staff) -> Session:
    """Corrects one's own notes or summary."""
    session = Session.every.select_for_update(of=("self",)).get(pk=session.pk)
    if session.counsellor_id != by.pk:
        raise Refused(_("Catatan ini milik penulisnya. Tidak ada yang berubah."))
    if summary.strip() and not summary_agreed:
        raise Refused(_unagreed(), "summary_agreed")
    session.notes, session.summary, session.summary_agreed = notes, summary, summary_agreed
    session.save(update_fields=["notes", "summary", "summary_agreed"])
    return session


def _unagreed():
    return _("Ringkasan dapat dibaca manajer kasus. Bicarakan dahulu dengan klien, lalu tandai bahwa klien setuju.")
