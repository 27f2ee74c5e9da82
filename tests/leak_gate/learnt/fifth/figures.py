"""Numbers, phones and coordinates as people write and say them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.leak_gate.learnt.fifth.places import HOUSES

DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
PHONES = [phone for house in HOUSES.values() for phone in house["phones"]]
POINTS = [(house["latitude"], house["longitude"]) for house in HOUSES.values()]


def _bare(phone: str) -> str:
    return re.sub(r"\D", "", phone)


def _groups(draw: random.Random, figures: str, sizes: tuple[int, ...] = (2, 3, 4)) -> list[str]:
    """FIGURES cut into groups; no group of one is left at the end."""
    groups = []
    while figures:
        size = draw.choice(sizes)
        if len(figures) - size < 2:
            size = len(figures)
        groups.append(figures[:size])
        figures = figures[size:]
    return groups


def phone_spaced(draw: random.Random) -> str:
    """The figures of a phone, otherwise grouped."""
    figures = _bare(draw.choice(PHONES))
    if figures.startswith("021") and draw.random() < 0.4:
        local = figures[3:]
        return draw.choice([f"(021) {local}", f"(021){local[:4]}-{local[4:]}", f"021 - {local[:4]} {local[4:]}"])
    lead = draw.choice(["", "", "", "telp ", "WA ", "hp: ", "no hp ", "Tlp. "])
    style = draw.randrange(5)
    if style == 0:
        return lead + figures
    if style == 1:
        return lead + draw.choice([" ", ".", "-", " "]).join(figures)
    sign = draw.choice([" ", ".", "-", " - ", "/", "  ", "\u2013", ", "])
    return lead + sign.join(_groups(draw, figures))


def phone_abroad(draw: random.Random) -> str:
    """A phone with the country's number."""
    rest = _bare(draw.choice(PHONES))[1:]
    sign = draw.choice([" ", "-", "", "."])
    cut = 2 if rest.startswith("21") else 3
    parts = [rest[:cut], rest[cut : cut + 4], rest[cut + 4 :]]
    code = draw.choice(["+62", "62", "+62 ", "+62-", "(+62) ", "0062 ", "+ 62 ", "+62 (0)"])
    if draw.random() < 0.15:
        return f"https://wa.me/62{rest}"
    return code + sign.join(parts)


def _said(figures: str, names: list[str]) -> list[str]:
    return [names[int(figure)] for figure in figures]


def phone_in_words(draw: random.Random) -> str:
    """Every figure as a word."""
    figures = _bare(draw.choice(PHONES))
    if draw.random() < 0.25:
        names = [draw.choice(["zero", "oh", "o"]), *ENGLISH[1:]]
    else:
        names = [draw.choice(["nol", "nol", "kosong", "enol"]), *DIGITS[1:]]
    if draw.random() < 0.2:
        names = [name.replace("delapan", "lapan").replace("empat", "pat") for name in names]
    if draw.random() < 0.4:
        return draw.choice([" ", "-", ", ", " "]).join(_said(figures, names))
    sign = draw.choice([", ", " - ", "... ", "; "])
    return sign.join(" ".join(_said(group, names)) for group in _groups(draw, figures, (3, 4)))


