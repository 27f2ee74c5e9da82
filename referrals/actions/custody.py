"""The chain of custody: an item is taken once, then only steps are added."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.errors import Refused
from access.models import Staff
from audit.action import action
from casework.actions.evidence import PICTURES, refuse_unfit, seal_file, working_copy
from referrals.actions.locking import locked
from referrals.codes.visum import CustodyAct, ItemKind
from referrals.models import CustodyEvent, CustodyItem, Visum, VisumPhoto


@action("custody.take")
def take_item(
    visum: Visum,
    *,
    kind: str,
    specimen: str,
    at: datetime,
    by: Staff,
    description: str = "",
    file=None,
) -> CustodyItem:
    """Takes a specimen, photo or exhibit into custody and writes the first step of its chain."""
    visum = locked(visum)
    if at > timezone.now():
        raise Refused(_("Waktu pengambilan belum terjadi. Isian Anda tetap tersimpan. Periksa lagi."), field="at")
    if (kind == ItemKind.PHOTO) != (file is not None):
        raise Refused(_("Berkas foto disertakan untuk jenis «Foto», dan hanya untuk itu."), field="file")
    item = CustodyItem(
        visum=visum,
        case_id=visum.case_id,
        kind=kind,
        specimen=specimen,
        label=f"{visum.reference}-{CustodyItem.every.filter(visum=visum).count() + 1:02d}",
        description=description.strip() or None,
    )
    item.save()
    if file is not None:
        _keep(file, item)
    _step(item, CustodyAct.TAKEN, at=at, by=by)
    return item


@action("custody.step")
def add_step(
    item: CustodyItem, *, act: str, at: datetime, by: Staff, keeping: str = "", receiver: str = ""
) -> CustodyEvent:
    """Adds a step: stored (where) or handed over (to whom). Nothing that stands in the chain is ever changed."""
    item = locked(item)
    taken = CustodyEvent.every.get(item=item, act=CustodyAct.TAKEN)
    if act == CustodyAct.TAKEN:
        raise Refused(_("Barang ini sudah diambil; tambahkan penyimpanan atau penyerahan."), field="act")
    if at > timezone.now() or at < taken.at:
        raise Refused(_("Waktu langkah harus setelah pengambilan dan tidak di masa depan. Periksa lagi."), field="at")
    if act == CustodyAct.STORED and not keeping:
        raise Refused(_("Pilih tempat simpannya."), field="keeping")
    if act == CustodyAct.HANDED_OVER and not receiver.strip():
        raise Refused(_("Tulis siapa yang menerima."), field="receiver")
    return _step(item, act, at=at, by=by, keeping=keeping, receiver=receiver.strip())


def _step(
    item: CustodyItem, act: str, *, at: datetime, by: Staff, keeping: str = "", receiver: str = ""
) -> CustodyEvent:
    event = CustodyEvent(
        item=item,
        case_id=item.case_id,
        act=act,
        at=at,
        recorded_at=timezone.now(),
        by=by,
        keeping=keeping if act == CustodyAct.STORED else "",
        receiver=receiver or None,
    )
    event.save(force_insert=True)
    return event


def _keep(file, item: CustodyItem) -> None:
    """Seals the original and a copy drawn anew; what is no picture, empty or too large is refused with a sentence."""
    media_type = refuse_unfit(file, file.size)
    if media_type not in PICTURES:
        raise Refused(_("Berkas ini bukan foto. Isian lain tetap ada. Pilih foto JPEG, PNG, atau WebP."), field="file")
    copy = working_copy(file, media_type)
    file.seek(0)
    original = seal_file(item.case_id, "visum", file)
    shown = seal_file(item.case_id, "visum", copy)
    VisumPhoto(
        item=item,
        media_type=media_type,
        original=original.name,
        size=original.size,
        sha256=original.sha256,
        sealed_sha256=original.sealed_sha256,
        copy=shown.name,
        copy_size=shown.size,
        copy_sha256=shown.sha256,
        copy_sealed_sha256=shown.sealed_sha256,
    ).save()
