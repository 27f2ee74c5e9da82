"""A house for those who serve it: its page, and who sleeps where tonight and in the coming nights."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access import policy
from access.permissions import Permission
from access.roles import Role
from access.views import GuardedDetailView, ServiceView
from shelters import reveal_location
from shelters.forms import PurposeForm
from shelters.models import House
from shelters.queries import board
from shelters.queries.cards import Cards
from shelters.queries.houses import code_of, houses_for, is_on_shift
from shelters.queries.transfers import transfers_for


class Houses(ServiceView):
    """The houses this person works with, and for an escort the ways that are on now."""

    permission = Permission.SHELTER_LOCATE
    template_name = "shelters/houses.html"

    def get(self, request, *args, **kwargs):
        return self.page(houses=houses_for(request.user), transfers=transfers_for(request.user))


class HousePage(GuardedDetailView):
    """What the house offers, the way to its board, and the form that opens its address by POST."""

    permission = Permission.SHELTER_READ
    model = House
    template_name = "shelters/house.html"
    purpose = "house.page"

    def context(self, obj, opened):
        on_shift = is_on_shift(self.request.user, obj.pk)
        return {
            "house": obj,
            "code": code_of(obj.pk),
            "on_shift": on_shift,
            "has_address": obj.pk in reveal_location.houses_open_to(self.request.user),
            "keeps": self.request.user.role == Role.CUSTODIAN,
            "form": PurposeForm(explained=on_shift),
        }


class Board(GuardedDetailView):
    """Nights across, places down, a word in every cell; under 600 px a list by room."""

    permission = Permission.SHELTER_READ
    model = House
    template_name = "shelters/board.html"
    purpose = "house.board"
    opens_partly = True

    def wants(self, obj):
        self.rows = board.rows(self.request.user, obj, timezone.localdate())
        cards = [row.card for row in self.rows if row.card]
        obj.touches = [card.case_id for card in cards]
        self.cards = Cards(*cards)
        return self.cards.wants()

    def context(self, obj, opened):
        return {
            "house": obj,
            "code": code_of(obj.pk),
            "nights": board.nights(timezone.localdate()),
            "rows": [self._line(row, opened) for row in self.rows],
        }

    def _line(self, row, opened) -> dict:
        """A row of the board, whom it shows, and where a tap leads."""
        if row.card is None:
            return {"row": row, "who": "", "url": ""}
        url = ""
        if row.claim.stay:
            url = reverse("shelters:card", args=[row.claim.stay_id])
        elif policy.may(self.request.user, Permission.SHELTER_SERVE):
            url = reverse("shelters:arrive", args=[row.claim.hold_id])
        known = self.cards.known(row.card, opened)
        who, more = known["name"] or row.card.code, known["people"] - 1
        if known["shut"]:
            who = _("%(code)s: kartu tidak terbuka") % {"code": row.card.code}
        return {"row": row, "who": f"{who} (+{more})" if more else who, "url": url}
