"""What people write differently is found as one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vault.normal import NORMALISERS, normalise_name, normalise_nik, normalise_phone


@pytest.mark.parametrize(
    "written", ["3175014405920003", "31.75.01.440592.0003", " 3175 0144 0592 0003 ", "３175014405920003"]
)
def test_a_nik_is_its_digits(written):
    assert normalise_nik(written) == "3175014405920003"


@pytest.mark.parametrize(
    "written",
    ["081290001234", "+62 812-9000-1234", "6281290001234", "(0812) 9000 1234", "0812.9000.1234", "081290001234 ext. 5"],
)
def test_a_telephone_number_has_one_form(written):
    assert normalise_phone(written) == "+6281290001234"


@pytest.mark.parametrize(
    ("written", "normal"), [("112", "112"), ("", ""), ("tidak ada", ""), ("+65 6123 4567", "+6561234567")]
)
def test_short_missing_and_foreign_numbers(written, normal):
    assert normalise_phone(written) == normal


@pytest.mark.parametrize(
    "written", ["Siti Nur'aini", "SITI  NURAINI", "siti nuraini", "Síti, Nur’aini.", "Siti-Nur`aini"]
)
def test_a_name_has_one_form(written):
    assert normalise_name(written) == "siti nuraini"


@given(st.sampled_from(sorted(NORMALISERS)), st.text(max_size=80) | st.text("0+62 18-9", max_size=20))
@example("phone", "0000000000000")
@example("phone", "0000+0")
def test_normalising_never_fails_and_twice_is_once(kind, text):
    once = NORMALISERS[kind](text)
    assert NORMALISERS[kind](once) == once
