"""The road, walked once over real pages on this suite's database; what the log holds is what was done."""

from __future__ import annotations

import subprocess

import pytest
from django.urls import reverse
from django.utils import timezone

from demo.build import people
from demo.story import Story
from disclosure.letter import MARKS
from disclosure.models import Document, Release
from shelters.matcher import looking
from tests.shelters.world import found

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def story(city):
    """The story with every step walked; a step that stumbles stops all tests of this module."""
    walked = Story()
    walked.told = [(title, step()) for title, step in walked.steps()]
    return walked


def test_all_eight_steps_are_walked(story):
    assert [title for title, _ in story.told] == [
        "112 desk",
        "intake",
        "case file",
        "visum",
        "police",
        "counselling",
        "safe house",
        "paper and log",
    ]
    assert all(told for _, told in story.told)


def test_the_auditor_finds_exactly_what_the_walkers_did(story):
    listed, noted = story.log_against_walk()
    assert len(noted) > 40
    assert listed == noted


def test_each_agency_s_time_to_acknowledge_is_the_script_s(story):
    assert story.times_on_the_ticket() == story.times_noted()


def pages_of(walker, username: str, document: Document) -> list[str]:
    """The text of each page of a document as that person fetches it."""
    answer = walker.get(username, reverse("disclosure:download", args=[document.pk]))
    pdf = b"".join(answer.streaming_content)
    told = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    return told.split("\f")[:-1]


def test_every_page_that_an_exercise_issued_says_that_it_is_none(story):
    issued = [d for d in Document.every.filter(case_id=story.file) if d.has_file]
    assert {d.kind for d in issued} == {"social_report", "referral_letter", "visum"}
    for document in issued:
        pages = pages_of(story.walker, "dokter" if document.kind == "visum" else "manajer", document)
        assert pages and [n for n, text in enumerate(pages, 1) if MARKS["exercise"] not in text] == []


def test_a_document_of_a_real_case_bears_no_mark(story):
    real = Document.every.filter(state="issued").exclude(case_id=story.file).get(kind="social_report")
    pages = pages_of(story.walker, "manajer", real)
    assert pages and not any(mark in text for mark in MARKS.values() for text in pages)


def test_of_the_city_s_and_the_road_s_own_texts_at_most_one_in_five_waited(story):
    texts = Release.objects.exclude(subject__endswith=":file")
    waited = texts.exclude(state="released", decided_at=None)
    assert texts.count() >= 40
    assert waited.count() / texts.count() <= 0.2, sorted(waited.values_list("subject", flat=True))


def test_the_matcher_finds_no_house_in_any_of_these_texts(story):
    assert looking.run_all(timezone.now()) >= 40
    assert found(people().kustodian) == []
