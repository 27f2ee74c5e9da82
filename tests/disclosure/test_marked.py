"""A sheet about an exercise or a test of the system says so, on every page, to the eye and to a screen reader."""

from __future__ import annotations

import dataclasses
import subprocess

import pytest

from disclosure import documents, render, signing
from disclosure.letter import MARKS
from tests.disclosure import samples, verapdf
from tests.disclosure.conftest import AT

LONG = dataclasses.replace(samples.REPORT, analysis="Kekerasan berulang; klien memerlukan pendampingan. " * 260)


def pages(file) -> list[str]:
    """The text of each page."""
    told = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    return told.split("\f")[:-1]


def sheet(tmp_path, nature: str):
    file = tmp_path / f"{nature}.pdf"
    letter = dataclasses.replace(samples.letter(), nature=nature)
    file.write_bytes(signing.sign(render.pdf(samples.REPORT_PAPER, LONG, letter, made_at=AT), reason="contoh", at=AT))
    return file


@pytest.fixture(autouse=True)
def papers(sample_papers):
    """The tests' own papers."""


@pytest.mark.parametrize(("nature", "mark"), MARKS.items())
def test_every_page_bears_the_mark(nature, mark, tmp_path):
    found = pages(sheet(tmp_path, nature))
    assert len(found) >= 3
    assert [n for n, text in enumerate(found, 1) if " ".join(text.split()).count(mark) < 2] == []


def test_a_real_document_bears_no_mark(tmp_path):
    told = " ".join(pages(sheet(tmp_path, "actual")))
    assert [mark for mark in MARKS.values() if mark in told] == []


def test_a_marked_sheet_is_still_for_archives_and_screen_readers(tmp_path):
    file = sheet(tmp_path, "exercise")
    assert verapdf.failures(file)[str(file)] == {"pdfa": [], "pdfua": []}


def test_the_picture_on_the_screen_bears_it_too():
    letter = dataclasses.replace(samples.letter(), nature="test")
    assert MARKS["test"] in render.html(samples.REPORT_PAPER, samples.REPORT, letter, frame="screen")


def test_every_kind_of_root_says_what_it_is():
    assert {kind.kind for kind in documents.kinds()} == {"case", "referral", "log"}
    assert all(callable(kind.nature) for kind in documents.kinds())
