"""The worlds: each differs from A in one secret alone, but for one. Who may see a secret is said here, as the promise
says it.

N1 where a house is; N2 which house she is in (two residents of two houses exchanged); N3 whether she is placed at all
(one placement exchanged between two alike cases).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

FEW = 1000  # requests up to which a sample asks one address of each route alone, and sends forms of every second page
FEWEST = 200  # up to which a made-up script is shorter, and forms of fewer pages are sent
HOUSE = "Anggrek"
ALIVE = "a reader's look for "  # begins what one of a secret's readers is shown, which must differ
MADE_UP = ", made up"  # ends the same where a reader looks in a script that a state machine made up
READERS_ACT = "readers act: "  # begins what is seen while readers send forms, where they do
LANDMARK = "patung kuda laut kembar"  # what stands near the house in world A; each other world of N1 says its own
AT_THE_HOUSE = ("petugas1",)

# whom each secret is for: by account, or by what the script calls who is a reader for a moment alone
N1_READERS = frozenset({"petugas1", "penempatan", "kustodian", "kustodian2", "pengantar under way", "reader petugas1"})
N2_READERS = N1_READERS | {"petugas2", "auditor"}
N3_READERS = N2_READERS | {
    "manajer", "manajer2 who took over", "konselor", "supervisor", "supervisor2 before the wall", "kepala",
    "manajer2 on a supervisor's shift",
}  # fmt: skip
READERS = {"N1": N1_READERS, "N2": N2_READERS, "N3": N3_READERS}
LOOKS = {  # of readers, by which a secret's worlds must differ
    "N1": (f"{ALIVE}N1",),
    **{secret: (f"{ALIVE}{secret}", f"{ALIVE}{secret}{MADE_UP}") for secret in ("N2", "N3")},
}


@dataclass(frozen=True)
class World:
    """One world: the secret in which it differs from A ("" for A itself), and how. PLACE, where the house stands, may
    come beside another secret: then it is held against whoever may know neither.

    READERS_ACT: whether readers send forms in it, too. Where another one lives there, or nobody, each world would go
    its own way then; of houses that stand elsewhere two are enough, one of another length and one of another region.
    """

    name: str
    secret: str = ""
    place: dict[str, str] = field(default_factory=dict)
    readers_act: bool = True

    @property
    def secrets(self) -> tuple[str, ...]:
        """All in which it differs."""
        return tuple(sorted({self.secret} | ({"N1"} if self.place else set()))) if self.secret else ()


SHORT = {
    "street": "Jl. Ru", "number": "1", "kelurahan": "Roa", "kecamatan": "Ro", "city": "Jakarta Utara", "postcode": "14110",
    "phone": "0899771109", "latitude": "-6.1", "longitude": "106.9", "note": "-",
    "landmarks": "tugu",
}  # fmt: skip
LONG = {
    "street": "Jl. Śrī Kêmbang Ārjuna " + "Panjang " * 20, "number": "1234-ABC", "kelurahan": "Ūjung Menteng " * 3,
    "kecamatan": "Çengkareng", "city": "Jakarta Barat", "postcode": "11960", "phone": "0899771199999",
    "latitude": "-6.17654321", "longitude": "106.76543210", "note": "Gerbang biru di ujung gang ☂ " * 10,
    "landmarks": "\n".join(f"Menara Ūjung Sembilan {number} ☂" for number in range(40)),
}  # fmt: skip
SAME_LENGTH = {
    "street": "Jl. Zembang Zetaman Zalam", "number": "71", "kelurahan": "Zipinang Muara", "kecamatan": "Zatinegara",
    "city": "Jakarta Barat", "postcode": "11420", "phone": "0899771100999", "latitude": "-6.123914",
    "longitude": "106.789172", "note": "Pagar merah di seberang kebun pepaya, ketuk enam kali",
    "landmarks": "patung rusa emas kembar",
}  # fmt: skip
NOWHERE = dict.fromkeys(SHORT, "")  # a custodian wrote a location, and landmarks, that say nothing
IN_A_SAMPLE = "B2 exchanged"  # no time for a world of N1 and one of N2
WORLDS = {
    world.name: world
    for world in (
        World("A"),
        World("A again"),
        World("B1 short", "N1", SHORT, readers_act=False),
        World("B2 long", "N1", LONG),
        World("B3 same length", "N1", SAME_LENGTH),
        World("B4 none", "N1", NOWHERE, readers_act=False),
        World("N2 exchanged", "N2", readers_act=False),
        World("N3 exchanged", "N3", readers_act=False),
        World(IN_A_SAMPLE, "N2", LONG, readers_act=False),
    )
}
WHOLE = tuple(name for name in WORLDS if name != IN_A_SAMPLE)
# nobody types what is told of the house there, so whoever is shown it is told
UNTYPED = ("B2 long", "B3 same length", IN_A_SAMPLE)
AGAINST = {"N1": "B2 long", "N2": "N2 exchanged", "N3": "N3 exchanged"}  # what a leak of each secret is held against
AGAINST_IN_A_SAMPLE = AGAINST | {"N1": IN_A_SAMPLE, "N2": IN_A_SAMPLE}


def move_house(world: World) -> None:
    """Puts the house of this world where the world says, before the city is built."""
    from demo import invented

    for house in invented.HOUSES:
        if house["code"] == HOUSE:
            house.update(world.place)


def where_it_stands() -> dict[str, str]:
    """What a custodian types who writes the house's address once more: the same, a dash where it says nothing."""
    from demo import houses, invented

    house = next(house for house in invented.HOUSES if house["code"] == HOUSE)
    place = houses.whereabouts(house).as_json()
    typed = place | {"phones": "\n".join(place["phones"])}
    return typed | {name: typed[name] or "-" for name in ("kelurahan", "kecamatan")}


def network_address(username: str | None) -> str:
    """Where a browser's packets come from: whoever serves in the house sits in it, so the address tells the place."""
    if username not in AT_THE_HOUSE:
        return "127.0.0.1"
    from demo import invented

    house = next(house for house in invented.HOUSES if house["code"] == HOUSE)
    return "10." + ".".join(str(byte) for byte in hashlib.sha256(house["street"].encode()).digest()[:3])


def strings() -> list[str]:
    """What is searched for in answers to non-readers: the house's strings in this process's world."""
    from demo import invented, truth

    house = next(h for h in invented.HOUSES if h["code"] == HOUSE)
    told = [s["value"] for s in truth.house_strings(house) if s["kind"] not in {"kelurahan", "kecamatan", "postcode"}]
    return [value for value in told if len(value) > 3 and value != " No. "]
