"""Phones and coordinates, as people write and say them; those of the houses and those of nobody."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from tests.leak_gate.learnt.eighth.places import HOUSES

WORDS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
PHONES = [phone for house in HOUSES.values() for phone in house["phones"]]
POINTS = [(house["latitude"], house["longitude"]) for house in HOUSES.values()]
LEADS = ["", "", "", "WA ", "hp ", "telp ", "Telp. ", "no. hp ", "hubungi ", "nomornya "]


def digits(phone: str) -> str:
    """Only the figures of PHONE."""
    return re.sub(r"\D", "", phone)


def grouped(draw: random.Random, figures: str) -> str:
    """FIGURES in groups of one kind or another."""
    head = 3 if figures.startswith("021") else 4
    rest = figures[head:]
    separator = draw.choice([" ", ".", "-", " - ", "  ", "/", " . "])
    size = draw.choice([2, 3, 4, 4])
    parts = [rest[at : at + size] for at in range(0, len(rest), size)]
    style = draw.randrange(5)
    if style == 0:
        return draw.choice([" ", ".", "-"]).join(figures)
    if style == 1:
        return separator.join(figures[at : at + 2] for at in range(0, len(figures), 2))
    if style == 2:
        return f"({figures[:head]}) {separator.join(parts)}"
    return separator.join([figures[:head], *parts])


def international(draw: random.Random, figures: str) -> str:
    """FIGURES with the country's number in front."""
    head, rest = (figures[1:3], figures[3:]) if figures.startswith("021") else (figures[1:4], figures[4:])
    country = draw.choice(["+62", "+62 ", "62", "+62-", "0062 ", "+62 (0)", "(+62) ", "62 "])
    separator = draw.choice(["", " ", "-", "."])
    return f"{country}{head}{separator}{rest[:4]}{separator}{rest[4:]}"


def said(draw: random.Random, figures: str) -> str:
    """FIGURES said one by one."""
    words = ENGLISH if draw.random() < 0.2 else WORDS
    zero = draw.choice([words[0], "kosong"]) if words is WORDS else draw.choice(["zero", "oh"])
    names = [zero, *words[1:]]
    if words is WORDS and draw.random() < 0.2:
        names[8] = "lapan"
    separator = draw.choice([" ", " ", ", ", "-", " - "])
    return separator.join(names[int(figure)] for figure in figures)


def half_said(draw: random.Random, figures: str) -> str:
    """One stretch of FIGURES in words, the others in figures, or both in turn."""
    cuts = [0, 4, 8, len(figures)]
    parts = [figures[start:stop] for start, stop in pairwise(cuts)]
    if draw.random() < 0.3:
        turn = draw.randrange(2)
        return " ".join(WORDS[int(figure)] if at % 2 == turn else figure for at, figure in enumerate(figures))
    chosen = draw.choice([{0}, {1}, {2}, {0, 1}, {1, 2}, {0, 2}])
    return " ".join(
        " ".join(WORDS[int(figure)] for figure in part) if at in chosen else part for at, part in enumerate(parts)
    )


def doubled(draw: random.Random, figures: str) -> str:
    """FIGURES with pairs said as one: dobel, double, sepuluh, sebelas."""
    english = draw.random() < 0.25
    words = ENGLISH if english else WORDS
    double = "double" if english else draw.choice(["dobel", "double", "dobel", "dabel"])
    tens = {"10": "ten", "11": "eleven"} if english else {"10": "sepuluh", "11": "sebelas"}
    found: list[str] = []
    at = 0
    while at < len(figures):
        pair = figures[at : at + 2]
        if pair in tens and draw.random() < 0.7:
            found.append(tens[pair])
            at += 2
        elif len(pair) == 2 and pair[0] == pair[1]:
            found.append(f"{double} {words[int(pair[0])]}")
            at += 2
        else:
            found.append(words[int(pair[0])])
            at += 1
    return draw.choice([" ", ", "]).join(found)


def phone_of_a_house(draw: random.Random) -> str:
    """The figures of one of the houses' phones."""
    return digits(draw.choice(PHONES))


def phone_spaced(draw: random.Random) -> str:
    return draw.choice(LEADS) + grouped(draw, phone_of_a_house(draw))


def phone_abroad(draw: random.Random) -> str:
    return draw.choice(LEADS) + international(draw, phone_of_a_house(draw))


def phone_said(draw: random.Random) -> str:
    return draw.choice(LEADS) + said(draw, phone_of_a_house(draw))


def phone_half_said(draw: random.Random) -> str:
    return draw.choice(LEADS) + half_said(draw, phone_of_a_house(draw))


def phone_doubled(draw: random.Random) -> str:
    return draw.choice(LEADS) + doubled(draw, phone_of_a_house(draw))


