"""Sentences that tell where a house stands, for tuning."""

from __future__ import annotations

import random
import unicodedata

from tests.leak_gate.tuning.places import HOUSES


def of(names: list[str], *around: str):
    return lambda draw: draw.choice(around).format(draw.choice(names))


NAMES = ["Kembang Setaman Dalam", "Kembang Setaman Dlm", "kembang setaman", "Bumi Cendana Permai", "Menara Kalpika"]


def hidden(way):
    """A name, hidden in this way."""

    def make(draw: random.Random) -> str:
        name = draw.choice(["Kembang Setaman", "Bumi Cendana Permai", "Menara Kalpika", "Kembang Setaman Dalam"])
        return draw.choice(["{}", "jl {}", "area {}", "Jl. {} 17", "{} sih"]).format(way(draw, name))

    return make


def letters_apart(draw: random.Random, name: str) -> str:
    return draw.choice([" ", "-", ".", "/", "'"]).join(name.replace(" ", ""))


def signs_inside(draw: random.Random, name: str) -> str:
    return name.replace(" ", draw.choice(["", "_", "-", "/", ", ", "   ", "\n", "..", " & "]))


def accents(draw: random.Random, name: str) -> str:
    marked = "".join(c + draw.choice(["", "\u0301", "\u0308", "\u0327", "\u0331"]) if c.isalpha() else c for c in name)
    return unicodedata.normalize(draw.choice(["NFC", "NFD"]), marked)


def look_alikes(draw: random.Random, name: str) -> str:
    table = str.maketrans(
        draw.choice(
            [
                {"a": "а", "e": "е", "n": "ո"},
                {"a": "α", "e": "ε", "i": "ι"},
                {"m": "м", "K": "К", "e": "ҽ"},
                {"a": "ɑ", "i": "і", "t": "т"},
            ]
        )
    )
    return name.translate(table)


def digits_inside(draw: random.Random, name: str) -> str:
    table = draw.choice(
        [
            {"a": "4", "e": "3"},
            {"a": "@", "i": "1"},
            {"e": "3", "n": "n", "m": "m", "i": "!"},
            {"s": "5", "a": "4", "t": "7"},
            {"g": "9", "b": "8"},
        ]
    )
    return name.lower().translate(str.maketrans(table))


def unseen(draw: random.Random, name: str) -> str:
    return draw.choice(["\u200b", "\u00ad", "\u2063", "\u200e", "\ufe0f"]).join(name)


def typo(draw: random.Random, name: str) -> str:
    words = name.split()
    n = draw.randrange(len(words))
    word = words[n]
    if len(word) < 6:
        return name.replace("Setaman", "Seteman").replace("Cendana", "Cndana").replace("Kalpika", "Kalipka")
    at = draw.randrange(1, len(word) - 2)
    words[n] = draw.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + "*" + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )
    return " ".join(words)


def masked(draw: random.Random, name: str) -> str:
    """One letter hidden behind a sign, as one writes what is not to be found; the second or the last letter, too."""
    words = name.split()
    n = draw.choice([n for n, word in enumerate(words) if len(word) >= 5])
    at = draw.randrange(1, len(words[n]))
    words[n] = (
        words[n][:at] + draw.choice(["*", "_", ".", "-", "x", "#", "?", "~", "•", "..", "8"]) + words[n][at + 1 :]
    )
    return " ".join(words)


def all_figures(draw: random.Random, name: str) -> str:
    """Any letter that has a figure may be one, each by itself."""
    figures = {
        "a": "4@",
        "e": "3",
        "i": "1!|",
        "s": "5$",
        "g": "96",
        "t": "7+",
        "l": "1|",
        "b": "8",
        "m": "m",
        "o": "0",
    }
    return "".join(draw.choice(figures[c]) if c in figures and draw.random() < 0.5 else c for c in name.lower())


def by_ear(draw: random.Random, name: str) -> str:
    return draw.choice(
        [
            lambda t: t.replace("u", "oe").replace("j", "dj"),
            lambda t: t.replace("Kalpika", "Kalvika").replace("Cendana", "Tjendana").replace("Setaman", "Setamman"),
            lambda t: t.replace("K", "Kh").replace("d", "dh"),
            lambda t: t.replace("k", "c").replace("K", "C"),
            lambda t: t.replace("ng", "ngg").replace("n ", "nn "),
        ]
    )(name)


def dictated(draw: random.Random, name: str) -> str:
    return draw.choice([" em ", " apa ", ", eh ", " ... ", " itu "]).join(name.split())


PHONES = ["899771100421", "2199887766", "8997711 00632", "89977110077"]
FIGURES = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]


def number(draw: random.Random) -> str:
    return "0" + draw.choice(PHONES).replace(" ", "")


def phone(draw: random.Random) -> str:
    digits = number(draw)
    size = draw.choice([2, 3, 4, 5])
    cut = draw.choice(["", " ", "-", ".", " / ", "_"]).join(digits[n : n + size] for n in range(0, len(digits), size))
    return draw.choice(["{}", "tlp {}", "{} (WA)"]).format(cut)


def phone_abroad(draw: random.Random) -> str:
    return draw.choice(["+62", "62-", "+62 (0)", "0062 "]) + number(draw)[1:]