def phone_half_in_words(draw: random.Random) -> str:
    """Some groups in figures, others in words."""
    figures = _bare(draw.choice(PHONES))
    cut = draw.choice([3, 4, 4, 8])
    parts = [figures[:cut], *_groups(draw, figures[cut:])]
    worded = set(draw.sample(range(len(parts)), k=max(1, len(parts) // 2)))
    said = [" ".join(_said(part, DIGITS)) if at in worded else part for at, part in enumerate(parts)]
    return draw.choice([" ", " ", "-", ", "]).join(said)


def phone_doubled(draw: random.Random) -> str:
    """Pairs of the same figure said as a double, ten and eleven as one word."""
    figures = _bare(draw.choice(PHONES))
    english = draw.random() < 0.25
    names = ENGLISH if english else DIGITS
    double = "double" if english else draw.choice(["dobel", "double", "dobel", "dabel"])
    whole = {"10": "ten", "11": "eleven"} if english else {"10": "sepuluh", "11": "sebelas"}
    mixed = draw.random() < 0.3
    said, at = [], 0
    while at < len(figures):
        pair = figures[at : at + 2]
        if pair in whole and at > 3:
            said.append(whole[pair])
            at += 2
        elif len(pair) == 2 and pair[0] == pair[1]:
            said.append(f"{double} {pair[0] if mixed else names[int(pair[0])]}")
            at += 2
        else:
            said.append(pair[0] if mixed else names[int(pair[0])])
            at += 1
    return draw.choice([" ", " ", ", "]).join(said)


def _sexagesimal(value: str, *, seconds: bool) -> str:
    number = abs(float(value))
    degrees = int(number)
    minutes = (number - degrees) * 60
    if not seconds:
        return f"{degrees}\u00b0{minutes:.3f}'"
    return f"{degrees}\u00b0{int(minutes)}'{(minutes - int(minutes)) * 60:.1f}\""


def written(draw: random.Random, latitude: str, longitude: str) -> str:
    """One point in one of many notations."""
    south = latitude.lstrip("-")
    comma, comma_south, comma_east = (text.replace(".", ",") for text in (latitude, south, longitude))
    return draw.choice(
        [
            f"{latitude}, {longitude}",
            f"{latitude},{longitude}",
            f"{latitude} {longitude}",
            f"({latitude}; {longitude})",
            f"{comma}; {comma_east}",
            f"{comma} / {comma_east}",
            f"{south} S, {longitude} E",
            f"S{south} E{longitude}",
            f"{south}\u00b0 S {longitude}\u00b0 E",
            f"{comma_south} LS {comma_east} BT",
            f"{south}\u00b0LS, {longitude}\u00b0BT",
            f"lat {latitude} lng {longitude}",
            f"Lat: {latitude} | Lon: {longitude}",
            f"titik koordinat {latitude} , {longitude}",
            f"\u2212{south}, {longitude}",
            f"https://maps.google.com/?q={latitude},{longitude}",
            f"https://www.google.com/maps/@{latitude},{longitude},17z",
            f"https://www.openstreetmap.org/#map=18/{latitude}/{longitude}",
            f"https://waze.com/ul?ll={latitude}%2C{longitude}&navigate=yes",
            f"geo:{latitude},{longitude}",
        ]
    )


def coordinates(draw: random.Random) -> str:
    """A house's point with all its decimals, or in minutes and seconds."""
    latitude, longitude = draw.choice(POINTS)
    if draw.random() < 0.15:
        seconds = draw.random() < 0.7
        south, east = (_sexagesimal(value, seconds=seconds) for value in (latitude, longitude))
        return draw.choice([f"{south}S {east}E", f"{south} LS, {east} BT", f"{south}S, {east}E"])
    return written(draw, latitude, longitude)


def coordinates_rounded(draw: random.Random) -> str:
    """A house's point to three or four decimals."""
    latitude, longitude = draw.choice(POINTS)
    places = draw.choice([3, 4, 4])
    return written(draw, f"{float(latitude):.{places}f}", f"{float(longitude):.{places}f}")


def coordinates_by_side(draw: random.Random) -> str:
    """Latitude and longitude told apart, or the longitude first."""
    latitude, longitude = draw.choice(POINTS)
    if draw.random() < 0.5:
        latitude, longitude = f"{float(latitude):.4f}", f"{float(longitude):.4f}"
    if draw.random() < 0.3:
        latitude, longitude = latitude.replace(".", ","), longitude.replace(".", ",")
    south = latitude.lstrip("-")
    return draw.choice(
        [
            f"lintang {latitude} bujur {longitude}",
            f"lintangnya {latitude}, bujurnya {longitude}",
            f"bujur timur {longitude} dan lintang selatan {south}",
            f"bujur {longitude}, lintang {latitude}",
            f"lintang {south} selatan, lalu bujur {longitude} timur",
            f"garis lintang {latitude}; garis bujurnya nyusul ya, {longitude}",
            f"longitude {longitude}, latitude {latitude}",
            f"lon={longitude} lat={latitude}",
            f"{longitude} E, {south} S",
            f"{longitude} BT {south} LS",
            f"latitude {latitude}, and the longitude is {longitude}",
            f"kolom X diisi {longitude}, kolom Y diisi {latitude}",
            f"POINT({longitude.replace(',', '.')} {latitude.replace(',', '.')})",
            f"lat-nya {latitude} terus long-nya {longitude}",
        ]
    )


FIGURES: dict[str, Callable[[random.Random], str]] = {
    "phone spaced": phone_spaced,
    "phone +62": phone_abroad,
    "phone in words": phone_in_words,
    "phone half in words": phone_half_in_words,
    "phone doubled": phone_doubled,
    "coordinates": coordinates,
    "coordinates rounded": coordinates_rounded,
    "coordinates by side": coordinates_by_side,
}
