"""A dozen living cases in today's dates, at every stage, played through the same actions that people use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace

from django.utils import timezone

from access.models import Agency
from casework.actions import complaints, counselling, handling, tickets
from casework.models import Case, Ticket
from demo.invented import Inventor
from disclosure import actions as documents
from disclosure import drafting
from referrals.actions import police, receiving, sending, visum
from shelters.actions import ask, hold, stay, transfer
from shelters.models import Place
from shelters.roots.models import Shelter
from vault.entropy import new_id

SEED = 2411
NOTE = "Mohon diperiksa oleh tenaga perempuan."
NOTE_WITH_PLACE = "Klien diantar dari warung dekat masjid; mohon diperiksa oleh tenaga perempuan."
SHARING_WITH = {
    "hospital": "rsud-tarakan",
    "police": "polres-metro-jakarta-timur",
    "legal": "lbh",
    "social": "dinsos",
    "protect": "lpsk",
}
TYPED = {
    "basis": "Permintaan penyidik.",
    "analysis": "Kekerasan berulang; klien memerlukan pendampingan.",
    "conclusion": "Klien adalah korban kekerasan.",
    "recommendation": "Pendampingan psikologis dan hukum dilanjutkan.",
}


@dataclass(frozen=True)
class Story:
    """One living case: how it came in and how far it has gone. `reach` names steps of `play_one`, in order."""

    what: str
    reach: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("physical",)
    kind: str = "actual"
    channel: str = "call_112"
    city: str = "31.75"
    danger: str = "yes"
    risk: str = "tinggi"
    manager: str = "manajer"
    agencies: tuple[str, ...] = ("polres-metro-jakarta-timur",)
    house: str = ""
    born: date = field(default=date(1994, 3, 12))


FILE = ("acknowledge", "register", "accept", "consent", "assess", "plan")
STORIES = [
    Story("Tetangga mendengar teriakan dan benda pecah, lalu pintu dikunci dari dalam."),
    Story("Latihan bulanan: penelepon rekaan meminta pertolongan.", kind="exercise", danger="no", agencies=("damkar",)),
    Story("Penelepon berbisik, mengatakan suaminya memegang pisau dapur.", ("acknowledge",), agencies=("agd-dinkes", "polres-metro-jakarta-timur")),
    Story("Datang sendiri dengan lengan memar, belum mau melapor ke polisi.", ("acknowledge", "register"), channel="walk_in", danger="no", city="31.74", agencies=()),
    Story("Ibu guru mengantar murid yang takut pulang.", ("acknowledge", "register", "accept"), ("sexual", "psychological"), channel="post", agencies=(), born=date(2011, 8, 2)),
    Story("Diancam lewat pesan terus-menerus sesudah berpisah.", FILE, ("psychological",), channel="phone", city="31.74", danger="no", risk="sedang", agencies=()),
    Story("Dipukul dan dicekik semalam, sekarang di rumah saudara.", (*FILE, "hospital", "examine", "police", "legal", "protect", "signing"), city="31.75"),
    Story("Korban datang ke rumah sakit diantar tetangga.", (*FILE, "hospital", "report"), ("physical", "sexual"), channel="hospital", agencies=()),
    Story("Meminta pendampingan psikologis sesudah putusan cerai.", (*FILE, "counsel", "social"), ("psychological",), channel="walk_in", city="31.71", danger="no", risk="rendah", agencies=()),
    Story("Tidak aman pulang, membawa dua anak kecil.", (*FILE, "ask_place"), city="31.73", agencies=()),
    Story("Terlapor menunggu di depan tempat kerja setiap sore.", (*FILE, "ask_place", "hold", "escort"), city="31.72", house="Anggrek"),
    Story("Diusir malam hari bersama bayi tiga bulan.", (*FILE, "ask_place", "hold", "arrive", "counsel"), house="Anggrek", city="31.75"),
    Story("Diselamatkan dari penyekapan oleh majikan.", (*FILE, "ask_place", "hold", "arrive"), ("exploitation", "physical"), house="Bakung", manager="manajer2", city="31.74"),
    Story("Sudah kembali ke keluarga dan merasa aman.", (*FILE, "counsel", "close"), manager="manajer2", risk="rendah", danger="no", agencies=()),
]  # fmt: skip


def people() -> list[dict]:
    """The invented victim of each story, in order; the same at every call."""
    invent = Inventor(SEED)
    return [
        {"name": invent.name(), "nik": invent.nik(story.born), "phone": invent.phone(), "address": invent.address()}
        for story in STORIES
    ]


def play(cast: SimpleNamespace, progress: Callable[[int, int], None]) -> list[str]:
    """Plays every story; returns by what reference each file is spoken of, in order."""
    agencies = {a.code: a for a in Agency.objects.all()}
    references = []
    for number, (story, person) in enumerate(zip(STORIES, people(), strict=True), 1):
        references.append(Player(cast, agencies, story, person).play())
        progress(number, len(STORIES))
    return references


class Player:
    """Plays one story: each method is a step, done by the person who does it in life."""

    def __init__(self, cast: SimpleNamespace, agencies: dict[str, Agency], story: Story, person: dict) -> None:
        self.cast, self.agencies, self.story, self.person = cast, agencies, story, person
        self.manager = getattr(cast, story.manager)
        self.ticket: Ticket
        self.case: Case
        self.request = self.held = self.hospital_referral = None

    def play(self) -> str:
        story = self.story
        self.ticket = tickets.open_ticket(
            new_id(),
            what=story.what,
            kind=story.kind,
            channel=story.channel,
            danger=story.danger,
            callback_safe="no",
            reporter="",
            agencies=[self.agencies[code] for code in story.agencies],
            by=self.cast.operator112 if story.channel == "call_112" else self.cast.penerima,
        )
        for step in story.reach:
            getattr(self, step)()
        return self.case.reference if "register" in story.reach else self.ticket.number

    def acknowledge(self) -> None:
        tickets.acknowledge_ticket(self.ticket, by=self.cast.penerima)

    def register(self) -> None:
        victim = {"part": "victim", "sex": "F", "born": self.story.born.isoformat(), "phone_safe": "no", **self.person}
        self.case = complaints.register_complaint(
            self.ticket,
            persons=[victim, {"part": "reported", "sex": "M", "relation": "spouse"}],
            kinds=list(self.story.kinds),
            chronology=self.story.what,
            flags=["death_threat"] if self.story.risk == "tinggi" else [],
            city_code=self.story.city,
            place_kind="household",
            by=self.cast.penerima,
        )

    def accept(self) -> None:
        counsellor = self.cast.konselor if "counsel" in self.story.reach else None
        self.case = complaints.accept_case(
            self.case, manager=self.manager, counsellor=counsellor, by=self.cast.supervisor
        )

    def consent(self) -> None:
        for item in ("complaint", "psychological", "legal", "referral", "confidentiality", "statistics"):
            handling.record_consent(self.case, item=item, answer="given", present="alone", by=self.manager)
        handling.record_consent(self.case, item="recording", answer="refused", present="alone", by=self.manager)
        for step, code in SHARING_WITH.items():
            if step in self.story.reach:
                handling.record_consent(
                    self.case,
                    item="sharing",
                    answer="given",
                    present="alone",
                    agency=self.agencies[code],
                    by=self.manager,
                )

    def assess(self) -> None:
        handling.write_assessment(
            self.case,
            findings={
                "physical": "Memar lama dan baru; tidur terganggu.",
                "psychological": "Takut, mudah terkejut, tetapi mampu bercerita runtut.",
                "social": "Seorang saudara dapat dihubungi.",
                "hopes": "Ingin aman dan bekerja lagi.",
            },
            by=self.manager,
        )
        handling.assess_risk(
            self.case,
            level=self.story.risk,
            factors=["control", "worse"],
            reasons="Terlapor makin sering mengancam.",
            by=self.manager,
        )

    def plan(self) -> None:
        today = timezone.localdate()
        handling.add_step(
            self.case,
            service="psychological",
            goal="Tidur pulih dan rasa aman kembali.",
            due=today + timedelta(days=30),
            agreed=True,
            by=self.manager,
        )
        handling.add_task(self.case, text="Telepon pada jam aman dan tanyakan keadaan.", due=today, by=self.manager)
        handling.add_task(self.case, text="Siapkan konferensi kasus.", due=today + timedelta(days=5), by=self.manager)
        handling.write_message(self.case, text="Rencana sudah dibicarakan dengan klien dan disetujui.", by=self.manager)

    def hospital(self) -> None:
        unit = self.agencies[SHARING_WITH["hospital"]].units.get()
        self.hospital_referral = sending.send_referral(
            self.case, to_unit=unit, needs=["visum", "treatment"], basis="consent", sex="F", age=32,
            note=NOTE if "examine" in self.story.reach else NOTE_WITH_PLACE, by=self.manager,
        )  # fmt: skip

    def report(self) -> None:
        documents.request_document(
            "social_report", about_kind="case", about_id=self.case.pk, case_id=self.case.pk, by=self.manager
        )

    def signing(self) -> None:
        """A social report that waits for the head's signature."""
        report = documents.request_document(
            "social_report",
            about_kind="case",
            about_id=self.case.pk,
            case_id=self.case.pk,
            typed=TYPED,
            by=self.manager,
        )
        drafting.send(report, by=self.manager)

    def legal(self) -> None:
        self.refer("legal", "legal_advice")

    def social(self) -> None:
        self.refer("social", "basic_needs")

    def protect(self) -> None:
        self.refer("protect", "witness_protection")

    def refer(self, step: str, need: str) -> None:
        """An ordinary referral on her consent, without free text."""
        unit = self.agencies[SHARING_WITH[step]].units.order_by("code").first()
        sending.send_referral(self.case, to_unit=unit, needs=[need], basis="consent", sex="F", age=32, by=self.manager)

    def examine(self) -> None:
        referral = receiving.accept(self.hospital_referral, by=self.cast.dokter)
        visum.record_visum(
            referral,
            kind="definitive",
            examined_at=timezone.now(),
            findings=[("neck", "strangulation"), ("left_arm", "bruise")],
            cause="blunt",
            degree="medium",
            findings_text="Pada leher bagian depan tampak jejas kemerahan mendatar; pada lengan kiri memar kebiruan.",
            conclusion="Jejas leher dan memar lengan akibat kekerasan tumpul yang menimbulkan halangan bekerja sementara waktu.",
            agreed=True,
            by=self.cast.dokter,
        )

    def police(self) -> None:
        unit = self.agencies[SHARING_WITH["police"]].units.get()
        referral = sending.send_referral(
            self.case, to_unit=unit, needs=["police_report"], basis="consent", sex="F", age=32, by=self.manager
        )
        referral = receiving.accept(referral, by=self.cast.penyidik)
        police.record_report(
            referral,
            number="LP/B/1207/XI/2026/SPKT/Polres Metro Jakarta Timur/Polda Metro Jaya",
            reported_at=timezone.now(),
            by=self.cast.penyidik,
        )

    def counsel(self) -> None:
        counselling.record_session(
            self.case,
            day=timezone.localdate(),
            minutes=60,
            mode="face",
            notes="Klien menceritakan malam itu untuk pertama kali dan menangis lama.",
            summary="Sesi pertama berlangsung baik; klien ingin melanjutkan pekan depan.",
            summary_agreed=True,
            by=self.cast.konselor,
        )

    def ask_place(self) -> None:
        self.request = ask.ask_from_case(
            self.case, name=self.person["name"], people=2 if "bayi" in self.story.what or "anak" in self.story.what else 1,
            needs=["infant"] if "bayi" in self.story.what else [], risk=self.story.risk, by=self.manager,
        )  # fmt: skip

    def hold(self) -> None:
        house = Shelter.every.get(code=self.story.house)
        place = Place.every.filter(room__house_id=house.pk, sleeps__gte=2, claim=None).order_by("sleeps").first()
        self.held = hold.hold_place(self.request, place=place.pk, hours=12, by=self.cast.penempatan)

    def escort(self) -> None:
        transfer.assign_escort(self.held, escort=self.cast.pengantar, hours=6, by=self.cast.penempatan)

    def arrive(self) -> None:
        staff = {"Anggrek": self.cast.petugas1, "Bakung": self.cast.petugas2}[self.story.house]
        stay.arrive(self.held, rules_agreed=True, things=["phone", "identity"], by=staff)

    def close(self) -> None:
        handling.close_case(
            self.case, ending="finished", reason="goals_met", closing="Klien mandiri dan aman.", by=self.manager
        )
