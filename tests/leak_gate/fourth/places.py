"""Houses on no map."""

HOUSES = {
    "soemarkidjo": {
        "address": "Jl. Letkol Soemarkidjo No. 36",
        "kelurahan": "Rawa Pedati",
        "kecamatan": "Pulo Kencono",
        "postcode": "13966",
        "phones": ["021-5587 2046", "0899-7036-2184"],
        "latitude": "-6.213874",
        "longitude": "106.888251",
        "access_notes": "Masuk lewat garasi, ketuk tiga kali.",
        "landmarks": ["toko cat Pelangi Mudalaya", "gardu listrik bergambar wayang"],
    },
    "kencur": {
        "address": "Gang Sumur Kencur No. 9B RT 012/RW 005",
        "kelurahan": "Kebon Jarak Lor",
        "kecamatan": "Tambora Kidul",
        "postcode": "11966",
        "phones": ["0899 7036 3395"],
        "latitude": "-6.146392",
        "longitude": "106.803517",
        "access_notes": "Motor diparkir di luar gang.",
        "landmarks": ["musala Baitul Mukhlasin", "warung uduk Mpok Senah"],
    },
    "wanasekar": {
        "address": "Kompleks Bumi Wanasekar Blok F7 No. 31 RT 004/RW 011",
        "kelurahan": "Jati Rumpun",
        "kecamatan": "Pasar Angsana",
        "postcode": "12966",
        "phones": ["+62 899 7036 4406"],
        "latitude": "-6.327561",
        "longitude": "106.839904",
        "access_notes": "Sebut nama Bu Ratih kepada satpam.",
        "landmarks": ["kolam renang Tirta Wanasekar", "pos satpam bercat ungu"],
    },
    "tembikar": {
        "address": "Rusunawa Kali Tembikar Tower 3 Lantai 14 Unit 1409",
        "kelurahan": "Muara Gelagah",
        "kecamatan": "Penjaring Sela",
        "postcode": "14966",
        "phones": ["021-55 913 608"],
        "latitude": "-6.129045",
        "longitude": "106.781632",
        "access_notes": "Lift barang saja, kartu ada pada pengelola.",
        "landmarks": ["rumah pompa Waduk Gelagah", "kantin Bu Tarmi"],
    },
    "sirap": {
        "address": "Jl. Tegal Sirap Timur VI No. 118",
        "kelurahan": "Duren Lawang",
        "kecamatan": "Cipinang Sela",
        "postcode": "13955",
        "phones": ["0899.7036.5517"],
        "latitude": "-6.238416",
        "longitude": "106.897728",
        "access_notes": "Bel mati, telepon dahulu.",
        "landmarks": ["pabrik tahu Pak Jumeri", "masjid Al-Mukarrabin"],
    },
    "biola": {
        "address": "Jl. Ketapang Biola No. 72 RT 008/RW 003",
        "kelurahan": "Grogol Lembayung",
        "kecamatan": "Kembangan Sari",
        "postcode": "11955",
        "phones": ["0899-7036-6628"],
        "latitude": "-6.177209",
        "longitude": "106.741985",
        "access_notes": "Pintu samping, kunci pada penjaga.",
        "landmarks": ["apotek Sehat Rukmini", "tugu layang-layang"],
    },
}

# what is written on the sign at the corner, and what on the door
PARTS = {
    "soemarkidjo": ("Jl. Letkol Soemarkidjo", "36"),
    "kencur": ("Gang Sumur Kencur", "9B"),
    "wanasekar": ("Kompleks Bumi Wanasekar", "F7/31"),
    "tembikar": ("Rusunawa Kali Tembikar", "Tower 3/1409"),
    "sirap": ("Jl. Tegal Sirap Timur VI", "118"),
    "biola": ("Jl. Ketapang Biola", "72"),
}


def digits(phone: str) -> str:
    """A phone number as digits alone, from its leading nought."""
    kept = "".join(sign for sign in phone if sign.isdigit())
    return "0" + kept.removeprefix("62") if kept.startswith("62") else kept


PHONES = [digits(phone) for house in HOUSES.values() for phone in house["phones"]]
POINTS = [(float(house["latitude"]), float(house["longitude"])) for house in HOUSES.values()]
