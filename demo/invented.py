"""Invented names, numbers and addresses, drawn from one seed.

Every name is put together from syllables so that it occurs in no staff name, facility, region or fixed text; telephone
numbers use the block 0899-00, which no operator hands out; NIK use the region code 99.99. House addresses share no
street and no telephone with any case, agency or facility.
"""

from __future__ import annotations

import random
from datetime import date

FIRST = [
    "Sar",
    "Nur",
    "Wid",
    "Lest",
    "Ren",
    "Tik",
    "Maw",
    "Kir",
    "Ran",
    "Des",
    "Ind",
    "Yul",
    "Zah",
    "Kun",
    "Met",
    "Pur",
]
MIDDLE = [
    "aningtiyas",
    "ilawardhani",
    "asmorowening",
    "ikartanegari",
    "undhalini",
    "etrimahesi",
    "akiranthi",
    "ulandhasri",
]
FAMILY = ["Bramathasena", "Candrakirasti", "Dwijowaskita", "Gandawiratri", "Hastamangkura", "Jayengsasmita",
          "Kertaningprang", "Manggalawati", "Naradhipraya", "Pangestumulya", "Reksanegarja", "Suryalagawa",
          "Tirtamandhala", "Wangsadipraja", "Yudhanegarwa", "Cakrabuwanta"]  # fmt: skip
STREETS = ["Jl. Pelangi Wengi", "Jl. Kidung Rembulan", "Jl. Tembang Layang", "Jl. Canting Kencana", "Jl. Lembayung Sore",
           "Jl. Selendang Biru", "Jl. Gending Pagi", "Jl. Wayang Suket"]  # fmt: skip


class Inventor:
    """Draws invented people from one seed; the same seed gives the same people."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)  # noqa: S311 (invented data, not secrets)
        self._serial = 0

    def name(self) -> str:
        """A full name of two words."""
        return f"{self.draw.choice(FIRST)}{self.draw.choice(MIDDLE)} {self.draw.choice(FAMILY)}"

    def phone(self) -> str:
        """A mobile number in the unassigned block 0899-00."""
        self._serial += 1
        return f"089900{self._serial:06d}"

    def nik(self, born: date, woman: bool = True) -> str:
        """A NIK of region 9999 with the birth date's digits (women: day + 40)."""
        self._serial += 1
        day = born.day + (40 if woman else 0)
        return f"999901{day:02d}{born.month:02d}{born.year % 100:02d}{self._serial % 9999 + 1:04d}"

    def address(self) -> str:
        """A street and number that exists on no map."""
        return f"{self.draw.choice(STREETS)} No. {self.draw.randint(11, 299)} RT {self.draw.randint(1, 15):03d}/RW {self.draw.randint(1, 12):03d}"


HOUSES = [
    {"code": "Anggrek", "street": "Jl. Kembang Setaman Dalam", "number": "17", "kelurahan": "Cipinang Muara", "kecamatan": "Jatinegara",
     "city": "Jakarta Timur", "postcode": "13420", "phone": "0899771100421", "latitude": "-6.223914", "longitude": "106.889172",
     "note": "Pagar hijau di seberang kebun pepaya, ketuk tiga kali"},
    {"code": "Bakung", "street": "Jl. Teratai Putih Raya", "number": "204", "kelurahan": "Jagakarsa", "kecamatan": "Jagakarsa",
     "city": "Jakarta Selatan", "postcode": "12620", "phone": "0899771100538", "latitude": "-6.334482", "longitude": "106.823771",
     "note": "Masuk lewat gang samping bengkel sepeda, bel di kiri"},
    {"code": "Trembesi", "street": "Jl. Sedap Malam Indah", "number": "9B", "kelurahan": "Kembangan Utara", "kecamatan": "Kembangan",
     "city": "Jakarta Barat", "postcode": "11610", "phone": "0899771100647", "latitude": "-6.183355", "longitude": "106.741196",
     "note": "Rumah bercat gading, garasi dua pintu, satpam memegang kunci"},
    {"code": "Dahlia", "street": "Jl. Bougenville Senja", "number": "33", "kelurahan": "Sunter Agung", "kecamatan": "Tanjung Priok",
     "city": "Jakarta Utara", "postcode": "14350", "phone": "0899771100759", "latitude": "-6.139627", "longitude": "106.862418",
     "note": "Belok kanan sesudah tugu kecil, lampu teras kuning"},
]  # fmt: skip
