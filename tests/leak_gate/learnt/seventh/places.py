"""Five invented safe houses and the frames in which people speak of places."""

from __future__ import annotations

from typing import Any

HOUSES: dict[str, dict[str, Any]] = {
    "Rumah Teratai": {
        "address": "Jalan Randu Giwang No. 17",
        "kelurahan": "Kebon Sereh",
        "kecamatan": "Tanjung Lontar",
        "postcode": "13962",
        "phones": ["0899-1911-4027", "021-5588 3174"],
        "latitude": "-6.187352",
        "longitude": "106.874619",
        "access_notes": "Pagar hijau, bel di sisi kiri. Bengkel Pak Sarpan persis di seberang.",
        "landmarks": ["Bengkel Pak Sarpan", "Toko Roti Pelita Senja"],
    },
    "Rumah Fajar": {
        "address": "Gang Haji Jumhari Dalam No. 6C RT 005/RW 011",
        "kelurahan": "Rawa Gandaria",
        "kecamatan": "Pondok Waringin",
        "postcode": "12874",
        "phones": ["0899-1964-1083"],
        "latitude": "-6.241908",
        "longitude": "106.793746",
        "access_notes": "Mobil tidak bisa masuk, jalan kaki dari Musala Baitul Ikhwan.",
        "landmarks": ["Musala Baitul Ikhwan", "Warung Bu Tumirah"],
    },
    "Rumah Ombak": {
        "address": "Perumahan Griya Kencana Wulung Blok D4 No. 23 RT 008/RW 003",
        "kelurahan": "Kalimundu",
        "kecamatan": "Cengkir Barat",
        "postcode": "11796",
        "phones": ["0899-1927-7710", "021-5510 6649"],
        "latitude": "-6.158274",
        "longitude": "106.731583",
        "access_notes": "Lapor satpam sebagai tamu katering. Belok kiri di Patung Rusa Kembar.",
        "landmarks": ["Patung Rusa Kembar"],
    },
    "Rumah Pelita": {
        "address": "Jalan Kutilang No. 52",
        "kelurahan": "Pasir Manggu",
        "kecamatan": "Karang Lesung",
        "postcode": "12968",
        "phones": ["0899-1933-5846"],
        "latitude": "-6.267135",
        "longitude": "106.852941",
        "access_notes": "Rumah dua lantai di belakang Pabrik Kecap Cap Bajing, masuk lewat garasi.",
        "landmarks": ["Pabrik Kecap Cap Bajing", "Kios Jamu Mbok Darsi"],
    },
    "Rumah Embun": {
        "address": "Jalan Pangeran Wirasanjaya IV No. 9",
        "kelurahan": "Duren Kalapa",
        "kecamatan": "Jati Wangun",
        "postcode": "13487",
        "phones": ["0899-1985-1192"],
        "latitude": "-6.225846",
        "longitude": "106.916327",
        "access_notes": "Dua rumah setelah Apotek Surya Lentera, ketuk tiga kali.",
        "landmarks": ["Apotek Surya Lentera"],
    },
}

CONTEXTS = [
    "Bu, ibunya sudah aman, kalau perlu kabari pendampingnya, {} ya.",
    "Catatan piket malam, klien dan dua anaknya: {}, jangan diteruskan ke siapa pun.",
    "Kata sopirnya tadi {}. Sudah sampai jam setengah sembilan.",
    "Mohon rapor dan surat pindah si adik dikirim lewat {} saja, terima kasih. (TU sekolah)",
    "Pasien pulang dijemput pendamping; keterangan keluarga: {}.",
    "pak maaf bgt, anak sy skrg di mana? ada yg blg {}, bener gak?",
    "Discharge note: the patient can be reached at {} until her next check-up.",
    "Halo kak, ini dari pihak sekolah, yang tercatat di kami {}, apa masih sama?",
    "Sudah kucari ke mana-mana, ternyata {}",
    "FYI the caseworker wrote down {} for the handover tonight.",
    "{} - tolong kurir antar obatnya ke situ sebelum magrib",
    "Risalah rapat kasus: penempatan sementara, {}, disepakati tiga pihak.",
    "Dik, mama titip pesan. Kalau kangen, {}. Jangan bilang bapak.",
]

PLAIN_CONTEXTS = [
    "Catatan rapat: {}.",
    "Info di grup arisan: {}",
    "Kata tetangga saya, {}.",
    "Sekadar kabar, {}.",
    "Pesan masuk dari koperasi: {}.",
    "Yang tertulis di kertas itu: {}. Tidak ada hubungannya dengan kasus.",
    "kmrn sy dengar {}, lupa dari siapa",
    "Message from the print shop: {}.",
    "Ibu bercerita lagi, {}, lalu tertawa.",
]
