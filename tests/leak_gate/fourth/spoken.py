"""A place said aloud, in other languages, in pieces, or by denying it."""

import random

from tests.leak_gate.fourth.places import PARTS
from tests.leak_gate.fourth.voices import ACCOMPLICE, ANYBODY, ENGLISH, OFFICER, RESIDENT, Kind, dealt, saying

DICTATION = [
    "halo iya jadi alamatnya {} ya betul",
    "tolong catat {} titik",
    "posisi korban koma {} titik baris baru",
    "eh maaf suaranya putus putus saya ulangi {} sudah",
    "mobil jemput diarahkan ke {} jam delapan pagi",
    "nanti obatnya antar ke {} terima kasih",
    "iya bu yang di {} itu loh sudah dua kali saya bilang",
]

HEARD = [
    "jalan letnan kolonel sumar kijo nomor tiga puluh enam",
    "jalan let kol su mar ki jo tiga enam",
    "gang sumur kencur nomor sembilan b r t dua belas r w lima",
    "gang sumur ken cur sembilan be",
    "kompleks bumi wana sekar blok ef tujuh nomor tiga puluh satu",
    "bumi wana sekar ef tujuh tiga satu",
    "rusunawa kali tembikar tower tiga lantai empat belas unit seribu empat ratus sembilan",
    "rusun kali tem bikar menara tiga unit empat belas kosong sembilan",
    "jalan tegal sirap timur enam nomor seratus delapan belas",
    "jalan te gal si rap timur enam satu satu delapan",
    "jalan ketapang biola nomor tujuh puluh dua",
    "jalan keta pang biola tujuh dua",
]

SPELLED = [
    ("jalan Letkol {}, nomor 36", "SOEMARKIDJO"),
    ("Gang Sumur {}, nomor 9B", "KENCUR"),
    ("Bumi {}, blok F7, nomor 31", "WANASEKAR"),
    ("rusun Kali {}, tower tiga, unit 1409", "TEMBIKAR"),
    ("Tegal {} Timur enam, nomor satu satu delapan", "SIRAP"),
    ("jalan {} Biola nomor 72", "KETAPANG"),
    ("jalan Ketapang {} nomor tujuh dua", "BIOLA"),
]
AS_IN = "apel bola cabai dadu ember gajah ikan jeruk kuda lilin mangga nanas obat pisang rusa sapi topi ular wajan"
POLICE = (
    "alfa bravo charlie delta echo golf india juliet kilo lima mike november oscar papa romeo sierra tango uniform "
    "whiskey"
)

IN_WORDS = [
    "Jl. Letkol Soemarkidjo nomor tiga puluh enam",
    "Jalan Letnan Kolonel Soemarkidjo Nomor 36 (tiga puluh enam)",
    "Soemarkidjo tiga enam",
    "Gang Sumur Kencur nomor sembilan B, Rukun Tetangga dua belas, Rukun Warga lima",
    "Sumur Kencur sembilan-be",
    "Bumi Wanasekar, Blok F tujuh, nomor tiga puluh satu",
    "Wanasekar ef tujuh garis miring tiga satu",
    "Rusunawa Kali Tembikar menara ketiga, lantai keempat belas, unit satu empat nol sembilan",
    "Kali Tembikar tower tiga pintu empat belas nol sembilan",
    "Jalan Tegal Sirap Timur Enam nomor seratus delapan belas",
    "Tegal Sirap Timur ke-6 nomor satu-satu-delapan",
    "Jalan Ketapang Biola Nomor 72 (tujuh puluh dua)",
    "Ketapang Biola tujuh puluh dua",
]

SUMS = [
    "Letkol Soemarkidjo, nomornya tiga lusin",
    "Jl. Letkol Soemarkidjo, rumah sesudah nomor 34 di deret genap",
    "Jalan Letkol Soemarkidjo, di antara 34 dan 38",
    "Gang Sumur Kencur, menempel 9A persis",
    "Sumur Kencur, pintu sebelum 9C",
    "Bumi Wanasekar blok F7, nomornya 30 tambah 1",
    "Bumi Wanasekar F7, diapit nomor 29 dan 33",
    "Rusunawa Kali Tembikar tower 3, unit 1400 lebih 9",
    "lantai 14 tower 3 Kali Tembikar, di antara 1408 dan 1410",
    "Tegal Sirap Timur VI nomor seratus dua puluh kurang dua",
    "Jl. Tegal Sirap Timur VI, di antara 116 dan 120",
    "Ketapang Biola, nomornya enam lusin",
    "Jl. Ketapang Biola, sebelah kanan nomor 70 yang pagarnya biru",
]

