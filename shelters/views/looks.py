"""Who opened a house's address with a typed reason: read by its custodians, each of whom sees what the other did."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone
from django.utils.http import urlencode

from access.models import Staff
from access.permissions import Permission
from access.views import GuardedDetailView
from audit.lines import name_of
from audit.queries import as_day, people
from shelters.models import House, ReferenceReason
from shelters.queries.houses import code_of
from shelters.queries.reasoned_looks import LOOKED_BACK, of_house
from shelters.views.custodians import OfCustodians


class Looks(OfCustodians, GuardedDetailView):
    """Thirty days of openings without a shift or an escort; POST opens their reasons. A reason may name the place:
    no GET shows one, and the page asks for the address's step-up. One that doesn't open keeps no other one shut."""

    permission = Permission.SHELTER_READ
    model = House
    template_name = "shelters/looks.html"
    purpose = "looks.read"
    opens_partly = True
    step_up_methods = frozenset({"GET", "HEAD", "POST"})

    def wants(self, obj):
        self.opens = self.request.method == "POST"
        self.day = as_day(self.request.GET.get("sampai", "")) or timezone.localdate()
        end = timezone.make_aware(datetime.combine(self.day, time.max))
        self.rows = of_house(obj.pk, end)
        return [(row, "text") for row in self.rows] if self.opens else []

    def context(self, obj, opened):
        known = people()
        return {
            "code": code_of(obj.pk),
            "day": self.day,
            "opened": self.opens,
            "looks": [_told(row, known.get(str(row.reference.staff_id)), opened.get(row, "text")) for row in self.rows],
            "older": "?" + urlencode({"sampai": self.day - LOOKED_BACK}),
        }


def _told(row: ReferenceReason, person: Staff | None, reason: str) -> dict:
    who = {"who": name_of(person), "role": person.get_role_display(), "agency": person.agency.name} if person else {}
    return who | {"at": row.reference.at, "reason": reason}
