"""What words mean in an address: the sign it is (`jalan`, `no`, `rt` …), or nothing in particular."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SIGNS = {
    "jalan": "jl jln jalan jalur djalan street st road rd lane avenue ave way str",
    "gang": "gg gng gang lorong lrg alley",
    "no": "no nomor nmr nomer number num nr",
    "blok": "blok blk block blog",
    "rt": "rt erte",
    "rw": "rw erwe",
    "kelurahan": "kel kelurahan lurah desa",
    "kecamatan": "kec kecamatan",
    "estate": "perumahan perum prmhn perumnas komplek kompleks komp kompl cluster klaster estate residence",
    "flat": "apartemen apartement apartment apt apart rusun rusunawa rusunami flat",
    "tower": "tower twr tw gedung",
    "lantai": "lantai lt floor lantay",
    "unit": "unit kamar pintu room",
    "kav": "kav kavling kapling kaveling",
    "rumah": "rumah rmh house",
    "kode": "kodepos postcode",
}
SIGN = {written: sign for sign, all_written in _SIGNS.items() for written in all_written.split()}
WAYS = frozenset({"jalan", "gang"})
ENDS_A_NAME = frozenset(SIGN.values())
HAS_NO_NAME = frozenset(set(SIGN.values()) - WAYS - {"estate", "flat"})

SHORT = {
    "dlm": "dalam", "ry": "raya", "ujg": "ujung", "brt": "barat", "tmr": "timur", "sel": "selatan", "utr": "utara",
    "tgh": "tengah", "pgr": "pangeran", "pg": "pangeran", "jend": "jenderal", "jendral": "jenderal",
    "sltn": "sultan", "hj": "hajah", "h": "haji", "p": "pangeran", "kh": "kyai", "k": "kyai", "kiai": "kyai",
    "kiyai": "kyai", "r": "raden", "aji": "haji", "musola": "musala", "mushola": "musala", "musholla": "musala",
    "mushalla": "musala", "mushala": "musala", "mushollah": "musala", "musholah": "musala", "langgar": "musala",
    "surau": "musala", "mesjid": "masjid", "mesjit": "masjid", "mosque": "masjid", "mjd": "masjid", "rm": "makan",
    "resto": "restoran", "toserba": "toko", "pom": "spbu", "bensin": "spbu", "grj": "gereja", "church": "gereja",
    "bridge": "jembatan", "factory": "pabrik", "tower": "tower", "shop": "toko", "market": "pasar",
    "school": "sekolah", "ijo": "hijau",
}  # fmt: skip
"""Shortened words in full. One letter stands for a title only before a name (`reading` sees to that)."""

FILLERS = _words(
    "dieja eja eh em emm emmm hm hmm anu apa itu ini tuh nih ya yah yang nya nama namanya kok sih euh uh um er the of "
    "itoe jang"
)
"""Words that people put between the words of a name."""

TITLES_OF_THE_LIVING = _words("haji hajah kyai ustad ustadz pak bapak bu ibu mbah mas mbak")
TITLES = TITLES_OF_THE_LIVING | _words("pangeran jenderal sultan raden letnan kapten mayor kolonel prof dokter sunan")

TRAILING = _words(
    "dalam raya ujung barat timur selatan utara tengah besar kecil lama baru permai indah asri asih "
    "regency residence "
    "city garden luar atas bawah"
)
"""Words at the end of a name that people leave out."""
LEADING = _words("griya bumi taman puri graha villa vila permata pondok menara wisma bukit kota")
"""Words at the beginning of an estate's name that many estates share."""

COMMON = _words(
    "mawar melati anggrek kenanga dahlia cempaka teratai flamboyan bougenville kamboja seruni tulip "
    "sakura aster "
    "kemuning kembang bunga rambutan mangga durian nangka jambu kelapa pepaya pisang salak manggis jeruk delima "
    "merpati garuda rajawali elang kutilang merak nuri kenari cendrawasih gelatik camar walet perkutut "
    "sudirman thamrin diponegoro kartini pahlawan merdeka kemerdekaan pemuda veteran pancasila proklamasi "
    "masjid gereja sekolah pasar kelurahan puskesmas stasiun swadaya mandiri bakti karya damai makmur sejahtera "
    "musyawarah persatuan kebon kebun sawah rawa kali tanah gunung bukit pantai laut matahari bulan bintang"
)
"""Streets of these names are in every part of a city: such a name alone says nothing."""

GENERIC = _words(
    "masjid musala gereja vihara pura kelenteng sekolah pesantren kampus pasar mal toko ruko kios warung "
    "warteg kedai makan "
    "restoran kafe soto bakso sate nasi padang stasiun halte terminal pangkalan ojek bandara pelabuhan "
    "hotel losmen panti "
    "yayasan gedung menara kantor pabrik es batu krim roti tahu tempe kayu gudang bengkel las motor mobil "
    "sepeda tambal ban "
    "spbu apotek klinik puskesmas polsek pos ronda satpam taman lapangan bola stadion danau telaga situ "
    "waduk kali sungai "
    "jembatan gantung rel kereta perempatan pertigaan bundaran tugu jam patung kuda monumen gapura makam "
    "kuburan bank atm "
    "air tower kolam renang pancing pancingan ikan kebun kebon pohon beringin mangga pepaya kelapa pisang "
    "bambu tembok "
    "pagar pintu gerbang rumah lampu bel garasi teras tangga cat merah hijau biru kuning putih hitam "
    "coklat abu ungu "
    "oranye besi seng batu bata tinggi rendah besar kecil tua lama baru rusak tukang jahit salon cukur "
    "laundry fotokopi "
    "percetakan koperasi listrik tiang gardu pln telkom sutet seberang samping belakang depan kiri kanan "
    "dekat ujung masuk "
    "belok lurus lewat sesudah sebelum antara di dan dari ketuk tempat"
)
"""Words of landmarks that are anywhere; what a landmark has besides them makes it that one."""
EMPTY = _words(
    "yang di ke dan dari itu ini ada dengan si sang pak bapak bu ibu mbah mas bercat dicat berwarna warna nya"
)

AFTER_A_NAME = _words(
    "di ke dari dan yang itu ini dekat depan belakang samping seberang sebelah ujung pojok kiri kanan "
    "masuk lalu kemudian "
    "dengan bersama sejak sudah belum akan tidak jangan mohon ya kata katanya situ sana sini aja saja kok "
    "sih rumah lama "
    "besok pagi siang sore malam sampai pada untuk oleh waktu dalam bu pak mas mbak in at on near and the "
    "is twice"
)
"""What may follow a name that is complete; another word would make it another street's name."""
