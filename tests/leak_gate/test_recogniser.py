"""The recogniser finds the places it knows, however they are hidden, and little else."""

from __future__ import annotations

import subprocess
import sys

import pytest

from shelters.matcher.folding import fold
from shelters.matcher.known import place_of
from shelters.matcher.recogniser import Recogniser
from tests.leak_gate import held_out, tuning
from tests.leak_gate.judging import score


@pytest.mark.parametrize("half", [tuning, held_out], ids=["tuning", "held out"])
def test_it_finds_what_leaks_by_every_kind_of_disguise_and_stops_little_else(half):
    found = score(half)
    assert found.recall >= 0.99
    assert found.precision >= 0.95
    assert {kind: counts for kind, counts in found.leaky.items() if counts[0] / counts[1] < 0.95} == {}


def test_the_two_halves_are_two_thousand_sentences_that_share_none_and_no_house():
    texts = [{sentence.text for sentence in half.sentences()} for half in (tuning, held_out)]
    assert len(texts[0] | texts[1]) == len(texts[0]) + len(texts[1]) >= 2000
    addresses = [{house["address"] for house in half.HOUSES.values()} for half in (tuning, held_out)]
    assert addresses[0] & addresses[1] == set()


def test_it_says_which_house_and_looks_for_no_other_than_asked():
    knows = Recogniser({name: place_of(**house) for name, house in tuning.HOUSES.items()})
    text = "Jl. Kembang Setaman Dalam No. 17, lalu ke tugu jam Wreksa dan masjid Baitul Mukhlisin"
    assert knows.hits(text) == {"setaman", "kenanga"}
    assert knows.hits(text, among=["kenanga", "bumi"]) == {"kenanga"}
    assert knows.hits(text, among=[]) == set()


@pytest.mark.parametrize("unseen", ["\u200b", "\u200d", "\u00ad", "\ufeff"])
def test_characters_that_do_not_show_hide_no_place(unseen):
    knows = Recogniser({name: place_of(**house) for name, house in tuning.HOUSES.items()})
    written = "Jl. Kembang Setaman Dalam No. 17"
    assert fold(unseen.join(written)) == fold(written)
    assert knows.hits(unseen.join(written)) == knows.hits(written) == {"setaman"}


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "....", "Jl.", "no", "RT", "°", "1" * 5000, "dua " * 2000, "a\u0301" * 3000, "🙂"]
)
def test_odd_texts_are_read_and_found_harmless(text):
    knows = Recogniser({name: place_of(**house) for name, house in tuning.HOUSES.items()})
    assert knows.hits(text) == set()


@pytest.mark.parametrize(
    "address", ["", "A", "17", "Jl.", "Blok", "RT", "rt 3 rw", "𝒥alan " * 100, "Jl. Ru No. 1", "No. No. No."]
)
def test_an_odd_address_makes_no_text_suspect(address):
    knows = Recogniser({"odd": place_of(address=address)})
    clean = [sentence.text for sentence in held_out.sentences() if not sentence.leaky]
    assert [text for text in clean if knows.hits(text)] == []


def test_a_street_that_is_everywhere_needs_its_number_or_its_part_of_the_city():
    knows = Recogniser({"mawar": place_of(address="Jl. Mawar No. 41", kelurahan="Tanjung Wuluh")})
    assert knows.hits("di Jl. Mawar") == set()
    assert knows.hits("di Jl. Mawar Merah No. 41, Tanjung Wuluh") == set()
    assert knows.hits("di Jl. Mawar No. 41") == {"mawar"}
    assert knows.hits("Jalan Mawar, Tanjung Wuluh") == {"mawar"}


def test_of_a_street_that_is_everywhere_people_say_little_and_much():
    knows = Recogniser({"mawar": place_of(address="Jl. Mawar No. 41", kelurahan="Tanjung Kenarilama")})
    for told in (
        "rumah 41 di Mawar Street", "no empat puluh satu Jl. Mawar kan?", "Mawar no. 41", "Jl. Mawar, yang bercat putih, 41",
        "Jl. Mawar, Tanjong Kenarilama", "Jl. Mawar yang di Kenarilama",
    ):  # fmt: skip
        assert knows.hits(told) == {"mawar"}, told
    for other in (
        "bunga mawar 41 tangkai",
        "Mawar Raya no. 41",
        "Jl. Mawar yang di Sawangan",
        "Jl. Mawar Merah, Kenarilama",
    ):
        assert knows.hits(other) == set(), other


@pytest.mark.parametrize("latitude", ["1e999", "inf", "nan", "-", ""])
def test_a_coordinate_that_is_none_is_no_point_and_stops_nothing(latitude):
    house = next(iter(tuning.HOUSES.values())) | {"latitude": latitude}
    assert place_of(**house).point is None


def test_it_is_judged_where_no_django_is_set_up():
    done = subprocess.run([sys.executable, "-c", "import tests.leak_gate.__main__"], env={}, check=False)
    assert done.returncode == 0
