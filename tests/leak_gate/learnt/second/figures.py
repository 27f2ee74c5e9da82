"""Telephones and coordinates, as people write and dictate them."""

from __future__ import annotations

import random

from tests.leak_gate.learnt.second.places import HOUSES

PHONES = ["5531 0947", "899 4410 7725", "899 4410 8836", "899 4410 9947", "899 4411 0058", "899 4411 1169"]


def cut(draw: random.Random, digits: str, separators: list[str]) -> str:
    parts, rest = [], digits
    while rest:
        size = draw.choice([2, 3, 4])
        parts.append(rest[:size])
        rest = rest[size:]
    return draw.choice(separators).join(parts)


def digits(draw: random.Random) -> str:
    return draw.choice(PHONES[1:]).replace(" ", "")


def phone_spaced(draw: random.Random) -> str:
    number = draw.choice(["0" + digits(draw), "021" + "55310947"])
    return draw.choice(["telepon {}", "hp {}", "hubungi {}", "WA {}"]).format(
        cut(draw, number, [" ", "-", ".", " - ", "/", ") "])
    )


def phone_abroad(draw: random.Random) -> str:
    return draw.choice(["+62{}", "62{}", "+62 {}", "(+62) {}", "0062{}", "+62-{}"]).format(
        cut(draw, digits(draw), ["", " ", "-"])
    )


WORDS = {
    "0": ["nol", "kosong"], "1": ["satu"], "2": ["dua"], "3": ["tiga"], "4": ["empat"], "5": ["lima"], "6": ["enam"],
    "7": ["tujuh"], "8": ["delapan"], "9": ["sembilan"],
}  # fmt: skip
ENGLISH = dict(
    zip("0123456789", ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], strict=True)
)


def phone_in_words(draw: random.Random) -> str:
    number = "0" + digits(draw)
    if draw.random() < 0.2:
        return "call " + " ".join(ENGLISH[d] for d in number)
    return draw.choice([" ", ", ", "-", " "]).join(draw.choice(WORDS[d]) for d in number)


def phone_half_in_words(draw: random.Random) -> str:
    number = "0" + digits(draw)
    return " ".join(draw.choice(WORDS[d]) if draw.random() < 0.5 else d for d in number)


def phone_doubled(draw: random.Random) -> str:
    return draw.choice(
        [
            "nol delapan sembilan sembilan dobel empat satu nol dobel tujuh dua lima",
            "nol delapan dobel sembilan dobel empat satu nol dobel delapan tiga enam",
            "0899 44 sepuluh 88 36",
            "nol delapan dobel sembilan, empat empat sepuluh, delapan delapan tiga enam",
            "0 8 dobel 9 dobel 4 dobel 1 dobel 0 lima delapan",
            "kosong delapan sembilan sembilan empat empat sebelas sebelas enam sembilan",
        ]
    ) + draw.choice(["", " ya", " (hp)", ", itu nomornya", " malam saja", " minta Bu Sri", " jam kerja"])


def pair(draw: random.Random) -> tuple[str, str]:
    house = draw.choice(list(HOUSES.values()))
    return house["latitude"], house["longitude"]


def coordinates(draw: random.Random) -> str:
    lat, lon = pair(draw)
    return draw.choice(
        [
            "{}, {}",
            "{},{}",
            "{} {}",
            "lat {} long {}",
            "koordinat {} / {}",
            "maps.example/@{},{},17z",
            "{};{}",
            "lat={}&lng={}",
        ]
    ).format(lat, lon)


def coordinates_rounded(draw: random.Random) -> str:
    lat, lon = pair(draw)
    places = draw.choice([3, 4, 5])
    rounded = (
        [f"{float(lat):.{places}f}", f"{float(lon):.{places}f}"]
        if draw.random() < 0.6
        else [lat[: 3 + places], lon[: 4 + places]]
    )
    if draw.random() < 0.3:
        rounded = [one.replace(".", ",") for one in rounded]
        return "{} dan {}".format(*rounded)
    return draw.choice(["{}, {}", "{} , {}", "titik {} {}"]).format(*rounded)


def coordinates_by_side(draw: random.Random) -> str:
    lat, lon = pair(draw)
    lat = lat.lstrip("-")
    if draw.random() < 0.5:
        places = draw.choice([4, 5, 6])
        return draw.choice(
            ["{:.{p}f} LS {:.{p}f} BT", "{:.{p}f} S, {:.{p}f} E", "{:.{p}f}°S {:.{p}f}°E", "LS {:.{p}f} BT {:.{p}f}"]
        ).format(float(lat), float(lon), p=places)

    def sexagesimal(value: float) -> str:
        minutes = (value % 1) * 60
        seconds = (minutes % 1) * 60
        return f"{int(value)}°{int(minutes)}'{seconds:.{draw.choice([0, 1, 2])}f}\""

    return draw.choice(["{}S {}E", "{} LS {} BT", "{} S, {} E"]).format(
        sexagesimal(float(lat)), sexagesimal(float(lon))
    )
