"""Two houses with their staff, and files at the stages that a placement needs, made by the product's own actions."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.locking import ACTED
from access.models import Unit
from access.signin import AS_IF_SECONDS, BOTH_FACTORS, STEPPED_UP_UNTIL
from casework.actions.complaints import accept_case, register_complaint
from casework.actions.tickets import open_ticket
from shelters import actions
from shelters.models import Place
from shelters.queries import finds
from shelters.reveal_location import Whereabouts, keep_location
from shelters.roots.actions import KEEP, PLACE, SERVE, entrust
from vault.entropy import new_id

NAME = "Kartinaningsih Purbasari"
ADDRESS = "Gang Kenanga Merambat No. 17"
OTHER_ADDRESS = "Jalan Srikaya Rindang No. 4"


def whereabouts(address: str = ADDRESS, **fields) -> Whereabouts:
    known = {
        "kelurahan": "Rawa Gempita",
        "kecamatan": "Tegal Sentosa",
        "postcode": "13999",
        "phones": ["021-99887766"],
        "latitude": "-6.21771",
        "longitude": "106.91443",
        "access_notes": "Pagar hijau, ketuk tiga kali.",
    }
    return Whereabouts(address=address, **{**known, **fields})


def found(custodian) -> list[tuple]:
    """All that the matcher found, as (house, find), for a custodian of all houses."""
    lists = finds.opened_by_custodian(custodian, finds.rows_of_custodian(custodian))
    rows = sorted(lists, key=lambda row: (row.house_id, row.begun_at))
    return [(row.house_id, find) for row in rows for find in lists[row]]


class World:
    """Houses A (petugas1, on shift) and B (petugas2, on shift), each with two rooms. Methods are what they make."""

    def __init__(self, people: SimpleNamespace) -> None:
        self.people = people
        self.a = self.house("Seroja", people.petugas1, whereabouts())
        self.b = self.house("Teratai", people.petugas2, whereabouts(OTHER_ADDRESS))

    def house(self, code: str, staff, place: Whereabouts, **features):
        by = self.people.kustodian
        shelter = actions.open_house(code, by=by, **features)
        actions.furnish_room(shelter, number=1, sleeps=[1, 1], by=by)
        actions.furnish_room(shelter, number=2, sleeps=[4], by=by)
        for unit in ("uptppa-kustodian", "lpsk-kustodian"):
            entrust(shelter, KEEP, Unit.objects.get(code=unit), by=by)
        entrust(shelter, PLACE, Unit.objects.get(code="uptppa-penempatan"), by=by)
        entrust(shelter, SERVE, staff, by=by)
        keep_location(shelter, place, by=by)
        now = timezone.now()
        actions.assign_shift(
            shelter, staff=staff, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(days=2), by=by
        )
        return shelter

    def ticket(self, **fields):
        return open_ticket(new_id(), what="Tidak aman pulang malam ini.", by=self.people.operator112, **fields)

    def complaint(self, ticket=None):
        """A complaint that waits for the supervisor."""
        return register_complaint(
            ticket or self.ticket(),
            persons=[{"part": "victim", "name": NAME, "born": "1994-03-05", "sex": "F"}],
            kinds=["physical"],
            by=self.people.penerima,
        )

    def case(self, counsellor: bool = False):
        """An accepted case of `manajer`."""
        who = self.people.konselor if counsellor else None
        return accept_case(self.complaint(), manager=self.people.manajer, counsellor=who, by=self.people.supervisor)

    def request(self, case=None, **card):
        fields = {"name": NAME, "people": 1, "risk": "tinggi", **card}
        return actions.ask_from_case(case or self.case(), by=self.people.manajer, **fields)

    def places(self, house) -> list[Place]:
        return list(Place.every.filter(room__house_id=house.pk).order_by("room__number", "number"))

    def hold(self, request=None, house=None, place=None, hours: int = 4):
        place = place or next(p for p in self.places(house or self.a) if not hasattr(p, "claim"))
        return actions.hold_place(request or self.request(), place=place.pk, hours=hours, by=self.people.penempatan)

    def stay(self, case=None, house=None, **card):
        house = house or self.a
        hold = self.hold(self.request(case, **card), house)
        return actions.arrive(hold, rules_agreed=True, things=["phone"], by=self.staff_of(house))

    def staff_of(self, house):
        return self.people.petugas1 if house.pk == self.a.pk else self.people.petugas2


def browser(staff, *, stepped_up: bool = True) -> Client:
    """That person's browser, signed in with both factors; it locks late."""
    client = Client()
    client.force_login(staff)
    session = client.session
    session[BOTH_FACTORS] = True
    session[ACTED] = int(timezone.now().timestamp()) + AS_IF_SECONDS
    if stepped_up:
        session[STEPPED_UP_UNTIL] = int(timezone.now().timestamp()) + 600
    session.save()
    return client


def url(name: str, *args) -> str:
    return reverse(f"shelters:{name}", args=args)


def get(staff, name: str, /, *args):
    return browser(staff).get(url(name, *args))


def post(staff, name: str, /, *args, **fields):
    return browser(staff).post(url(name, *args), fields)


def locate(staff, house_id, purpose: str = "giliran jaga", **kwargs):
    """The POST that opens a location."""
    return browser(staff, **kwargs).post(f"/rumah/{house_id}/lokasi/", {"purpose": purpose})
