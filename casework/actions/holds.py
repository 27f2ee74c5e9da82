"""The legal hold: set by one person, lifted by two."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.accounts import one_person
from access.errors import NotNow, Refused
from access.models import Staff
from audit.action import action
from audit.rows import vouched
from casework import timeline
from casework.actions.assigning import locked
from casework.models import Case, LegalHold


@action("legal_hold.set")
def set_hold(case: Case, *, reason: str, by: Staff) -> LegalHold:
    """From now on the file is not shredded, for this reason. Another reason is a hold of its own."""
    case = locked(case)
    if LegalHold.every.filter(case=case, reason=reason, lifted_at=None).exists():
        raise Refused(_("Penahanan dengan alasan ini sudah berlaku. Tidak ada yang berubah."), "reason")
    hold = LegalHold(case=case, reason=reason, set_by=by, set_at=timezone.now())
    hold.save(force_insert=True)
    timeline.note(case, "legal_hold.set", by=by)
    return hold


@action("legal_hold.ask")
def ask_to_lift(hold: LegalHold, *, by: Staff) -> LegalHold:
    """The first of the two who lift it. The hold stands until another one agrees."""
    hold = _standing(hold)
    if hold.lift_asked_by is not None:
        raise NotNow(_("Pencabutan sudah diminta. Penahanan tetap berlaku sampai orang kedua menyetujuinya."))
    hold.lift_asked_by, hold.lift_asked_at = by, timezone.now()
    hold.save(update_fields=["lift_asked_by", "lift_asked_at"])
    timeline.note(hold.case, "legal_hold.lift_asked", by=by)
    return hold


@action("legal_hold.lift")
def lift_hold(hold: LegalHold, *, by: Staff) -> LegalHold:
    """The second of the two, who is another person than the first."""
    hold = _standing(hold)
    if hold.lift_asked_by is None:
        raise NotNow(_("Pencabutan belum diminta. Penahanan tetap berlaku."))
    if not vouched(hold, "legal_hold.ask"):
        raise Refused(_("Pencabutan ini tidak diminta dari halamannya. Penahanan tetap berlaku. Beri tahu auditor."))
    if one_person(hold.lift_asked_by, by):
        raise Refused(_("Anda sendiri yang meminta pencabutan. Penahanan tetap berlaku sampai orang lain menyetujui."))
    hold.lifted_by, hold.lifted_at = by, timezone.now()
    hold.save(update_fields=["lifted_by", "lifted_at"])
    timeline.note(hold.case, "legal_hold.lifted", by=by)
    return hold


def _standing(hold: LegalHold) -> LegalHold:
    locked(hold.case)
    hold = LegalHold.every.select_for_update(of=("self",)).select_related("case", "lift_asked_by").get(pk=hold.pk)
    if hold.lifted_at is not None:
        raise NotNow(_("Penahanan ini sudah dicabut. Tidak ada yang berubah."))
    return hold


def agree_to_lift(hold: LegalHold, *, by: Staff) -> LegalHold:
    """The next of the two presses that lift it."""
    return ask_to_lift(hold, by=by) if hold.lift_asked_by_id is None else lift_hold(hold, by=by)
