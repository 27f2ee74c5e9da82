"""Handing the visum to the police: delivered through their own referral, received with name and hour."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.errors import NotNow, Refused
from access.models import Staff
from audit.action import action
from disclosure import actions as documents
from referrals.actions.locking import locked
from referrals.models import Visum, VisumDelivery
from referrals.queries import letters_at
from referrals.workflow import VISUM


@action("visum.deliver")
def deliver_visum(visum: Visum, *, by: Staff) -> Visum:
    """Delivers the issued visum to each referral of the police that asked and has not got it, to nobody else."""
    visum = locked(visum)
    VISUM.move(visum, "deliver")
    document = visum.document
    if document is None or not document.has_file:
        raise NotNow(_("Visum belum terbit, jadi belum dapat diserahkan. Tidak ada yang berubah."))
    asked = {letter.police_id: letter.police for letter in letters_at(visum.referral_id) if letter.police is not None}
    had = set(VisumDelivery.every.filter(document=document).values_list("police_id", flat=True))
    waiting = [police for key, police in asked.items() if key not in had]
    if not waiting:
        raise Refused(
            _(
                "Tidak ada penyidik di Lindung yang masih menunggu visum ini. "
                "Serahkan cetakannya bila suratnya di kertas."
            )
        )
    for police in waiting:
        copy = documents.hand(document, agency=police.to_agency, by=by, root_kind="referral", root_id=police.pk)
        VisumDelivery(
            police=police,
            case_id=visum.case_id,
            document=document,
            copy=copy,
            visum_reference=visum.reference,
            delivered_at=timezone.now(),
            delivered_by=by,
        ).save()
    visum.save(update_fields=["state"])
    return visum


@action("visum.receive")
def receive_visum(delivery: VisumDelivery, *, by: Staff) -> VisumDelivery:
    """Signs for it: who received it, at which hour. A second press changes nothing."""
    delivery = locked(delivery)
    if delivery.received_at is None:
        delivery.received_at, delivery.received_by = timezone.now(), by
        delivery.save(update_fields=["received_at", "received_by"])
    return delivery
