"""The houses' phones and coordinates, as people write and say them."""

from __future__ import annotations

import random

from tests.leak_gate.held_out.places import HOUSES

PHONES = [phone for house in HOUSES.values() for phone in house["phones"]]
MOBILES = [phone for phone in PHONES if phone.startswith("08")]
POINTS = [(house["latitude"], house["longitude"]) for house in HOUSES.values()]

WORDS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]

BEFORE_PHONE = ["", "", "telp ", "HP ", "WA ", "hp-nya ", "nomornya ", "no. telp ", "kontak ", "call "]


def digits(phone: str) -> str:
    """Only the figures of a phone."""
    return "".join(sign for sign in phone if sign.isdigit())


def groups(draw: random.Random, figures: str) -> list[str]:
    """The figures cut into groups as people cut them."""
    sizes = draw.choice([[4, 4, 4], [4, 3, 3, 2], [3, 3, 3, 3], [2, 2, 2, 2, 2, 2], [4, 2, 2, 2, 2], [1] * 12, [5, 7]])
    cut, start = [], 0
    for size in sizes:
        if figures[start : start + size]:
            cut.append(figures[start : start + size])
        start += size
    return cut


def phone_spaced(draw: random.Random) -> str:
    """Figures in groups."""
    between = draw.choice([" ", ".", "-", " - ", "  ", "/", " . ", ""])
    return draw.choice(BEFORE_PHONE) + between.join(groups(draw, digits(draw.choice(PHONES))))


def phone_62(draw: random.Random) -> str:
    """With the country's code."""
    rest = digits(draw.choice(PHONES))[1:]
    parts = [rest[:3], rest[3:7], rest[7:]] if rest.startswith("8") else [rest[:2], rest[2:6], rest[6:]]
    between = draw.choice(["", " ", "-", "."])
    start = draw.choice(["+62", "+62 ", "62", "+62-", "(+62) ", "0062", "+62 (0)", "https://wa.me/62"])
    if "wa.me" in start:
        return start + rest
    return draw.choice(BEFORE_PHONE) + start + between.join(parts)


def said(draw: random.Random, figures: str, words: list[str]) -> list[str]:
    """Each figure as a word."""
    zero = draw.choice(["nol", "kosong"]) if words is WORDS else draw.choice(["zero", "oh"])
    return [zero if figure == "0" else words[int(figure)] for figure in figures]


def phone_in_words(draw: random.Random) -> str:
    """All figures said."""
    words = said(draw, digits(draw.choice(PHONES)), draw.choice([WORDS, WORDS, WORDS, ENGLISH]))
    style = draw.randrange(4)
    if style == 0:
        return draw.choice(BEFORE_PHONE) + "-".join(words)
    if style == 1:
        return draw.choice(BEFORE_PHONE) + ", ".join(" ".join(words[at : at + 4]) for at in range(0, len(words), 4))
    if style == 2:
        return draw.choice(BEFORE_PHONE) + " ".join(words[:4]) + draw.choice([" terus ", " ... "]) + " ".join(words[4:])
    return draw.choice(BEFORE_PHONE) + " ".join(words)


def phone_half_in_words(draw: random.Random) -> str:
    """A part in figures, a part in words."""
    figures = digits(draw.choice(PHONES))
    words = said(draw, figures, WORDS)
    style = draw.randrange(4)
    if style == 0:
        text = f"{figures[:4]} {' '.join(words[4:])}"
    elif style == 1:
        text = f"{' '.join(words[:4])} {figures[4:8]} {figures[8:]}"
    elif style == 2:
        text = f"{figures[:4]}-{' '.join(words[4:8])}-{figures[8:]}"
    else:
        text = f"{figures[:4]} {figures[4:8]} belakangnya {' '.join(words[8:])}"
    return draw.choice(BEFORE_PHONE) + text


