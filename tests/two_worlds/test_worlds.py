"""The worlds differ as they say: in length, in letters, in part of the city and order, or by saying nothing."""

from __future__ import annotations

import json

import pytest

from demo import houses, invented
from shelters.location import PADDED_SIZE
from tests.two_worlds.bodies import ADDRESS
from tests.two_worlds.compare import _dead
from tests.two_worlds.declassified import DECLASSIFIED, is_told
from tests.two_worlds.in_step import Observed
from tests.two_worlds.worlds import (
    AGAINST,
    AGAINST_IN_A_SAMPLE,
    HOUSE,
    LANDMARK,
    LONG,
    LOOKS,
    NOWHERE,
    READERS,
    SAME_LENGTH,
    SHORT,
    WORLDS,
)

A = next(house for house in invented.HOUSES if house["code"] == HOUSE)
OTHERS = [house for house in invented.HOUSES if house["code"] != HOUSE]


def sealed(place: dict[str, str]) -> bytes:
    """The location as it is sealed in that world."""
    return json.dumps(houses.whereabouts({**A, **place}).as_json(), ensure_ascii=False).encode()


def test_the_script_types_the_address_of_world_a():
    assert houses.whereabouts(A).address == ADDRESS


def test_b3_is_as_long_as_a_field_by_field_and_as_a_whole():
    for name, value in SAME_LENGTH.items():
        if name != "city":  # of the facilities' directory, not of a location
            assert len(value.encode()) == len({**A, "landmarks": LANDMARK}[name].encode()), name
    assert len(sealed(SAME_LENGTH)) == len(sealed({}))


def test_b3_lies_in_another_part_of_the_city_and_sorts_otherwise_among_the_houses():
    assert SAME_LENGTH["city"] != A["city"]
    for name in ("street", "kelurahan", "kecamatan", "postcode", "phone", "longitude", "latitude"):
        assert SAME_LENGTH[name] != A[name], name
    for name in ("street", "kecamatan", "postcode", "longitude"):
        before = [sum(house[name] < place[name] for house in OTHERS) for place in (A, SAME_LENGTH)]
        assert before[0] != before[1], name


def test_b1_is_shorter_and_b2_longer_with_letters_beyond_ascii_and_both_fit():
    assert len(sealed(SHORT)) < len(sealed({})) < len(sealed(LONG)) <= PADDED_SIZE
    assert not sealed(LONG).isascii()


def test_b4_says_nothing():
    told = json.loads(sealed(NOWHERE))
    assert set(told.pop("phones")) == {""}
    assert set(told.values()) == {"", " No. "}


def test_the_readers_are_those_of_the_promise_and_nobody_else():
    """confidentiality.md, section 1, in accounts of the cast; another reader is a line of DECLASSIFIED."""
    staff_and_officers = {"petugas1", "reader petugas1", "penempatan", "kustodian", "kustodian2", "pengantar under way"}
    of_the_file = {
        "manajer",
        "manajer2 who took over",
        "konselor",
        "supervisor",
        "supervisor2 before the wall",
        "kepala",
        "manajer2 on a supervisor's shift",
    }
    assert READERS["N1"] == staff_and_officers
    assert READERS["N2"] == staff_and_officers | {"petugas2", "auditor"}
    assert READERS["N3"] == READERS["N2"] | of_the_file


def test_what_is_declassified_has_a_reason_and_a_reviewer_and_reaches_no_further():
    assert all(len(line.reason) > 20 and line.reviewer and line.where for line in DECLASSIFIED)
    assert not any(line.secret == "N1" or line.principal in READERS[line.secret] for line in DECLASSIFIED)
    assert is_told("N2", "administrator", "table shelters_stay")
    for told in (
        ("N2", "administrator", "file backup of default"),
        ("N1", "administrator", "table shelters_location"),
        ("N2", "administrator", "statements: default: script 7"),
        ("N2", "thief", "table shelters_stay"),
        ("N3", "operator112", "script 7"),
        ("N3", "operator112 who asks", "a look at /tiket/"),
    ):
        assert not is_told(*told)


@pytest.mark.parametrize("secret", ["N1", "N2", "N3"])
def test_each_secret_has_a_world_and_fewer_readers_than_the_next(secret):
    assert WORLDS[AGAINST[secret]].secret == secret
    assert secret in WORLDS[AGAINST_IN_A_SAMPLE[secret]].secrets
    assert READERS["N1"] < READERS["N2"] < READERS["N3"]


def test_each_world_must_show_its_readers_something_else():
    def seen(digest, missing=""):
        every = [where for looks in LOOKS.values() for where in looks]
        return [Observed("petugas1", where, digest, 1, False) for where in every if where != missing]

    alive = {name: seen("another" if world.secret else "A's") for name, world in WORLDS.items()}
    assert _dead(alive) == []
    for name, world in WORLDS.items():
        for secret, where in ((secret, where) for secret in world.secrets for where in LOOKS[secret]):
            sentence = f"{secret}: a reader sees the same in A and in {name}: {where}"
            assert sentence in _dead({**alive, name: seen("A's")})
            assert _dead({**alive, name: seen("another", missing=where)}) == [sentence]
