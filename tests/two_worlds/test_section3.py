"""Each item of the promise's section 3 names a planted leak or a guarding test, or says that nothing guards it."""

from __future__ import annotations

import pytest

from tests.architecture.test_threat_model import missing
from tests.two_worlds.mutants import MUTANTS
from tests.two_worlds.mutants.section3 import BESIDE, NOTHING, SECTION_3, item, wrong_in

TEST = "two_worlds/test_section3.py::test_each_item_is_guarded_and_each_planted_leak_stands_in_a_line"
WHY = "a rule about code"
NEITHER = "neither a planted leak nor a test, or one of a thing that nothing guards"


def told(*lines) -> list[str]:
    """What is said of a table with these lines, where a leak called `comment` is planted."""
    return list(wrong_in({"Access": lines}, {"comment"}, missing))


def test_each_item_is_guarded_and_each_planted_leak_stands_in_a_line():
    assert list(wrong_in(SECTION_3 | BESIDE, set(MUTANTS), missing)) == []


def test_no_line_is_lost_or_written_twice():
    assert {group: len(lines) for group, lines in SECTION_3.items()} == {
        "Access": 33, "Storage": 15, "Telemetry": 14, "What leaves": 22, "People": 5,
    }  # fmt: skip
    words = [line.words for lines in SECTION_3.values() for line in lines]
    assert sorted(set(words)) == sorted(words)


def test_a_good_table_is_let_alone():
    assert told(item("comments", "comment"), item("forms", "", TEST, why=WHY), item("maps", why=NOTHING + "none")) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (item("maps", "map"), "no planted leak is called map"),
        (item("maps", "comment map"), "no planted leak is called map"),
        (item("maps", "", f"{TEST}_at_all", why=WHY), f"there is no test {TEST}_at_all"),
        (item("maps", "comment", "frame/test_none.py::test_it"), "there is no test frame/test_none.py::test_it"),
        (item("maps"), NEITHER),
        (item("maps", why=WHY), NEITHER),
        (item("maps", "comment", why=NOTHING + "none"), NEITHER),
        (item("maps", "", TEST), "no word on why a comparison can't see it"),
    ],
)
def test_a_line_that_holds_nothing_is_named(line, said):
    assert told(item("comments", "comment"), line) == [f"maps: {said}"]


def test_a_planted_leak_in_no_line_is_named():
    assert told(item("forms", "", TEST, why=WHY)) == ["comment: a planted leak that stands in no line"]
