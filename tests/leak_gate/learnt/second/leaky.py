"""Sentences that tell where a house stands, by how they hide it."""

from __future__ import annotations

import random

from tests.leak_gate.learnt.second.figures import (
    coordinates,
    coordinates_by_side,
    coordinates_rounded,
    phone_abroad,
    phone_doubled,
    phone_half_in_words,
    phone_in_words,
    phone_spaced,
)
from tests.leak_gate.learnt.second.writing import (
    bare,
    cyrillic,
    dotted,
    figures_for_letters,
    glued,
    invisible,
    masked,
    misheard,
    old_spelling,
    one_slip,
    shouting,
    spaced_out,
    spoken,
    with_marks,
)

WAYS = ["Jl.", "Jalan", "Jln.", "jln", "JL", "jl ", "jalan ", "Jl,"]
LANES = ["Gg.", "Gang", "gg", "Gng.", "gang", "GG ", "lorong", "Lrg."]
NUMBERS = ["No. {}", "no {}", "Nomor {}", "nmr {}", "No.{}", "no:{}", "#{}", "nomer {}", ", {}", "rumah {}"]

STREETS = [
    ("Perenjak Gunting", "23", WAYS),
    ("Haji Marzuki Dalam", "8A", LANES),
    ("Pangeran Suryanegara III", "127", WAYS),
]
ESTATE = "Griya Telaga Wening"


def street(draw: random.Random) -> tuple[str, str, str]:
    name, number, ways = draw.choice(STREETS)
    return draw.choice(ways), name, draw.choice(NUMBERS).format(number)


def plain(draw: random.Random) -> str:
    way, name, number = street(draw)
    return f"{way} {name} {number}".replace("  ", " ")


def street_alone(draw: random.Random) -> str:
    way, name, _ = street(draw)
    around = draw.choice(["{}", "ujung {}", "{} itu", "sekitar {}", "rumah ketiga di {}", "daerah {}"])
    return around.format(f"{way} {name}".replace("  ", " "))


def name_alone(draw: random.Random) -> str:
    name = draw.choice([name for name, _, _ in STREETS] + [ESTATE])
    return draw.choice(["{}", "kawasan {}", "{} yang sepi itu", "dekat {}", "{} sebelah kiri", "arah {}"]).format(name)


def abbreviated(draw: random.Random) -> str:
    return (
        draw.choice(
            [
                "Gg. H. Marzuki Dlm {}",
                "gg h marzuki dlm {}",
                "Gg Hj. Marzuki Dalam {}".replace("Hj.", "H."),
                "Jl. Pgr. Suryanegara 3 {}",
                "jl p. suryanegara III {}",
                "Jl Pangeran Suryanegara 3 {}",
                "Perum. Griya Telaga Wening {}",
                "prmhn Griya Telaga Wening {}",
                "Komp. Griya Telaga Wening {}",
            ]
        )
        .format(draw.choice(["", "no 8A", "yang pojok", "kiri jalan", "dekat tikungan", "rumah ketiga"]))
        .strip()
    )


def number_in_words(draw: random.Random) -> str:
    name, words = draw.choice(
        [
            ("Perenjak Gunting", ["dua puluh tiga", "duapuluh tiga", "dua tiga", "twenty-three"]),
            ("Haji Marzuki Dalam", ["delapan A", "delapan a", "eight A"]),
            ("Pangeran Suryanegara tiga", ["seratus dua puluh tujuh", "satu dua tujuh", "seratus duapuluh tujuh"]),
            ("Pangeran Suryanegara ketiga", ["seratus dua puluh tujuh", "satu dua tujuh"]),
        ]
    )
    return f"{draw.choice(['jalan', 'Jl.', 'jln', 'Gang'])} {name} {draw.choice(['nomor', 'no', 'no.', 'rumah nomor'])} {draw.choice(words)}"


def common_name(draw: random.Random) -> str:
    street = draw.choice(WAYS) + " Mawar"
    number = draw.choice(["No. 41", "no 41", "nomor empat puluh satu", "nomor empat satu", "No.41", "nmr 41", "#41"])
    area = draw.choice(
        ["Tanjung Wuluh", "kel. Tanjung Wuluh", "kelurahan tanjung wuluh", "Kel Tanjung Wuluh", "Koja Segara"]
    )
    return draw.choice([f"{street} {number}, {area}", f"{area}, {street} {number}", f"{street} {number} {area}"])


def neighbourhood(draw: random.Random) -> str:
    three, six = draw.choice(["003", "03", "3", "tiga"]), draw.choice(["006", "06", "6", "enam"])
    nine, fourteen = draw.choice(["009", "09", "9", "sembilan"]), draw.choice(["014", "14", "empat belas"])
    form = draw.choice(["RT {}/RW {}", "rt {} rw {}", "RT.{}/RW.{}", "RT{} RW{}", "erte {} erwe {}", "rt {}, rw {}"])
    area = draw.choice(["{}, {}", "{} kelurahan {}", "{} kel. {}", "{} {}"])
    return draw.choice(
        [
            area.format(form.format(three, six), "Kebon Tangkil"),
            area.format(form.format(nine, fourteen), "Margasari Kulon"),
        ]
    )


