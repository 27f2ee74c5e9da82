"""The held-out half stays as it was written."""

from __future__ import annotations

import hashlib
import json

from tests.leak_gate.held_out import HOUSES, sentences

AS_WRITTEN = "ec865835ea17160cfe7f9628ee9db2653fee25341c07478b0a1913596095249f"


def test_the_held_out_half_is_as_it_was_before_the_matcher_was_tuned():
    found = sentences()
    assert hashlib.sha256(json.dumps([HOUSES, found], sort_keys=True).encode()).hexdigest() == AS_WRITTEN
    assert len(found) == len({sentence.text for sentence in found}) == 1590
    assert sum(sentence.leaky for sentence in found) == 990
