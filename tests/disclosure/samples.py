"""Two papers that exist in tests alone: a letter and a report."""

from __future__ import annotations

import dataclasses
import datetime

from access.permissions import Permission
from disclosure.letter import Letter
from disclosure.papers import Coded, Paper


@dataclasses.dataclass(frozen=True)
class Person:
    name: str
    age: int
    relation: Coded


@dataclasses.dataclass(frozen=True)
class SampleReport:
    victim_name: str
    born: datetime.date | None
    kinds: tuple[Coded, ...]
    household: tuple[Person, ...]
    chronology: str
    analysis: str
    recommendation: str


@dataclasses.dataclass(frozen=True)
class SampleLetter:
    addressee: tuple[Coded, ...]
    subject: Coded
    attachments: Coded
    carbon_copies: tuple[Coded, ...]
    client: str
    reason: str
    services: tuple[Coded, ...]


class ReportBuilder:
    """Takes everything from what was typed: the tests' report has no case file behind it."""

    def __init__(self, document, by) -> None:
        self.document = document

    def wants(self):
        return []

    def context(self, opened, typed):
        return dataclasses.replace(REPORT, **{name: typed.get(name, "") for name in ("analysis", "recommendation")})


class LetterBuilder(ReportBuilder):
    def context(self, opened, typed):
        return LETTER


REPORT = SampleReport(
    victim_name="Ny. Ratna Wulan Sari",
    born=datetime.date(1991, 3, 14),
    kinds=("fisik", "psikis"),
    household=(Person("Dewi Ayu Ḷaras", 8, "anak"), Person("Bagus Ŝaputra", 4, "anak")),
    chronology="Klien dipukul oleh suaminya pada malam hari setelah pertengkaran. Ia pergi bersama anaknya pagi itu. "
    * 9,
    analysis="Klien memahami keadaannya dan mampu mengambil keputusan bagi dirinya dan anak-anaknya. " * 6,
    recommendation="Pendampingan hukum dan konseling lanjutan bagi klien dan kedua anaknya.",
)
LETTER = SampleLetter(
    addressee=("Direktur RSUD Contoh", "di Jakarta"),
    subject="Rujukan pemeriksaan kesehatan",
    attachments="1 (satu) berkas",
    carbon_copies=("Kepala Dinas", "Arsip"),
    client="C-7Q4K",
    reason="Klien memerlukan pemeriksaan luka dan pengobatan segera.",
    services=("Pemeriksaan fisik", "Pengobatan luka"),
)

REPORT_PAPER = Paper(
    kind="sample_report",
    title="Laporan contoh",
    code="LC",
    about="case",
    template="tests/sample_report.html",
    context=SampleReport,
    builder=ReportBuilder,
    write=Permission.CASE_PAPER,
    sign=Permission.CASE_SIGN,
    required=("analysis", "recommendation"),
    labels={"analysis": "Analisis", "recommendation": "Rekomendasi"},
)
LETTER_PAPER = Paper(
    kind="sample_letter",
    title="Surat contoh",
    code="SC",
    about="case",
    template="tests/sample_letter.html",
    context=SampleLetter,
    builder=LetterBuilder,
    write=Permission.CASE_PAPER,
    sign=Permission.CASE_SIGN,
)


def letter(**changes) -> Letter:
    """A finished letterhead; an invented agency with an address of no street that exists."""
    values = {
        "number": "007/LC/PPAPP/XI/2026",
        "day": datetime.date(2026, 11, 24),
        "superiors": ("PEMERINTAH PROVINSI DAERAH KHUSUS IBUKOTA JAKARTA", "DINAS CONTOH"),
        "agency": "UPT Pusat Contoh Perempuan dan Anak",
        "address": "Jalan Contoh Raya Nomor 1, Jakarta 10000",
        "telephone": "(021) 000-0000",
        "office": "Kepala UPT",
        "signer": "Dra. Sri Contoh, M.Si.",
        "nip": "197001011995032001",
        "signed_at": datetime.datetime(2026, 11, 24, 2, 10, tzinfo=datetime.UTC),
        "check_code": "7Q4K-M2RT",
    }
    return Letter(**(values | changes))