IN_ENGLISH = [
    "36 Lieutenant Colonel Soemarkidjo Street",
    "house number thirty-six on Letkol Soemarkidjo road",
    "9B Sumur Kencur Alley, neighbourhood 12/5",
    "the alley called Sumur Kencur, door nine B",
    "Block F7, house 31, Bumi Wanasekar estate",
    "Bumi Wanasekar compound, number thirty-one in block F7",
    "the Kali Tembikar public flats, tower three, 14th floor, unit 1409",
    "Kali Tembikar Towers, 3rd tower, apartment 14-09",
    "118 East Tegal Sirap Street VI",
    "Tegal Sirap East 6th Street, no. one hundred and eighteen",
    "seventy-two Ketapang Biola Street",
    "no. 72 on the street called Ketapang Biola",
    "Bumi Wanasekar, F-seven, thirty-one",
    "Kali Tembikar rusunawa (Tower 3, door 1409, take the lift to 14)",
    "Jalan Soemarkidjo, the lieutenant colonel one, number 36",
]

REGIONAL = [
    ("Aku saiki manggon neng {}, ojo kandha sapa-sapa.", "Letkol Soemarkidjo nomer telung puluh enem"),
    ("Mbakyu, omahe neng {}. Bocah-bocah sehat kabeh.", "Ketapang Biola nomer pitung puluh loro"),
    ("Sing digoleki ana ing {}, wis tak delok dhewe.", "gang Sumur Kencur nomer sanga B"),
    ("Kulo sakniki wonten {}, Bu, ampun sanjang Mas.", "Bumi Wanasekar blok F7 nomer telung puluh siji"),
    ("Abdi ayeuna cicing di {}, tong bebeja ka salaki.", "Tegal Sirap Timur genep, nomer saratus dalapan welas"),
    ("Teh, kadieu wae, {}, tapi sorangan.", "Ketapang Biola nomer tujuh puluh dua"),
    ("Budak-budak aya di {}, imah nu pagerna hejo.", "gang Sumur Kencur salapan B"),
    ("Gue sekarang ngumpet di {}, lu jangan bilang laki gue.", "rusun Kali Tembikar tower tige, pintu 1409"),
    ("Nyak, aye ade di {}, kagak usah nangis.", "gang Sumur Kencur sembilan Be"),
    ("Bininye ada di {}, tadi pagi gua liat jemur baju.", "Letkol Soemarkidjo tige enem"),
    ("Denai kini tingga di {}, jan kecek an ka urang rumah.", "Tegal Sirap Timur anam, nomor saratuih salapan baleh"),
    ("Uni, rumahnyo di {}, datanglah surang.", "Bumi Wanasekar blok F tujuah nomor tigo puluah ciek"),
    ("Anake karo ibune saiki neng {}.", "rusun Kali Tembikar menara telu, lantai patbelas, lawang 1409"),
    ("Punten, Bu, jemputna ka {} enjing-enjing.", "Letkol Soemarkidjo nomer tilu puluh genep"),
    ("Dongan, di {} do nasida, unang paboa tu halak.", "Ketapang Biola nomor pitu pulu dua"),
    ("Laki lu nyariin, padahal lu di {} kan?", "Tegal Sirap Timur enem, nomer seratus delapan belas"),
]

CORRECTED = [
    "Letkol Sumarsono, bukan, Soemarkidjo, nomor 36",
    "Jl. Letkol Soemarkidjo 63, eh kebalik, 36",
    "Gang Sumur Kencana, eh Kencur, 9B",
    "Gang Sumur Kencur 9D maksudnya 9B, B seperti bola",
    "Bumi Wanasekar Blok F1 (ralat: F7) No. 31",
    "Bumi Wanasari, maaf, Wanasekar, F7 nomor 31",
    "Rusunawa Kali Tembikar Tower 2 -- dicoret, ganti 3 -- unit 1409",
    "rusun Kali Tembaga... Tembikar, tower 3, 1409",
    "Jl. Tegal Sirap Barat VI, maaf, Timur VI, nomor 118",
    "Tegal Sirap Timur VI no 181, salah ketik, 118",
    "Ketapang Biola 27, eh salah, 72",
    "Jl. Ketapang Gitar, aduh, Biola, 72",
    "Sumur Kunyit? Bukan. Sumur Kencur. Nomor 9A? Bukan, 9B",
    "Bumi Wanasekar F7 nomor 13, maksud saya tiga puluh satu",
    "Kali Tembikar unit 1490, eh 1409, tower tiga tetap benar",
]

