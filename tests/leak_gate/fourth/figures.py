"""A place by its telephone or by its coordinates."""

import random

from tests.leak_gate.fourth.places import HOUSES, PHONES, POINTS
from tests.leak_gate.fourth.voices import ENGLISH_FIGURES, FIGURES, Kind, dealt, one_of

CALLS = [
    "Telepon rumah aman: {}.",
    "Kalau mau bicara dengan Mbak, hubungi {} sesudah magrib.",
    "klien bs dihub di {}, penjaga yg angkat",
    "Nomor tempat dia sembunyi {}, coba telepon dan dengarkan.",
    "WA ibu pengelola shelter {}",
    "Kontak darurat pada formulir: {} (rumah aman).",
    "The house can be reached on {}.",
]

SPOTS = [
    "Titik jemput: {}.",
    "aku share lokasi ya dek, {}",
    "Posisi rumah aman pada peta: {}.",
    "{} nah itu rumahnya bang",
    "Lampiran 2, letak penampungan: {}.",
    "sopir minta titik: {}",
    "Location of the shelter: {}.",
]

ALPHABET = "23456789CFGHJMPQRVWX"


def written_phone(draw: random.Random) -> str:
    """A phone in figures, grouped and marked in other ways than the record."""
    phone = dealt(draw, PHONES)
    rest = phone[1:]
    cut = 3 if phone.startswith("021") else 4
    head, middle, tail = phone[:cut], phone[cut : cut + 4], phone[cut + 4 :]
    return dealt(draw, CALLS).format(
        one_of(
            draw,
            [
                f"+62{rest}",
                f"(62) {rest[:2]}-{rest[2:5]}-{rest[5:8]}-{rest[8:]}",
                f"{head}/{middle}/{tail}",
                f"({head}){middle}{tail}",
                " ".join(phone),
                ".".join(phone[at : at + 2] for at in range(0, len(phone), 2)),
                phone.replace("0", "O").replace("1", "l"),
                f"{rest}, nolnya saya buang",
                f"depannya {head}, tengah {middle}, belakang {tail}",
                f"wa.me/62{rest}",
                f"tel:+62-{rest}",
                f"{middle}-{tail} (kode {head})",
                f"{head} {middle}xxxx, xxxx-nya {tail}",
            ],
        )
    )


def spoken_phone(draw: random.Random) -> str:
    """A phone in words, or in words and figures."""
    phone = dealt(draw, PHONES)
    how = dealt(draw, ["words", "kosong", "lapan", "mixed", "english", "groups"])
    words = [FIGURES[int(figure)] for figure in phone]
    if how == "kosong":
        words = ["kosong" if word == "nol" else word for word in words]
    elif how == "lapan":
        words = [{"delapan": "lapan", "sembilan": "smbilan", "nol": "kosong"}.get(word, word) for word in words]
    elif how == "mixed":
        words = [word if draw.random() < 0.5 else figure for word, figure in zip(words, phone, strict=True)]
    elif how == "english":
        words = [ENGLISH_FIGURES[int(figure)] for figure in phone]
    elif how == "groups":
        words = [word + ("," if at % 4 == 3 and at + 1 < len(words) else "") for at, word in enumerate(words)]
    return dealt(draw, CALLS).format(" ".join(words))


def sexagesimal(value: float) -> tuple[int, int, float]:
    """Degrees, minutes and seconds of VALUE without its sign."""
    seconds = round(abs(value) * 3600, 1)
    return int(seconds // 3600), int(seconds % 3600 // 60), round(seconds % 60, 1)


def coordinates(draw: random.Random) -> str:
    """Coordinates in other dress than the record's."""
    latitude, longitude = dealt(draw, POINTS)
    south, east = sexagesimal(latitude), sexagesimal(longitude)
    spoken = " ".join(FIGURES[int(figure)] for figure in f"{abs(latitude):.5f}"[2:])
    spoken_east = " ".join(FIGURES[int(figure)] for figure in f"{longitude:.5f}"[4:])
    minutes, minutes_east = (abs(latitude) % 1) * 60, (longitude % 1) * 60
    return dealt(draw, SPOTS).format(
        one_of(
            draw,
            [
                f"{south[0]}°{south[1]}'{south[2]}\"S {east[0]}°{east[1]}'{east[2]}\"E",
                f"{south[0]} derajat {south[1]} menit {south[2]} detik LS, "
                f"{east[0]} derajat {east[1]} menit {east[2]} detik BT",
                f"S {south[0]}° {minutes:.3f}' E {east[0]}° {minutes_east:.3f}'",
                f"{latitude:.5f}".replace(".", ",") + "; " + f"{longitude:.5f}".replace(".", ","),
                f"{abs(latitude):.4f} LS / {longitude:.4f} BT",
                f"{longitude:.6f} {latitude:.6f} (bujur dulu)",
                f"lintang {latitude:.5f}, hm, sebentar, bujurnya {longitude:.5f}",
                f"min enam koma {spoken}, seratus enam koma {spoken_east}",
                f"-6 titik {f'{abs(latitude):.6f}'[2:]} dan 106 titik {f'{longitude:.6f}'[4:]}",
                f"x={longitude:.6f} y={latitude:.6f}",
            ],
        )
    )


def link(draw: random.Random) -> str:
    """The address of a map with the place in its middle."""
    latitude, longitude = dealt(draw, POINTS)
    return dealt(draw, SPOTS).format(
        one_of(
            draw,
            [
                f"https://maps.google.com/?q={latitude:.6f},{longitude:.6f}",
                f"https://www.google.com/maps/@{latitude:.5f},{longitude:.5f},18z",
                f"https://www.google.com/maps/place/data=!3d{latitude:.6f}!4d{longitude:.6f}",
                f"geo:{latitude:.5f},{longitude:.5f}?z=17",
                f"https://waze.com/ul?ll={latitude:.6f}%2C{longitude:.6f}&navigate=yes",
                f"https://www.openstreetmap.org/?mlat={latitude:.5f}&mlon={longitude:.5f}#map=18",
                f"POINT({longitude:.6f} {latitude:.6f})",
                f'{{"type":"Point","coordinates":[{longitude:.6f},{latitude:.6f}]}}',
            ],
        )
    )


def plus_code(latitude: float, longitude: float) -> str:
    """The open location code of a point, ten signs, a square of about fourteen metres."""
    north, east = int((latitude + 90) * 8000), int((longitude + 180) * 8000)
    code = ""
    for _ in range(5):
        code = ALPHABET[north % 20] + ALPHABET[east % 20] + code
        north, east = north // 20, east // 20
    return f"{code[:8]}+{code[8:]}"


def map_code(draw: random.Random) -> str:
    """A plus code as a map shows it, whole, or short beside the name of the town."""
    house = HOUSES[dealt(draw, list(HOUSES))]
    code = plus_code(float(house["latitude"]), float(house["longitude"]))
    return dealt(draw, SPOTS).format(
        one_of(
            draw, [code, f"{code[4:]} {house['kelurahan']}, Kota Jakarta", f"{code[4:]} Jakarta", f"plus.codes/{code}"]
        )
    )


KINDS: dict[str, Kind] = {
    "a phone in figures": written_phone,
    "a phone in words": spoken_phone,
    "coordinates in another dress": coordinates,
    "the address of a map": link,
    "a map's plus code": map_code,
}
