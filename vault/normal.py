"""One form for what people write differently, so that a blind index finds it again."""

from __future__ import annotations

import unicodedata

import phonenumbers


def normalise_nik(value: str) -> str:
    """The digits of a national identity number (NIK, 16 digits)."""
    return "".join(character for character in unicodedata.normalize("NFKC", value) if character in "0123456789")


def normalise_phone(value: str) -> str:
    """A telephone number as E.164, read as an Indonesian one when it has no country; what is none stays its digits."""
    written, digits = unicodedata.normalize("NFKC", value).strip(), normalise_nik(value)
    bare = "+" + digits if digits and written.startswith("+") else digits
    for form in (written, bare):  # with its extension and brackets, else what digits there are
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


def normalise_name(value: str) -> str:
    """A name in lower case without accents, punctuation or double spaces."""
    letters = [
        character if character.isalnum() else " "
        for character in unicodedata.normalize("NFKD", value).casefold()
        if not unicodedata.combining(character) and character not in "'’`"
    ]
    return " ".join("".join(letters).split())


def normalise_exact(value: str) -> str:
    """The value itself, in Unicode's composed form."""
    return unicodedata.normalize("NFC", value)


NORMALISERS = {
    "nik": normalise_nik,
    "phone": normalise_phone,
    "name": normalise_name,
    "exact": normalise_exact,
}
