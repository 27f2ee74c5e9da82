"""The road, walked once by the cast through real pages: one frightened woman's file from the 112 call to the court's desk.

Each step says what was done. What the walker did itself is held against what the auditor's page lists.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from access.models import Agency, Staff
from audit import sealer
from casework.models import Case, Moment, Ticket, TicketEvent
from demo import log_check
from demo.invented import HOUSES
from demo.walk import Did, Stumble, Walker
from disclosure import jobs
from disclosure.models import Document, Release
from referrals.models import Referral, Visum, VisumDelivery
from shelters.models import Hold, Place, PlacementRequest, Stay, Transfer
from shelters.roots.models import Shelter

POLRES, RSUD = "polres-metro-jakarta-timur", "rsud-tarakan"
NOTES = "Ia menangis dan berkata tidak berani pulang."
SUMMARY = "Sesi pertama berlangsung; klien ingin melanjutkan."
HOUSE = "Anggrek"
NAME = "Larasatiningrum Adhyaksawan"


class Story:
    """The eight steps, in order; `steps()` gives (title, function that returns what was done)."""

    def __init__(self, walker: Walker | None = None) -> None:
        self.walker = walker or Walker()
        self.agency = {a.code: a for a in Agency.objects.all()}
        self.file: UUID
        self.acknowledged: dict[str, Did] = {}
        self.documents: dict[str, UUID] = {}

    def steps(self):
        return [
            ("112 desk", self.desk),
            ("intake", self.intake),
            ("case file", self.case_file),
            ("visum", self.visum),
            ("police", self.police),
            ("counselling", self.counselling),
            ("safe house", self.safe_house),
            ("paper and log", self.paper_and_log),
        ]

    # addresses
    def case(self, page: str = "case") -> str:
        return reverse(f"casework:{page}", args=[self.file])

    def unit(self, code: str) -> str:
        return str(self.agency[code].units.get().pk)

    def desk(self) -> str:
        w, desk = self.walker, reverse("casework:desk")
        known = set(Ticket.every.values_list("pk", flat=True))
        w.send(
            "operator112",
            desk,
            what="Perempuan berbisik, suaminya mengunci rumah dan memegang pisau. Ia menelepon dari kamar mandi.",
            danger="yes",
            present="yes",
            callback_safe="no",
            code_word="melati putih",
            agencies=[str(self.agency[POLRES].pk), str(self.agency["agd-dinkes"].pk)],
        )
        ticket = Ticket.every.exclude(pk__in=known).get()
        self.file = ticket.pk
        for username, code in (("penerima", "uptppa"), ("penyidik", POLRES), ("ambulans", "agd-dinkes")):
            w.send(
                username,
                reverse("casework:acknowledge", args=[self.file]),
                on=reverse("casework:ticket", args=[self.file]),
            )
            self.acknowledged[code] = w.did[-1]
        w.send(
            "operator112",
            reverse("referrals:urgent", args=[self.file]),
            to_unit=self.unit(RSUD),
            needs=["emergency_care", "visum"],
            basis="vital",
            sex="F",
        )
        if self.times_on_the_ticket() != self.times_noted():
            raise Stumble("an agency's time to acknowledge is not the script's")
        return f"ticket {ticket.number} saved and sent to {len(self.acknowledged)} agencies, all acknowledged; one urgent referral left at once"

    def intake(self) -> str:
        w = self.walker
        w.send(
            "penerima",
            reverse("casework:register", args=[self.file]),
            kinds=["physical", "psychological"],
            chronology="Kekerasan berulang sejak dua tahun; semalam ia diancam dengan pisau.",
            city_code="31.75",
            place_kind="household",
            flags=["death_threat", "lives_with"],
            p0_name=NAME,
            p0_sex="F",
            p0_born="1996-05-17",
            p0_phone="0899" + "00777123",
            p0_phone_safe="no",
            p2_relation="spouse",
            p2_sex="M",
            expect=(303, 422),
        )
        if w.last.status_code == 422:  # the road was walked here before: she is known, and the receiver has looked
            w.send_from(w.last, "penerima", reverse("casework:register", args=[self.file]), checked="on")
        staff = {s.username: str(s.pk) for s in Staff.objects.filter(username__in=["manajer", "konselor"])}
        w.send("supervisor", self.case("accept"), manager=staff["manajer"], counsellor=staff["konselor"])
        case = Case.every.get(pk=self.file)
        return f"complaint registered, accepted by the supervisor as {case.number}, given to a case manager and a counsellor"

    def case_file(self) -> str:
        w, add = self.walker, self.case("record_consent")
        for item in ("psychological", "legal", "referral", "confidentiality"):
            w.send("manajer", add, item=item, answer="given", present="alone")
        w.send("manajer", add, item="recording", answer="refused", present="alone")
        w.send("manajer", add, item="sharing", answer="given", present="alone", agency=str(self.agency[POLRES].pk))
        w.send(
            "manajer",
            self.case("write_assessment"),
            physical="Memar pada lengan.",
            psychological="Takut.",
            hopes="Aman.",
        )
        w.send(
            "manajer",
            self.case("assess_risk"),
            level="tinggi",
            factors=["weapon", "worse"],
            reasons="Ancaman dengan pisau.",
        )
        w.send("manajer", self.case("add_step"), service="health", goal="Luka diperiksa dan dirawat.", agreed="on")
        w.send("manajer", self.case("add_task"), text="Hubungi lewat kata sandi.", due=timezone.localdate().isoformat())
        w.send("manajer", self.case("write_message"), text="Rencana sudah disepakati bersama klien.")
        return "consent line by line (one refused), assessment, high risk with reasons, plan, task, message"

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

    def issue(self, document: UUID, *, writer: str, signer: str, **typed: str) -> Document:
        """A document from draft to the signed file: sent, released where a text waits, signed, rendered by the worker."""
        w, page = self.walker, reverse("disclosure:document", args=[document])
        w.send(writer, reverse("disclosure:send", args=[document]), on=page, **typed)
        self.release(f"document:{document}:")
        w.send(signer, reverse("disclosure:sign", args=[document]), on=page)
        w.job(signer, f"/dokumen/{document}/", lambda: jobs.run_all(timezone.now()))
        issued = Document.every.get(pk=document)
        if not issued.has_file:
            raise Stumble("the document has no file after the worker ran")
        return issued

    def release(self, prefix: str) -> None:
        """The custodian releases every text that waits under this prefix."""
        desk = reverse("disclosure:releases")
        for waiting in Release.objects.filter(subject__startswith=prefix, state="waiting"):
            self.walker.send("kustodian", reverse("disclosure:release", args=[waiting.pk]), on=desk, expect=200)
            self.walker.send_from(self.walker.last, "kustodian", reverse("disclosure:let-go", args=[waiting.pk]))

    def counselling(self) -> str:
        w = self.walker
        w.send(
            "konselor",
            self.case("record_session"),
            day=date.today().isoformat(),
            minutes="60",
            mode="face",
            attended="on",
            notes=NOTES,
            summary=SUMMARY,
            summary_agreed="on",
        )
        for username in ("manajer", "supervisor", "kepala"):
            page = w.get(username, self.case("counselling")).content.decode()
            if NOTES in page or SUMMARY not in page:
                raise Stumble(f"{username} sees other than the agreed summary")
        return "a session recorded; manager, supervisor and head see that it took place and the summary, none the notes"

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

    def paper_and_log(self) -> str:
        w = self.walker
        report = self.begin("social_report")
        issued = self.issue(
            report,
            writer="manajer",
            signer="kepala",
            basis="Permintaan penyidik, LP nomor 1311.",
            analysis="Kekerasan berulang dengan ancaman senjata; klien memerlukan perlindungan.",
            conclusion="Klien adalah korban kekerasan dalam rumah tangga.",
            recommendation="Pendampingan psikologis dan hukum dilanjutkan.",
        )
        letter = self.issue(
            self.begin("referral_letter"), writer="manajer", signer="kepala", reason="Pendampingan hukum."
        )
        for document in (issued, letter):
            pdf = b"".join(w.get("manajer", reverse("disclosure:download", args=[document.pk])).streaming_content)
            if not pdf.startswith(b"%PDF"):
                raise Stumble("what was downloaded is no PDF")
        sealer.run_until_done(timezone.now())
        listed, noted = self.log_against_walk()
        if listed != noted:
            missing, unknown = sorted(set(noted) - set(listed)), sorted(set(listed) - set(noted))
            raise Stumble(f"the log lacks {missing[:5]} and holds {unknown[:5]}")
        check = w.send("auditor", reverse("audit:check"), expect=200).content.decode()
        if "baris tersegel sama dengan yang disegel" not in check:
            raise Stumble("the auditor's check did not say that the log is whole")
        return f"social report {issued.number} and letter {letter.number} signed; the auditor's page lists exactly the {len(noted)} requests that touched the file, and the log verifies"

    def begin(self, kind: str) -> UUID:
        """A draft of that kind about the case."""
        known = set(Document.every.values_list("pk", flat=True))
        self.walker.send("manajer", reverse("disclosure:new", args=[kind, self.file]))
        return Document.every.exclude(pk__in=known).get().pk

    def times_noted(self) -> list[str]:
        """The agencies that acknowledged, as the script noted it."""
        return sorted(self.acknowledged)

    def times_on_the_ticket(self) -> list[str]:
        """The agencies whose moment on the ticket's clock lies within the request in which the script acknowledged."""
        kept = TicketEvent.every.filter(ticket_id=self.file, kind=Moment.ACKNOWLEDGED).values_list("agency__code", "at")
        return sorted(
            code
            if code in self.acknowledged and self.acknowledged[code].began <= at <= self.acknowledged[code].at
            else f"{code} late"
            for code, at in kept
        )

    def log_against_walk(self) -> tuple[list[str], list[str]]:
        """(found on the auditor's page of this file, noted by the walkers before it was opened): equal if the log is true.

        An entry that no request explains stands as `unexplained`.
        """
        noted = log_check.noted(self.walker.did, log_check.addresses_of(self.file))
        return log_check.listed(self.walker, self.file), noted
