"""The invented cases that every peer gets: in the form that `casework.actions.imports` takes."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

SEED = 20171124
HANDLED = 0.145  # the share of all cases that the one who is measured handles
FIRST = datetime(2017, 1, 2, 1, 0, tzinfo=UTC)
MINUTES = 470_000  # eleven months
KINDS = [["physical"], ["psychological"], ["physical", "psychological"], ["sexual"], ["sexual", "psychological"]]
CITIES = ["31.75", "31.74", "31.73", "31.72", "31.71"]
PLACES = ["household", "public", "school", "workplace", "online"]
CHANNELS = ["walk_in", "post", "phone", "hospital", "police"]
RISKS = ["tinggi", "sedang", "rendah"]
RELATIONS = ["spouse", "partner", "parent", "family", "neighbour"]
NAMES = ["Warsini", "Suhartati", "Kemala", "Larasdewi", "Puspaningrum", "Nirmalasari", "Handayati", "Setyarini"]
TOLD = (
    "Kekerasan berulang di rumah sejak beberapa bulan; klien datang sendiri dan meminta pendampingan. "
    "Klien diancam dan dilarang keluar rumah, telepon genggamnya diambil; tetangga membantu melapor."
)


def rows(number: int) -> list[dict]:
    """NUMBER cases, oldest first. `handled` says whether the one who is measured is the manager."""
    draw = random.Random(SEED)
    opened = sorted(FIRST + timedelta(minutes=draw.randrange(MINUTES)) for _ in range(number))
    return [_row(draw, n, moment) for n, moment in enumerate(opened)]


def _row(draw: random.Random, n: int, opened: datetime) -> dict:
    closed = opened + timedelta(days=draw.randint(30, 300)) if draw.random() < 0.6 else None
    return {
        "opened": opened,
        "closed": closed,
        "kinds": draw.choice(KINDS),
        "city_code": draw.choice(CITIES),
        "place_kind": draw.choice(PLACES),
        "channel": draw.choice(CHANNELS),
        "risk": draw.choice(RISKS),
        "flags": ["lives_with"] if draw.random() < 0.4 else [],
        "relation": draw.choice(RELATIONS),
        "sex": "F",
        "name": f"{draw.choice(NAMES)} {draw.choice(NAMES)}",
        "nik": f"317501{draw.randrange(10**10):010d}",
        "phone": f"0812{n:08d}",
        "born": f"{draw.randint(1960, 2008)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}",
        "address": f"Jalan Rekaan {draw.randrange(1, 400)} RT {draw.randrange(1, 20):02d}, Jakarta",
        "chronology": TOLD,
        "handled": draw.random() < HANDLED,
    }
