"""A place told by what stands beside it, or by the way there."""

from tests.leak_gate.fourth.voices import ACCOMPLICE, RESIDENT, WORKER, Kind, saying, telling

BESIDE = [
    "rumah persis di sebelah {}",
    "rumah tepat di belakang {}",
    "rumah di seberang {}",
    "bangunan yang temboknya menempel pada {}",
    "tempat yang mepet {}, pintunya cokelat",
    "rumah kedua sesudah {}",
]

LANDMARKS = [
    "toko cat Pelangi Mudalaya",
    "gardu listrik bergambar wayang di Rawa Pedati",
    "musala Baitul Mukhlasin",
    "warung uduk Mpok Senah",
    "kolam renang Tirta Wanasekar",
    "pos satpam bercat ungu di Bumi Wanasekar",
    "rumah pompa Waduk Gelagah",
    "pabrik tahu Pak Jumeri",
    "masjid Al-Mukarrabin",
    "apotek Sehat Rukmini",
    "tugu layang-layang Grogol Lembayung",
]

RETOLD = [
    "toko yang jual cat, Pelangi Mudalaya namanya",
    "Pelangi Mudalaya, tukang cat itu",
    "gardu PLN Rawa Pedati yang ada lukisan wayangnya",
    "musholla Baitul Muhlasin",
    "mushola Bait al-Mukhlasin",
    "nasi uduknya Mpok Senah",
    "Mpok Senah yang jualan uduk",
    "tempat renang Tirta Wanasekar",
    "pos satpam Bumi Wanasekar, yang ungu itu",
    "pompa air Waduk Gelagah",
    "tahunya Jumeri",
    "pabriknya Pak Jumeri yang bikin tahu",
    "mesjid Almukarrabin",
    "Masjid Mukarrabin",
    "apotik Rukmini",
    "toko obat Sehat Rukmini",
    "monumen layangan di Grogol Lembayung",
]

WAYS = [
    "Dari toko cat Pelangi Mudalaya masuk Jl. Letkol Soemarkidjo, rumah kelima sebelah kiri, pagar cokelat.",
    "masuk letkol soemarkidjo dari arah pasar, lewati gardu yg ada wayangnya, rumah ke-2 kanan",
    "Turun di halte, jalan ke Soemarkidjo, cari rumah yang garasinya hijau, satu-satunya di situ, nomor tiga enam.",
    "Gang Sumur Kencur itu buntu. Rumah kami yang paling ujung, di atas musala Baitul Mukhlasin sedikit.",
    "masuk sumur kencur, lewati warung uduk mpok senah, pintu ketiga kiri, cat krem",
    "Parkir di depan gang, jalan kaki ke dalam Sumur Kencur kira-kira lima rumah, yang pintunya dua.",
    "Dari gerbang Bumi Wanasekar lurus sampai kolam renang, belok kanan, Blok F7, rumah terakhir.",
    "lapor pos ungu wanasekar, bilang mau ke F7, nanti ditunjukkan rumah yg ada ayunannya",
    "Naik lift tower tiga di rusun Kali Tembikar sampai lantai 14, keluar lift ke kanan, pintu kesembilan.",
    "Rusun Kali Tembikar, menara yang paling dekat rumah pompa, lantai empat belas, ujung lorong kanan.",
    "Dari pabrik tahu Pak Jumeri belok ke Tegal Sirap Timur VI, rumah sudut yang ada pohon mangganya.",
    "tegal sirap timur gang enam, pas di tikungan depan masjid al-mukarrabin, yg lampunya mati",
    "Pertigaan Ketapang Biola, yang ada tugu layang-layang, rumah pojok bertingkat dua.",
    "Bang, dari apotek Rukmini masuk Ketapang Biola, hitung tujuh rumah, yang kedelapan itu.",
    "Go down Ketapang Biola street past the chemist Sehat Rukmini, it is the third gate on the right.",
]

KINDS: dict[str, Kind] = {
    "beside its landmark": saying(
        [*RESIDENT, *ACCOMPLICE, *WORKER], [beside.format(mark) for beside in BESIDE for mark in LANDMARKS]
    ),
    "beside its landmark in other words": saying(
        [*RESIDENT, *ACCOMPLICE, *WORKER], [beside.format(mark) for beside in BESIDE for mark in RETOLD]
    ),
    "the way there": telling(WAYS),
}