def block(draw: random.Random) -> str:
    where = draw.choice(
        ["Blok D5 No. 12", "blok D5/12", "Blok D-5 no 12", "blk d5 nomor dua belas", "blok D 5 12", "D5/12"]
    )
    estate = draw.choice(
        ["Griya Telaga Wening", "perumahan griya telaga wening", "GRIYA TELAGA WENING", "telaga wening"]
    )
    return draw.choice([f"{estate} {where}", f"{where} {estate}", f"{where}, {estate}"])


LANDMARKS = [
    "bengkel las Darsono", "bengkel las Pak Darsono", "bengkelnya Darsono yang tukang las", "tempat las Pak Darsono",
    "menara air bercat merah", "menara air merah", "menara air yang bercat merah", "menara air yang merah itu",
    "musala Nurul Ikhsan", "mushola nurul ikhsan", "musholla Nurul Ihsan", "mushalla Nurul Ikhsan",
    "warung soto Mbah Geyong", "soto mbah geyong", "warung Mbah Geyong", "sotonya Mbah Geyong",
    "patung kuda sembrani", "patung kuda sembrani itu", "SPBU Telaga Wening", "pom bensin Telaga Wening",
    "pabrik es Sumber Tirta", "pabrik es batu Sumber Tirta", "Gereja Bethesda Pancaran", "gereja bethesda pancaran",
    "jembatan gantung Cisempur", "jembatan Cisempur", "jembatan gantung cisempur yang lama",
]  # fmt: skip


def landmark(draw: random.Random) -> str:
    near = draw.choice(
        ["dekat {}", "belakang {}", "seberang {}", "samping {}", "{} masuk sedikit", "depan {}", "pas {}"]
    )
    return near.format(draw.choice(LANDMARKS))


def in_two_parts(draw: random.Random) -> str:
    return draw.choice(
        [
            "jalannya Perenjak Gunting, rumahnya {} dua puluh tiga",
            "rumah {} 23; nama jalannya Perenjak Gunting",
            "nama gangnya Haji Marzuki Dalam dan pintunya {} 8A",
            "rumah {} 8A, lalu gangnya Haji Marzuki Dalam",
            "jalan Pangeran (nomor tiga) Suryanegara III, rumah {} 127",
            "{} 127, yang di Pangeran Suryanegara III",
            "perumahannya Griya Telaga Wening, bloknya D5, rumah {} 12",
            "jalannya mawar, {} 41, kelurahannya tanjung wuluh",
        ]
    ).format(draw.choice(["nomor", "no.", "no", "nomornya", "nomer"]))


def english(draw: random.Random) -> str:
    return draw.choice(
        [
            "{} Perenjak Gunting {}", "number {} on Perenjak Gunting {}", "Perenjak Gunting {}, number {}",
            "house {} in Perenjak Gunting {}", "No. {} Perenjak Gunting {}", "Perenjak Gunting {} #{}",
        ]
    ).format(*draw.choice([("23", "Street"), ("twenty three", "street"), ("23", "St."), ("23", "Road"), ("23", "lane")]))  # fmt: skip


def disguised(way):
    """The name of a street or estate, hidden in this WAY."""

    def make(draw: random.Random) -> str:
        form = draw.choice(["Jl. {}", "jalan {}", "{}", "di {}", "jln {} sana"])
        name = draw.choice(
            ["Perenjak Gunting", "Haji Marzuki Dalam", "Pangeran Suryanegara", ESTATE, "Perenjak Gunting"]
        )
        return form.format(way(draw, name))

    return make


LEAKY = {
    "plain": plain,
    "street alone": street_alone,
    "name alone": name_alone,
    "abbreviated": abbreviated,
    "number in words": number_in_words,
    "common name": common_name,
    "RT/RW": neighbourhood,
    "block": block,
    "landmark": landmark,
    "two parts": in_two_parts,
    "English": english,
    "phone spaced": phone_spaced,
    "phone +62": phone_abroad,
    "phone in words": phone_in_words,
    "phone half in words": phone_half_in_words,
    "phone doubled": phone_doubled,
    "coordinates": coordinates,
    "coordinates rounded": coordinates_rounded,
    "coordinates by side": coordinates_by_side,
    "spaced out": disguised(spaced_out),
    "glued": disguised(glued),
    "dotted": disguised(dotted),
    "case": disguised(shouting),
    "marks": disguised(with_marks),
    "homoglyphs": disguised(cyrillic),
    "leet": disguised(figures_for_letters),
    "invisible": disguised(invisible),
    "slip": disguised(one_slip),
    "masked": disguised(masked),
    "old spelling": disguised(old_spelling),
    "misheard": disguised(misheard),
    "spoken": disguised(spoken),
    "bare": disguised(bare),
}
