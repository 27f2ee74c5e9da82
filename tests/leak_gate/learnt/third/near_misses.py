"""What only resembles a house: other streets, people, words, telephones and coordinates."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.leak_gate.learnt.third import numbers
from tests.leak_gate.learnt.third.addresses import ADDRESSES, any_address
from tests.leak_gate.learnt.third.places import CONTEXTS, PHONE_CONTEXTS

_ALIKE = {
    "senduduk": ["Kembang Sepatu", "Kembang Sungsang", "Kembang Raya", "Sendang Kembang", "Kebon Senduro", "Kembangan"],
    "kasiman": ["Engkong Kosim", "Haji Kasimun", "Engkong Karta", "Haji Kosasih", "Engkong Miun", "Kyai Kasan"],
    "tirtaloka": [
        "Bukit Tirtayasa",
        "Bukit Permata",
        "Taman Tirtamas",
        "Bukit Lokasari",
        "Griya Tirta Asri",
        "Bukit Duri",
    ],
    "selendang": ["Selendang Mayang", "Selada Hijau", "Gelanggang Hijau", "Lembah Hijau", "Kerudung Biru", "Senandung"],
    "wirasaba": ["Laksamana Malahayati", "Laksamana Wiratama", "Wira Sakti", "Panglima Wirasena", "Laksda Wiranata"],
    "nirmala": ["Puspa Kencana", "Puspita Indah", "Nirwana Puri", "Puspa Gading", "Tirta Nirwana", "Griya Nirmana"],
}
_OTHER_STREETS = [
    *("Jl. Anggrek Bulan", "Jl. Raya Pondok Kopi", "Gang Masjid Al-Falah", "Jl. Dewi Sartika", "Jalan Otista Raya"),
    *("Gg. Haji Sanusi", "Jl. Pemuda", "Perumahan Taman Duta", "Jl. Kyai Tapa", "Jalan Cut Nyak Dien", "Jl. Pulo Mas"),
    *("Komplek Depkes", "Jl. Danau Sunter", "Jl. Tubagus Angke", "Rusun Pinus Elok", "Jl. Raden Inten", "Gg. Mangga"),
]
_OTHER_WARDS = [
    *("Rawa Bunga", "Rawa Terate", "Tegal Alur", "Tegal Parang", "Pondok Labu", "Pondok Kelapa", "Muara Karang"),
    *("Muara Angke", "Pegadungan", "Bidara Cina", "Pulo Gebang", "Kalibata", "Cipinang Muara", "Semanan"),
]
_OTHER_MARKS = [
    *("bengkel radiator Pak Sumarno", "bengkel motor Sugeng Jaya", "gapura Kampung Rambutan", "musala Al-Hikmah"),
    *("masjid Hidayatullah", "lapak ketoprak Bang Udin", "bundaran air mancur", "minimarket Makmur Jaya"),
    *("gudang beras Cap Rojolele", "gudang semen", "vihara Dharma Bhakti", "jembatan besi Kali Pesanggrahan"),
    *("kolam renang Haji Mansur", "pos pemadam Tebet", "patung pancoran", "vihara Avalokitesvara", "pos hansip RW"),
]
_NEAR = ["dekat", "belakang", "seberang", "samping", "depan", "dkt", "sekitar", "next to"]
_PEOPLE = [
    *(
        "Bapak Kasiman",
        "Kasiman bin Sarmili",
        "Engkong Kasiman (kakek korban)",
        "Ibu Nirmala",
        "dr. Puspa Nirmala, Sp.KJ",
    ),
    *(
        "Sdri. Puspa Nirmala Dewi",
        "AKP Wirasaba Nugraha",
        "Wirasaba",
        "Laksamana Muda (Purn.) Wirabrata",
        "Pak Sugandi",
    ),
    *("H. Tohir", "Cak Mundir", "Ibu Kembang Arum", "Bukit Sihombing, S.H.", "Tirta", "Loka Wijaya", "Ratna Cahaya"),
]
_DEEDS = [
    "{} hadir sebagai saksi pada sidang kedua.",
    "Konseling dengan {} berlangsung empat puluh menit.",
    "Menurut {}, pertengkaran mulai sejak bulan puasa.",
    "{} menandatangani berita acara.",
    "Korban takut kepada {} karena pernah diancam.",
    "Dirujuk oleh {}, hasil menyusul.",
    "{} told us that the children are doing well.",
    "tadi {} telp, minta jadwal dimajukan ke Senin",
]
_WORDS = [
    *("Terlapor menarik selendang hijau korban sampai robek.", "Bayi digendong dengan selendang hijau, suhu 36,7."),
    *("Barang bukti: selembar selendang hijau, satu sandal.", "Anak menggambar bukit, kembang, dan rumah tanpa pintu."),
    *(
        "Luka memar berwarna hijau kebiruan, usia sekitar 64 jam.",
        "Pelaku merokok Gudang Garam, abunya dijatuhkan ke lantai.",
    ),
    *("Korban diminta minum rebusan daun senduduk.", "Memar sebesar kembang sepatu di lengan kiri."),
    *("Usia korban 58 tahun, pelaku 64 tahun.", "Klien ingin berjualan ketoprak setelah pulih."),
    *("Klien beragama Buddha, minta diantar ibadah ke vihara tiap Minggu.", "Anak suka memancing bersama engkongnya."),
    *(
        "Kakeknya dipanggil Engkong, masih sehat.",
        "Ruang konseling di lantai 9, lift rusak.",
        "Rapat di tower C kantor pusat.",
    ),
    *("Kios suaminya di pasar, blok F7 nomor 31.", "Radiator mobil pelaku bocor, mogok di tol."),
    *("Ayah tirinya pensiunan laksamana.", "Ia menjahit selendang pesanan, upahnya 149 ribu."),
    *("Kondisi puspa ragam, tidak ada keluhan baru.", "Dompet hijau dan selendang merah hilang."),
]
_STARTS = ["{}", "Catatan: {}", "- {}", "Asesmen awal. {}", "{} Mohon ditindaklanjuti.", "[sesi 3] {}"]
_LOOKS = [
    *("Tensi 149/64, nadi 58, saturasi 99.", "LP/B/149/IV/2025/SPKT, Pasal 64 KUHP.", "Nomor rekam medis 06-20-36-18."),
    *("BPJS 0001899712340, kelas 3.", "Biaya visum Rp 558.900, transport Rp 71.234.", "BB 58 kg, TB 149 cm, Hb 11,3."),
    *(
        "Kamar F7, antrean C-14, loket 9.",
        "Perkara No. 58/Pid.Sus/2024, ruang sidang 4.",
        "SK Nomor 31 Tahun 2019, halaman 149.",
    ),
    *(
        "Resi JP8997123990, berat 0,9 kg.",
        "Kunjungan ke-4, tanggal 5/11, pukul 08.12.",
        "Sif malam 004/013, regu 7, pos 2.",
    ),
    *(
        "Dosis 6,25 mg, lalu 106 mg per hari.",
        "ID rapat 899 712 3321, kata sandi 4B.",
        "Skor 12/08, skala 6.2 dari 10.",
    ),
]
_SCATTERED = [
    "Di halaman ada {0}. Dua minggu kemudian {1} baru disebut lagi, halaman {2}.",
    "Anak pertama menyebut {0}; anak kedua menceritakan {1} di sekolah. Total {2} pertanyaan.",
    "{2} lembar berkas diterima, di antaranya foto {0}. Saksi lain bicara tentang {1}.",
    "Klien bermimpi tentang {1}, lalu menangis. Esoknya {0} muncul dalam gambar, nilai {2}.",
]
_PIECES = [
    *(
        ("kembang", "tanaman senduduk", "58"),
        ("bukit", "legenda Tirta dan Loka", "31"),
        ("selendang", "pagar hijau", "64"),
    ),
    *(("laksamana", "tokoh Wirasaba dalam babad", "149"), ("puspa", "sabun merek Nirmala", "14")),
    *(("engkong", "guru bernama Kasiman", "4"), ("vihara", "cahaya lampu", "7"), ("gudang", "garam dapur", "13")),
]
_DISTRICTS = [
    *(
        "Kec. Pulo Kenari",
        "kecamatan Setu Melati",
        "Jakarta Utara",
        "wilayah Grogol Hilir",
        "Jakarta Timur, DKI Jakarta",
    ),
    *(
        "Kecamatan Pademangan Laut, Jakarta",
        "Jagakarsa Elok",
        "kec. Jatinegara Sari, kota Jakarta Timur",
        "Jabodetabek",
    ),
    *("salah satu rusun di Jakarta Timur", "sebuah gang di Setu Melati", "sebuah perumahan di Jakarta Selatan"),
]


def _somewhere(draw: random.Random, place: str) -> str:
    return draw.choice(CONTEXTS).format(place)


def _sounds_alike(draw: random.Random) -> str:
    address = any_address(draw)
    other = draw.choice(_ALIKE[address.house])
    pattern = draw.choice(["{0} {1} {2}", "{0} {1}", "{0} {1} no {3}", "{1} {2}"])
    place = pattern.format(draw.choice(address.before), other, draw.choice(address.after), draw.randrange(1, 90))
    return _somewhere(draw, place)


def _same_number(draw: random.Random) -> str:
    address = draw.choice([one for one in ADDRESSES if one.house != "wirasaba"])
    number = draw.choice([*address.after, *address.said])
    return _somewhere(draw, f"{draw.choice(_OTHER_STREETS)} {number}")


def _other_number(draw: random.Random) -> str:
    """A telephone that differs from each house's in four figures or more."""
    while True:
        start, rest = draw.choice([("0899712", 5), ("0899", 8), ("02155", 6)])
        number = start + "".join(draw.choice("0123456789") for _ in range(rest))
        same = [one for one in numbers.NUMBERS if len(one) == len(number)]
        if all(sum(left != right for left, right in zip(one, number, strict=True)) >= 4 for one in same):
            return number


