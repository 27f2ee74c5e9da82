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
    "tgh": "tengah", "pgr": "pangeran", "pang": "pangeran", "pngr": "pangeran", "rdn": "raden", "kapt": "kapten",
    "kol": "kolonel", "tmg": "tumenggung", "sult": "sultan", "pg": "pangeran", "jend": "jenderal",
    "jendral": "jenderal", "sltn": "sultan", "hj": "hajah", "h": "haji", "p": "pangeran", "kh": "kyai", "k": "kyai",
    "kiai": "kyai", "kiyai": "kyai", "r": "raden", "aji": "haji", "musola": "musala", "mushola": "musala",
    "musholla": "musala", "mushalla": "musala", "mushala": "musala", "mushollah": "musala", "musholah": "musala",
    "langgar": "musala", "surau": "musala", "mesjid": "masjid", "mesjit": "masjid", "mosque": "masjid",
    "mjd": "masjid", "rm": "makan", "resto": "restoran", "toserba": "toko", "pom": "spbu", "bensin": "spbu",
    "grj": "gereja", "church": "gereja", "bridge": "jembatan", "factory": "pabrik", "tower": "tower", "shop": "toko",
    "market": "pasar", "school": "sekolah", "ijo": "hijau", "kp": "kampung", "kpg": "kampung", "kamp": "kampung",
    "wrg": "warung", "wrng": "warung", "wr": "warung", "bkl": "bengkel", "bgkl": "bengkel", "bngkl": "bengkel",
    "pbrk": "pabrik", "tb": "toko", "tk": "toko", "msl": "musala", "prapatan": "perempatan", "patong": "patung",
    "workshop": "bengkel", "welding": "las", "stall": "warung", "store": "toko", "statue": "patung",
    "garage": "bengkel", "warehouse": "gudang", "pharmacy": "apotek", "tailor": "penjahit", "jahit": "penjahit",
    "jahitan": "penjahit", "jahitnya": "penjahit",
}  # fmt: skip
SHORT_TITLES = _words("pg hj h p kh k r pgr pang pngr rdn kapt kol tmg sult")
"""Shortened words in full. A letter or two stand for a title only after a sign of a street (`Page` sees to that)."""

FILLERS = _words(
    "dieja eja eh em emm emmm hm hmm anu apa itu ini tuh nih ya yah yang nya nama namanya kok sih euh uh um er the of "
    "itoe jang"
)
"""Words that people put between the words of a name."""
HESITATIONS = FILLERS | _words(
    "e ee eee ehm ehem mm mmm umm uhm uhh hmmm oh eeh lho loh lo deh dong kan nah gitu gini begitu begini kayak kaya "
    "kayaknya sepertinya rasanya bentar sebentar ntar tunggu dulu sik maaf sori sorry lupa aduh duh bukan maksud "
    "maksudnya saya aku kalau kalo nggak gak ga ngga tidak salah terus trus lalu pokoknya pokok tadi namae namane jadi "
    "mungkin ulang ulangi jeda diam batuk lanjutannya sambungannya belakangnya "
    "wait like you know mean think i well so a la koma titik spasi opo kuwi iki iku iya betul bener benar yes right "
    "what was it is kata kedua ketiga pertama lagi garis miring huruf"
)
"""Those, and what is said while somebody looks for the next word of a name."""

TITLES_OF_THE_LIVING = _words("haji hajah kyai ustad ustadz pak bapak bu ibu mbah mas mbak")
PERSONS_TITLES = TITLES_OF_THE_LIVING | _words("mpok mbok koh uda bang")
TITLES = TITLES_OF_THE_LIVING | _words("pangeran jenderal sultan raden letnan kapten mayor kolonel prof dokter sunan")

