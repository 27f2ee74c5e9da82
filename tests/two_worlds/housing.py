"""Acts of the script about a place: asked for, held, come to, left, each by the form that its actor has.

A form is opened and sent as its actor does; whoever acts is a reader of what the form tells, and everything that the
act leaves behind for others is compared like all else.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from tests.two_worlds.bodies import Fillable
from tests.two_worlds.observing import Seen, with_statements

UNDER_WAY = "pengantar under way"  # an escort reads a location only then
HELPS_OUT = "reader petugas1"  # somebody of another house, for as long as they serve in this one


def is_under_way(escort) -> bool:
    """Whether a way of this ESCORT's stands open now, as the rows say it and no guard of the product's: a script may
    have stopped in the middle of one."""
    from access.models import ConflictOfInterest
    from shelters.models import Transfer

    now, walls = timezone.now(), ConflictOfInterest.standing.filter(staff=escort)
    ways = Transfer.every.filter(escort_id=escort.pk, state="planned", starts_at__lte=now, ends_at__gt=now)
    return ways.exclude(case_id__in=list(walls.order_by("pk").values_list("case_id", flat=True))).exists()


def called_now(script) -> dict[str, str]:
    """By account what whoever reads a house for a moment alone is called now: an escort, and who helps out there."""
    from access import grants
    from shelters.roots.models import Shelter

    escort, helping = script.people.pengantar, script.people.petugas2
    hours = grants.of_persons(Shelter).every.filter(
        user=helping, content_object_id=script.first.pk, expires__gt=timezone.now()
    )
    called = {"pengantar": UNDER_WAY} if is_under_way(escort) else {}
    return called | ({"petugas2": HELPS_OUT} if hours.exists() else {})


class NotTaken(Exception):
    """A form was answered by another page than the next one: no room, or no longer so; in every world alike."""


class Housing:
    """Mixed into Script, which sends requests and knows people and houses. What is seen waits in `pending`."""

    def __init__(self) -> None:
        self.pending: list[Seen] = []
        self.forms: dict[str, dict] = {}

    def drained(self) -> Iterator[Seen]:
        """What was seen since the last time."""
        pending, self.pending = self.pending, []
        yield from pending

    def open_form(self, who: str, page: str, seen_as: str | None = None) -> None:
        """Opens the page's own form; it is sent later, or never."""
        self.pending += with_statements(self.see(who, "GET", page, seen_as=seen_as))
        forms = [form for form in Fillable(self.last.body.decode()).posting() if form["action"] in ("", page)]
        if not forms:
            raise NotTaken(page)
        self.forms[page] = forms[0]["filled"]

    def take(self, who: str, page: str, *, seen_as: str | None = None, **typed) -> None:
        """Sends the page's own form, opened before or now."""
        if page not in self.forms:
            self.open_form(who, page, seen_as)
        sent = self.forms.pop(page) | typed
        self.pending += with_statements(self.see(who, "POST", page, sent, seen_as=seen_as))
        if self.last.status != 303:
            raise NotTaken(page)

    def go_back(self, who: str, page: str) -> None:
        """The page of what was done is opened once more, by the browser's button."""
        self.pending += with_statements(self.see(who, "GET", page))

    def staff_of(self, house) -> str:
        """Who serves there."""
        return "petugas1" if house.pk == self.first.pk else "petugas2"

    def form_of_asking(self, case) -> str:
        """Where her case manager asks for a place."""
        return reverse("shelters:ask_from_case", args=[case.pk])

    def ask_for_place(self, case, name: str = "Klien Uji"):
        self.take("manajer", self.form_of_asking(case), name=name, people="1", risk="tinggi")
        return self.asked_for(case.pk)

    def asked_for(self, case_id):
        """The request that waits for this file."""
        from shelters.models import PlacementRequest

        return PlacementRequest.every.get(case_id=case_id, state="asked")

    def decline(self, request) -> None:
        self.take("penempatan", reverse("shelters:decline", args=[request.pk]), answer="full")

    def free_place(self, house):
        """The next one of that house, or None."""
        from shelters.models import Place

        free = (p for p in Place.every.filter(room__house_id=house.pk).order_by("room__number", "number"))
        return next((p for p in free if not hasattr(p, "claim")), None)

    def hold(self, request, house):
        """The next free place of that house; the officer has a reason, whatever the advice says."""
        from shelters.models import Hold

        place = self.free_place(house)
        if place is None:
            raise NotTaken("no room")
        page = reverse("shelters:request", args=[request.pk])
        self.take("penempatan", page, place=str(place.pk), hours="4", reason="only_free")
        self.go_back("penempatan", page)
        return Hold.every.get(request=request, state="held")

    def let_go(self, hold) -> None:
        self.take("penempatan", reverse("shelters:release", args=[hold.pk]))

    def send_escort(self, hold) -> None:
        page = reverse("shelters:escort", args=[hold.pk])
        self.take("penempatan", page, escort=str(self.people.pengantar.pk), hours="3")

    def bring(self, hold, house) -> None:
        """An escort is sent, looks whom to bring and where, has brought her, and whoever else was on the way there."""
        from shelters.models import Transfer

        self.send_escort(hold)
        transfer = Transfer.every.get(hold=hold)
        location = reverse("shelters:location", args=[house.pk])
        for method, page in (("GET", reverse("shelters:transfer", args=[transfer.pk])), ("POST", location)):
            self.pending += with_statements(self.see("pengantar", method, page, seen_as=UNDER_WAY))
        for one in Transfer.every.filter(house_id=house.pk, state="planned").order_by("starts_at", "id"):
            finish = reverse("shelters:finish_transfer", args=[one.pk])
            self.take("pengantar", finish, seen_as=UNDER_WAY)
        self.pending += with_statements(self.see("pengantar", "GET", finish))

    def arrive(self, hold, house, *, going_back: bool = True):
        from shelters.models import Stay

        page = reverse("shelters:arrive", args=[hold.pk])
        self.take(self.staff_of(house), page, rules_agreed="on", things=["phone"])
        if going_back:
            self.go_back(self.staff_of(house), page)
        return Stay.every.get(request=hold.request, left_at=None)

    def extend(self, stay) -> None:
        page = reverse("shelters:extend", args=[stay.pk])
        self.take("penempatan", page)
        self.go_back("penempatan", page)

    def leave(self, stay, house, destination: str) -> None:
        page = reverse("shelters:leave", args=[stay.pk])
        self.take(self.staff_of(house), page, destination=destination, things_returned="on")
        self.go_back(self.staff_of(house), page)