def _elsewhere(draw: random.Random) -> numbers.Point:
    """A point one to four kilometres from a house, and as far from the others."""
    south, east = draw.choice(numbers.POINTS)
    aside = [draw.choice([-1, 1]) * draw.uniform(0.0105, 0.024), draw.choice([-1, 1]) * draw.uniform(0, 0.024)]
    draw.shuffle(aside)
    return round(south + aside[0], 6), round(east + aside[1], 6)


def _coordinates(draw: random.Random) -> str:
    how = draw.choice([numbers.exact, numbers.rounded, numbers.written_otherwise])
    return _somewhere(draw, how(draw, _elsewhere(draw)))


def _person(draw: random.Random) -> str:
    return draw.choice(_DEEDS).format(draw.choice(_PEOPLE))


def _landmark(draw: random.Random) -> str:
    return _somewhere(draw, f"{draw.choice(_NEAR)} {draw.choice(_OTHER_MARKS)}")


def _blocks(draw: random.Random) -> str:
    small, large = draw.choice([(5, 11), (12, 8), (4, 13), (7, 2)])
    shown = draw.choice([f"RT {small:03}/RW {large:03}", f"RT {small} RW {large}", f"rt{small:02}/rw{large:02}"])
    return _somewhere(draw, f"{shown} {draw.choice(['Kel. ', 'kelurahan ', ''])}{draw.choice(_OTHER_WARDS)}")


