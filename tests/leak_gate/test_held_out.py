"""The held-out half and the sets that came before it stay as they were written, and what they first told is told."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.leak_gate import fourth, held_out, learnt

ADR = Path(__file__).resolve().parents[2] / "docs/adr/0007-the-matcher-keeps-its-finds-away-from-everybody-else.md"
AS_WRITTEN = {  # how many sentences, how many of them leak, their digest
    "held out": (2030, 1320, "32d96fe58fd692991da7f9aedd96f302935f9d80da03969a4b562d782a7c92d8"),
    "second": (1590, 990, "ec865835ea17160cfe7f9628ee9db2653fee25341c07478b0a1913596095249f"),
    "third": (927, 525, "fb510af486081a29b9b13e1b59b02c0c0e6c8c3405c6c46097611c46c630dd79"),
    "fourth": (942, 540, "2dded6d294d9c6354e66227c644a3963a05b2d93fbc9a63c03471238fd7c6df3"),
    "fifth": (1590, 990, "94f03c54489c1c8c67c984c2b93be3fcb18d6c6cf3efed0277db897b66825cd6"),
    "sixth": (1590, 990, "633e3ccad962409e224698ee2e43d363797327b3f88c6efd3037f13ac9f9970f"),
    "ninth": (2030, 1320, "af33dfebfc7b534672772ee932961f4bc0e6201550ae363d3378b225b2f82036"),
    "eighth": (2030, 1320, "3ae66fc04f64e3a05e1605b6c24b6afd818b8f86275fc0d0f01e4eb6e53db24f"),
    "seventh": (1590, 990, "73d0bd064c788911fb031c06bf675d2060fcd58456fc52853166c6ab38691df3"),
}
SETS = {"held out": held_out, "fourth": fourth, **learnt.SETS}


@pytest.mark.parametrize("half", AS_WRITTEN)
def test_it_is_as_it_was_written(half):
    found = SETS[half].sentences()
    digest = hashlib.sha256(json.dumps([SETS[half].HOUSES, found], sort_keys=True).encode()).hexdigest()
    doubles = 2 if half == "ninth" else 0  # what two kinds say alike
    assert len({sentence.text for sentence in found}) == len(found) - doubles
    assert (len(found), sum(sentence.leaky for sentence in found), digest) == AS_WRITTEN[half]


@pytest.mark.parametrize("half", learnt.SETS)
def test_what_a_set_showed_at_its_first_run_is_told(half):
    assert learnt.SETS[half].FIRST_RUN in " ".join(ADR.read_text(encoding="utf-8").split())
