"""Phones and coordinates, as people write and say them."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from tests.leak_gate.learnt.ninth.places import HOUSES

DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
ENGLISH_DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
PHONES: list[str] = [phone for house in HOUSES.values() for phone in house["phones"]]
POINTS: list[tuple[float, float]] = [(float(h["latitude"]), float(h["longitude"])) for h in HOUSES.values()]


def bare(phone: str) -> str:
    """The figures of a phone and nothing else."""
    return "".join(sign for sign in phone if sign.isdigit())


def groups(draw: random.Random, figures: str) -> list[str]:
    """FIGURES cut the way people cut phones; a landline's area code stays together."""
    start, rest = (figures[:3], figures[3:]) if figures.startswith("021") else (figures[:4], figures[4:])
    cut = draw.choice([2, 3, 4])
    return [start, *(rest[at : at + cut] for at in range(0, len(rest), cut))]


def written_phone(draw: random.Random, figures: str) -> str:
    """A phone in figures."""
    cut = groups(draw, figures)
    return draw.choice(
        [
            " ".join(cut),
            "-".join(cut),
            ".".join(cut),
            figures,
            " ".join(figures),
            f"({cut[0]}) {' '.join(cut[1:])}",
            f"{cut[0]} / {' '.join(cut[1:])}",
            f"{cut[0]} {''.join(cut[1:])}",
        ]
    )


def lead(draw: random.Random) -> str:
    """What may come before a phone."""
    return draw.choice(["", "", "hp ", "WA ", "telp. ", "nomornya ", "no hp "])


def phone_spaced(draw: random.Random) -> str:
    return lead(draw) + written_phone(draw, bare(draw.choice(PHONES)))


def phone_62(draw: random.Random) -> str:
    figures = bare(draw.choice(PHONES))
    cut = groups(draw, figures)
    first = cut[0][1:]
    prefix = draw.choice(["+62 ", "+62", "+62-", "62", "(+62) ", "0062 "])
    link = draw.choice([f"wa.me/62{figures[1:]}", f"https://wa.me/62{figures[1:]}", f"tel:+62{figures[1:]}"])
    number = prefix + draw.choice([" ", "-", "", "."]).join([first, *cut[1:]])
    if draw.random() < 0.2:
        return link
    return lead(draw) + number


def said(draw: random.Random, figures: str) -> str:
    """Figures as words, the nought in one of its names."""
    nought = draw.choice(["nol", "kosong"])
    return " ".join(nought if figure == "0" else DIGITS[int(figure)] for figure in figures)


def phone_in_words(draw: random.Random) -> str:
    figures = bare(draw.choice(PHONES))
    if draw.random() < 0.2:
        nought = draw.choice(["zero", "oh"])
        return " ".join(nought if f == "0" else ENGLISH_DIGITS[int(f)] for f in figures)
    spoken = said(draw, figures).split()
    cut = groups(draw, figures)
    parts, at = [], 0
    for group in cut:
        parts.append(" ".join(spoken[at : at + len(group)]))
        at += len(group)
    return lead(draw) + draw.choice([", ", " ", " - ", "... "]).join(parts)


def phone_half_in_words(draw: random.Random) -> str:
    cut = groups(draw, bare(draw.choice(PHONES)))
    chosen = set(draw.sample(range(len(cut)), draw.randint(1, len(cut) - 1)))
    parts = [said(draw, group) if at in chosen else group for at, group in enumerate(cut)]
    return lead(draw) + draw.choice([" ", " ", ", ", " - "]).join(parts)


def phone_doubled(draw: random.Random) -> str:
    """Pairs said as such: double nine, and ten and eleven where they stand in the number."""
    figures = bare(draw.choice([phone for phone in PHONES if phone.startswith("0899")]))
    english = draw.random() < 0.25
    double = "double" if english else draw.choice(["dobel", "double", "dobel", "dua kali"])
    nought = "zero" if english else draw.choice(["nol", "kosong"])
    names = ENGLISH_DIGITS if english else DIGITS
    whole = {} if english else {"10": "sepuluh", "11": "sebelas"}
    words, at = [], 0
    while at < len(figures):
        pair = figures[at : at + 2]
        name = nought if pair[0] == "0" else names[int(pair[0])]
        if pair in whole and draw.random() < 0.8:
            words.append(whole[pair])
            at += 2
        elif len(pair) == 2 and pair[0] == pair[1]:
            words.append(f"{name} dua kali" if double == "dua kali" else f"{double} {name}")
            at += 2
        else:
            words.append(name)
            at += 1
    return lead(draw) + draw.choice([" ", " ", ", "]).join(words)


def sexagesimal(value: float) -> tuple[int, int, float]:
    """Degrees, minutes and seconds of VALUE, without its sign."""
    degrees, rest = divmod(abs(value) * 3600, 3600)
    minutes, seconds = divmod(rest, 60)
    return int(degrees), int(minutes), seconds


