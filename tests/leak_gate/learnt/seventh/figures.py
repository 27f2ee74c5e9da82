"""Phones and coordinates in the many ways people write and say them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.leak_gate.learnt.seventh.places import HOUSES

PHONES = [phone for house in HOUSES.values() for phone in house["phones"]]
WORDS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def digits(phone: str) -> str:
    """Nothing but the figures."""
    return re.sub(r"\D", "", phone)


def _cut(draw: random.Random, figures: str) -> list[str]:
    """FIGURES in groups of two to four."""
    parts = []
    while figures:
        size = len(figures) if len(figures) <= 4 else draw.choice([2, 3, 3, 4])
        parts.append(figures[:size])
        figures = figures[size:]
    return parts


def spaced(draw: random.Random, phone: str | None = None) -> str:
    """The figures with other gaps."""
    figures = digits(phone or draw.choice(PHONES))
    label = draw.choice(["", "", "hp ", "WA ", "telp. ", "nomor "])
    return label + draw.choice(
        [
            figures,
            draw.choice([" ", "-", ".", " - ", "  ", "/"]).join(_cut(draw, figures)),
            draw.choice([" ", " ", "-", "."]).join(figures),
            f"({figures[:3]}) {figures[3:7]}-{figures[7:]}"
            if figures.startswith("021")
            else f"{figures[:4]} {figures[4:]}",
        ]
    )


def plus62(draw: random.Random) -> str:
    """With the code of the country."""
    rest = digits(draw.choice(PHONES))[1:]
    groups = [rest[:2], rest[2:6], rest[6:]] if rest.startswith("21") else [rest[:3], rest[3:7], rest[7:]]
    start = draw.choice(["+62 ", "+62", "62", "+62-", "0062 ", "(+62) ", "+62 (0)", "62 ", "wa.me/62", "tel:+62"])
    gap = "" if start.startswith(("wa", "tel")) else draw.choice(["", " ", "-", "."])
    return start + gap.join(groups)


def in_words(draw: random.Random) -> str:
    """Every figure as a word."""
    figures = digits(draw.choice(PHONES))
    if draw.random() < 0.25:
        words = [draw.choice(["oh", "zero"]) if d == "0" else ENGLISH[int(d)] for d in figures]
    else:
        nought = draw.choice(["nol", "nol", "kosong"])
        words = [nought if d == "0" else WORDS[int(d)] for d in figures]
    if draw.random() < 0.4:
        words = [word + ("," if i % 4 == 3 and i < len(words) - 1 else "") for i, word in enumerate(words)]
    return draw.choice([" ", " ", " ", "-", ", "]).join(words).replace(",,", ",").replace(",-", ", ")


def half_in_words(draw: random.Random) -> str:
    """Groups of figures and of words by turns."""
    parts = _cut(draw, digits(draw.choice(PHONES)))
    turn = draw.randrange(2)
    said = [part if i % 2 == turn else " ".join(WORDS[int(d)] for d in part) for i, part in enumerate(parts)]
    return draw.choice([" ", " ", " - ", ", "]).join(said)


def doubled(draw: random.Random) -> str:
    """Two figures in one word: dobel lima, sebelas, sepuluh."""
    figures = digits(draw.choice(PHONES))
    english = draw.random() < 0.2
    words = ENGLISH if english else WORDS
    twice = "double" if english else draw.choice(["dobel", "double", "dobel"])
    tens = {"11": "eleven", "10": "ten"} if english else {"11": "sebelas", "10": "sepuluh"}
    as_tens = draw.random() < 0.6
    said = []
    at = 0
    while at < len(figures):
        pair = figures[at : at + 2]
        if as_tens and pair in tens:
            said.append(tens[pair])
        elif len(pair) == 2 and pair[0] == pair[1]:
            said.append(f"{twice} {words[int(pair[0])]}")
        else:
            said.append(words[int(pair[0])])
            at -= 1
        at += 2
    return draw.choice([" ", " ", ", "]).join(said)


def minutes(value: float, seconds: bool = True) -> str:
    """Degrees and minutes, as a phone's compass shows them."""
    degrees = int(value)
    rest = (value - degrees) * 60
    if not seconds:
        return f"{degrees}° {rest:.4f}'"
    whole = int(rest)
    return f"{degrees}°{whole}'{(rest - whole) * 60:.1f}\""


