"""One entry has one spelling."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from audit import canonical


def test_names_are_sorted_and_nothing_is_escaped_without_need():
    assert canonical.encode({"b": 1, "a": ["é", "\u2028", "\x7f", True, None]}) == (
        '{"a":["é","\u2028","\x7f",true,null],"b":1}'.encode()
    )


def test_control_characters_are_escaped_as_the_rfc_says():
    assert canonical.encode('\b\t\n\f\r"\\\x0f/') == b'"\\b\\t\\n\\f\\r\\"\\\\\\u000f/"'


@pytest.mark.parametrize("value", [1.0, {"ü": 1}, {1: 2}, object(), b"bytes", {"a": {"b": 1.5}}, {"x"}])
def test_what_two_programs_could_spell_in_two_ways_is_refused(value):
    with pytest.raises(TypeError):
        canonical.encode(value)


@pytest.mark.parametrize("value", [2**53, -(2**53), "\ud800"])
def test_what_json_cannot_carry_is_refused(value):
    with pytest.raises(ValueError):
        canonical.encode(value)


def test_the_largest_integers_pass():
    assert json.loads(canonical.encode([2**53 - 1, -(2**53) + 1])) == [2**53 - 1, -(2**53) + 1]


def test_a_moment_is_utc_with_six_decimals():
    wib = timezone(timedelta(hours=7))
    assert canonical.moment(datetime(2026, 11, 24, 2, 10, tzinfo=wib)) == "2026-11-23T19:10:00.000000Z"
    assert canonical.moment(datetime(2026, 1, 1, 0, 0, 0, 5, tzinfo=UTC)) == "2026-01-01T00:00:00.000005Z"


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        canonical.moment(datetime(2026, 1, 1))
