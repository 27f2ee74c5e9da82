"""A resident as her house knows her: arrival, card, extension, departure."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.permissions import Permission
from access.views import ActionView, GuardedDetailView
from shelters.actions import arrive, extend_stay, leave
from shelters.forms import ArriveForm, ExtendForm, LeaveForm
from shelters.models import Hold, Stay
from shelters.queries.cards import Cards
from shelters.queries.houses import code_of, kept_things
from shelters.views.way_back import WayBack


def board_url(row) -> str:
    """The board of the house that this hold or stay belongs to: the only address kept of a finished form."""
    return reverse("shelters:board", args=[row.place.room.house_id])


class Card(GuardedDetailView):
    """The resident's card, while she is there."""

    permission = Permission.SHELTER_READ
    model = Stay
    template_name = "shelters/card.html"
    purpose = "card.read"
    opens_partly = True

    def wants(self, obj):
        self.cards = Cards(obj.card)
        return self.cards.wants()

    def context(self, obj, opened):
        return {
            "stay": obj,
            "card": self.cards.told(obj.card, opened),
            "code": code_of(obj.place.room.house_id),
            "things": kept_things(obj),
            "may_leave": "serve_shelter" in obj.standing,
            "may_extend": "place_shelter" in obj.standing,
        }


class Arrive(ActionView):
    """She is at the door."""

    permission = Permission.SHELTER_RECEIVE
    model = Hold
    form_class = ArriveForm
    action = arrive
    template_name = "shelters/arrive.html"
    purpose = "card.read"
    opens_partly = True
    title = _("Catat kedatangan")
    button = _("Catat kedatangan")
    success_message = _("Kedatangan tersimpan. Manajer kasusnya melihat bahwa ia dalam perlindungan, tanpa tempatnya.")

    def wants(self, obj):
        self.cards = Cards(obj.request.card)
        return self.cards.wants()

    def context(self, obj, opened):
        return {"card": self.cards.told(obj.request.card, opened), "hold": obj}

    def success_url(self, obj):
        return board_url(obj)


class Extend(WayBack, ActionView):
    """More nights."""

    permission = Permission.SHELTER_PLACE
    model = Stay
    form_class = ExtendForm
    action = extend_stay
    title = _("Perpanjang penempatan")
    button = _("Perpanjang")
    success_message = _("Perpanjangan tersimpan.")
    stale_fields = ("state", "planned_until")

    def success_url(self, obj):
        return board_url(obj)


class Leave(WayBack, ActionView):
    """She leaves."""

    permission = Permission.SHELTER_RECEIVE
    model = Stay
    form_class = LeaveForm
    action = leave
    title = _("Catat keluar")
    button = _("Catat keluar")
    success_message = _("Kepergian tersimpan. Tempatnya kosong lagi, dan kartunya tertutup bagi rumah ini.")

    def success_url(self, obj):
        return board_url(obj)