def another_phone(draw: random.Random) -> str:
    """A phone one digit off, not in the digits that say which net it is."""
    figures = phone_of_a_house(draw)
    at = draw.randrange(5, len(figures))
    other = draw.choice([figure for figure in "0123456789" if figure != figures[at]])
    changed = figures[:at] + other + figures[at + 1 :]
    write = draw.choice([grouped, international, said, half_said])
    return draw.choice(LEADS) + write(draw, changed)


def half_a_phone(draw: random.Random) -> str:
    """The head or the tail of a phone, and no more."""
    figures = phone_of_a_house(draw)
    tail = figures[-4:]
    head = draw.choice([figures[:6], figures[:7], figures[:4]])
    spoken = " ".join(WORDS[int(figure)] for figure in tail)
    return draw.choice(
        [
            f"nomornya berakhir {tail}",
            f"empat angka belakangnya {tail}",
            f"hp belakangnya {spoken}",
            f"ada panggilan tak terjawab dari {head}xxxxx",
            f"depannya {head}, sisanya lupa",
            f"nomor {head}... (terhapus)",
            f"the number ends in {tail}",
            f"****-****-{tail}",
        ]
    )


def minutes(value: float) -> str:
    """Degrees, minutes and seconds of a positive VALUE."""
    whole = int(value)
    rest = (value - whole) * 60
    return f"{whole}°{int(rest):02d}'{(rest - int(rest)) * 60:04.1f}\""


def point(draw: random.Random, latitude: str, longitude: str) -> str:
    """A point in one of many notations."""
    south = latitude.lstrip("-")
    zoom = draw.choice([15, 16, 17, 18])
    return draw.choice(
        [
            f"{latitude}, {longitude}",
            f"{latitude},{longitude}",
            f"{latitude} {longitude}",
            f"({latitude}; {longitude})",
            f"{latitude.replace('.', ',')} ; {longitude.replace('.', ',')}",
            f"{south.replace('.', ',')} LS {longitude.replace('.', ',')} BT",
            f"{south} LS, {longitude} BT",
            f"{south}S {longitude}E",
            f"S {south} E {longitude}",
            f"{south}° S, {longitude}° E",
            f"{longitude}, {latitude}",
            f"titik {latitude} / {longitude}",
            f"https://maps.google.com/?q={latitude},{longitude}",
            f"https://www.google.com/maps/@{latitude},{longitude},{zoom}z",
            f"https://www.openstreetmap.org/#map={zoom}/{latitude}/{longitude}",
            f"geo:{latitude},{longitude}",
            f"lat={latitude}&lon={longitude}",
        ]
    )


def rounded(value: str, places: int) -> str:
    """VALUE with so many decimal PLACES."""
    return f"{float(value):.{places}f}"


def coordinates(draw: random.Random) -> str:
    latitude, longitude = draw.choice(POINTS)
    if draw.random() < 0.15:
        south, east = minutes(-float(latitude)), minutes(float(longitude))
        return draw.choice([f"{south}S {east}E", f"{south} LS {east} BT", f"S {south}, E {east}"])
    return point(draw, latitude, longitude)


def coordinates_rounded(draw: random.Random) -> str:
    latitude, longitude = draw.choice(POINTS)
    places = draw.choice([3, 4])
    return point(draw, rounded(latitude, places), rounded(longitude, places))


def coordinates_by_side(draw: random.Random) -> str:
    latitude, longitude = draw.choice(POINTS)
    places = draw.choice([4, 5, 6])
    north, east = rounded(latitude, places), rounded(longitude, places)
    south = north.lstrip("-")
    return draw.choice(
        [
            f"lintangnya {north}, bujurnya {east}",
            f"bujur {east} dan lintang {north}",
            f"lintang {south} selatan, bujur {east} timur",
            f"bujur timur {east.replace('.', ',')}, lintang selatan {south.replace('.', ',')}",
            f"yang lintang {north}. Kalau bujurnya {east}",
            f"longitude {east}, latitude {north}",
            f"lat {north} (dari GPS ambulans) dan long {east}",
            f"lon: {east} lat: {north}",
            f"garis lintangnya {south} LS, terus garis bujurnya {east} BT",
            f"latitude is {north}, and the longitude, wait, {east}",
            f"lintang {south.replace('.', ' koma ')} bujur {east.replace('.', ' koma ')}",
        ]
    )


def coordinates_elsewhere(draw: random.Random) -> str:
    """A point at least three kilometres from every house."""
    while True:
        north, east = draw.uniform(-6.36, -6.10), draw.uniform(106.70, 106.97)
        if all(max(abs(north - float(lat)), abs(east - float(lon))) > 0.03 for lat, lon in POINTS):
            places = draw.choice([3, 4, 6, 6])
            return point(draw, f"{north:.{places}f}", f"{east:.{places}f}")
