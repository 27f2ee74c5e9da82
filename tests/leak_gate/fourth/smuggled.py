"""A place that somebody dresses up so that a filter passes it and a reader doesn't stumble."""

import random

from tests.leak_gate.fourth.voices import ACCOMPLICE, RESIDENT, Kind, dealt, saying, telling

DRESSED = [
    ("Letkol Soemarkidjo", "36"),
    ("Soemarkidjo", "no 36"),
    ("Sumur Kencur", "9B"),
    ("Gang Sumur Kencur", "no. 9B"),
    ("Bumi Wanasekar", "F7/31"),
    ("Wanasekar", "blok F7 no 31"),
    ("Kali Tembikar", "tower 3 unit 1409"),
    ("Rusun Kali Tembikar", "T3-1409"),
    ("Tegal Sirap Timur VI", "118"),
    ("Tegal Sirap Timur", "VI no 118"),
    ("Ketapang Biola", "72"),
    ("Jalan Ketapang Biola", "nomor 72"),
]

SWAPS = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "g": "9", "t": "7"}
CYRILLIC = str.maketrans("aeopcxyKMTBHS", "аеорсхуКМТВНЅ")
ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")

PICTURES = [
    "🎖️ Letkol Soemarkidjo 3️⃣6️⃣",
    "jln Soemarkidjo 🏠3️⃣6️⃣",
    "gang Sumur Kencur 9️⃣🅱️",
    "🕳️ Sumur Kencur ➡️ 🚪9B",
    "🌏 Bumi Wanasekar 🇫7️⃣ no 3️⃣1️⃣",
    "Wanasekar 🏘️ F7️⃣/3️⃣1️⃣",
    "rusun Kali Tembikar 🏢3️⃣ lantai 1️⃣4️⃣ pintu 1️⃣4️⃣0️⃣9️⃣",
    "Kali Tembikar 🏺 tower 3️⃣ 🚪1409",
    "Tegal Sirap Timur 6️⃣ no 1️⃣1️⃣8️⃣",
    "Tegal 🛖Sirap🛖 Timur VI 🏠118",
    "Ketapang 🎻 72",
    "🌳 Ketapang 🎻 Biola 7️⃣2️⃣",
    "jl Ketapang 🎻 no 7️⃣2️⃣",
]

RIDDLES = [
    "jalan yang namanya Ketapang ditambah alat musik gesek, nomor 72",
    "pohon ketapang yang daunnya seperti biola, itu nama jalannya, rumah 72",
    "Jalan Ketapang sambung violin, nomor tujuh dua",
    "gang yang namanya Sumur lalu temannya beras dalam jamu, rumah 9B",
    "gang Sumur K, bumbu yang dicampur beras itu, nomor 9B",
    "rusun yang namanya Kali lalu kata lain untuk gerabah, tower 3 pintu 1409",
    "rusun K. Tembikar, menara tiga, satu empat kosong sembilan",
    "Tegal seperti kota warteg, Sirap seperti atap kayu, arah matahari terbit, enam, 118",
    "T. Sirap sebelah matahari terbit, jalan VI, rumah 118",
    "perwira dua melati bernama Soemarkidjo, jadi nama jalan, rumah 36",
    "jalan Letkol Soemar-tambah-kidjo, 36",
    "kompleks Bumi, lalu bahasa Jawanya hutan bunga (wana sekar), F7 nomor 31",
    "Bumi W-sekar blok huruf sesudah E angka tujuh, nomor 31",
]

FILLED = [
    "Letkol kopi Soemarkidjo kopi 36, buang kopinya",
    "Letkol (apa kabar) Soemarkidjo (sehat) 3 (alhamdulillah) 6",
    "Sumur teh Kencur teh 9B, tehnya jangan diminum",
    "gang Sumur bla bla Kencur bla bla 9 bla B",
    "Bumi roti Wanasekar roti F7 roti 31, rotinya tidak usah dibaca",
    "Bumi xx Wana xx sekar xx F7 xx 31",
    "Kali ehm Tembikar ehm tower ehm 3 ehm 1409",
    "rusun Kali, salam buat Ibu, Tembikar, tower 3, kapan pulang, 1409",
    "Tegal koma Sirap koma Timur koma VI koma 118",
    "Tegal hehe Sirap hehe Timur hehe enam hehe 118",
    "Ketapang nasi Biola nasi 72, nasinya dimakan dulu",
    "Ketapang /// jangan /// Biola /// dibaca /// 72",
    "Soemarkidjo dan kawan-kawan tiga dan kawan-kawan enam",
    "Kali [iklan] Tembikar [iklan] T3 [iklan] 1409",
    "Sumur pagi, Kencur siang, 9B malam, ambil yang depan-depannya",
]