def pair(draw: random.Random, latitude: str, longitude: str, angles: bool = True) -> str:
    """Both figures in one of many notations."""
    south = latitude.lstrip("-")
    comma_south, comma_east = south.replace(".", ","), longitude.replace(".", ",")
    forms = [
        f"{latitude}, {longitude}",
        f"{latitude},{longitude}",
        f"({latitude}; {longitude})",
        f"{latitude} {longitude}",
        f"-{comma_south} ; {comma_east}",
        f"-{comma_south} / {comma_east}",
        f"{south} S, {longitude} E",
        f"S{south} E{longitude}",
        f"{south}°S {longitude}°E",
        f"{comma_south} LS {comma_east} BT",
        f"{south}° LS dan {longitude}° BT",
        f"lat {latitude} lng {longitude}",
        f"koordinat {latitude},{longitude}",
        f"https://maps.google.com/?q={latitude},{longitude}",
        f"https://www.google.com/maps/@{latitude},{longitude},18z",
        f"https://waze.com/ul?ll={latitude}%2C{longitude}",
        f"geo:{latitude},{longitude}",
    ]
    if angles:
        forms += [
            f"{minutes(float(south))}S {minutes(float(longitude))}E",
            f"{minutes(float(south))} LS {minutes(float(longitude))} BT",
            f"S {minutes(float(south), False)} E {minutes(float(longitude), False)}",
        ]
    return draw.choice(forms)


def _spot(draw: random.Random) -> tuple[str, str]:
    house = draw.choice(list(HOUSES.values()))
    return house["latitude"], house["longitude"]


def coordinates(draw: random.Random) -> str:
    """All six decimals."""
    return pair(draw, *_spot(draw))


def rounded(draw: random.Random) -> str:
    """Three or four decimals."""
    places = draw.choice([3, 4, 4])
    latitude, longitude = (f"{float(side):.{places}f}" for side in _spot(draw))
    return pair(draw, latitude, longitude, angles=False)


def by_side(draw: random.Random) -> str:
    """The two figures in separate parts of the sentence."""
    latitude, longitude = _spot(draw)
    if draw.random() < 0.35:
        latitude, longitude = (f"{float(side):.4f}" for side in (latitude, longitude))
    south = latitude.lstrip("-")
    if draw.random() < 0.25:
        latitude, longitude, south = (side.replace(".", ",") for side in (latitude, longitude, south))
    return draw.choice(
        [
            f"lintangnya {latitude}, terus bujurnya {longitude}",
            f"bujur {longitude}, lintang {latitude}",
            f"bujurnya {longitude} kalau lintangnya {latitude}",
            f"lintang {south} selatan dan bujur {longitude} timur",
            f"longitude {longitude}, latitude {latitude}",
            f"titik {longitude} BT, {south} LS",
            f"{longitude}, {latitude} (bujur dulu)",
            f"lat-nya {latitude} nah long-nya {longitude}",
            f"garis lintang selatan {south} lalu garis bujur timur {longitude}",
            f"east {longitude} and south {south}",
            f"bujur timurnya {longitude}; lintang selatannya sudah saya cek juga, {south}",
        ]
    )


FIGURES: dict[str, Callable[[random.Random], str]] = {
    "phone spaced": spaced,
    "phone +62": plus62,
    "phone in words": in_words,
    "phone half in words": half_in_words,
    "phone doubled": doubled,
    "coordinates": coordinates,
    "coordinates rounded": rounded,
    "coordinates by side": by_side,
}
