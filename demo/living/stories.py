"""What the living cases are: how each came in, when, who has answered, and how far it has gone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from demo.invented import Inventor
from demo.living.moments import When, days_ago, minutes_ago

SEED = 2411
POLICE = "polres-metro-jakarta-timur"


@dataclass(frozen=True)
class Story:
    """One living case. `reach` names steps of `playing.Player`, in order.

    `answered` are the minutes after which PPAPP and then each of `agencies` acknowledged; who is missing has not yet.
    `at` gives single steps a moment of their own.
    """

    what: str
    opened: When
    reach: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("physical",)
    kind: str = "actual"
    channel: str = "call_112"
    city: str = "31.75"
    danger: str = "yes"
    risk: str = "tinggi"
    manager: str = "manajer"
    agencies: tuple[str, ...] = ()
    answered: tuple[int, ...] = ()
    at: dict[str, When] = field(default_factory=dict)
    house: str = ""
    born: date = date(1994, 3, 12)


FILE = ("register", "accept", "consent", "assess", "plan")
STORIES = [
    Story("Tetangga mendengar teriakan dan benda pecah, lalu pintu dikunci dari dalam.", minutes_ago(6), agencies=(POLICE, "agd-dinkes")),
    Story("Latihan bulanan: penelepon rekaan meminta pertolongan.", minutes_ago(17), kind="exercise", danger="no", agencies=("damkar",)),
    Story("Penelepon berbisik, mengatakan suaminya memegang pisau dapur.", minutes_ago(48), agencies=("agd-dinkes", POLICE), answered=(3, 2, 5)),
    Story("Datang sendiri dengan lengan memar, belum mau melapor ke polisi.", minutes_ago(130), ("register",), channel="walk_in", danger="no", city="31.74", answered=(1,)),
    Story("Pelaku membakar pakaian di halaman; apinya sudah padam.", days_ago(1, "19:32"), ("register",), agencies=("damkar", POLICE), answered=(4, 2, 8), city="31.72"),
    Story("Ibu guru mengantar murid yang takut pulang.", days_ago(1, "10:05"), ("register", "accept"), ("sexual", "psychological"), channel="post", answered=(6,), born=date(2011, 8, 2)),
    Story("Diancam lewat pesan terus-menerus sesudah berpisah.", days_ago(6, "08:40"), (*FILE, "evidence", "clinic", "her_report"), ("psychological",), channel="phone", city="31.74", danger="no", risk="sedang",
          answered=(7,), at={"her_report": days_ago(1, "10:30")}),
    Story("Dipukul dan dicekik semalam, sekarang di rumah saudara.", days_ago(4, "08:12"),
          (*FILE, "hospital", "examine", "custody", "keep", "police", "report_made", "ask_visum", "legal_hold", "visum", "legal", "protect", "signing"),
          agencies=(POLICE,), answered=(2, 4), at={"legal": days_ago(3, "09:20"), "signing": days_ago(1, "14:10")}),
    Story("Korban datang ke rumah sakit diantar tetangga.", days_ago(2, "07:55"), (*FILE, "other_hospital", "draft"), ("physical", "sexual"), channel="hospital", answered=(9,)),
    Story("Meminta pendampingan psikologis sesudah putusan cerai.", days_ago(7, "09:15"), (*FILE, "counsel", "social", "social_answer", "ask_to_lift"), ("psychological",),
          channel="walk_in", city="31.71", danger="no", risk="rendah", answered=(1,), at={"social": days_ago(6, "10:40"), "social_answer": days_ago(5, "13:05")}),
    Story("Tidak aman pulang, membawa dua anak kecil.", days_ago(1, "07:48"), (*FILE, "social", "ask_place", "ask_break_glass"), channel="phone", city="31.73", answered=(5,),
          at={"ask_place": minutes_ago(74), "ask_break_glass": minutes_ago(9)}),
    Story("Terlapor menunggu di depan tempat kerja setiap sore.", days_ago(3, "08:02"), (*FILE, "ask_place", "break_glass", "ask_explanation", "hold", "escort", "explain_hold"),
          agencies=(POLICE,), answered=(2, 6), city="31.72", house="Anggrek",
          at={"break_glass": days_ago(1, "01:50"), "ask_explanation": days_ago(1, "09:20"), "hold": minutes_ago(41), "escort": minutes_ago(36),
              "explain_hold": minutes_ago(12)}),
    Story("Diusir malam hari bersama bayi tiga bulan.", days_ago(5, "06:50"), (*FILE, "ask_place", "hold", "arrive", "hospital", "counsel", "issued"),
          agencies=("agd-dinkes",), answered=(3, 1), house="Anggrek", at={"hospital": days_ago(4, "09:10"), "issued": days_ago(2, "11:25")}),
    Story("Diselamatkan dari penyekapan oleh majikan.", days_ago(8, "06:58"), (*FILE, "ask_place", "hold", "arrive"), ("exploitation", "physical"),
          agencies=(POLICE,), answered=(4, 7), house="Bakung", manager="manajer2", city="31.74"),
    Story("Dibuntuti mantan pasangan sampai ke depan kamar.", days_ago(1, "08:20"), (*FILE, "ask_place", "hold"), answered=(8,),
          channel="outreach", house="Bakung", manager="manajer2", city="31.74", at={"hold": minutes_ago(95)}),
    Story("Sudah kembali ke keluarga dan merasa aman.", days_ago(8, "08:30"), (*FILE, "counsel", "tidy", "close", "ask_shredding"), channel="walk_in", manager="manajer2", risk="rendah", danger="no",
          answered=(2,), at={"counsel": days_ago(6, "13:30"), "close": days_ago(1, "15:40")}),
]  # fmt: skip


def people() -> list[dict]:
    """The invented victim of each story, in order; the same at every call."""
    invent = Inventor(SEED)
    return [
        {"name": invent.name(), "nik": invent.nik(story.born), "phone": invent.phone(), "address": invent.address()}
        for story in STORIES
    ]
