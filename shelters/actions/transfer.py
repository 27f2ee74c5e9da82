"""Escorts: who brings her, and for which hours they may see where."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from access.errors import Refused
from access.roles import Role
from shelters.actions.act import house_act, locked
from shelters.models import Hold, Transfer
from shelters.models.reference import ON_CODE
from shelters.queries.transfers import kept_out
from shelters.workflow import LONGEST_ESCORT, TRANSFER_TRANSITIONS, HoldState


def assign_escort(
    hold: Hold, *, escort, hours: int, starts_at: dt.datetime | None = None, on_code: bool = False, by
) -> Transfer:
    """Let one escort see the location of the held place's house for `hours`, from `starts_at` (now, if not said).

    ON_CODE, in a session without a factor of BY's own, it rings the house's custodians.
    """
    starts_at = starts_at or timezone.now()
    if escort.role != Role.ESCORT or not (escort.is_active and escort.approved):
        raise Refused(_("Orang itu bukan pengantar. Penahanan tetap berlaku; pilih seorang pengantar."), field="escort")
    if (escort.pk, hold.case_id) in kept_out():
        raise Refused(
            _("Pengantar ini tidak dapat mengantar kali ini. Penahanan tetap berlaku; pilih pengantar lain."),
            field="escort",
        )
    if dt.timedelta(hours=hours) > LONGEST_ESCORT:
        raise Refused(_("Pengantaran paling lama 12 jam. Penahanan tetap berlaku; pilih waktu lain."), field="hours")
    act = ON_CODE[1] if on_code else "transfer.assign"
    with house_act(act, by=by, house_id=hold.place.room.house_id, case_id=hold.case_id):
        hold = locked(hold)
        if hold.state != HoldState.HELD:
            raise Refused(_("Penahanan ini sudah berakhir. Muat ulang halaman penempatan."))
        transfer = Transfer(
            hold=hold,
            house_id=hold.place.room.house_id,
            case_id=hold.case_id,
            escort_id=escort.pk,
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(hours=hours),
            assigned_by_id=by.pk,
        )
        transfer.save()
        return transfer


def finish_escort(transfer: Transfer, *, by) -> Transfer:
    """The escort has brought her: from this moment the location is closed to the escort."""
    with house_act("transfer.finish", by=by, house_id=transfer.house_id, case_id=transfer.case_id):
        transfer = locked(transfer)
        TRANSFER_TRANSITIONS.move(transfer, "finish")
        transfer.save(update_fields=["state"])
        return transfer