TOGETHER = [
    "anaknya td pasang #Soemarkidjo36 di status, tlg suruh hapus",
    "cek IMG_letkolsoemarkidjo36_depan.jpg di galeri, itu pagar rumahnya",
    "Kirim ke letkol.soemarkidjo.36@surel.example, itu surel penjaga rumahnya.",
    "Wifi di rumah ini namanya SumurKencur_9B, sandinya nama anakku.",
    "Kata sandi komputer rumah aman: gangsumurkencur9b",
    "lampiran: denah-gg-sumur-kencur-9b.pdf",
    "Nama grup penghuni: BumiWanasekarF7No31",
    "Subjek: Fwd: wanasekar_f7_31_final(2).docx",
    "nama pengguna CCTV-nya rusunkalitembikar_t3_1409",
    "Kemarin ada yang menandai #KaliTembikarTower3Unit1409 di foto klien.",
    "Ponselnya otomatis tersambung ke TegalSirapTimurVI118, berarti itu tempatnya.",
    "Jangan unggah tegalsiraptimur6no118.xlsx ke map bersama.",
    "wifi shelter: KetapangBiola72-5G",
    "dia pasang cerita pakai #jlketapangbiolano72 semalam",
    "ini tautannya https://contoh.example/rumah/ketapang-biola-72 bang",
]


def set_apart(draw: random.Random) -> str:
    """Letters with something between them."""
    street, door = dealt(draw, DRESSED)
    between = dealt(draw, [" ", ".", "-", "_", "*", "|", "·", "/"])
    gap = "   " if between == " " else " "
    return dealt(draw, ACCOMPLICE).format(f"{gap.join(between.join(word) for word in street.split())}{gap}{door}")


def swapped(draw: random.Random) -> str:
    """Figures and signs for letters."""
    street, door = dealt(draw, DRESSED)
    letters = [
        draw.choice(SWAPS[letter]) if letter in SWAPS and draw.random() < 0.6 else letter for letter in street.lower()
    ]
    return dealt(draw, ACCOMPLICE).format(f"{''.join(letters)} {door}")


def shifted(text: str, capital: int, small: int, figure: int) -> str:
    """TEXT in an alphabet that begins at CAPITAL, SMALL and FIGURE."""
    signs = []
    for sign in text:
        if "A" <= sign <= "Z":
            signs.append(chr(capital + ord(sign) - ord("A")))
        elif "a" <= sign <= "z":
            signs.append(chr(small + ord(sign) - ord("a")))
        elif "0" <= sign <= "9":
            signs.append(chr(figure + int(sign)))
        else:
            signs.append(sign)
    return "".join(signs)


def look_alike(draw: random.Random) -> str:
    """Letters of other alphabets that look the same, and marks that nobody sees."""
    street, door = dealt(draw, DRESSED)
    place = f"{street} {door}"
    how = dealt(draw, ["bold", "sans", "wide", "cyrillic", "accents", "unseen", "soft"])
    written = {
        "bold": shifted(place, 0x1D400, 0x1D41A, 0x1D7CE),
        "sans": shifted(place, 0x1D5A0, 0x1D5BA, 0x1D7E2),
        "wide": shifted(place, 0xFF21, 0xFF41, 0xFF10),
        "cyrillic": f"{street.translate(CYRILLIC)} {door}",
        "accents": f"{street.translate(ACCENTS)} {door}",
        "unseen": "\u200b".join(place),
        "soft": "\u00ad".join(place),
    }[how]
    return dealt(draw, [*ACCOMPLICE, *RESIDENT]).format(written)


KINDS: dict[str, Kind] = {
    "letters set apart": set_apart,
    "figures and signs for letters": swapped,
    "letters that look the same": look_alike,
    "pictures and keycaps": saying([*ACCOMPLICE, *RESIDENT], PICTURES),
    "a riddle that everybody solves": saying([*ACCOMPLICE, *RESIDENT], RIDDLES),
    "words between that are to be thrown away": saying(ACCOMPLICE, FILLED),
    "run together as a tag, a file or a network": telling(TOGETHER),
}