NAMES_OF_MANY = _words(
    "abdul abdullah abdurrahman achmad ahmad ali amat amin amir anwar arif arsyad asmawi aziz bachtiar bahar bakri "
    "basri basuki budi burhan cecep dahlan darmawan daud djafar fachri fadil fauzi gani gunawan hadi hafiz halim "
    "hamdan hamid hamzah harun hasan hasanudin hasanuddin hasbi hasyim hidayat husein husin husni ibrahim idris ilham "
    "ilyas imron irwan iskandar ismail jafar jalaludin jamal jamaludin jamaluddin junaedi junaidi kadir kamal karim "
    "kasim khalid kosasih kurniawan lutfi madani mahfud mahmud makmun maksum malik mamat mansur mansyur marzuki "
    "mashudi maulana miran misbah muchtar mudasir muhamad muhammad muhidin muhtar mukhlis mukhtar mulyadi munir "
    "mursid musa mustafa mustofa muslim nawawi nawi nasir nasution naim naing nurdin nurhasan purnomo rahman rahmat "
    "ramli rasyid ridwan rohim rohman rojali rosyid rusdi sabeni sadeli said saidi saleh salim samsudin sanusi "
    "sanwani sapri sarbini setiawan siddik sobari sofyan solihin sopian sudirja sugiyono suharto suhendi sukarno "
    "sulaiman suleman sumarno supardi supriyadi suryadi sutrisno syafei syafii syahrul syamsudin syarif taufik thohir "
    "tohir umar usman wahab wahid wahyudi yahya yunus yusuf zaenal zaenudin zainal zainuddin zainudin zakaria zubaidi "
    "zulkifli"
)
"""Persons' names that many have: with a title they are somebody's, not a lane's."""
TRAILING = _words(
    "dalam raya ujung barat timur selatan utara tengah besar kecil lama baru permai indah asri asih "
    "regency residence "
    "city garden luar atas bawah"
)
"""Words at the end of a name that people leave out."""
LEADING = _words(
    "griya bumi taman puri graha villa vila permata pondok menara wisma bukit kota pesona mutiara alam citra green "
    "grand royal golden lembah mahkota sentra kencana gading harapan duta nusa nusantara prima persada perdana mega "
    "mitra anugerah berkah surya artha arta cluster kampung kebun telaga istana"
)
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
    "bulu tangkis badminton futsal minimarket swalayan supermarket masjid musala gereja vihara pura kelenteng sekolah "
    "pesantren kampus pasar mal toko ruko kios warung bangunan material kelontong sembako grosir agen distributor "
    "meubel mebel furnitur elektronik komputer pakaian baju konveksi penjahit kain tekstil sepatu sandal emas obat "
    "buku mainan kue bubur ayam bebek lele pecel gado uduk kuning rujak kopi jamu mie bakmi martabak ketoprak lontong "
    "kecap sirup kerupuk garam gula sabun plastik karet kaca genteng semen madrasah taman bacaan posyandu paud tk sd "
    "smp sma smk kos kost kontrakan wisma balai aula cap merk merek kubah prasasti kolam mancur studio foto radio "
    "bidan dokter praktik rental cuci steam parkir garasi truk angkot becak bajaj kandang ternak pemotongan pemakaman "
    "warteg kedai makan restoran kafe soto bakso sate nasi padang stasiun halte terminal pangkalan ojek bandara "
    "pelabuhan hotel losmen panti yayasan gedung menara kantor pabrik es batu krim roti tahu tempe kayu gudang "
    "bengkel las motor mobil sepeda tambal ban spbu apotek klinik puskesmas polsek pos ronda satpam lapangan bola "
    "stadion danau telaga situ waduk kali sungai jembatan gantung rel kereta perempatan pertigaan bundaran tugu jam "
    "patung kuda monumen gapura makam kuburan bank atm air tower renang pancing pancingan ikan kebun kebon pohon "
    "beringin mangga pepaya kelapa pisang bambu tembok pagar pintu gerbang rumah lampu bel teras tangga cat merah "
    "hijau biru putih hitam coklat abu ungu oranye besi seng bata tinggi rendah besar kecil tua lama baru rusak "
    "tukang jahit salon cukur laundry fotokopi percetakan koperasi listrik tiang gardu pln telkom sutet seberang "
    "samping belakang depan kiri kanan dekat ujung masuk belok lurus lewat sesudah sebelum antara di dan dari ketuk "
    "tempat"
)
"""Words of landmarks that are anywhere; what a landmark has besides them makes it that one."""
PARTS_OF_NAMES = (TRAILING | LEADING | TITLES | COMMON | GENERIC) - {"atas"}  # `atas nama` is said more often
"""What makes a longer name of another street, when it follows a common one."""
EMPTY = _words(
    "yang di ke dan dari itu ini ada dengan si sang pak bapak bu ibu mbah mas mbak mpok mbok koh uda bang bercat dicat "
    "berwarna warna nya"
)

AFTER_A_NAME = _words(
    "di ke dari dan yang itu ini dekat depan belakang samping seberang sebelah ujung pojok kiri kanan masuk lalu "
    "kemudian dengan bersama sejak sudah belum akan tidak jangan mohon ya kata katanya situ sana sini aja saja kok "
    "sih rumah lama besok pagi siang sore malam sampai pada untuk oleh waktu dalam bu pak mas mbak in at on near and "
    "the is twice kan bukan deh dong lho loh yg persisnya tepatnya persis tepat alias atau tapi kalau karena karna "
    "jadi lurus belok mentok sebelum sesudah setelah melewati daerah wilayah kawasan area sekitar arah deket dkt pas "
    "pagar pager gerbang pintu warna warnanya catnya angka angkanya terus trus soalnya supaya agar maka bisa mau "
    "mesti harus tolong for where with house number tonight today since"
)
"""What may follow a name that is complete, although it could be part of a longer one."""