def sexagesimal_pair(draw: random.Random, latitude: float, longitude: float) -> str:
    a, b, c = sexagesimal(latitude)
    d, e, f = sexagesimal(longitude)
    return draw.choice(
        [
            f"{a}°{b:02d}'{c:.1f}\"S {d}°{e:02d}'{f:.1f}\"E",
            f"{a}° {b}' {c:.2f}\" LS, {d}° {e}' {f:.2f}\" BT",
            f"S {a}°{b + c / 60:.3f}' E {d}°{e + f / 60:.3f}'",
        ]
    )


def coordinates(draw: random.Random) -> str:
    house = draw.choice(list(HOUSES.values()))
    lat, lon = house["latitude"], house["longitude"]
    south = lat.lstrip("-")
    return draw.choice(
        [
            f"{lat}, {lon}",
            f"{lat},{lon}",
            f"{lat} {lon}",
            f"({lat}; {lon})",
            f"{lat.replace('.', ',')} ; {lon.replace('.', ',')}",
            f"{south} S, {lon} E",
            f"S{south} E{lon}",
            f"{south.replace('.', ',')} LS {lon.replace('.', ',')} BT",
            f"{south}° LS, {lon}° BT",
            f"lat {lat} long {lon}",
            f"lat: {lat}, lng: {lon}",
            f"https://maps.google.com/?q={lat},{lon}",
            f"https://www.google.com/maps?q={lat}%2C{lon}&z=17",
            f"https://www.google.com/maps/@{lat},{lon},18z",
            f"https://www.openstreetmap.org/#map=18/{lat}/{lon}",
            f"geo:{lat},{lon}",
            f"titik koordinatnya {lat} , {lon}",
            sexagesimal_pair(draw, float(lat), float(lon)),
            sexagesimal_pair(draw, float(lat), float(lon)),
        ]
    )


def pair(draw: random.Random, latitude: float, longitude: float, decimals: int) -> str:
    """A point with so many decimals."""
    lat, lon = f"{latitude:.{decimals}f}", f"{longitude:.{decimals}f}"
    south = lat.lstrip("-")
    return draw.choice(
        [
            f"{lat}, {lon}",
            f"{lat} {lon}",
            f"{lat.replace('.', ',')} / {lon.replace('.', ',')}",
            f"kira-kira {lat},{lon}",
            f"{south} LS {lon} BT",
            f"{south}S {lon}E",
            f"{south.replace('.', ',')} LS - {lon.replace('.', ',')} BT",
            f"sekitar koordinat {lat} , {lon}",
            f"maps.google.com/?q={lat},{lon}",
        ]
    )


def coordinates_rounded(draw: random.Random) -> str:
    latitude, longitude = draw.choice(POINTS)
    return pair(draw, latitude, longitude, draw.choice([3, 4, 4]))


def coordinates_by_side(draw: random.Random) -> str:
    latitude, longitude = draw.choice(POINTS)
    decimals = draw.choice([4, 5, 6])
    lat, lon = f"{latitude:.{decimals}f}", f"{longitude:.{decimals}f}"
    if draw.random() < 0.4:
        lat, lon = lat.replace(".", ","), lon.replace(".", ",")
    south = lat.lstrip("-")
    return draw.choice(
        [
            f"lintang {lat} bujur {lon}",
            f"lintangnya {lat}, terus bujurnya {lon}",
            f"bujur timur {lon}, lintang selatan {south}",
            f"bujurnya {lon} dan lintangnya minus {south}",
            f"longitude {lon}, latitude {lat}",
            f"{lon}, {lat}",
            f"{lon} BT dan {south} LS",
            f"yang selatan {south}, yang timur {lon}",
            f"lat-nya {lat}. Long-nya menyusul: {lon}",
            f"latitude is {lat} and then the longitude, {lon}",
            f"garis lintang {south} LS, garis bujur {lon} BT",
        ]
    )


def far_point(draw: random.Random) -> tuple[float, float]:
    """A point of the town more than three kilometres from every house."""
    while True:
        latitude, longitude = draw.uniform(-6.36, -6.10), draw.uniform(106.69, 106.96)
        if min(math.hypot(latitude - a, longitude - b) for a, b in POINTS) * 111 > 3:
            return round(latitude, 6), round(longitude, 6)


FIGURES: dict[str, Callable[[random.Random], str]] = {
    "phone spaced": phone_spaced,
    "phone +62": phone_62,
    "phone in words": phone_in_words,
    "phone half in words": phone_half_in_words,
    "phone doubled": phone_doubled,
    "coordinates": coordinates,
    "coordinates rounded": coordinates_rounded,
    "coordinates by side": coordinates_by_side,
}
