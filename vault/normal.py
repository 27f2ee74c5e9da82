"""One form for what people write differently, so that a blind index finds it again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import takewhile

import phonenumbers

BEFORE_A_NAME = """
    bapak bpk pak ibu bu mas mbak mba sdr sdri saudara saudari tn tuan ny nyonya nn nona
    dr drg drh dra drs ir prof h hj haji hajjah kh kyai kiai ust ustad ustadz ustaz ustadzah pdt pendeta romo alm almh
    bharada bharatu bharaka bripda briptu brigadir brigpol bripka aipda aiptu ipda iptu akp kompol akbp kombes brigjen
    irjen komjen pol prada pratu praka kopda koptu kopka serda sertu serka serma pelda peltu letda lettu kapten mayor
    letkol kolonel
"""
BEHIND_A_NAME = """
    sh mh shum mhum mkn se mm mba st mt sp spd mpd spdi mpdi sag mag sth spsi mpsi ssos msos sip ssi msi skom mkom skm
    mkm mkes sked skep mkep ners amd amdkeb amdkep sst str sik stk sak ma phd spog spa spkj spf spb spm sppd
"""
TITLES, DEGREES = frozenset(BEFORE_A_NAME.split()), frozenset(BEHIND_A_NAME.split())
"""What stands there and is no name: address, learning, faith, rank. Dots and capitals are gone by then."""
FATHER = frozenset(("bin", "binti", "bt", "bte"))
ALIAS = frozenset(("alias", "als", "aka", "panggilan", "dipanggil"))
BESIDE = re.compile(r"[/@()\"“”]")  # another name stands behind it
WORD = re.compile(r"(,?)\s*([^\s,]+)")
SEVERAL = re.compile(r"[/,;|&\n]|\b(?:atau|dan|or|and)\b", re.IGNORECASE)  # between two numbers in one box
SHORTEST = 8  # digits of a number that stands beside another one; fewer are a way of writing its end


def normalise_nik(value: str) -> str:
    """The digits of a national identity number (NIK, 16 digits)."""
    return "".join(character for character in unicodedata.normalize("NFKC", value) if character in "0123456789")


def normalise_phone(value: str) -> str:
    """A telephone number as E.164, read as an Indonesian one when it has no country; what is none stays its digits.

    Of several in one box it is the first.
    """
    written, digits = unicodedata.normalize("NFKC", value).strip(), normalise_nik(value)
    bare = "+" + digits if digits and written.startswith("+") else digits
    for form in (written, bare, *_pieces(written)):  # with its extension and brackets, else what digits there are
        number = _e164(form)
        if number is not None and _e164(number) == number:  # zeros alone lose one more at every reading
            return number
    return bare


def _e164(written: str) -> str | None:
    try:
        number = phonenumbers.parse(written, "ID")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phones_in(value: str) -> set[str]:
    """Every number that somebody may have meant who typed one or several into one box."""
    pieces = _pieces(unicodedata.normalize("NFKC", value))
    return {number for number in map(normalise_phone, (value, *pieces)) if number}


def _pieces(written: str) -> list[str]:
    pieces = [piece.strip() for piece in SEVERAL.split(written)]
    return [piece for piece in pieces if len(normalise_nik(piece)) >= SHORTEST]


def normalise_name(value: str) -> str:
    """A name in lower case without accents, punctuation or double spaces; without titles and degrees, without the
    father's name after bin or binti, and of somebody known as several the one that stands first."""
    own = _own_names(value)[:1]
    return " ".join(word for words in own for word in _before_father(words))


def names_in(value: str) -> set[str]:
    """Every name by which somebody may know who is written down so: with and without the father's, each alias."""
    found = set()
    for words in _own_names(value):
        found |= {" ".join(_before_father(words)), " ".join(word for word in words if word not in FATHER)}
    return found - {""}


def _own_names(value: str) -> list[list[str]]:
    """The words of each name, the aliases after the first one, without titles and degrees; never a name of no word."""
    words = _words(" ".join(_without_degrees(BESIDE.sub(" alias ", unicodedata.normalize("NFKD", value)))))
    names: list[list[str]] = [[]]
    for word in words:
        if word in ALIAS:
            names.append([])
        else:
            names[-1].append(word)
    return [_untitled(name) for name in names if name] or ([words] if words else [])


def _words(text: str) -> list[str]:
    letters = [
        character if character.isalnum() else " "
        for character in unicodedata.normalize("NFKD", text).casefold()
        if not unicodedata.combining(character) and character not in "'’`"
    ]
    return "".join(letters).split()


def _without_degrees(text: str) -> Iterator[str]:
    """The words but for degrees: with dots between, behind a comma, or in capitals where the others are not."""
    for place, (comma, word) in enumerate(WORD.findall(text)):
        marked = comma or "." in word.rstrip(".") or (word.isupper() and not text.isupper())
        if not (place and marked and "".join(_words(word)) in DEGREES):
            yield word


def _untitled(words: list[str]) -> list[str]:
    titles = sum(1 for _ in takewhile(TITLES.__contains__, words))
    return words[titles:] or words


def _before_father(words: list[str]) -> list[str]:
    return list(takewhile(lambda word: word not in FATHER, words)) or words


def normalise_exact(value: str) -> str:
    """The value itself, in Unicode's composed form."""
    return unicodedata.normalize("NFC", value)


NORMALISERS = {
    "nik": normalise_nik,
    "phone": normalise_phone,
    "name": normalise_name,
    "exact": normalise_exact,
}
