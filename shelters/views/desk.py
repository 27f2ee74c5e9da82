"""The desk of whoever decides about places: requests left, free places right, with advice that decides nothing."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from access import signin
from access.permissions import Permission
from access.views import ActionView, GivesReading, GuardedListView, ServiceView
from shelters.actions import decline_request, hold_place, release_hold
from shelters.actions.transfer import assign_escort
from shelters.forms import DeclineForm, EscortForm, HoldForm
from shelters.models import Hold, PlacementRequest
from shelters.queries import desk
from shelters.queries.cards import Cards
from shelters.queries.transfers import assigned_to, escorts
from shelters.views.way_back import WayBack
from shelters.workflow import RequestState


def line(request: PlacementRequest, cards: Cards, opened, chosen=None) -> dict:
    """One request in the left column."""
    told = cards.told(request.card, opened)
    return told | {"request": request, "chosen": chosen is not None and request.pk == chosen.pk}


class Paged:
    """Mixin, left of a view: the left column holds one page of the open requests, and leads to the next."""

    request: HttpRequest

    def load(self) -> None:
        """The page that the address names."""
        self.after = self.request.GET.get(GuardedListView.page_key)
        self.rows, self.following = desk.page_for(self.request.user, self.after)

    def column(self, cards: Cards, opened, chosen=None) -> dict:
        """What the template gets of it. Requests lead to pages with the same column beside them."""
        return {
            "requests": [line(row, cards, opened, chosen) for row in self.rows],
            "here": _query(self.after),
            "next_url": reverse("shelters:desk") + _query(self.following) if self.following else "",
        }


def _query(key: str | None) -> str:
    return f"?{urlencode({GuardedListView.page_key: key})}" if key else ""


class Desk(Paged, ServiceView):
    """All open requests, the oldest first."""

    permission = Permission.SHELTER_REQUESTS
    template_name = "shelters/desk.html"
    purpose = "requests.read"
    opens_partly = True

    def get(self, request, *args, **kwargs):
        self.load()
        cards = Cards(*[row.card for row in self.rows])
        with self.opening(desk.looked_at(self.rows), cards.wants()) as opened:
            return self.page(**self.column(cards, opened))


class GivesALocation(GivesReading):
    """Mixin, left of a page after which somebody is sent to a house. What a session on a code does there says so, and
    rings the house's custodians.
    """

    def back_url(self) -> str:
        return reverse("shelters:desk")  # kept in the main database beside the account, so it names no request

    def arguments(self, form) -> dict[str, Any]:
        given = cast(Any, super()).arguments(form)
        return {**given, "on_code": signin.for_the_shift(cast(Any, self).request)}


class RequestPage(GivesALocation, Paged, ActionView):
    """One request with all free places: holds the one the officer chooses. Suitability advises and never acts.

    For a card that doesn't open no place is offered: nobody knows what she needs.
    """

    permission = Permission.SHELTER_REQUESTS
    model = PlacementRequest
    form_class = HoldForm
    action = hold_place
    template_name = "shelters/desk.html"
    purpose = "requests.read"
    opens_partly = True
    success_message = _("Tempat ditahan. Petugas rumahnya melihat bahwa seseorang akan datang.")
    advice: tuple | list = ()
    about = None

    def opening(self, about, wants, reason=""):
        return super().opening(self.about or about, wants, reason)

    def post(self, request, *args, **kwargs):
        self.cards = Cards(self.obj.card)
        with self.opening(self.obj, self.cards.wants()) as opened:
            self.advise(opened)
        return super().post(request, *args, **kwargs)

    def advise(self, opened) -> None:
        if self.obj.state == RequestState.ASKED and self.cards.opens(self.obj.card, opened):
            self.advice = desk.free_places(self.request.user, self.cards.known(self.obj.card, opened))

    def wants(self, obj):
        self.load()
        self.about = desk.looked_at([*self.rows, obj])  # who is chosen may stand on another page
        self.cards = Cards(*[row.card for row in self.rows], obj.card)
        return self.cards.wants()

    def initial(self, obj, opened):
        self.advise(opened)
        return {}

    def form_kwargs(self):
        return {"advice": self.advice}

    def context(self, obj, opened):
        hold, present, names = desk.hold_of(obj), desk.present_stay(obj), desk.houses_of(self.request.user)
        return {
            **self.column(self.cards, opened, obj),
            "chosen": line(obj, self.cards, opened, obj),
            "further": self.cards.each(obj.card, opened),
            "advice": self.advice,
            "hold": hold,
            "present": present,
            "present_code": names.get(present.place.room.house_id, "") if present else "",
            "hold_code": names.get(hold.place.room.house_id, "") if hold else "",
            "escorts": assigned_to(hold),
        }

    def page(self, status=200, template=None, **context):
        if "form" in context:
            context["offers"] = list(zip(context["form"]["place"].subwidgets, self.advice, strict=False))
        return super().page(status=status, template=template, **context)

    def success_url(self, obj):
        return reverse("shelters:desk")


class Decline(WayBack, ActionView):
    """Answers that no place can be given now."""

    permission = Permission.SHELTER_REQUESTS
    model = PlacementRequest
    form_class = DeclineForm
    action = decline_request
    title = _("Belum dapat dipenuhi")
    button = _("Simpan jawaban")
    success_message = _("Jawaban tersimpan. Manajer kasusnya melihat bahwa permohonan sudah dijawab, tanpa alasannya.")

    def success_url(self, obj):
        return reverse("shelters:desk")


class Release(WayBack, ActionView):
    """Lets a held place go."""

    permission = Permission.SHELTER_PLACE
    model = Hold
    action = release_hold
    title = _("Lepas tempat")
    button = _("Lepas tempat")
    success_message = _("Tempat dilepas. Permohonannya menunggu lagi.")

    def success_url(self, obj):
        return reverse("shelters:desk")


class Escort(GivesALocation, WayBack, ActionView):
    """Sends an escort; the location is open to that person for the chosen hours."""

    permission = Permission.SHELTER_PLACE
    model = Hold
    form_class = EscortForm
    action = assign_escort
    title = _("Tugaskan pengantar")
    button = _("Tugaskan pengantar")
    success_message = _("Pengantar ditugaskan. Lokasi terbuka baginya selama jam yang dipilih, lalu tertutup sendiri.")

    def form_kwargs(self):
        return {"escorts": escorts()}

    def success_url(self, obj):
        return reverse("shelters:desk")
