"""What waits for whom today: a reference and a moment, never a name. Alerts alone are opened, for custodians."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from access import policy
from access.navigation import COUNTED
from access.permissions import Permission
from access.roles import Role
from casework.today import NOW, TodayItem
from shelters.models import Hold, PlacementRequest, Stay
from shelters.queries import finds
from shelters.queries.desk import newest_waiting
from shelters.queries.standing_in import has_a_part, unreceived
from shelters.queries.transfers import stranded, transfers_for
from shelters.workflow import RequestState

SOON = timedelta(days=2)


def officer_items(user) -> list[TodayItem]:
    """For whoever decides about places: whom nobody in her house can receive, ways that an escort can't go, requests
    that wait, held places that run out, and stays whose plan ends soon: they are prolonged from here, since no board
    leads to a card. To a custodian, who looks for none, a request comes before everything; so does to everybody one
    whose held place ran out before she was there."""
    if not has_a_part(user):
        return []
    stands_in = user.role == Role.CUSTODIAN
    found = _unreceived_items(user)
    found += [
        TodayItem(
            "due",
            _("Pengantar tidak dapat meneruskan: tugaskan yang lain"),
            transfer.hold.request.card.code,
            reverse("shelters:request", args=[transfer.hold.request_id]),
            due=transfer.starts_at,
            urgency=NOW,
        )
        for transfer in stranded(user)
    ]
    for request in newest_waiting(user):
        url = reverse("shelters:request", args=[request.pk])
        found.append(_asked(request, url, alarm=stands_in))
    holds = policy.visible(user, Permission.SHELTER_PLACE, of=Hold).select_related("request__card")
    for hold in holds.order_by("expires_at")[:25]:
        url = reverse("shelters:request", args=[hold.request_id])
        found.append(TodayItem("due", _("Tempat ditahan"), hold.request.card.code, url, due=hold.expires_at))
    stays = policy.visible(user, Permission.SHELTER_PLACE, of=Stay).select_related("card")
    for stay in stays.filter(planned_until__lte=timezone.localdate() + SOON).order_by("planned_until")[:25]:
        url = reverse("shelters:extend", args=[stay.pk])
        found.append(TodayItem("due", _("Perpanjang atau rencana keluar"), stay.card.code, url, due=stay.planned_until))
    return found


def _unreceived_items(user) -> list[TodayItem]:
    """Whom nobody who works in her house may see: whoever decides about places records that she came, or left."""
    if unreceived() is None:
        return []
    holds = policy.visible(user, Permission.SHELTER_RECEIVE, of=Hold).select_related("request__card")
    found = [
        TodayItem(
            "due",
            _("Tidak ada petugas rumah yang dapat mencatat kedatangannya: catat di sini begitu ia tiba"),
            hold.request.card.code,
            reverse("shelters:arrive", args=[hold.pk]),
            due=hold.expires_at,
            urgency=NOW,
        )
        for hold in holds.order_by("expires_at")[:25]
    ]
    title = _("Tidak ada petugas rumah yang boleh melihat kartunya: kepergiannya dicatat di sini")
    for stay in policy.visible(user, Permission.SHELTER_RECEIVE, of=Stay).select_related("card")[:25]:
        url = reverse("shelters:leave", args=[stay.pk])
        found.append(TodayItem("due", title, stay.card.code, url, due=stay.planned_until))
    return found


def _asked(request: PlacementRequest, url: str, *, alarm: bool) -> TodayItem:
    if request.ran_out:  # type: ignore[attr-defined]
        title = _("Waktu tahan tempatnya habis sebelum kedatangannya tercatat: tanyakan di mana ia sekarang")
        return TodayItem("due", title, request.card.code, url, due=request.asked_at, at=request.asked_at, urgency=NOW)
    if not alarm:
        return TodayItem("new", _("Permohonan tempat"), request.card.code, url, at=request.asked_at)
    title = _("Permohonan tempat yang tidak dilihat petugas penempatan: putuskan sekarang")
    return TodayItem("due", title, request.card.code, url, due=request.asked_at, at=request.asked_at, urgency=NOW)


def house_items(user) -> list[TodayItem]:
    """For a house's staff: who is on her way, and whose planned stay is over."""
    if user.role != Role.HOUSE_STAFF:
        return []
    found = []
    holds = policy.visible(user, Permission.SHELTER_SERVE, of=Hold).select_related("request__card")
    for hold in holds.order_by("expires_at")[:25]:
        url = reverse("shelters:arrive", args=[hold.pk])
        found.append(TodayItem("due", _("Kedatangan"), hold.request.card.code, url, due=hold.expires_at))
    stays = policy.visible(user, Permission.SHELTER_SERVE, of=Stay).select_related("card")
    for stay in stays.filter(planned_until__lte=timezone.localdate()).order_by("planned_until")[:25]:
        url = reverse("shelters:card", args=[stay.pk])
        found.append(TodayItem("due", _("Rencana keluar"), stay.card.code, url, due=stay.planned_until))
    return found


def escort_items(user) -> list[TodayItem]:
    """For an escort: whom to bring now."""
    return [
        TodayItem(
            "due", _("Antar"), one.hold.request.card.code, reverse("shelters:transfer", args=[one.pk]), due=one.ends_at
        )
        for one in transfers_for(user)
    ]


def alert_items(user) -> list[TodayItem]:
    """For a custodian: how many texts left and name a house. Which text, and which house, is told after a step-up:
    whoever has this page open, and lets texts be written, would otherwise be told what each of them names."""
    count = len(finds.alerts(user)) if user.role == Role.CUSTODIAN else 0
    if not count:
        return []
    said = "%(n)d teks yang sudah keluar menyebut lokasi"
    title = ngettext("%(n)d teks yang sudah keluar menyebut lokasi", said, count)
    return [TodayItem("due", title % {"n": count}, "", reverse("shelters:alerts"), urgency=NOW)]


def count(user) -> int:
    """How many requests wait for this person's decision, at most a hundred."""
    if not has_a_part(user):
        return 0
    mine = policy.visible(user, Permission.SHELTER_REQUESTS, of=PlacementRequest)
    return mine.filter(state=RequestState.ASKED).order_by()[:COUNTED].count()
