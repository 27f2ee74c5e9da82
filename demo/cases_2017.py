"""964 invented cases of January to November 2017, as many as the agency knew of that year by November.

By city they follow the announcement of December 2017 (most in East and South Jakarta); the split itself is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from demo.invented import Inventor

SEED = 1712
BY_CITY = {"31.75": 271, "31.74": 243, "31.73": 178, "31.72": 142, "31.71": 119, "31.01": 11}
CHANNELS = ["walk_in"] * 67 + ["post"] * 18 + ["phone"] * 9 + ["hospital"] * 3 + ["police"] * 3
KINDS = [["physical"], ["psychological"], ["physical", "psychological"], ["sexual"], ["sexual", "psychological"], ["neglect"], ["trafficking"], ["exploitation"]]  # fmt: skip
WEIGHTS = [20, 14, 26, 18, 10, 7, 2, 3]
PLACES = ["household"] * 56 + ["public"] * 14 + ["school"] * 8 + ["workplace"] * 6 + ["online"] * 10 + ["other"] * 6
RELATIONS = (
    ["spouse"] * 38
    + ["partner"] * 16
    + ["parent"] * 14
    + ["family"] * 10
    + ["neighbour"] * 10
    + ["teacher"] * 4
    + ["unknown"] * 8
)
TOLD = [
    "Kekerasan berulang di rumah sejak beberapa bulan; klien datang sendiri dan meminta pendampingan.",
    "Klien diancam dan dilarang keluar rumah; tetangga membantu melapor.",
    "Klien menceritakan kejadian kepada guru; sekolah mengantar ke pos pengaduan.",
    "Klien ditinggalkan tanpa nafkah dan diancam bila melapor.",
    "Kejadian di tempat umum; klien mengalami luka dan rasa takut menetap.",
]
ZONE = ZoneInfo("Asia/Jakarta")
FIRST_DAY, DAYS = date(2017, 1, 2), 330


def rows() -> Iterator[dict]:
    """One dict a case, oldest first, in the form that `casework.actions.imports` documents."""
    invent = Inventor(SEED)
    draw = invent.draw
    cities = [code for code, number in BY_CITY.items() for _ in range(number)]
    draw.shuffle(cities)
    days = sorted(draw.randrange(DAYS) for _ in cities)
    for day, city in zip(days, cities, strict=True):
        opened = datetime.combine(FIRST_DAY + timedelta(days=day), datetime.min.time(), ZONE)
        opened += timedelta(hours=draw.randint(7, 20), minutes=draw.randrange(60))
        born = opened.date() - timedelta(
            days=draw.choice([8, 12, 15, 16, 19, 23, 27, 31, 36, 42, 51]) * 365 + draw.randrange(365)
        )
        woman = draw.random() < 0.92
        yield {
            "opened": opened,
            "city_code": city,
            "kinds": draw.choices(KINDS, WEIGHTS)[0],
            "channel": draw.choice(CHANNELS),
            "place_kind": draw.choice(PLACES),
            "victim": {
                "name": invent.name(),
                "sex": "F" if woman else "M",
                "born": born.isoformat(),
                "nik": invent.nik(born, woman),
                "phone": invent.phone(),
                "address": invent.address(),
            },
            "reported": {"relation": draw.choice(RELATIONS)},
            "chronology": draw.choice(TOLD),
            "state": "closed",
            "closed": opened + timedelta(days=draw.randint(30, 300)),
        }
