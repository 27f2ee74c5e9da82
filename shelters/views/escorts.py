"""The escort's page: whom to bring, and for the hours of the way the address."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.permissions import Permission
from access.views import ActionView, GuardedDetailView
from shelters.actions.transfer import finish_escort
from shelters.models import Transfer
from shelters.queries.cards import Cards
from shelters.views.way_back import WayBack


class TransferPage(GuardedDetailView):
    """One way, while it lasts."""

    permission = Permission.SHELTER_LOCATE
    model = Transfer
    template_name = "shelters/transfer.html"
    purpose = "transfer.read"
    opens_partly = True

    def wants(self, obj):
        self.cards = Cards(obj.hold.request.card)
        return self.cards.wants()

    def context(self, obj, opened):
        return {"transfer": obj, "card": self.cards.told(obj.hold.request.card, opened)}


class FinishTransfer(WayBack, ActionView):
    """She is where she should be: the address closes."""

    permission = Permission.SHELTER_LOCATE
    model = Transfer
    action = finish_escort
    title = _("Selesai mengantar")
    button = _("Selesai mengantar")
    success_message = _("Pengantaran selesai. Lokasi tertutup bagi Anda mulai sekarang.")

    def success_url(self, obj):
        return reverse("shelters:houses")