def phone_doubled(draw: random.Random) -> str:
    """Pairs said as doubles, 10 and 11 as numbers."""
    figures = digits(draw.choice(MOBILES))
    double = draw.choice(["dobel", "double", "dobel", "dabel"])
    zero = draw.choice(["nol", "kosong"])
    words, at = [], 0
    while at < len(figures):
        pair = figures[at : at + 2]
        if pair in ("10", "11") and draw.random() < 0.6:
            words.append("sepuluh" if pair == "10" else "sebelas")
            at += 2
        elif len(pair) == 2 and pair[0] == pair[1]:
            words.append(f"{double} {zero if pair[0] == '0' else WORDS[int(pair[0])]}")
            at += 2
        else:
            words.append(zero if pair[0] == "0" else WORDS[int(pair[0])])
            at += 1
    return draw.choice(BEFORE_PHONE) + draw.choice([" ", " ", ", "]).join(words)


def sexagesimal(value: str, ends: str) -> str:
    """Degrees, minutes and seconds."""
    seconds = round(abs(float(value)) * 36000)
    degrees, rest = divmod(seconds, 36000)
    minutes, tenths = divmod(rest, 600)
    return f"{degrees}°{minutes:02d}'{tenths / 10:04.1f}\"{ends}"


def noted(draw: random.Random, lat: str, lon: str) -> str:
    """A point in one of the usual notations."""
    south = lat.lstrip("-")
    return draw.choice(
        [
            f"{lat}, {lon}",
            f"{lat},{lon}",
            f"{lat} {lon}",
            f"({lat}; {lon})",
            f"{lat.replace('.', ',')} ; {lon.replace('.', ',')}",
            f"{lat.replace('.', ',')} {lon.replace('.', ',')}",
            f"{south} S, {lon} E",
            f"{south}°S {lon}°E",
            f"S{south} E{lon}",
            f"{south} LS {lon} BT",
            f"{south.replace('.', ',')}° LS, {lon.replace('.', ',')}° BT",
            f"titik koordinat {lat} / {lon}",
            f"koordinat {lat} & {lon}",
            f"sharelok {lat} , {lon}",
        ]
    )


def coordinates(draw: random.Random) -> str:
    """The point with all its decimals."""
    lat, lon = draw.choice(POINTS)
    links = [
        f"https://maps.google.com/?q={lat},{lon}",
        f"https://www.google.com/maps/@{lat},{lon},17z",
        f"https://www.google.com/maps/place/{lat}+{lon}",
        f"maps.google.com/maps?ll={lat}%2C{lon}",
        f"https://www.openstreetmap.org/#map=18/{lat}/{lon}",
        f"geo:{lat},{lon}",
        f"https://waze.com/ul?ll={lat},{lon}&navigate=yes",
        f"{sexagesimal(lat, 'S')} {sexagesimal(lon, 'E')}",
        f"{sexagesimal(lat, ' LS')}, {sexagesimal(lon, ' BT')}",
    ]
    return draw.choice(links) if draw.random() < 0.4 else noted(draw, lat, lon)


def coordinates_rounded(draw: random.Random) -> str:
    """The point to some ten or hundred metres."""
    lat, lon = draw.choice(POINTS)
    places = draw.choice([3, 4])
    return draw.choice(["", "", "kira-kira ", "kurang lebih ", "approx. "]) + noted(
        draw, f"{float(lat):.{places}f}", f"{float(lon):.{places}f}"
    )


def coordinates_by_side(draw: random.Random) -> str:
    """Latitude and longitude apart, or the longitude first."""
    lat, lon = draw.choice(POINTS)
    if draw.random() < 0.5:
        places = draw.choice([4, 5])
        lat, lon = f"{float(lat):.{places}f}", f"{float(lon):.{places}f}"
    south = lat.lstrip("-")
    return draw.choice(
        [
            f"lintang {lat}, kalau bujurnya {lon}",
            f"lintang selatan {south.replace('.', ',')} dan bujur timur {lon.replace('.', ',')}",
            f"bujur timur {lon}, lintang selatan {south}",
            f"bujur {lon} lintang {lat}",
            f"longitude {lon}; latitude {lat}",
            f"lat-nya {lat} dulu, baru long-nya {lon}",
            f"lon={lon} lat={lat}",
            f"{lon} BT, {south} LS",
            f"{lon}, {lat} (bujur dulu baru lintang)",
            f"latitude: {lat}, akurasi bagus, longitude: {lon}",
            f"di GPS tertulis {lat} untuk lintangnya, lalu {lon} untuk bujurnya",
            f"E {lon} S {south}",
        ]
    )
