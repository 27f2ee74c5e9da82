"""What random references stand for, as the auditor is told: house code, who, act, case. Never a place."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.prepared import Prepared
from audit.house import DENIED, ROTATED
from audit.references import Event, Meaning, Stretch
from shelters.models import HouseReference, ReferenceCase, ResidentCard
from shelters.queries.houses import codes

MOST_DENIED = 5000
READS = {
    "location.read": _("membuka lokasi"),
    "looks.read": _("membaca alasan pembukaan alamat"),
    "matcher.load": _("pencocok membuka semua lokasi"),
    "matcher.finds": _("pencocok membuka temuannya"),
    "finds.read": _("membuka temuan pencocok"),
    "house.page": _("membuka halaman rumah"),
    "house.board": _("membuka papan hunian"),
    "card.read": _("membuka kartu penghuni"),
    "requests.read": _("membuka permohonan tempat"),
    "transfer.read": _("membuka pengantaran"),
    "question.read": _("membaca penjelasan atas peristiwa rumah"),
    DENIED: _("mencoba membuka halaman rumah, atau menulis tempatnya dalam penjelasan"),
}
"""What is written down here before its entry in the log: of one whose process died in between there is none."""
ACTS = READS | {
    "request.ask": _("meminta tempat"),
    "request.decline": _("menjawab permohonan tempat"),
    "request.close": _("menutup permohonan tempat yang kartunya tidak terbuka lagi"),
    "card.keep": _("menyegel ulang kartu sebelum berkasnya dimusnahkan"),
    "hold.place": _("menahan tempat"),
    "hold.place_on_code": _("menahan tempat dalam giliran yang dibuka dengan kode"),
    "hold.release": _("melepas tempat"),
    "hold.expire": _("waktu tahan tempat habis"),
    "stay.arrive": _("mencatat kedatangan"),
    "stay.extend": _("memperpanjang penempatan"),
    "stay.leave": _("mencatat keluar"),
    "transfer.assign": _("menugaskan pengantar"),
    "transfer.assign_on_code": _("menugaskan pengantar dalam giliran yang dibuka dengan kode"),
    "transfer.finish": _("menyelesaikan pengantaran"),
    "house.open": _("membuka rumah baru"),
    "house.furnish": _("mencatat kamar"),
    "shift.assign": _("mencatat giliran jaga"),
    "location.keep": _("mencatat lokasi"),
    "landmarks.keep": _("mencatat penanda"),
    "matcher.look": _("pencocok menulis ulang temuannya"),
    "alerts.look": _("membuka peringatan atau menandainya selesai"),
    ROTATED: _("menyegel ulang dengan kunci baru"),
    "question.ask": _("meminta penjelasan atas peristiwa rumah"),
    "question.answer": _("menjelaskan peristiwa rumah"),
    "question.review": _("meninjau penjelasan atas peristiwa rumah"),
    "question.silence": _("tidak menjelaskan peristiwa rumah sampai tenggat"),
}


def happened(references: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those whose change committed: a meaning commits with its change or not at all."""
    return set(HouseReference.every.filter(pk__in=list(references)).values_list("pk", flat=True))


def describe(references: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Meaning]:
    """The meanings. A reader of several cards at once is described by the house and the act alone."""
    return _meanings(HouseReference.every.filter(pk__in=list(references)))


def _meanings(found: Iterable[HouseReference]) -> dict[uuid.UUID, Meaning]:
    rows = list(found)
    houses = codes({row.house_id for row in rows if row.house_id})
    cards = ResidentCard.every.filter(case_id__in={row.case_id for row in rows if row.case_id})
    cases = dict(cards.values_list("case_id", "code"))
    return {
        row.pk: Meaning(
            house=houses.get(row.house_id, "") if row.house_id else "",
            staff=row.staff_id,
            act=str(ACTS.get(row.act, row.act)),
            case=cases.get(row.case_id, "") if row.case_id else "",
            denied=row.act == DENIED,
            url=page_of(row.pk),
            read=row.act in READS,
        )
        for row in rows
    }


def page_of(reference: uuid.UUID) -> str:
    """Where an auditor is shown that event, and asks about it."""
    return reverse("shelters:event", args=[reference])


def concerning(case_id: uuid.UUID, which: Stretch) -> list[Event]:
    """All about one file, newest first: acts on it, and reads that opened its card."""
    if which.before is None and which.since is not None:
        return _told(_LATELY.rows(case_id, which.since))
    return _events(_about(case_id), which)


def _about(case_id: uuid.UUID) -> QuerySet[HouseReference]:
    touched = ReferenceCase.every.filter(case_id=case_id).values("reference_id")
    return HouseReference.every.filter(Q(case_id=case_id) | Q(pk__in=touched))


_LATELY = Prepared(lambda file, since: _about(file).filter(at__gte=since).order_by("-at", "-id"), uuid.UUID, datetime)


def done_by(staff_id: uuid.UUID, since: datetime, until: datetime, which: Stretch) -> list[Event]:
    """What one person did between two moments, newest first."""
    return _events(HouseReference.every.filter(staff_id=staff_id, at__gte=since, at__lt=until), which)


def denied_since(since: datetime) -> list[tuple[uuid.UUID, uuid.UUID, datetime]]:
    """Attempts on something of a house that were denied, newest first: (reference, who, when)."""
    rows = HouseReference.every.filter(act=DENIED, at__gte=since)
    return list(rows.order_by("-at", "-id").values_list("id", "staff_id", "at")[:MOST_DENIED])


def _events(found: QuerySet[HouseReference], which: Stretch) -> list[Event]:
    if which.since:
        found = found.filter(at__gte=which.since)
    if which.before:
        found = found.filter(at__lt=which.before)
    return _told(list(found.order_by("-at", "-id")))


def _told(rows: list[HouseReference]) -> list[Event]:
    meanings = _meanings(rows)
    return [Event(row.pk, row.at, meanings[row.pk]) for row in rows]


def settled() -> Iterator[tuple[uuid.UUID, Mapping[str, str], Mapping[str, str]]]:
    """Every act and read, with the digests of the sealed rows it wrote and all it stands for, oldest first."""
    cases = Prefetch("cases", ReferenceCase.every.all(), to_attr="further")
    for row in HouseReference.every.order_by("at", "id").prefetch_related(cases).iterator(chunk_size=1000):
        told = row.content(case.case_id for case in row.further)
        yield row.pk, row.digests if told else {}, told
