"""Seven invented houses, and the frames in which people speak of them or of other places."""

from __future__ import annotations

HOUSES: dict[str, dict] = {
    "Rumah Kelambu": {
        "address": "Jl. Sawo Kelambu No. 48",
        "kelurahan": "Rawa Cermai",
        "kecamatan": "Kebon Nira",
        "postcode": "13971",
        "phones": ["0899-5711-4402", "021-5563 1809"],
        "latitude": "-6.203417",
        "longitude": "106.917264",
        "access_notes": "Pagar hijau tinggi, bel di sebelah kiri. Masuk lewat samping Bengkel Las Pak Sugondo.",
        "landmarks": ["Bengkel Las Pak Sugondo", "Patung Kuda Nil Biru"],
    },
    "Rumah Bahtera": {
        "address": "Gg. H. Jumaron Dalam No. 9, RT 004/RW 011",
        "kelurahan": "Kampung Salak Wetan",
        "kecamatan": "Tanjung Lemo",
        "postcode": "14283",
        "phones": ["0899-5762-3310"],
        "latitude": "-6.134852",
        "longitude": "106.873091",
        "access_notes": "Mobil tidak bisa masuk, jalan kaki dari mulut gang.",
        "landmarks": ["Musala Nurul Bahtera", "Warung Soto Mak Iroh"],
    },
    "Rumah Angsa": {
        "address": "Perumahan Griya Tirta Lembayung Blok D7 No. 22, RT 006/RW 013",
        "kelurahan": "Pulo Randu",
        "kecamatan": "Jatisekar",
        "postcode": "13867",
        "phones": ["0899-5748-1157", "021-5519 7724"],
        "latitude": "-6.318205",
        "longitude": "106.948637",
        "access_notes": "Lapor satpam gerbang belakang, sebut nama koordinator.",
        "landmarks": ["Patung Angsa Kembar", "Toko Roti Bulan Sabit Ungu"],
    },
    "Rumah Senja": {
        "address": "Apartemen Kenari Senja, Tower B Lantai 14 Unit 1407",
        "kelurahan": "Karet Wulung",
        "kecamatan": "Setiapuri",
        "postcode": "12958",
        "phones": ["0899-5790-6638"],
        "latitude": "-6.221968",
        "longitude": "106.826513",
        "access_notes": "Kartu lift dititipkan di resepsionis.",
        "landmarks": ["Laundry Kapas Ceria", "Apotek Sembilan Dewa"],
    },
    "Rumah Gajah": {
        "address": "Jl. Melati No. 63",
        "kelurahan": "Duren Kepuh",
        "kecamatan": "Pasar Waringin",
        "postcode": "12796",
        "phones": ["0899-5725-8811", "021-5540 3362"],
        "latitude": "-6.271533",
        "longitude": "106.838749",
        "access_notes": "Pintu samping, ketuk tiga kali.",
        "landmarks": ["Pabrik Kecap Gajah Terbang", "Salon Ayu Retnowati"],
    },
    "Rumah Tugu": {
        "address": "Jl. Kapten Wiracundaka IV No. 31, RT 009/RW 002",
        "kelurahan": "Menteng Kulur",
        "kecamatan": "Sumur Tembaga",
        "postcode": "10391",
        "phones": ["0899-5703-9974"],
        "latitude": "-6.179346",
        "longitude": "106.851820",
        "access_notes": "Rumah dua lantai, garasi selalu tertutup.",
        "landmarks": ["Tugu Jam Tiga Muka", "Kios Pulsa Bang Togar"],
    },
    "Rumah Beringin": {
        "address": "Jl. Bungur Layung Timur No. 126",
        "kelurahan": "Kalibuaya",
        "kecamatan": "Ciranggon",
        "postcode": "11864",
        "phones": ["0899-5786-1043", "021-5577 2016"],
        "latitude": "-6.157094",
        "longitude": "106.729458",
        "access_notes": "Turun di pangkalan ojek, masuk pagar kedua.",
        "landmarks": ["Pangkalan Ojek Beringin Miring", "Pabrik Kerupuk Sinar Teripang"],
    },
}

CONTEXTS: list[str] = [
    "Info dari pendamping: klien dan dua anaknya sudah aman, {}.",
    "Bu, kalau mau jenguk adik saya: {}",
    "Catatan wali kelas soal penjemputan siswa: {}. Mohon tidak disebarkan.",
    "IGD: pasien boleh pulang malam ini, diantar petugas ({}).",
    "pak driver ini tujuannya ya {} jangan sampai kesasar",
    "Assalamualaikum mbak, ini kakaknya. Dia skrg di rumah aman, {} kata ibu",
    "Resume pulang, alamat/telp penanggung jawab: {}",
    "FYI, this is where she and the kids are now: {}.",
    "Tolong susu dan popoknya diantar hari ini - {} - terima kasih",
    "Jangan bilang suaminya ya, {}, saya tahu dari anaknya sendiri.",
    "Hasil kunjungan pekerja sosial: {}; kondisi ibu stabil, anak mulai mau makan.",
    "Anak itu menulis di buku gambarnya: “{}”",
]

PLAIN_CONTEXTS: list[str] = [
    "Sebelum menikah ia sering menyebut ini: {}.",
    "Dari berita acara polisi: {}.",
    "Ibu mertuanya cerita, {}, sudah lama sekali.",
    "Catatan lama di map klien: {}",
    "tadi di telepon dia bilang {} gitu aja bu",
    "Keterangan saksi pertama: “{}”.",
    "Guru BK menulis: {}, tidak ada hubungannya dengan kasus.",
    "From the old file: {}.",
    "Suaminya mengaku ({}), tapi belum dicek.",
]

# A distinctive name, the words for a street (or estate) that go before it, and its number.
STREETS: list[tuple[str, list[str], str]] = [
    ("Sawo Kelambu", ["Jl.", "Jalan", "Jln", "jl", "Jl", "JL."], "48"),
    ("Haji Jumaron Dalam", ["Gg.", "Gang", "gg", "Gg", "gang"], "9"),
    ("Kapten Wiracundaka IV", ["Jl.", "Jalan", "Jln.", "jln", "Jl"], "31"),
    ("Bungur Layung Timur", ["Jl.", "Jalan", "Jln", "jl.", "jalan"], "126"),
]

ESTATES: list[tuple[str, list[str]]] = [
    ("Griya Tirta Lembayung", ["Perumahan", "Perum", "Komplek", "Kompleks", "perumahan"]),
    ("Kenari Senja", ["Apartemen", "Apt.", "apartemen", "Apartement", "Apart"]),
]

# What the hiding kinds hide, each with the words that go before it.
NAMES: list[tuple[str, list[str]]] = [
    ("Sawo Kelambu", ["Jl.", "Jalan"]),
    ("Haji Jumaron", ["Gg.", "Gang"]),
    ("Haji Jumaron Dalam", ["Gg.", "Gang"]),
    ("Tirta Lembayung", ["Griya", "Perum Griya"]),
    ("Griya Tirta Lembayung", ["Perum", "Perumahan"]),
    ("Kenari Senja", ["Apartemen", "Apt."]),
    ("Kapten Wiracundaka", ["Jl.", "Jalan"]),
    ("Bungur Layung", ["Jl.", "Jalan"]),
    ("Bungur Layung Timur", ["Jl.", "Jalan"]),
]
