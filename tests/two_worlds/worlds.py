"""Worlds that differ only in where one house stands (N1)."""

from __future__ import annotations

HOUSE = "Anggrek"

PLACES: dict[str, dict[str, str]] = {
    "A": {},
    "A again": {},
    "B1 short": {
        "street": "Jl. Ru", "number": "1", "kelurahan": "Roa", "kecamatan": "Ro", "city": "Jakarta Utara", "postcode": "14110",
        "phone": "0899771109", "latitude": "-6.1", "longitude": "106.9", "note": "-",
    },
    "B2 long": {
        "street": "Jl. Śrī Kêmbang Ārjuna " + "Panjang " * 20, "number": "1234-ABC", "kelurahan": "Ūjung Menteng " * 3,
        "kecamatan": "Çengkareng", "city": "Jakarta Barat", "postcode": "11960", "phone": "0899771199999",
        "latitude": "-6.17654321", "longitude": "106.76543210", "note": "Gerbang biru di ujung gang ☂ " * 10,
    },
    "B3 same length": {
        "street": "Jl. Zembang Zetaman Zalam", "number": "71", "kelurahan": "Zipinang Muara", "kecamatan": "Zatinegara",
        "city": "Jakarta Barat", "postcode": "11420", "phone": "0899771100999", "latitude": "-6.123914",
        "longitude": "106.789172", "note": "Pagar merah di seberang kebun pepaya, ketuk dua kali",
    },
}  # fmt: skip


def move_house(name: str) -> None:
    """Puts the house of this world where the world says, before the city is built."""
    from demo import invented

    for house in invented.HOUSES:
        if house["code"] == HOUSE:
            house.update(PLACES[name])


def strings() -> list[str]:
    """What is searched for in answers to non-readers: the house's strings in this process's world."""
    from demo import invented, truth

    house = next(h for h in invented.HOUSES if h["code"] == HOUSE)
    return [s["value"] for s in truth.house_strings(house) if s["kind"] not in {"kelurahan", "kecamatan", "postcode"}]
