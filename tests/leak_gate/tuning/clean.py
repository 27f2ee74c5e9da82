"""Sentences that tell nobody where a house stands, for tuning."""

from __future__ import annotations

import random

from tests.leak_gate.tuning.leaky import of


def near_phone(draw: random.Random) -> str:
    number = draw.choice(["0899771100421", "02199887766", "089977110077"])
    at = draw.randrange(4, len(number))
    return number[:at] + str((int(number[at]) + draw.randrange(1, 10)) % 10) + number[at + 1 :]


def far_coordinates(draw: random.Random) -> str:
    lat = -6.2239 + draw.choice([-1, 1]) * draw.uniform(0.015, 0.1)
    return f"{lat:.5f}, {106.8892 + draw.choice([-1, 1]) * draw.uniform(0.015, 0.1):.5f}"


NEAR_MISSES = {
    "street": of(
        [
            "Kembang Sepatu", "Kembang Raya", "Taman Setaman", "Kembang Setaun", "Setia Kembang", "Bumi Cendrawasih",
            "Bumi Serpong Damai", "Cendana Permai", "Menara Kuningan", "Kalpataru", "Kenari II", "Kenanga Raya", "Dalam",
        ],
        "Jl. {} No. 17", "jalan {} 5B", "gg {} no 31", "Jalan {}", "Gang {}",
    ),
    "common": of(["Kenanga", "Kenanga 2", "Kenanga III", "kenanga dua"], "Jl. {}", "Gang {} No. 12", "Jalan {} No. 9 Kemayoran", "jl {} 77", "bunga {}", "toko {}"),
    "area": of(["Cipinang Melati", "Ujung Lontar", "Srengseng Wetan", "Jatiwangun", "Kembangan Lor"], "Kelurahan {}", "di {}", "Puskesmas {}", "kecamatan {} nomor antre 17", "pasar {}"),
    "numbers": of(["17", "5B", "F2", "31", "tujuh belas", "9", "lantai 9", "RT 012/RW 002", "RT 12"], "nomor {}", "blok {}", "{}", "kamar {}", "urutan {}"),
    "RT": of(["RT 002/RW 012", "RT 012/RW 003", "rt 11 rw 2", "RT 1/RW 2"], "{} Ujung Lontar", "{}", "ketua {}", "pengurus {} Ujung Lontar", "warga {}"),
    "block": of(["Blok F2 No. 31", "F2/31", "blok F3 no 31", "Blok F2"], "{} Pasar Induk", "{} Bumi Serpong", "{}", "{} kios", "{} Cendana Raya"),
    "phone": near_phone,
    "coordinates": far_coordinates,
    "landmark": of(
        [
            "rumah makan Sari Ratu", "rumah makan Bundo", "tugu jam", "Tugu Tani", "masjid Baiturrahman", "masjid Baitul Makmur",
            "toko cat", "toko cat Warna Warni", "kolam pancing", "Haji Rosali", "pagar hijau", "kebun pepaya", "pagar hijau muda",
        ],
        "dekat {}", "{}", "depan {} itu", "ke {}",
    ),
    "other use": of(
        ["bunga kembang di taman dalam kota", "menanam kembang setahun sekali", "bumi dan cendana", "kayu cendana", "menara yang tinggi", "kembang api", "wangi kenanga", "setaman kanak-kanak"],
        "{}", "tentang {}", "melihat {}", "suka {}", "bau {}",
    ),
}  # fmt: skip

DAY = ["kemarin", "tadi pagi", "sejak Maret", "pada 2 Mei 2026", "pukul 20.15", "selama 3 hari", "sampai jam 5 sore"]


def life(draw: random.Random) -> str:
    return draw.choice(["Klien", "Korban", "Ibu", "Anaknya", "Suaminya", "Mertuanya", "Gurunya"]) + " " + draw.choice(
        ["menangis", "bercerita", "tidak makan", "pergi bekerja", "menolak difoto", "dipukul", "mencari kerja", "menabung Rp450.000", "minum obat 3x1", "mengantar anak"]
    ) + f" {draw.choice(DAY)}."  # fmt: skip


def office(draw: random.Random) -> str:
    return draw.choice(
        ["Surat nomor {}/RJ/UPTPPA/IX/2026.", "LP/B/{}/V/2026/SPKT/Polda Metro Jaya.", "Perkara {} dilimpahkan.", "Tagihan {} rupiah lunas.", "NIK 31750{}92000{}.", "Hasil lab {} mg/dl.",
         "Anggaran Rp{}.500 disetujui.", "Rekam medis {}."]
    ).format(draw.randrange(100, 9999), draw.randrange(1000, 9999))  # fmt: skip


def english(draw: random.Random) -> str:
    return f"She {draw.choice(['slept well', 'cried', 'was hit twice', 'asked for help', 'called 112', 'saw a doctor', 'lost her job'])} {draw.choice(['on Monday', 'at 9 pm', 'in 2019', 'on day 17', 'for 31 days', 'again'])}."


HARMLESS = {"life": life, "office": office, "english": english}
