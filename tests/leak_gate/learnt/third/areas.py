"""A house told by what stands around it: its RT and RW, its kelurahan, its landmarks."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.leak_gate.learnt.third import writing
from tests.leak_gate.learnt.third.places import HOUSES

_BLOCKS = {"kasiman": (5, 11), "tirtaloka": (12, 8), "selendang": (4, 13), "wirasaba": (7, 2)}
_SAID = {2: "dua", 4: "empat", 5: "lima", 7: "tujuh", 8: "delapan", 11: "sebelas", 12: "dua belas", 13: "tiga belas"}
_NEAR = [
    *("dekat", "belakang", "samping", "seberang", "persis di depan", "100 m dari", "dkt", "blkg", "sebelah kiri"),
    *("dua rumah setelah", "behind", "across from"),
]
_SHORTER = {
    "senduduk": ["bengkel radiator", "bengkel pak Sugandi", "gapura bambu"],
    "kasiman": ["ketoprak Cak Mundir", "musala Al-Hidayatul", "tukang ketoprak yang ramai itu"],
    "tirtaloka": ["patung arwana", "bundaran patung ikan", "minimarket Segar Makmur"],
    "selendang": ["gudang garam", "gudang garam bintang laut"],
    "wirasaba": ["vihara", "vihara Cahaya Ratna", "jembatan bambu"],
    "nirmala": ["kolam pancing", "pemancingan H. Tohir", "pos damkar"],
}


def _blocks(draw: random.Random) -> str:
    house, (small, large) = draw.choice(sorted(_BLOCKS.items()))
    where = HOUSES[house]["kelurahan"]
    if draw.random() < 0.2:
        where = draw.choice([where.upper(), where.lower().replace(" ", ""), writing.slip(draw, where)])
    return draw.choice(
        [
            f"RT {small}/RW {large} Kel. {where}",
            f"RT {small:03}/RW {large:03}, {where}",
            f"rt{small:02}/rw{large:02} {where.lower()}",
            f"{where} {small:03}/{large:03}",
            f"RT.{small} RW.{large} kelurahan {where}",
            f"{where}, RT {_SAID[small]} RW {_SAID[large]}",
            f"kelurahan {where} er te {_SAID[small]} er we {_SAID[large]}",
            f"RW {large:02} RT {small:02} {where}",
            f"erte {small} erwe {large} di {where}",
            f"RT/RW : {small:03} / {large:03}\nKel/Desa : {where}",
            f"neighbourhood {small} of RW {large}, {where}",
        ]
    )


def _kelurahan(draw: random.Random, house: str) -> str:
    where = HOUSES[house]["kelurahan"]
    return draw.choice(["{}", "Kel. {}", "kelurahan {}", "kel {}", "daerah {}"]).format(
        draw.choice([where, where.lower()])
    )


def _area_and_landmark(draw: random.Random) -> str:
    house = draw.choice(sorted(HOUSES))
    mark, where, near = draw.choice(HOUSES[house]["landmarks"]), _kelurahan(draw, house), draw.choice(_NEAR)
    return draw.choice([f"{where}, {near} {mark}", f"{near} {mark}, {where}", f"{near} {mark} ({where})"])


def _area_and_shorter_landmark(draw: random.Random) -> str:
    house = draw.choice(sorted(HOUSES))
    mark, where, near = draw.choice(_SHORTER[house]), _kelurahan(draw, house), draw.choice(_NEAR)
    return draw.choice([f"{where}, {near} {mark}", f"{near} {mark} {where}", f"{where} yang {near} {mark}"])


def _landmark(draw: random.Random) -> str:
    mark = draw.choice(HOUSES[draw.choice(sorted(HOUSES))]["landmarks"])
    return draw.choice(["{0} {1}", "rumah {0} {1}", "kos {0} {1}", "{0} {1} persis"]).format(
        draw.choice(_NEAR), draw.choice([mark, mark.lower()])
    )


def _crooked_landmark(draw: random.Random) -> str:
    mark = draw.choice(HOUSES[draw.choice(sorted(HOUSES))]["landmarks"])
    how = draw.choice(
        [
            writing.slip,
            writing.slip,
            writing.no_vowels,
            writing.any_case,
            writing.lookalike,
            writing.leet,
            writing.hidden,
            writing.broken,
        ]
    )
    return f"{draw.choice(_NEAR)} {how(draw, mark)}"


AREAS: dict[str, Callable[[random.Random], str]] = {
    "RT and RW with the kelurahan": _blocks,
    "kelurahan and landmark": _area_and_landmark,
    "kelurahan and half a landmark": _area_and_shorter_landmark,
    "landmark": _landmark,
    "landmark in disguise": _crooked_landmark,
}
