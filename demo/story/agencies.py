"""The steps at other agencies and at the safe house: visum, police, placement."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from access.models import Staff
from demo.invented import HOUSES
from demo.story.base import HOUSE, POLRES, RSUD, Base
from demo.walk import Stumble
from referrals.models import Referral, Visum, VisumDelivery
from shelters.models import Hold, Place, PlacementRequest, Stay, Transfer
from shelters.roots.models import Shelter


class AgencySteps(Base):
    """Steps 4, 5 and 7."""

    def visum(self) -> str:
        w = self.walker
        referral = Referral.every.get(case_id=self.file, to_agency__code=RSUD)
        page = reverse("referrals:referral", args=[referral.pk])
        w.send("dokter", reverse("referrals:accept", args=[referral.pk]), on=page)
        w.send(
            "dokter",
            reverse("referrals:record-visum", args=[referral.pk]),
            kind="definitive",
            agreed="on",
            cause="blunt",
            degree="light",
            region_1="left_arm",
            injury_1="bruise",
            findings_text="Pada lengan kiri tampak memar kebiruan berukuran tiga kali dua sentimeter.",
            conclusion="Memar pada lengan kiri akibat kekerasan tumpul, tidak menimbulkan halangan bekerja.",
        )
        visum = Visum.every.get(referral=referral)
        w.send("dokter", reverse("referrals:take-item", args=[visum.pk]), kind="specimen", specimen="nail")
        w.send("dokter", reverse("referrals:answer", args=[referral.pk]), outcome="done", services=["visum"])
        w.get("dokter2", page, expect=404)
        return f"{RSUD} examined at once, visum {visum.reference} recorded, custody begun; another hospital's doctor gets 404"

    def police(self) -> str:
        w = self.walker
        w.send(
            "manajer",
            reverse("referrals:new", args=[self.file]),
            to_unit=self.unit(POLRES),
            needs=["police_report"],
            basis="consent",
            sex="F",
            age="30",
            note="Klien bersedia diperiksa oleh penyidik perempuan.",
        )
        referral = Referral.every.get(case_id=self.file, to_agency__code=POLRES)
        page = reverse("referrals:referral", args=[referral.pk])
        w.send("penyidik", reverse("referrals:accept", args=[referral.pk]), on=page)
        w.send(
            "penyidik",
            reverse("referrals:record-report", args=[referral.pk]),
            number="LP/B/1311/XI/2026/SPKT/Polres Metro Jakarta Timur/Polda Metro Jaya",
        )
        w.send(
            "penyidik",
            reverse("referrals:ask-visum", args=[referral.pk]),
            number="R/88/XI/2026/VER",
            dated=timezone.localdate().isoformat(),
            exam="injury",
            investigator="Penyidik Unit PPA",
            rank="brigadir",
        )
        visum = Visum.every.get(case_id=self.file)
        w.send(
            "dokter",
            reverse("referrals:prepare-visum", args=[visum.pk]),
            on=reverse("referrals:visum", args=[visum.pk]),
        )
        visum.refresh_from_db()
        self.issue(visum.document_id, writer="dokter", signer="dokter")
        w.send(
            "dokter",
            reverse("referrals:deliver-visum", args=[visum.pk]),
            on=reverse("referrals:visum", args=[visum.pk]),
        )
        delivery = VisumDelivery.every.get(police=referral)
        w.send("penyidik", reverse("referrals:receive-visum", args=[delivery.pk]), on=page)
        w.get("penyidik", reverse("disclosure:download", args=[visum.document_id]))
        return "referral accepted, LP number recorded, visum asked for, released, signed, delivered and received"

    def safe_house(self) -> str:
        w = self.walker
        w.send("manajer", reverse("shelters:ask_from_case", args=[self.file]), people="1", risk="tinggi")
        request = PlacementRequest.every.get(case_id=self.file)
        house = Shelter.every.get(code=HOUSE)
        page = reverse("shelters:request", args=[request.pk])
        w.get("penempatan", reverse("shelters:desk"))
        place = Place.every.filter(room__house_id=house.pk, claim=None).order_by("room__number", "number").first()
        w.send("penempatan", page, place=str(place.pk))
        hold = Hold.every.get(request=request, state="held")
        escort = str(Staff.objects.get(username="pengantar").pk)
        w.send("penempatan", reverse("shelters:escort", args=[hold.pk]), escort=escort)
        transfer = Transfer.every.get(hold=hold)
        where = reverse("shelters:location", args=[house.pk])
        self.opens_location("pengantar", where, reverse("shelters:transfer", args=[transfer.pk]))
        w.send("petugas1", reverse("shelters:arrive", args=[hold.pk]), things=["phone"], rules_agreed="on")
        self.opens_location("petugas1", where, reverse("shelters:house", args=[house.pk]))
        for username in ("petugas2", "manajer", "auditor", "admin", "dokter2"):
            w.get(username, reverse("shelters:house", args=[house.pk]), expect=404)
        board = w.get("petugas1", reverse("shelters:board", args=[house.pk])).content.decode()
        seen = w.get("manajer", self.case()).content.decode()
        if HOUSE in seen or "perlindungan sejak" not in seen:
            raise Stumble("the case manager sees other than since when she is protected")
        if "terisi" not in board:
            raise Stumble("the occupancy board does not show the place as taken")
        stay = Stay.every.get(request=request)
        w.send("petugas1", reverse("shelters:leave", args=[stay.pk]), destination="family", things_returned="on")
        return "asked, held, brought by an escort, arrived, left; the address opened to escort and shift alone, logged first"

    def opens_location(self, username: str, where: str, page: str) -> None:
        """Opens the address by POST; it must be in the answer, and in no page that was got."""
        address = next(f"{h['street']} No. {h['number']}" for h in HOUSES if h["code"] == HOUSE)
        answer = self.walker.send(username, where, on=page, expect=200).content.decode()
        if address not in answer:
            raise Stumble(f"{username} was not shown the address")
        if address in self.walker.get(username, page).content.decode():
            raise Stumble("an address stood in a page that was got")