def _other_ward(draw: random.Random) -> str:
    mark = draw.choice(
        ["bengkel radiator", "vihara", "kolam pancing", "gudang garam", "musala", "jembatan bambu", "gapura"]
    )
    return _somewhere(draw, f"{draw.choice(_OTHER_WARDS)}, {draw.choice(_NEAR)} {mark}")


def _scattered(draw: random.Random) -> str:
    return draw.choice(_SCATTERED).format(*draw.choice(_PIECES))


NEAR_MISSES: dict[str, Callable[[random.Random], str]] = {
    "street that sounds alike": _sounds_alike,
    "same number in another street": _same_number,
    "other telephone": lambda draw: draw.choice(PHONE_CONTEXTS).format(numbers.grouped(draw, _other_number(draw))),
    "other telephone in words": lambda draw: draw.choice(PHONE_CONTEXTS).format(
        numbers.in_words(draw, _other_number(draw))
    ),
    "coordinates a kilometre away": _coordinates,
    "map link to elsewhere": lambda draw: _somewhere(draw, numbers.link(draw, _elsewhere(draw))),
    "person with the name": _person,
    "common words": lambda draw: draw.choice(_STARTS).format(draw.choice(_WORDS)),
    "other landmark": _landmark,
    "same RT and RW elsewhere": _blocks,
    "same sort of landmark elsewhere": _other_ward,
    "district or city only": lambda draw: _somewhere(draw, draw.choice(_DISTRICTS)),
    "figures that look alike": lambda draw: draw.choice(_STARTS).format(draw.choice(_LOOKS)),
    "words of an address scattered": _scattered,
}
