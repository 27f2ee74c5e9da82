"""The road, walked once over real pages on this suite's database; what the log holds is what was done."""

from __future__ import annotations

import pytest

from demo.story import Story

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