def phone_said(draw: random.Random) -> str:
    said = [FIGURES[int(d)] if draw.random() < 0.8 else d for d in number(draw)]
    return draw.choice([" ", "-", ", ", " . "]).join(said)


def coordinates(draw: random.Random) -> str:
    house = draw.choice([HOUSES["setaman"], HOUSES["kenanga"]])
    lat, lon, digits = float(house["latitude"]), float(house["longitude"]), draw.choice([3, 4, 5, 6])
    return draw.choice(
        [
            f"{lat:.{digits}f}, {lon:.{digits}f}",
            f"{lat:.{digits}f} {lon:.{digits}f}".replace(".", ","),
            f"{-lat:.{digits}f} S {lon:.{digits}f} E",
            f"{lon:.{digits}f}, {lat:.{digits}f}",
            f"lintang {lat:.{digits}f} bujur {lon:.{digits}f}",
            f"https://maps.example/?q={lat:.{digits}f}%2C{lon:.{digits}f}",
            f"{-lat:.{digits}f} lintang selatan, {lon:.{digits}f} bujur timur",
            f"6° {(-lat - 6) * 60:.{digits - 2}f}' LS 106° {(lon - 106) * 60:.{digits - 2}f}' BT",
        ]
    )


STREET = [
    "Jl. Kembang Setaman Dalam", "jalan kembang setaman dalam", "JLN KEMBANG SETAMAN DALAM", "jl.kembang setaman dlm",
    "Kembang Setaman Dalam", "Jl Kembang Setaman",
]  # fmt: skip

LEAKY = {
    "plain": of(STREET, "{} No. 17", "{} no.17", "{} nomor 17", "{} 17", "{}", "rumah 17 {}"),
    "words": of(STREET, "{} nomor tujuh belas", "{} no tujuhbelas", "nomor satu tujuh di {}", "{} number seventeen"),
    "common lane": of(
        ["Gang Kenanga II", "gg kenanga 2", "Gg. Kenanga dua", "gang kenanga kedua", "Gang Kenanga ii"],
        "{} No. 5B", "{} no 5b Ujung Lontar", "{} nomor lima B", "{} RT 12 RW 2", "{}, Ujung Lontar nomor 5B", "{} 5B",
    ),
    "RT/RW": of(
        ["RT 012/RW 002", "rt 12 rw 2", "RT.12/02", "rt dua belas rw dua", "erte 12 erwe 2", "RT 012 / 002"],
        "{} Ujung Lontar", "{} kelurahan ujung lontar", "Ujung Lontar {}", "kel. Ujung Lontar, {}",
    ),
    "RT/RW said": of(
        ["RT.dua belas/RW.dua", "rt: 012, rw: 002", "RT nol dua belas RW nol nol dua", "R.T. 12 / R.W. 2", "RT012RW002", "rtnya 12 rwnya 2", "RT ke-12 RW ke-2", "RW 002 RT 012", "rt duabelas, rw dua"],
        "{} Ujung Lontar", "{} di kelurahannya Ujung Lontar", "Ujung Lontar, rumah di {}", "kel ujung lontar, yang di {}", "UJUNG LONTAR {}", "ujunglontar {}",
    ),
    "block": of(
        ["Blok F2 No. 31", "blok F2/31", "F2 no 31", "blok f 2 nomor tiga puluh satu", "F2-31"],
        "Bumi Cendana Permai {}", "{} bumi cendana", "perum bumi cendana permai, {}", "{} di perumahan Bumi Cendana",
    ),
    "flat": of(
        ["Menara Kalpika", "Apartemen Menara Kalpika", "apt menara kalpika", "apartment Kalpika"],
        "{} unit 14", "{} Tower B lantai 9", "tower B lantai sembilan {}", "lt 9 no 14, {}", "{} tower b",
    ),
    "landmark": of(
        [
            "rumah makan Sari Bundo Kapau", "RM Sari Bundo Kapau", "Sari Bundo Kapau", "tugu jam Wreksa", "tugu Wreksa",
            "masjid Baitul Mukhlisin", "mesjid baitul muhlisin", "toko cat Aneka Warni", "toko catnya Aneka Warni",
            "kolam pancing Haji Rojali", "kolam pancingnya Pak Haji Rojali", "pancingan Haji Rojali",
        ],
        "dekat {}", "{}", "samping {}", "di belakang {} itu",
    ),
    "notes": of(["pagar hijau di seberang kebun pepaya", "pagarnya hijau, seberang kebun pepaya"], "{}", "yang {}", "rumah {}", "rumah dengan {}", "cari {}", "ada {}", "tanda: {}"),
    "phone": phone,
    "phone abroad": phone_abroad,
    "phone said": phone_said,
    "coordinates": coordinates,
    "letters apart": hidden(letters_apart),
    "signs inside": hidden(signs_inside),
    "accents": hidden(accents),
    "look-alikes": hidden(look_alikes),
    "digits inside": hidden(digits_inside),
    "unseen": hidden(unseen),
    "typo": hidden(typo),
    "masked": hidden(masked),
    "all figures": hidden(all_figures),
    "by ear": hidden(by_ear),
    "dictated": hidden(dictated),
}  # fmt: skip
