"""Phones and coordinates as people write and say them."""

from __future__ import annotations

import random

from tests.leak_gate.learnt.sixth.places import HOUSES

PHONES = tuple(phone for house in HOUSES.values() for phone in house["phones"])
POINTS = tuple((house["latitude"], house["longitude"]) for house in HOUSES.values())
DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
ENGLISH_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def digits_of(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())


def _groups(draw: random.Random, digits: str) -> list[str]:
    """The area or operator first, then groups of the usual sizes."""
    head = 3 if digits.startswith("021") else 4
    rest = digits[head:]
    sizes = draw.choice(((4, 4), (3, 3, 2), (2, 2, 2, 2), (2, 3, 3), (8,), (3, 5)))
    groups, at = [digits[:head]], 0
    for size in sizes:
        groups.append(rest[at : at + size])
        at += size
    return groups


def spaced(draw: random.Random, phone: str) -> str:
    digits = digits_of(phone)
    style = draw.randrange(6)
    if style == 0:
        return draw.choice((" ", "-", ".", "  ")).join(digits)
    groups = _groups(draw, digits)
    if style == 1:
        return f"({groups[0]}) {draw.choice((' ', '-')).join(groups[1:])}"
    said = draw.choice((" ", ".", "-", " - ", "/", "  ", "_", ", ")).join(groups)
    return draw.choice(("", "", "WA ", "telp. ", "hp ", "no hp: ")) + said


def plus62(draw: random.Random, phone: str) -> str:
    groups = _groups(draw, digits_of(phone))
    groups[0] = groups[0][1:]
    gap = draw.choice((" ", "-", ".", ""))
    body = gap.join(groups)
    forms = [f"+62{body}", f"+62 {body}", f"62{body}", f"(+62) {body}", f"+62-{body}", f"0062 {body}", f"+62 (0){body}"]
    if groups[0] == "899":
        forms.append(f"wa.me/62{''.join(groups)}")
    return draw.choice(forms)


def _words(draw: random.Random, digits: str) -> list[str]:
    if draw.random() < 0.2:
        return [ENGLISH_DIGITS[int(digit)] for digit in digits]
    zero = draw.choice(("nol", "nol", "kosong"))
    return [zero if digit == "0" else DIGITS[int(digit)] for digit in digits]


def in_words(draw: random.Random, phone: str) -> str:
    words = _words(draw, digits_of(phone))
    if draw.random() < 0.5:
        return draw.choice((" ", "-", ", ")).join(words)
    groups = [" ".join(words[:4]), " ".join(words[4:8]), " ".join(words[8:])]
    return draw.choice((", ", " - ", "... ", ", terus ")).join(groups)


def half_in_words(draw: random.Random, phone: str) -> str:
    groups = _groups(draw, digits_of(phone))
    words = draw.sample(range(len(groups)), max(1, len(groups) // 2))
    said = [" ".join(_words(draw, group)) if at in words else group for at, group in enumerate(groups)]
    return draw.choice((" ", ", ", " - ")).join(said)


def doubled(draw: random.Random, phone: str) -> str:
    """Pairs said as one: a doubled digit, or a ten or an eleven."""
    digits, said, at = digits_of(phone), [], 0
    double = draw.choice(("dobel", "double", "dobel", "doble"))
    while at < len(digits):
        pair = digits[at : at + 2]
        if pair == "10":
            said.append("sepuluh")
        elif pair == "11" and draw.random() < 0.6:
            said.append("sebelas")
        elif len(pair) == 2 and pair[0] == pair[1]:
            said.append(f"{double} {DIGITS[int(pair[0])]}")
        else:
            said.append(DIGITS[int(digits[at])])
            at += 1
            continue
        at += 2
    return draw.choice((" ", ", ", " ")).join(said)


def one_digit_off(draw: random.Random, phone: str) -> str:
    """A phone of nobody: one of the last six digits is another one."""
    digits = digits_of(phone)
    known = {digits_of(other) for other in PHONES}
    while True:
        at = draw.randrange(len(digits) - 6, len(digits))
        other = digits[:at] + draw.choice("0123456789") + digits[at + 1 :]
        if other not in known:
            return other


def _minutes(value: str) -> str:
    degrees = abs(float(value))
    whole, part = int(degrees), degrees % 1 * 60
    return f"{whole}°{int(part):02d}'{part % 1 * 60:04.1f}\""


def notation(draw: random.Random, latitude: str, longitude: str, *, exact: bool = True) -> str:
    """A point in one of the many notations; EXACT allows those that need six decimals."""
    south, east = latitude.lstrip("-"), longitude
    comma = (latitude.replace(".", ","), east.replace(".", ","))
    forms = [
        f"{latitude}, {east}",
        f"{latitude},{east}",
        f"({latitude} {east})",
        f"{comma[0]} ; {comma[1]}",
        f"{comma[0]} {comma[1]}",
        f"{south} S, {east} E",
        f"{south}°S {east}°E",
        f"S{south} E{east}",
        f"{south} LS, {east} BT",
        f"{south.replace('.', ',')}° LS dan {comma[1]}° BT",
        f"LS {south} / BT {east}",
        f"lat {latitude} long {east}",
        f"lat: {latitude}; lng: {east}",
        f"https://maps.google.com/?q={latitude},{east}",
        f"https://www.google.com/maps/@{latitude},{east},17z",
        f"geo:{latitude},{east}",
        f"titiknya {latitude} sama {east}",
    ]
    if exact:
        forms.append(f"{_minutes(latitude)}S {_minutes(east)}E")
        forms.append(f"{_minutes(latitude)} LS, {_minutes(east)} BT")
        forms.append(f"https://www.google.com/maps/search/?api=1&query={latitude}%2C{east}")
        forms.append(f"https://www.openstreetmap.org/?mlat={latitude}&mlon={east}#map=18/{latitude}/{east}")
    return draw.choice(forms)


def rounded(draw: random.Random, latitude: str, longitude: str) -> str:
    places = draw.choice((3, 4))
    return notation(draw, f"{float(latitude):.{places}f}", f"{float(longitude):.{places}f}", exact=False)


def by_side(draw: random.Random, latitude: str, longitude: str) -> str:
    """Latitude and longitude told apart, or the wrong way round."""
    places = draw.choice((4, 5, 6))
    north, east = f"{float(latitude):.{places}f}", f"{float(longitude):.{places}f}"
    south = north.lstrip("-")
    return draw.choice(
        (
            f"lintang {north}, bujur {east}",
            f"lintang selatan {south} bujur timur {east}",
            f"lintangnya {north}, kalau bujurnya {east}",
            f"bujur {east} lintang {north}",
            f"bujur timurnya {east.replace('.', ',')}, lintang selatannya {south.replace('.', ',')}",
            f"{east}, {north}",
            f"{east} BT, {south} LS",
            f"E {east} S {south}",
            f"long {east} lat {north}",
            f"longitude {east} and latitude {north}",
            f"latitude-nya {north}. Longitude-nya {east}",
            f"lat {north}, nanti long-nya isi {east}",
            f"angka pertama {north}, angka kedua {east}",
        )
    )
