"""A house told by its telephone or its coordinates."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.leak_gate.learnt.third import writing
from tests.leak_gate.learnt.third.places import HOUSES

Point = tuple[float, float]

POINTS: list[Point] = [(float(house["latitude"]), float(house["longitude"])) for house in HOUSES.values()]
NUMBERS = [
    "0" + re.sub(r"^(\+62|0)", "", re.sub(r"[^\d+]", "", phone))
    for house in HOUSES.values()
    for phone in house["phones"]
]
_CODE = "23456789CFGHJMPQRVWX"


def _parts(number: str) -> list[str]:
    """NUMBER in three, the first its network or its town."""
    start = 3 if number.startswith("021") else 4
    return [number[:start], number[start : start + 4], number[start + 4 :]]


def grouped(draw: random.Random, number: str) -> str:
    """NUMBER as people group it."""
    if number.startswith("021"):
        rest = number[3:]
        return draw.choice(
            [
                *(
                    number,
                    f"(021) {rest}",
                    f"021-{rest[:4]}-{rest[4:]}",
                    f"021 {rest[:4]} {rest[4:]}",
                    f"+62 21 {rest}",
                ),
                *(f"6221{rest}", f"(021){rest[:3]}-{rest[3:5]}-{rest[5:]}", f"021/{rest}", f"tel:+6221{rest}", rest),
                *(f"+62-21-{rest[:2]}-{rest[2:4]}-{rest[4:6]}-{rest[6:]}", f"021.{rest[:4]}.{rest[4:]}"),
            ]
        )
    rest = number[1:]
    parts = [number[:4], number[4:8], number[8:]]
    return draw.choice(
        [
            *(
                number,
                "-".join(parts),
                " ".join(parts),
                ".".join(parts),
                f"+62{rest}",
                f"62{rest}",
                f"0062 {rest}",
                rest,
            ),
            *(
                f"+62 {rest[:3]}-{rest[3:7]}-{rest[7:]}",
                f"(0899) {number[4:]}",
                f"wa.me/62{rest}",
                f"0899/{number[4:]}",
            ),
            " ".join(re.findall(r"..", number)),
            "-".join(re.findall(r"...", number)),
            f"{number[:4]} {number[4:7]} {number[7:]}",
            f"+62 (0) {rest[:3]} {rest[3:]}",
            f"https://api.whatsapp.com/send?phone=62{rest}",
        ]
    )


def in_words(draw: random.Random, number: str) -> str:
    """NUMBER said aloud, all of it or a part."""
    said = writing.numeral(number)
    first, middle, last = _parts(number)
    half = f"{first} {writing.numeral(middle)} {last}"
    return draw.choice(
        [
            said,
            said.replace("nol", "kosong"),
            said.replace("nol", "kosong").replace("sembilan sembilan", "dobel sembilan"),
            said.replace(" ", "-"),
            said.replace(" ", ", "),
            " ".join(word.capitalize() for word in said.split()),
            half,
            f"{writing.numeral(first)} {middle}{last}",
            ", ".join(writing.numeral(part) for part in (first, middle, last)),
        ]
    )


def _disguised_phone(draw: random.Random) -> str:
    number = draw.choice(NUMBERS)
    parts = _parts(number)
    return draw.choice(
        [
            lambda: " ".join(number),
            lambda: draw.choice("-._*|").join(number),
            lambda: number.replace("0", draw.choice("oO")),
            lambda: number.replace("0", "O").replace("1", draw.choice("lI")),
            lambda: draw.choice([" strip ", " lalu ", " (spasi) ", " 🌸 ", " ... ", " // "]).join(parts),
            lambda: writing.keycaps(number),
            lambda: "".join(chr(0xFF10 + int(sign)) for sign in number),
            lambda: "".join(chr(0x0660 + int(sign)) for sign in number),
            lambda: "".join(chr(0x1D7CE + int(sign)) for sign in number),
            lambda: f"{number[::-1]} (dibaca dari belakang)",
            lambda: writing.hidden(draw, number),
            lambda: "\n".join(parts),
            lambda: f"depannya {parts[0]}, tengahnya {parts[1]}, belakangnya {parts[2]}",
            lambda: "".join(f"&#{ord(sign)};" for sign in number),
            lambda: f"zero {' '.join(parts[0][1:])} then {parts[1]} then {parts[2]}",
        ]
    )()


def _degrees(value: float, signs: str) -> str:
    size = abs(value)
    whole, minutes = int(size), (size - int(size)) * 60
    return f"{whole}°{int(minutes):02}'{(minutes - int(minutes)) * 60:04.1f}\"{signs[value > 0]}"


def plus_code(point: Point) -> str:
    """POINT as the ten signs of an Open Location Code."""
    rows, columns = int((point[0] + 90) * 8000), int((point[1] + 180) * 8000)
    signs = ""
    for _ in range(5):
        signs = _CODE[rows % 20] + _CODE[columns % 20] + signs
        rows, columns = rows // 20, columns // 20
    return f"{signs[:8]}+{signs[8:]}"


def exact(draw: random.Random, point: Point) -> str:
    """POINT with all its decimals."""
    south, east = (f"{value:.6f}" for value in point)
    return draw.choice(
        [
            f"{south}, {east}",
            f"{south},{east}",
            f"({south}; {east})",
            f"lat {south} long {east}",
            f"{south[1:]} LS {east} BT",
            f"{east} {south}",
            f"S{south[1:]} E{east}",
            f"{south[1:]}° S, {east}° E",
            f'{{"lat": {south}, "lng": {east}}}',
            f"lintang {south}\nbujur {east}",
            f"[{east}, {south}]",
        ]
    )


def rounded(draw: random.Random, point: Point) -> str:
    """POINT to about ten or a hundred metres."""
    places = draw.choice([3, 4])
    south, east = (f"{value:.{places}f}" for value in point)
    return draw.choice(
        [
            f"{south}, {east}",
            f"{south} {east}",
            f"{south}/{east}",
            f"sekitar {south}, {east}",
            f"lat={south} lon={east}",
            f"{east}, {south}",
            f"{south[1:]} S {east} E",
            f"lintang {south} bujur {east}",
            f"kira-kira {south[1:]} LS dan {east} BT",
        ]
    )


def written_otherwise(draw: random.Random, point: Point) -> str:
    """POINT with commas, in degrees and minutes, in words or with signs between."""
    south, east = (f"{abs(value):.{draw.choice([4, 5, 6])}f}" for value in point)
    said = [f"{left} koma {writing.numeral(right)}" for left, right in (value.split(".") for value in (south, east))]
    minutes = [f"{int(abs(value))}° {(abs(value) % 1) * 60:.3f}'" for value in point]
    return draw.choice(
        [
            f"-{south.replace('.', ',')}; {east.replace('.', ',')}",
            f"-{south.replace('.', ',')} / {east.replace('.', ',')}",
            f"{_degrees(point[0], 'SN')} {_degrees(point[1], 'WE')}",
            f"{_degrees(point[0], 'SN')}, {_degrees(point[1], 'WE')}",
            f"S {minutes[0]} E {minutes[1]}",
            f"minus {said[0]}, {said[1]}",
            f"lintang minus {said[0].replace('6', 'enam', 1)} bujur {said[1].replace('106', 'seratus enam', 1)}",
            f"− {south} , {east}",
            f"-{south[:2]} {south[2:]} , {east[:4]} {east[4:]}",
            f"-{south.replace('.', ' titik ')} {east.replace('.', ' titik ')}",
        ]
    )


def link(draw: random.Random, point: Point) -> str:
    """POINT in a link or a code of a map service."""
    places = draw.choice([4, 5, 6, 6])
    south, east = (f"{value:.{places}f}" for value in point)
    code = plus_code(point)
    return draw.choice(
        [
            f"https://maps.google.com/?q={south},{east}",
            f"https://www.google.com/maps/@{south},{east},17z",
            f"https://www.google.com/maps/place/data=!3m1!4b1!8m2!3d{south}!4d{east}",
            f"https://waze.com/ul?ll={south}%2C{east}&navigate=yes",
            f"https://www.openstreetmap.org/?mlat={south}&mlon={east}#map=18/{south}/{east}",
            f"geo:{south},{east}?z=18",
            f"maps.apple.com/?ll={south},{east}",
            f"https://maps.google.com/maps?daddr={south}+{east}",
            f"https://m.uber.com/ul/?dropoff[latitude]={south}&dropoff[longitude]={east}",
            draw.choice([code, f"{code[4:]} Jakarta", f"kode plus {code}", f"https://plus.codes/{code}"]),
        ]
    )


def _at_a_house(how: Callable[[random.Random, Point], str]) -> Callable[[random.Random], str]:
    return lambda draw: how(draw, draw.choice(POINTS))


COORDINATES: dict[str, Callable[[random.Random], str]] = {
    "coordinates": _at_a_house(exact),
    "coordinates rounded": _at_a_house(rounded),
    "coordinates in other writing": _at_a_house(written_otherwise),
    "link or code of a map service": _at_a_house(link),
}
PHONES: dict[str, Callable[[random.Random], str]] = {
    "telephone in figures": lambda draw: grouped(draw, draw.choice(NUMBERS)),
    "telephone in words": lambda draw: in_words(draw, draw.choice(NUMBERS)),
    "telephone in disguise": _disguised_phone,
}
