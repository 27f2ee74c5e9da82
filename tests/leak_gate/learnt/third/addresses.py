"""The ways a house's address can be put down without any disguise."""

from __future__ import annotations

import random
from typing import NamedTuple

from tests.leak_gate.learnt.third.places import HOUSES


class Address(NamedTuple):
    """What stands before the name, the name, and the number in figures and in words; `part` is a name people shorten.

    `alone` says that the name without anything around it can only be the place.
    """

    house: str
    before: tuple[str, ...]
    name: str
    after: tuple[str, ...]
    said: tuple[str, ...]
    part: str
    alone: bool


_JALAN = ("Jl.", "Jl", "Jalan", "Jln.", "jln", "jl")

ADDRESSES = [
    Address(
        "senduduk",
        _JALAN,
        "Kembang Senduduk",
        ("No. 58", "no.58", "nomor 58", "58", "No 58", "#58"),
        ("nomor lima puluh delapan", "no lima delapan", "lima puluh delapan", "nomornya limapuluh delapan"),
        "Senduduk",
        True,
    ),
    Address(
        "kasiman",
        ("Gang", "Gg.", "gg", "Gg", "gang"),
        "Engkong Kasiman",
        ("No. 4B", "no 4B", "4B", "nomor 4 B", "No.4b", "4-B"),
        ("nomor empat B", "empat be", "nomor empat huruf B", "no. empat-b"),
        "Kasiman",
        False,
    ),
    Address(
        "tirtaloka",
        ("Perumahan", "Perum", "Perum.", "Komplek", "Komp.", "kompleks"),
        "Bukit Tirtaloka",
        ("Blok F7 No. 31", "F7/31", "blok F7 nomor 31", "F7 no 31", "Blok F-7/31", "blk F 7 no. 31"),
        ("blok F tujuh nomor tiga puluh satu", "ef tujuh nomor tiga satu", "blok ef tujuh, tiga puluh satu"),
        "Tirtaloka",
        True,
    ),
    Address(
        "selendang",
        _JALAN,
        "Selendang Hijau",
        ("No. 64", "no.64", "nomor 64", "64", "No 64", "nmr 64"),
        ("nomor enam puluh empat", "enam puluh empat", "no enam empat", "nomornya enampuluh empat"),
        "Selendang Hijau",
        False,
    ),
    Address(
        "wirasaba",
        _JALAN,
        "Laksamana Wirasaba",
        ("IV No. 149", "IV/149", "4 no 149", "IV nomor 149", "IV 149", "iv no.149"),
        ("empat nomor seratus empat puluh sembilan", "IV nomor satu empat sembilan", "empat, seratus empat sembilan"),
        "Wirasaba",
        True,
    ),
    Address(
        "nirmala",
        ("Rusun", "Rumah Susun", "rusun", "rmh susun"),
        "Puspa Nirmala",
        ("Tower C Lantai 9 No. 14", "tower C lt 9 no 14", "Twr C Lt. 9/14", "tower C 9/14", "Tower C lantai 9 unit 14"),
        ("tower C lantai sembilan nomor empat belas", "menara ce lantai sembilan unit empat belas"),
        "Nirmala",
        False,
    ),
]


def any_address(draw: random.Random) -> Address:
    """One of the six."""
    return draw.choice(ADDRESSES)


def around(draw: random.Random, address: Address, name: str) -> str:
    """NAME, however it is disguised, with what stands before and after it, one of which may be missing."""
    before, after = draw.choice(address.before), draw.choice(address.after)
    pattern = draw.choice(["{0} {1} {2}", "{0} {1} {2}", "{0} {1}, {2}", "{1} {2}", "{0} {1}"])
    return pattern.format(before, name, after)


def fully(draw: random.Random, address: Address, name: str) -> str:
    """NAME with both what stands before and after it."""
    return f"{draw.choice(address.before)} {name} {draw.choice(address.after)}"


def area(draw: random.Random, address: Address) -> str:
    """What an envelope says under the street."""
    house = HOUSES[address.house]
    pattern = draw.choice(["Kel. {0}", "kelurahan {0}, kec. {1}", "{0} - {1}", "{0}, {1}, Jakarta {2}", "{1} {2}"])
    return pattern.format(house["kelurahan"], house["kecamatan"], house["postcode"])
