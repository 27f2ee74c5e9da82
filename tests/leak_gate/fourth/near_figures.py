"""Figures that look like a house's phone or coordinates and are not."""

import random

from tests.leak_gate.fourth.figures import plus_code, sexagesimal
from tests.leak_gate.fourth.places import PHONES, POINTS
from tests.leak_gate.fourth.voices import FIGURES, dealt, one_of

CALLERS = [
    "Nomor terlapor {}, sering menelepon malam.",
    "kontak ibu klien {}",
    "Saksi dapat dihubungi di {}.",
    "Klien memblokir {} sejak Senin.",
    "WA wali kelas: {}",
    "hotline majikan {} tdk diangkat",
]

SPOTTED = [
    "Kejadian di titik {}.",
    "Lokasi kantor terlapor {}.",
    "Foto diambil di {} menurut metadata.",
    "Halte tempat klien menunggu: {}",
    "peta kecelakaan, {}",
]

PAPERS = [
    "NIK klien 3175{a}{b}, KK menyusul.",
    "No. rekening BRI {b}-01-{a}-50-3.",
    "Resi paket kantor JP{a}{b}.",
    "No. BPJS 0{a}{b}, faskes tingkat I.",
    "No. register perkara {a}/PPA/{c}.",
    "Meteran listrik orang tua klien {b}{c}.",
    "Paspor klien X{b}, ditahan majikan.",
    "IMEI ponsel terlapor 35{b}{c}21.",
    "Nomor polis {c}-{a}-{b}.",
]


def other_phone(draw: random.Random) -> str:
    """A phone two figures away from a house's, written or spoken."""
    figures = list(dealt(draw, PHONES))
    for at in draw.sample(range(len(figures) - 6, len(figures)), 2):
        figures[at] = str((int(figures[at]) + draw.randint(1, 9)) % 10)
    phone = "".join(figures)
    cut = 3 if phone.startswith("021") else 4
    return dealt(draw, CALLERS).format(
        one_of(
            draw,
            [
                phone,
                f"{phone[:cut]}-{phone[cut : cut + 4]}-{phone[cut + 4 :]}",
                f"{phone[:cut]} {phone[cut : cut + 4]} {phone[cut + 4 :]}",
                f"+62{phone[1:]}",
                " ".join(FIGURES[int(figure)] for figure in phone),
            ],
        )
    )


def other_point(draw: random.Random) -> str:
    """A point more than a kilometre from every house."""
    latitude, longitude = dealt(draw, POINTS)
    latitude += draw.choice([-1, 1]) * draw.uniform(0.009, 0.013)
    longitude += draw.choice([-1, 1]) * draw.uniform(0.009, 0.013)
    south, east = sexagesimal(latitude), sexagesimal(longitude)
    return dealt(draw, SPOTTED).format(
        one_of(
            draw,
            [
                f"{latitude:.6f}, {longitude:.6f}",
                f"https://maps.google.com/?q={latitude:.5f},{longitude:.5f}",
                f"{south[0]}°{south[1]}'{south[2]}\"S {east[0]}°{east[1]}'{east[2]}\"E",
                f"{abs(latitude):.4f} LS / {longitude:.4f} BT",
                plus_code(latitude, longitude),
            ],
        )
    )


def papers(draw: random.Random) -> str:
    """A number of a card, a parcel or an account."""
    a, b, c = draw.randint(10000, 99999), draw.randint(1000000, 9999999), draw.randint(1000, 9999)
    return dealt(draw, PAPERS).format(a=a, b=b, c=c)
