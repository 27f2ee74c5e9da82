"""Five invented houses, and the sentences in which a place is said. No street, person or number here exists."""

from __future__ import annotations

from typing import TypedDict


class House(TypedDict):
    """What is secret about one house."""

    address: str
    kelurahan: str
    kecamatan: str
    postcode: str
    phones: list[str]
    latitude: str
    longitude: str
    access_notes: str
    landmarks: list[str]


HOUSES: dict[str, House] = {
    "Rumah Aman Satu": {
        "address": "Jalan Cempaka Wulung No. 73",
        "kelurahan": "Rawa Pinangan",
        "kecamatan": "Jatiwetan",
        "postcode": "13987",
        "phones": ["0899-6417-2853", "021-5561 7392"],
        "latitude": "-6.241873",
        "longitude": "106.913052",
        "access_notes": "Pagar hijau, bel di sisi kiri; kendaraan menunggu di depan bengkel.",
        "landmarks": ["Bengkel Pak Sarmidi", "Patung Rusa Kembar"],
    },
    "Rumah Aman Dua": {
        "address": "Gang Haji Jumirat Dalam No. 6C RT 005/RW 011",
        "kelurahan": "Kampung Sepat",
        "kecamatan": "Tanjung Rengas",
        "postcode": "14692",
        "phones": ["0899-6032-7718"],
        "latitude": "-6.128364",
        "longitude": "106.874519",
        "access_notes": "Mobil tidak bisa masuk, jalan kaki dari musala.",
        "landmarks": ["Musala Nurul Wasilah", "Warung Bu Tumirah"],
    },
    "Rumah Aman Tiga": {
        "address": "Perumahan Griya Candrawilis Blok G3 No. 18 RT 008/RW 015",
        "kelurahan": "Ciganjeran",
        "kecamatan": "Pasar Kidul",
        "postcode": "12689",
        "phones": ["0899-6875-1140", "021-5548 2066"],
        "latitude": "-6.317408",
        "longitude": "106.801937",
        "access_notes": "Lapor di pos satpam sebagai tamu keluarga; jangan menyebut dinas.",
        "landmarks": ["Pabrik Kecap Layar Biru"],
    },
    "Rumah Aman Empat": {
        "address": "Jalan Kenanga No. 52",
        "kelurahan": "Duri Sawangan",
        "kecamatan": "Kebon Randu",
        "postcode": "11579",
        "phones": ["0899-6291-5510"],
        "latitude": "-6.169725",
        "longitude": "106.763281",
        "access_notes": "Pintu samping dipakai setelah pukul sembilan malam.",
        "landmarks": ["Toko Bangunan Sinar Makaryo"],
    },
    "Rumah Aman Lima": {
        "address": "Jalan Raden Jayaprawira IV No. 138",
        "kelurahan": "Utan Lontar",
        "kecamatan": "Pulo Kenari",
        "postcode": "13246",
        "phones": ["0899-6750-3391", "021-5533 8147"],
        "latitude": "-6.207146",
        "longitude": "106.868493",
        "access_notes": "Rumah bertingkat dengan tirai krem; parkir di halaman belakang.",
        "landmarks": ["Gapura Naga Kembar", "Warung Soto Mbah Kasiyem"],
    },
}

CONTEXTS = [
    "Ibu korban menelepon guru kelas dan bilang {}, tolong jangan disebarkan.",
    "Catatan sopir antar jemput: {}",
    "Klien bisa dicari di {} sejak Selasa malam.",
    "Sekolah minta data untuk surat pindah, kami isi {} saja dulu.",
    "Suster UGD menulis di lembar rujukan: {} (atas nama klien).",
    'Kakaknya nanya lewat WA, "{} bukan?" dan saya tidak jawab.',
    "Please send the driver tonight: {}, ask for the duty officer.",
    "Ojol sudah dipesan, tujuannya {}, penumpang dua orang.",
    "Di buku KIA tertulis {} sebagai data ibu.",
    "Terlapor mengaku tahu tempatnya dari tetangga: {}.",
    "yg bener {} kan? soalnya paket susu balik lagi",
    "Tagihan listrik masih memakai {}, perlu diganti data kantor.",
    "Note from the hospital social worker: patient discharged, {}.",
    "Om, aku sekarang di sini: {}. jangan bilang bapak ya",
]

PLAIN_CONTEXTS = [
    "Menurut KTP, pelapor mencantumkan {}.",
    "Saksi menyebut {} waktu dimintai keterangan.",
    "Di berkas lama ada tulisan {}, asalnya dari rumah orang tua terlapor.",
    "Tetangga pelapor bercerita tentang {} sambil menunggu giliran.",
    "Catatan penjangkauan: {}, tidak ada orang di tempat.",
    "The witness mentioned {} in her statement.",
    "Penyidik menanyakan soal {} kepada terlapor.",
    "kata bu RT lama sih {}, tapi saya belum cek",
    "Lampiran visum memuat {} di halaman akhir.",
    "Majikan korban dulu memberi {} kepada agen penyalur.",
]