DENIALS = [
    "Kalau suaminya tanya, jawab saja istrinya TIDAK ada di {}.",
    "Jangan sampai tertulis di surat bahwa klien tinggal di {}.",
    "Saya tidak bilang {}, ya, tapi Bapak bisa menebak sendiri.",
    "Tolong hapus {} dari berita acara sebelum dibacakan di sidang.",
    "Seandainya ada yang menyebut {}, bilang tidak tahu.",
    "Alamat rahasia ({}) dilarang disebut kepada keluarga terlapor.",
    "Siapa yang membocorkan {} ke grup RT? Ini rumah aman, bukan kos.",
]
PLAIN = [
    "Jl. Letkol Soemarkidjo No. 36",
    "Letkol Soemarkidjo 36",
    "Gang Sumur Kencur No. 9B",
    "Sumur Kencur 9B",
    "Kompleks Bumi Wanasekar Blok F7 No. 31",
    "Wanasekar F7/31",
    "Rusunawa Kali Tembikar Tower 3 Lantai 14 Unit 1409",
    "Kali Tembikar tower 3 unit 1409",
    "Jl. Tegal Sirap Timur VI No. 118",
    "Tegal Sirap Timur VI/118",
    "Jl. Ketapang Biola No. 72",
    "Ketapang Biola 72",
]

APART = [
    "Tempatnya di {street}. Pagarnya hijau, ada ayunan. Yang tertulis di pintu: {door}.",
    "Kami turun di {street} lalu jalan kaki. Hujan deras waktu itu. Pintu yang kami ketuk bertulisan {door}.",
    "Di pintunya tertulis {door}. Jangan datang siang. Daerahnya kamu tahu: {street}.",
    "Ingat {door}. Ingat juga {street}. Sudah itu hapus pesan ini.",
    "Surat pertama: {street}. Surat kedua: {door}. Gabungkan sendiri.",
    "Yang {door} itu rumah amannya. Di {street} semua orang kenal Bu Ratih, jadi jangan bertanya.",
    "Sopir tahu {street}. Saya tidak ikut, sedang sidang. Beri tahu dia saja {door}, cukup.",
    "Semalam ada yang mondar-mandir di {street}, kata penjaga. Klien takut. Penghuni {door} minta dipindahkan.",
]


def spelled(draw: random.Random) -> str:
    """The hard word of a place letter by letter, or by a word for every letter."""
    sentence, word = dealt(draw, SPELLED)
    how = dealt(draw, ["dash", "comma", "dot", "words", "police"])
    said = {name[0].upper(): name for name in (AS_IN if how == "words" else POLICE).split()}
    if how == "words":
        letters = "saya eja ya " + ", ".join(f"{letter} {said[letter]}" for letter in word)
    elif how == "police":
        letters = " ".join(said[letter] for letter in word)
    else:
        letters = {"dash": "-", "comma": ", ", "dot": "."}[how].join(word)
    return dealt(draw, [*DICTATION, *OFFICER]).format(sentence.format(letters))


def regional(draw: random.Random) -> str:
    """A place told in Javanese, Sundanese, Betawi or Minang."""
    sentence, place = dealt(draw, REGIONAL)
    return sentence.format(place)


def apart(draw: random.Random) -> str:
    """The street in one sentence, the door in another."""
    street, door = dealt(draw, list(PARTS.values()))
    return dealt(draw, APART).format(street=street, door=door)


KINDS: dict[str, Kind] = {
    "typed by a machine that listens": saying(DICTATION, HEARD),
    "spelled over a bad line": spelled,
    "numbers in words": saying([*OFFICER, *RESIDENT], IN_WORDS),
    "the number as a sum or between its neighbours": saying([*RESIDENT, *ACCOMPLICE], SUMS),
    "in English": saying(ENGLISH, IN_ENGLISH),
    "in a language of the regions": regional,
    "corrected while speaking": saying(ANYBODY, CORRECTED),
    "denied or forbidden": saying(DENIALS, PLAIN),
    "street and door in different sentences": apart,
}
