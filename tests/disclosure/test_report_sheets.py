"""The log's three reports as sheets: archives and screen readers accept them, and they say what they should."""

from __future__ import annotations

import datetime
import subprocess

import pytest

from audit.papers import PAPERS, access, breach, month
from disclosure import papers, render, signing
from tests.disclosure import samples, verapdf

AT = datetime.datetime(2026, 11, 24, 2, 10, tzinfo=datetime.UTC)
AGENCY = "UPT Pusat Contoh Perempuan dan Anak"
CONTEXTS = {
    "log_month": month.MonthReport(
        month="November 2026", since=AT, until=AT, columns=month.COLUMNS,
        rows=(month.Row("Manajer kasus", AGENCY, (1789, None, 12, None, None, 25, None)),),
        totals=(1789, None, 12, None, None, 25, None), open_findings=3, oldest=AT, waiting=1,
        size=48_213, root="9f" * 32, sealed_at=AT,
        note=("log.example", "48213", "n58=", "", f"— log.example {'A' * 120}"),
        witnesses=(month.Seen("saksi.example", 48_200, AT),),
    ),
    "access_report": access.AccessReport(
        reference="C-7Q4K", asked=AT.date(), until=AT,
        openings=tuple(
            access.Opening(AT.date(), f"{hour:02}.10", "Maya Lestari", "Konselor", AGENCY, (*access.WHY.values(),))
            for hour in range(3)
        ),
    ),
    "breach_notice": breach.BreachNotice(
        matter="J-4F2A1C", found=AT, first=AT, last=AT, files=("Kasus C-7Q4K",), kinds=("Asesmen",),
        accounts=(breach.Account("Maya Lestari", "Konselor", AGENCY, AT, AT, 34),),
        how="Sandi dipakai orang lain.", impact="Nama dapat diketahui.", done="Akun ditutup.", advice="Hubungi kami.",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def sheets(keys, tmp_path_factory):
    """Each report rendered and signed, as a file by kind."""
    folder, files = tmp_path_factory.mktemp("sheets"), {}
    for kind, context in CONTEXTS.items():
        unsigned = render.pdf(papers.get(kind), context, samples.letter(), made_at=AT)
        files[kind] = folder / f"{kind}.pdf"
        files[kind].write_bytes(signing.sign(unsigned, reason="contoh", at=AT))
    return files


def text_of(file) -> str:
    told = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(told.split())


def test_every_report_has_a_sheet_here():
    assert {one["kind"] for one in PAPERS} == set(CONTEXTS)


def test_verapdf_finds_pdf_a_3a_and_pdf_ua_1(sheets):
    assert verapdf.failures(*sheets.values()) == {str(file): {"pdfa": [], "pdfua": []} for file in sheets.values()}


def test_the_month_shows_counts_a_star_for_hidden_ones_and_the_log_s_state(sheets):
    text = text_of(sheets["log_month"])
    for said in ("LAPORAN AKSES BULANAN", "1789 * 12 * * 25 *", "48213", "9f" * 20, "saksi.example", "— log.example"):
        assert said in text


def test_her_report_is_in_plain_words(sheets):
    text = text_of(sheets["access_report"])
    for said in ("Anda berhak mengetahuinya", "C-7Q4K", "Lestari", "24 November 2026", "mulai pukul 02.10"):
        assert said in text
    for word in ("case.", "log", "entri", "audit"):
        assert word not in text.lower().replace("psikolog", "")


def test_the_notice_says_what_the_law_asks(sheets):
    text = text_of(sheets["breach_notice"])
    for said in (
        "pasal 46",
        "3×24 jam",
        "Kasus C-7Q4K",
        "Asesmen",
        "Lestari",
        "Sandi dipakai",
        "Akun ditutup.",
        "surat tersendiri",
    ):
        assert said in text
