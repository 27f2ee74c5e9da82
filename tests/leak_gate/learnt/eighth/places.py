"""The five invented houses and the frames in which people speak of places and phones."""

from __future__ import annotations

from typing import Any

HOUSES: dict[str, dict[str, Any]] = {
    "Rumah Embun": {
        "address": "Jl. Tirta Wulandaru No. 47",
        "kelurahan": "Kebon Sirawit",
        "kecamatan": "Rawa Gentong",
        "postcode": "13988",
        "phones": ["0899-6143-7702", "021-5534 8816"],
        "latitude": "-6.241538",
        "longitude": "106.904172",
        "access_notes": "Ketuk pintu samping dua kali; jangan parkir di depan pagar.",
        "landmarks": ["bengkel las Pak Sumbogo", "patung kuda sembrani"],
    },
    "Rumah Jangkar": {
        "address": "Gang Haji Sarmidun Dalam No. 6C RT 005/RW 011",
        "kelurahan": "Pulo Cempedak",
        "kecamatan": "Tanah Kapur",
        "postcode": "10591",
        "phones": ["0899-6127-1045"],
        "latitude": "-6.187264",
        "longitude": "106.861935",
        "access_notes": "Mobil tidak bisa masuk; penjaga menjemput di mulut gang.",
        "landmarks": ["Musala Baitul Ghufran", "warung pecel Bu Markonah"],
    },
    "Rumah Bakung": {
        "address": "Perumahan Griya Cakrawungu Blok F7 No. 12 RT 009/RW 004",
        "kelurahan": "Cipinung Girang",
        "kecamatan": "Pasar Lembah",
        "postcode": "13794",
        "phones": ["0899-6158-3319", "021-5577 2204"],
        "latitude": "-6.318745",
        "longitude": "106.873516",
        "access_notes": "Lapor satpam sebagai tamu arisan.",
        "landmarks": ["pabrik kerupuk Sari Telaga"],
    },
    "Rumah Lentera": {
        "address": "Jl. Flamboyan No. 38",
        "kelurahan": "Tegal Melinjo",
        "kecamatan": "Kali Angsana",
        "postcode": "11497",
        "phones": ["0899-6116-9083"],
        "latitude": "-6.152983",
        "longitude": "106.793427",
        "access_notes": "Bel rusak, telepon dulu sebelum datang.",
        "landmarks": ["toko bangunan Mitra Gempol"],
    },
    "Rumah Senja": {
        "address": "Jl. Pangeran Jayalodra IV No. 21",
        "kelurahan": "Pondok Sembalun",
        "kecamatan": "Ciragas",
        "postcode": "12393",
        "phones": ["0899-6172-5528", "021-5561 1740"],
        "latitude": "-6.276391",
        "longitude": "106.762184",
        "access_notes": "Masuk lewat pintu garasi, malam hari lampu depan dimatikan.",
        "landmarks": ["penjahit Kurnia Busana", "Masjid Nurul Iqtida"],
    },
}

CONTEXTS = [
    "Catatan piket malam: {}. Mohon jangan diteruskan.",
    "mbak td sopirnya chat gini, {}, bener gak ya?",
    "Kata adiknya: {}.",
    "Wali kelas menulis di buku penghubung ({}) lalu menutupnya.",
    "{} -- itu yang tertulis di balik surat rujukan.",
    "Klien sudah dipindahkan, keterangannya {}, per tadi malam.",
    "Perawat IGD mencatat untuk penjemputan: {}",
    "assalamualaikum bu, ini yg kemarin ditanya: {} makasih",
    "Driver wrote to us: {}. Please tell nobody else.",
    "The aunt keeps repeating this on the phone: {}.",
    "Suaminya sudah tahu; ia menyebut {} di depan penyidik.",
    "Utk kirim baju anak2, {}, titip satpam aja",
]

PLAIN_CONTEXTS = [
    "Catatan kunjungan: {}.",
    "bu, ini jawaban dari kantor: {} ya",
    "Di formulir sekolah tertulis {}.",
    "{} -- begitu kata tetangganya.",
    "Keterangan saksi kedua: {}.",
    "Dari berkas lama suaminya: {}",
    "The mother told the nurse: {}.",
    "Sopir ojek cuma ingat ini, {}, tidak lebih.",
    "Kakaknya menulis lewat WA: {} trims",
]
