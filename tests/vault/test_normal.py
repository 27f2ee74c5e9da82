"""What people write differently is found as one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vault.normal import NORMALISERS, names_in, normalise_name, normalise_nik, normalise_phone, phones_in


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


@pytest.mark.parametrize(
    "written",
    [
        "Bripka Siti Nuraini",
        "Dr. dr. Hj. Siti Nuraini, Sp.OG., M.Kes.",
        "SITI NURAINI, SH, MH",
        "Siti Nuraini S.H.",
        "Siti Nuraini SH MH",
        "Ibu Siti Nuraini binti H. Sulaiman",
        "Siti Nuraini alias Upik",
        "Siti Nuraini (Upik)",
        "siti nuraini，Ｓ．Ｈ．",
    ],
)
def test_titles_degrees_the_father_s_name_and_an_alias_are_no_part_of_a_name(written):
    assert normalise_name(written) == "siti nuraini"


@pytest.mark.parametrize(
    ("written", "normal"),
    [("Ibu", "ibu"), ("Alias", "alias"), ("bin Ali", "bin ali"), ("S.H.", "s h"), ("Budi, M.Ali", "budi m ali")],
)
def test_where_nothing_else_is_left_it_is_the_name(written, normal):
    assert normalise_name(written) == normal


def test_who_is_known_as_several_is_looked_for_under_each():
    written = "Bripka Joko bin Umar, alias Dr. Si Jeko als. Jack / Jeki, S.H."
    assert names_in(written) == {"joko", "joko umar", "si jeko", "jack", "jeki"}
    assert names_in("Siti Nuraini") == {"siti nuraini"}
    assert names_in(" . ") == set()


@pytest.mark.parametrize("between", [" / ", "/", ", ", "; ", " atau ", " dan ", " & "])
def test_of_two_numbers_in_one_box_each_is_looked_for_and_the_first_is_found(between):
    written = f"0812 9000 1234{between}+62 811-2222-3333"
    assert phones_in(written) == {"+6281290001234", "+6281122223333"}
    assert normalise_phone(written) == "+6281290001234"


def test_the_end_of_a_number_is_no_number():
    assert phones_in("(021) 555-1234/35") == {"+62215551234", normalise_phone("(021) 555-1234/35")}
    assert phones_in("tidak ada") == set()


@given(st.sampled_from(sorted(NORMALISERS)), st.text(max_size=80) | st.text("0+62 18-9", max_size=20))
@example("phone", "0000000000000")
@example("phone", "0000+0")
@example("name", "ibu bin alias, h")
def test_normalising_never_fails_and_twice_is_once(kind, text):
    once = NORMALISERS[kind](text)
    assert NORMALISERS[kind](once) == once
