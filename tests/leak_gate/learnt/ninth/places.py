"""The five invented houses, and the frames in which places are said. Streets, persons and phones exist nowhere."""

from __future__ import annotations

from typing import Any

HOUSES: dict[str, dict[str, Any]] = {
    "Rumah Anyelir": {
        "address": "Jl. Sawung Teduh No. 47",
        "kelurahan": "Rawa Tirem",
        "kecamatan": "Cakung",
        "postcode": "13969",
        "phones": ["0899-6417-3852", "021-5537 4168"],
        "latitude": "-6.187352",
        "longitude": "106.942618",
        "access_notes": "Pagar hijau tua, bel di sebelah kiri. Mobil berhenti di depan bengkel, lalu jalan kaki.",
        "landmarks": ["bengkel Pak Sugandi", "musala Baitul Hikmat"],
    },
    "Rumah Seruni": {
        "address": "Gang Haji Jumantara Dalam No. 9B RT 004/RW 013",
        "kelurahan": "Kebon Lanjar",
        "kecamatan": "Kalideres",
        "postcode": "11857",
        "phones": ["0899-6411-7723"],
        "latitude": "-6.148927",
        "longitude": "106.703581",
        "access_notes": "Gang hanya muat motor. Ketuk tiga kali, jangan memanggil nama.",
        "landmarks": ["warung Bu Tarmini", "pabrik kerupuk Sinar Kedung"],
    },
    "Rumah Wijaya": {
        "address": "Perumahan Griya Wanda Jelita Blok F4 No. 11 RT 003/RW 016",
        "kelurahan": "Cipelang Udik",
        "kecamatan": "Jagakarsa",
        "postcode": "12647",
        "phones": ["0899-6488-1904", "021-5502 6631"],
        "latitude": "-6.341765",
        "longitude": "106.813294",
        "access_notes": "Lapor satpam sebagai tamu keluarga Wijaya. Parkir di lapangan bulu tangkis.",
        "landmarks": ["patung kuda laut"],
    },
    "Rumah Pandan": {
        "address": "Jl. Kutilang No. 23",
        "kelurahan": "Pondok Kemayan",
        "kecamatan": "Pesanggrahan",
        "postcode": "12337",
        "phones": ["0899-6410-5596"],
        "latitude": "-6.256183",
        "longitude": "106.751946",
        "access_notes": "Masuk lewat pintu samping, garasi selalu tertutup.",
        "landmarks": ["toko cat Warna Lestari", "pangkas rambut Bang Rojali"],
    },
    "Rumah Gandaria": {
        "address": "Jl. Pangeran Cakrajuwita IV No. 15",
        "kelurahan": "Gempol Wetan",
        "kecamatan": "Pasar Rebo",
        "postcode": "13797",
        "phones": ["021-5519 7740", "0899-6476-0028"],
        "latitude": "-6.318476",
        "longitude": "106.862731",
        "access_notes": "Rumah dua lantai bercat krem, hubungi dulu sepuluh menit sebelum tiba.",
        "landmarks": ["penjahit Mpok Rumsiah", "pabrik es Tirta Gempita"],
    },
}

CONTEXTS = [
    "Tolong dicatat buat jemputan besok pagi: {}.",
    "Bu guru, kalau mencari anaknya sekarang: {}",
    "Catatan IGD: pasien menyebut {} ketika ditanya akan pulang ke mana.",
    "{} — itu yang dikirim sopir ke grup, sudah saya minta hapus.",
    "Info dari kakaknya: {}, jangan disebar dulu",
    'Klien keceplosan ke mantan suaminya, katanya "{}".',
    "mas ojol nanya terus, ya aku bales {} gitu",
    "Pada surat rujukan puskesmas tertulis: {}.",
    "The driver confirmed the drop-off last night: {}.",
    "Wali kelas menulis di formulir pindah: {}. Mohon ditindaklanjuti.",
    "She told the night nurse: {}, and asked us not to tell anyone.",
    "Halo kak, kalau ada apa-apa ke sini aja ya {} makasih",
]

PLAIN_CONTEXTS = [
    "Dalam laporan hari ini: {}.",
    "Kata petugas tadi, {}, tapi itu tidak ada hubungannya dengan kasus.",
    "Di buku tamu kantor tertulis {}.",
    "Ibu bercerita soal {} waktu sesi sore.",
    "yang aku inget dari dulu sih {}",
    "{} — begitu bunyi catatan lama di berkas.",
    "Pelaku berkali-kali menyebut {} kepada penyidik.",
    "Note from intake: {}, nothing further.",
    "Saksi menyebut {} dalam BAP.",
]
