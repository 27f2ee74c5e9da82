"""The file a judge gets, looked at with other people's tools."""

from __future__ import annotations

import dataclasses
import io
import subprocess
from datetime import timedelta

import pikepdf
import pytest
import time_machine
from django.core.management import call_command
from PIL import Image

from disclosure import render, signing
from disclosure.fetcher import DenyAll, Refusal
from tests.disclosure import samples, verapdf
from tests.disclosure.conftest import AT


def run(*command) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _grey(file):
    with Image.open(file) as image:
        return image.convert("L")


def text_of(file) -> str:
    return run("pdftotext", "-layout", str(file), "-")


def test_qpdf_finds_nothing_wrong_before_and_after_signing(made):
    for file in made.values():
        assert "No syntax or stream encoding errors found" in run("qpdf", "--check", str(file))


def test_verapdf_finds_pdf_a_3a_and_pdf_ua_1_before_and_after_signing(made):
    found = verapdf.failures(*made.values())
    assert len(found) == 4
    assert found == {str(file): {"pdfa": [], "pdfua": []} for file in made.values()}


def test_verapdf_can_find_something(made, tmp_path):
    with pikepdf.open(made["sample_report_unsigned"]) as pdf:
        del pdf.Root.MarkInfo
        del pdf.Root.Metadata
        pdf.save(tmp_path / "broken.pdf")
    found = verapdf.failures(tmp_path / "broken.pdf")[str(tmp_path / "broken.pdf")]
    assert found["pdfa"] != [] and found["pdfua"] != []


def test_pdfsig_finds_one_valid_signature_over_the_whole_file(made):
    for kind in ("sample_report", "sample_letter"):
        said = run("pdfsig", "-nocert", str(made[kind]))
        assert said.count("Signature #") == 1
        assert "Signature is Valid" in said
        assert "Total document signed" in said
        assert "ETSI.CAdES.detached" in said


def test_every_font_is_embedded(made):
    lines = run("pdffonts", str(made["sample_report"])).splitlines()[2:]
    assert len(lines) >= 2
    for line in lines:
        assert "Source-Serif-4" in line
        assert line.split()[-5] == "yes", line


def test_the_sheet_says_what_an_official_letter_says(made):
    text = text_of(made["sample_letter"])
    for wanted in (
        "UPT PUSAT CONTOH PEREMPUAN DAN ANAK",
        "Nomor",
        "007/LC/PPAPP/XI/2026",
        "Sifat",
        "Rahasia",
        "Lampiran",
        "Hal",
        "Rujukan pemeriksaan kesehatan",
        "Jakarta, 24 November 2026",
        "Yth.",
        "Direktur RSUD Contoh",
        "Kepala UPT,",
        "Ditandatangani secara elektronik",
        "24 November 2026, 09.10 WIB",
        "Dra. Sri Contoh, M.Si.",
        "NIP 19700101 199503 2 001",
        "7Q4K-M2RT",
        "Tembusan",
        "Halaman 1 dari 1",
    ):
        assert wanted in text, wanted
    assert "Halaman 2 dari 2" in text_of(made["sample_report"])


def test_names_keep_their_letters(made):
    text = text_of(made["sample_report"])
    assert "Dewi Ayu Ḷaras" in text
    assert "Bagus Ŝaputra" in text


def test_an_unsigned_sheet_says_so():
    context, letter = samples.REPORT, samples.letter(signed_at=None, number="")
    html = render.html(samples.REPORT_PAPER, context, letter)
    assert "Belum ditandatangani" in html
    assert "Dra. Sri Contoh" not in html


def test_a_value_is_text_on_the_sheet_never_markup():
    hostile = dataclasses.replace(samples.REPORT, analysis='<img src="file:///etc/passwd"><script>x</script>')
    html = render.html(samples.REPORT_PAPER, hostile, samples.letter())
    assert "<script>" not in html and "<img" not in html
    assert "&lt;img" in html


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "https://example.org/x.png",
        "http://127.0.0.1/",
        "data:text/plain,x",
        "lindung-font:../letter.py",
        "lindung-font:/etc/passwd",
        "ftp://example.org/",
    ],
)
def test_the_renderer_fetches_nothing(address):
    with pytest.raises(Refusal) as refused:
        DenyAll().fetch(address)
    assert address not in str(refused.value)


def test_a_template_that_asks_for_a_file_makes_no_document(settings, tmp_path):
    (tmp_path / "asks.html").write_text(
        '{% extends "disclosure/paper.html" %}{% block body %}<a rel="attachment" href="file:///etc/passwd">x</a>'
        '<img src="file:///etc/hostname" alt="x">{% endblock %}'
    )
    settings.TEMPLATES[0]["DIRS"].append(tmp_path)
    paper = dataclasses.replace(samples.REPORT_PAPER, template="asks.html")
    with pytest.raises(Refusal):
        render.pdf(paper, samples.REPORT, samples.letter(), made_at=AT)


