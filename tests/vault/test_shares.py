"""A root on paper: any two sheets give it back, and every other pile of paper is refused by name, never by value."""

from __future__ import annotations

import traceback
from datetime import date
from itertools import combinations, permutations

import pytest
import segno
from shamir_mnemonic import combine_mnemonics, generate_mnemonics

from vault import entropy, sheets
from vault.errors import SharesRefused
from vault.purpose import Purpose
from vault.shares import WORDS, Share, combine, read, split

ROOT = bytes(range(32))
# printed once, for ever: paper of today must restore after any upgrade
PRINTED = (
    "desire fragment academic acid drink daisy mustang decent grin answer filter zero depict vanish theater remind "
    "fiscal identify quantity drug unhappy award violence fawn cylinder debut repeat terminal floral tadpole check "
    "pleasure beard faint shrimp chew",
    "desire fragment academic always ancient lair leaves coding lying ranked gross market counter being either acrobat "
    "tidy liquid payroll elbow analysis valuable trash legend verify family marvel adequate predator making laden taxi "
    "blind column nervous width",
)


@pytest.fixture(scope="module")
def three():
    with entropy.use(entropy.seeded("three sheets")):
        return split(Purpose.CASE, ROOT)


@pytest.fixture(scope="module")
def others():
    """Another split of the same root."""
    with entropy.use(entropy.seeded("three others")):
        return split(Purpose.CASE, ROOT)


def text(share):
    return " ".join(share.words)


def refused(use):
    """The one sentence, which holds no word of a share, nor does anything behind it."""
    with pytest.raises(SharesRefused) as error:
        use()
    assert "mnemonic" not in "".join(traceback.format_exception(error.value)).lower()  # the library tells words
    said = str(error.value)
    assert said.endswith(".") and "\n" not in said
    return said


def test_any_two_of_three_give_the_root_in_any_order(three):
    assert [share.number for share in three] == [1, 2, 3]
    assert {len(share.words) for share in three} == {WORDS}
    for pair in permutations(three, 2):
        assert combine(Purpose.CASE, pair) == ROOT


def test_paper_of_an_earlier_version_gives_the_root(three):
    assert combine(Purpose.CASE, [read(words) for words in PRINTED]) == ROOT


def test_any_tool_for_slip_39_gives_the_root_in_its_first_32_octets(three):
    assert combine_mnemonics([text(three[0]), text(three[2])])[:32] == ROOT


def test_a_split_takes_its_randomness_from_the_one_source(three, others):
    with entropy.use(entropy.seeded("three sheets")):
        assert split(Purpose.CASE, ROOT) == three
    assert {share.words for share in others}.isdisjoint({share.words for share in three})


def test_two_splits_do_not_mix(three, others):
    assert three[0].split != others[0].split
    said = refused(lambda: combine(Purpose.CASE, [three[0], others[1]]))
    assert said.startswith("These shares are of two different splits")


def test_one_share_is_too_few(three):
    for share in three:
        said = refused(lambda share=share: combine(Purpose.CASE, [share]))
        assert said == "One share alone opens nothing: 2 of the 3 are needed."
    assert refused(lambda: combine(Purpose.CASE, [three[1], three[1]])).startswith("This is the same share twice")


@pytest.mark.parametrize("purpose", [purpose for purpose in Purpose if purpose != Purpose.CASE])
def test_the_shares_of_another_root_are_told(three, purpose):
    said = refused(lambda: combine(purpose, three[:2]))
    assert said == f"These are shares of another root: take the sheets that are headed {purpose}."


def test_shares_that_were_not_printed_together_are_told(three, others):
    forged = others[1]._replace(split=three[0].split)
    assert refused(lambda: combine(Purpose.CASE, [three[0], forged])).startswith("These shares do not fit together")


def test_words_are_taken_as_people_type_them(three):
    words = three[0].words
    for typed in (text(three[0]).upper(), "\n ".join(words), " ".join(word[:4] for word in words)):
        assert read(typed) == three[0]


def test_a_word_that_is_wrong_is_named_by_its_place_alone(three):
    words = list(three[0].words)
    words[11] = "melati"
    assert refused(lambda: read(" ".join(words))) == (
        "Word 12 is none of the words that shares are made of: look again."
    )


def test_every_single_exchange_of_a_word_is_found(three):
    words = three[0].words
    for place in range(WORDS):
        other = "zero" if words[place] != "zero" else "acid"
        typed = [*words[:place], other, *words[place + 1 :]]
        assert refused(lambda typed=typed: read(" ".join(typed))).startswith("A word of this share is wrong")
    for one, other in combinations(range(6), 2):
        typed = list(words)
        typed[one], typed[other] = typed[other], typed[one]
        if tuple(typed) != words:
            assert refused(lambda typed=typed: read(" ".join(typed))).startswith("A word of this share is wrong")


def test_too_few_and_too_many_words_are_counted(three):
    assert refused(lambda: read(" ".join(three[0].words[:-1]))) == "These are 35 words; a share has 36."
    assert refused(lambda: read(text(three[0]) + " acid")) == "These are 37 words; a share has 36."


def test_a_share_of_another_scheme_is_told():
    ((foreign, *_),) = generate_mnemonics(1, [(3, 5)], bytes(36))
    assert refused(lambda: read(foreign)) == "This share is none that `manage.py keys split` printed."


def test_a_share_shows_no_word(three):
    shown = f"{three[0]} {three[0]!r} {three}"
    assert not set(shown.replace("<", " ").replace(">", " ").split()) & set(three[0].words)
    assert isinstance(three[0], Share)


def test_a_sheet_fits_a_page_and_holds_each_word_with_its_number(three):
    page = sheets.sheet(Purpose.LOCATION, three[1], date(2026, 11, 27), terminal=False)
    lines = page.splitlines()
    assert "key: location   lembar / sheet 2 / 3" in lines[0]
    assert lines[1] == f"pembagian / split {three[1].split}   dicetak / printed 2026-11-27"
    assert page.endswith("\f")
    assert max(map(len, lines)) <= 90 and len(lines) <= 60
    assert "\x1b" not in page
    for number, word in enumerate(three[1].words, 1):
        assert f"{number:2} {word}" in page
    assert not any(f" {word} " in page for word in set(three[0].words) - set(three[1].words))


def test_the_qr_holds_the_words_and_is_dark_on_light_on_a_terminal(three):
    expected = segno.make_qr(text(three[0]).upper(), error="m")
    page = sheets.sheet(Purpose.CASE, three[0], date(2026, 11, 27), terminal=True)
    painted = [line[9:-4] for line in page.splitlines() if line[:9] == "\x1b[30;107m" and line.endswith("\x1b[0m")]
    modules = []
    for line in painted:
        modules.append([character in "▀█" for character in line])
        modules.append([character in "▄█" for character in line])
    wanted = [[bool(module) for module in row] for row in expected.matrix_iter(border=4)]
    assert modules[: len(wanted)] == wanted
    assert not any(module for row in modules[len(wanted) :] for module in row)
