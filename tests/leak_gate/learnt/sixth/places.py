"""Five invented houses, and the frames in which people speak of them or of other places."""

from __future__ import annotations

from typing import Any, NamedTuple

HOUSES: dict[str, dict[str, Any]] = {
    "Rumah Teratai": {
        "address": "Jalan Candrasa Wulung No. 38",
        "kelurahan": "Rawa Kecubung",
        "kecamatan": "Pulogandaria",
        "postcode": "13978",
        "phones": ["0899-7211-4460", "021-5510 7733"],
        "latitude": "-6.203417",
        "longitude": "106.917264",
        "access_notes": "Masuk lewat samping bengkel, pagar hijau tua, bel di balik kotak surat.",
        "landmarks": ["bengkel dinamo Pak Tugirin", "patung ikan mas kembar"],
    },
    "Rumah Melur": {
        "address": "Gang Haji Sujatman Dalam No. 6C RT 005/RW 011",
        "kelurahan": "Kampung Selasih",
        "kecamatan": "Tanah Kapas",
        "postcode": "10974",
        "phones": ["0899-7203-8810"],
        "latitude": "-6.171852",
        "longitude": "106.803391",
        "access_notes": "Mobil berhenti di mulut gang, jalan kaki sampai tikungan kedua.",
        "landmarks": ["musala Nurul Amanah Barokah", "warung soto Mak Enjum"],
    },
    "Rumah Senja": {
        "address": "Perumahan Griya Lembayung Asri Blok D7 No. 21 RT 009/RW 003",
        "kelurahan": "Cilontar Barat",
        "kecamatan": "Kebon Cakra",
        "postcode": "11986",
        "phones": ["0899-7255-1042", "021-5566 9011"],
        "latitude": "-6.144290",
        "longitude": "106.728635",
        "access_notes": "Lapor ke pos satpam sebagai tamu pengajian.",
        "landmarks": ["pabrik kerupuk Cap Dua Merpati"],
    },
    "Rumah Pagi": {
        "address": "Jalan Kenanga No. 63",
        "kelurahan": "Duri Kasturi",
        "kecamatan": "Kebon Randu",
        "postcode": "12993",
        "phones": ["0899-7284-6611"],
        "latitude": "-6.268743",
        "longitude": "106.842517",
        "access_notes": "Ketuk tiga kali, pintu samping.",
        "landmarks": ["warung gado-gado Bu Rukmini", "pabrik tahu Sinar Kedelai"],
    },
    "Rumah Embun": {
        "address": "Jalan Pangeran Wirajumena IV No. 19",
        "kelurahan": "Pondok Waluh",
        "kecamatan": "Grogol Seroja",
        "postcode": "12981",
        "phones": ["0899-7239-0775", "021-5544 1286"],
        "latitude": "-6.312096",
        "longitude": "106.774908",
        "access_notes": "Rumah bertingkat di belakang toko kain, parkir di lapangan.",
        "landmarks": ["toko kain Serba Lurik Mulya", "penjahit Uda Syafrizal"],
    },
}


class Way(NamedTuple):
    """How the address of one house is put together."""

    words: tuple[str, ...]
    name: str
    number: str


TWO_WORDS = Way(("Jalan", "Jl.", "Jln", "jl", "Jl"), "Candrasa Wulung", "38")
LANE = Way(("Gang", "Gg.", "Gg", "gang"), "Haji Sujatman Dalam", "6C")
ESTATE = Way(("Perumahan", "Perum", "Komplek", "perumahan"), "Griya Lembayung Asri", "21")
COMMON = Way(("Jalan", "Jl.", "Jln", "jl", "jalan"), "Kenanga", "63")
PRINCE = Way(("Jalan", "Jl.", "Jln.", "jl", "Jl"), "Pangeran Wirajumena IV", "19")

HIDDEN_NAMES = ("Candrasa Wulung", "Haji Sujatman Dalam", "Griya Lembayung Asri", "Pangeran Wirajumena")

CONTEXTS = (
    "Bu, klien sudah kami pindahkan, tolong dicatat: {}. Jangan diteruskan ke siapa pun.",
    "Pak sopir, jemputnya di sini ya: {}. Tunggu di ujung saja.",
    "Dari wali kelas: ananda sekarang tinggal di tempat baru, yaitu {}.",
    "IGD: pasien pulang ke rumah aman ({}), kontrol minggu depan.",
    "mbak aku udah tau dia ngumpet dmn, {} kan?",
    "Teh, baju anak-anak tolong dikirim, ini tujuannya: {}, bilang dari yayasan",
    "Catatan shift malam: tamu baru sudah tiba, {}, kondisi stabil.",
    "Om, kata Tante mereka sembunyinya di situ... {}. Jangan bilang bapak ya.",
    "FYI team, the shelter can be found here: {}. Please delete after reading.",
    "Lampiran rujukan (RAHASIA) - lokasi penampungan: {}",
    "lg otw nih, bener {} kan rumahnya?",
    "Kurir tadi nanya terus, akhirnya saya jawab {}, semoga tidak apa-apa.",
)

PLAIN_CONTEXTS = (
    "Rapat koordinasi besok, catatannya: {}.",
    "Di formulir lama tertulis {}, mohon dicek lagi.",
    "Kata Bu Endah, {}, tapi saya belum yakin.",
    "Info dari grup orang tua murid: {}.",
    "ini yg ditanya kemarin ya: {}",
    "Laporan lapangan hari Selasa - {}. Tidak ada tindak lanjut.",
    "Note from the volunteer: {}.",
    "Waktu ditanya, ia cuma menjawab: {}.",
    "Pak RT menulis begini: {}.",
)