def test_the_file_hides_nothing_and_knows_no_person_in_its_metadata(made):
    for kind in ("sample_report", "sample_letter"):
        with pikepdf.open(made[kind]) as pdf:
            assert "/AF" not in pdf.Root and "/OpenAction" not in pdf.Root and "/AA" not in pdf.Root
            assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
            links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype != "/Widget"]
            assert links == []
            metadata = pdf.Root.Metadata.read_bytes().decode()
            information = " ".join(f"{key} {value}" for key, value in pdf.docinfo.items())
        for name in ("Ratna", "Dewi", "Bagus", "Sri Contoh", "C-7Q4K", "/root", "/home", "/tmp"):
            assert name not in metadata + information, name
        assert "007/LC/PPAPP/XI/2026" in metadata


def test_all_text_in_the_file_is_text_on_the_sheet(made, tmp_path):
    """Whatever can be copied out of the file can be read on it: nothing white, covered, tiny or outside the page."""
    for kind in ("sample_report", "sample_letter"):
        boxes = run("pdftotext", "-bbox", str(made[kind]), "-")
        words = [line for line in boxes.splitlines() if "<word" in line]
        assert len(words) > 50
        run("pdftoppm", "-r", "100", "-gray", "-png", str(made[kind]), str(tmp_path / kind))
        pages = [_grey(file) for file in sorted(tmp_path.glob(f"{kind}-*.png"))]
        page = -1
        for line in boxes.splitlines():
            if "<page" in line:
                page += 1
            elif "<word" in line:
                left, top, right, bottom = (float(part.split('"')[0]) for part in line.split('="')[1:5])
                assert bottom - top >= 6 and left >= 0 and top >= 0
                box = [round(side * 100 / 72) for side in (left, top, right, bottom)]
                darkest, _ = pages[page].crop(box).getextrema()
                assert darkest < 150, line


def test_the_same_content_at_the_same_moment_gives_the_same_bytes():
    from vault import entropy

    def once() -> bytes:
        with entropy.use(entropy.seeded("sheet")):
            unsigned = render.pdf(samples.LETTER_PAPER, samples.LETTER, samples.letter(), made_at=AT)
            return signing.sign(unsigned, reason="contoh", at=AT)

    with time_machine.travel(AT):
        first = once()
    with time_machine.travel(AT + timedelta(days=1)):
        assert once() == first


@pytest.mark.parametrize("sentences", range(26, 44, 3))
def test_a_signature_never_stands_alone_on_a_sheet(sentences, tmp_path):
    """Wherever the page ends, what is signed last stands on the same sheet as its signature."""
    longer = dataclasses.replace(samples.REPORT, analysis="Klien memahami keadaannya dan anak-anaknya. " * sentences)
    file = tmp_path / "report.pdf"
    file.write_bytes(render.pdf(samples.REPORT_PAPER, longer, samples.letter(), made_at=AT))
    sheets = run("pdftotext", "-layout", str(file), "-").split("\f")
    signed = next(sheet for sheet in sheets if "Ditandatangani secara elektronik" in sheet)
    assert "IV. Rekomendasi" in signed and "Dra. Sri Contoh" in signed


def test_the_picture_on_the_screen_is_the_same_sheet():
    screen = render.html(samples.LETTER_PAPER, samples.LETTER, samples.letter(), frame="screen")
    assert "<html" not in screen and "style=" not in screen
    assert "Klien memerlukan pemeriksaan luka" in screen


def test_a_changed_or_lengthened_file_is_told_from_a_good_one(made):
    good = made["sample_letter"].read_bytes()
    assert signing.verify(good).good
    changed = good.replace(b"/Producer", b"/Producor", 1) if b"/Producer" in good else good[:2000] + b" " + good[2001:]
    assert not signing.verify(changed).good
    for more in (b"\n", b"% a comment\n", b"\n%%EOF\n"):
        assert not signing.verify(good + more).good
    assert not signing.verify(b"").good
    assert not signing.verify(b"%PDF-1.7 nothing").good
    assert not signing.verify(made["sample_letter_unsigned"].read_bytes()).good


def test_a_later_revision_behind_the_signature_is_refused(made):
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(made["sample_letter"].read_bytes()))
    writer.root["/Later"] = writer.add_object(generic.TextStringObject("x"))
    writer.update_root()
    longer = io.BytesIO()
    writer.write(longer)
    verdict = signing.verify(longer.getvalue())
    assert not verdict.good


def test_the_signing_key_is_read_by_nobody_else():
    from disclosure import authority

    for name in (authority.KEY, authority.CERTIFICATE, authority.AUTHORITY):
        assert (authority.folder() / name).stat().st_mode & 0o777 == 0o600
    before = (authority.folder() / authority.KEY).read_bytes()
    call_command("init_signing", verbosity=0)
    assert (authority.folder() / authority.KEY).read_bytes() == before
