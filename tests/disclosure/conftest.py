"""Sample papers and their templates, made files, and the people of a document's way."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from disclosure import papers, render, signing
from tests.disclosure import samples

AT = datetime.datetime(2026, 11, 24, 2, 10, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def sample_papers(settings, monkeypatch):
    """The tests' two papers, beside those that the packages brought."""
    monkeypatch.setattr(papers, "_papers", dict(papers._papers))
    papers.register(samples.REPORT_PAPER)
    papers.register(samples.LETTER_PAPER)
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], Path(__file__).parent / "templates"]}]


_made: dict[str, bytes] = {}


@pytest.fixture
def made(tmp_path):
    """Both papers rendered and signed, as files by kind; made once, since nothing about them changes."""
    if not _made:
        for paper, context in ((samples.REPORT_PAPER, samples.REPORT), (samples.LETTER_PAPER, samples.LETTER)):
            unsigned = render.pdf(paper, context, samples.letter(), made_at=AT)
            _made[f"{paper.kind}_unsigned"] = unsigned
            _made[paper.kind] = signing.sign(unsigned, reason="contoh", at=AT)
    files = {name: tmp_path / f"{name}.pdf" for name in _made}
    for name, content in _made.items():
        files[name].write_bytes(content)
    return files
