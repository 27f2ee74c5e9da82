"""The held-out half and the further sets stay as they were written."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.leak_gate import fifth, fourth, held_out, second, third

AS_WRITTEN = "633e3ccad962409e224698ee2e43d363797327b3f88c6efd3037f13ac9f9970f"

SECOND_AS_WRITTEN = "ec865835ea17160cfe7f9628ee9db2653fee25341c07478b0a1913596095249f"


THIRD_AS_WRITTEN = "fb510af486081a29b9b13e1b59b02c0c0e6c8c3405c6c46097611c46c630dd79"

FOURTH_AS_WRITTEN = "2dded6d294d9c6354e66227c644a3963a05b2d93fbc9a63c03471238fd7c6df3"

FIFTH_AS_WRITTEN = "94f03c54489c1c8c67c984c2b93be3fcb18d6c6cf3efed0277db897b66825cd6"


ADR = Path(__file__).resolve().parents[2] / "docs/adr/0007-the-matcher-keeps-its-finds-away-from-everybody-else.md"


def digest(half) -> str:
    return hashlib.sha256(json.dumps([half.HOUSES, half.sentences()], sort_keys=True).encode()).hexdigest()


def test_the_held_out_half_is_as_it_was_written():
    found = held_out.sentences()
    assert digest(held_out) == AS_WRITTEN
    assert len(found) == len({sentence.text for sentence in found}) == 1590
    assert sum(sentence.leaky for sentence in found) == 990


def test_the_half_that_was_held_out_first_is_as_it_was_written_and_its_first_run_is_told():
    found = second.sentences()
    assert digest(second) == SECOND_AS_WRITTEN
    assert len(found) == len({sentence.text for sentence in found}) == 1590
    assert sum(sentence.leaky for sentence in found) == 990
    assert "one kind (a letter hidden behind a sign) at 93.3 %" in ADR.read_text(encoding="utf-8")
    assert second.FIRST_RUN.endswith("a letter hidden behind a sign 93.3%")


def test_the_third_set_is_as_it_came():
    found = third.sentences()
    assert digest(third) == THIRD_AS_WRITTEN
    assert len(found) == len({sentence.text for sentence in found}) == 927
    assert sum(sentence.leaky for sentence in found) == 525


def test_the_fourth_set_is_as_it_came():
    found = fourth.sentences()
    assert digest(fourth) == FOURTH_AS_WRITTEN
    assert len(found) == len({sentence.text for sentence in found}) == 942
    assert sum(sentence.leaky for sentence in found) == 540


def test_the_fifth_set_is_as_it_came_and_its_first_run_is_told():
    found = fifth.sentences()
    assert digest(fifth) == FIFTH_AS_WRITTEN
    assert len(found) == len({sentence.text for sentence in found}) == 1590
    assert sum(sentence.leaky for sentence in found) == 990
    assert f"recall {fifth.FIRST_RUN}" in ADR.read_text(encoding="utf-8")
