"""Sentences that tell nobody where a house stands: near misses, and the everyday text of a case file."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.leak_gate.learnt.fifth.figures import PHONES, POINTS, written

OTHER_STREETS = [
    "Cempaka Gading", "Cempaka Raya", "Cempaka Indah", "Dahlia Wulung", "Wulung Sari", "Haji Jumhana",
    "Haji Saripin Dalam",
    "Haji Mugeni", "Raden Prawiradinata", "Raden Jayakusumah IV", "Pangeran Jayadilaga", "Melati", "Kenari", "Kemuning",
    "Griya Permata Asih", "Candra Kirana", "Puri Candramawa", "Teratai Putih", "Haji Jamhuri", "Raden Suradipa II",
]  # fmt: skip
OTHER_AREAS = ["Kebon Lereng", "Rawa Mangga", "Sukarandu", "Pulo Sirih", "Cilamping", "Tegal Parungan"]
AREAS = [
    "Rawa Pinangan", "Jatiwetan", "Kampung Sepat", "Tanjung Rengas", "Ciganjeran", "Pasar Kidul", "Duri Sawangan",
    "Kebon Randu", "Utan Lontar", "Pulo Kenari",
]  # fmt: skip
STREET_WORDS = ["Jl. ", "Jalan ", "Jln ", "jl ", "jalan "]


def another_street(draw: random.Random) -> str:
    name = draw.choice(OTHER_STREETS)
    street = draw.choice(["Gg. ", "Gang ", "gang "]) if name.startswith("Haji") else draw.choice(STREET_WORDS)
    if name.startswith(("Griya", "Puri")):
        street = draw.choice(["Perumahan ", "perum ", "Komp. "])
    number = draw.choice(["73", "6C", "18", "52", "138", "4", "27", "91", "110"])
    return street + name + draw.choice(["", f" No. {number}", f" no {number}", f" {number}"])


def common_name_elsewhere(draw: random.Random) -> str:
    number = draw.choice(["5", "8", "12", "17", "25", "31", "44", "67", "88", "103"])
    area = draw.choice(["", f", {draw.choice(OTHER_AREAS)}", f" kel. {draw.choice(OTHER_AREAS)}"])
    return f"{draw.choice(STREET_WORDS)}Kenanga{draw.choice([' No. ', ' no ', ' ', ' nomor '])}{number}{area}"


def area_alone(draw: random.Random) -> str:
    area = draw.choice(AREAS)
    return draw.choice(
        [
            area,
            f"daerah {area}",
            f"puskesmas di {area}",
            f"pasar {area}",
            f"angkot jurusan {area}",
            f"kantor lurah {area}",
        ]
    )


def number_alone(draw: random.Random) -> str:
    number = draw.choice(["73", "6C", "18", "52", "138"])
    return draw.choice(
        [f"nomor {number}", f"rumah No. {number}", f"antrean {number}", f"kamar {number}", f"rumah bernomor {number}",
         f"no. {number} saja tanpa nama jalan", f"house number {number}"]
    )  # fmt: skip


def another_rt(draw: random.Random) -> str:
    area, right = draw.choice([("Kampung Sepat", (5, 11)), ("Ciganjeran", (8, 15))])
    rt, rw = draw.choice([2, 3, 4, 6, 7, 9, 10, 12]), draw.choice([1, 3, 4, 6, 7, 9, 12, 13])
    if draw.random() < 0.3:
        area, (rt, rw) = draw.choice(OTHER_AREAS), right
    elif draw.random() < 0.3:
        rw = right[1]
    figures = draw.choice([f"RT {rt:03}/RW {rw:03}", f"RT {rt} RW {rw}", f"rt {rt:02}/{rw:02}", f"RT{rt:02}/RW{rw:02}"])
    return draw.choice([f"{figures} {area}", f"{figures}, Kel. {area}", f"{area} {figures}"])


def another_block(draw: random.Random) -> str:
    estate = draw.choice(
        ["Griya Permata Asih", "Puri Candramawa", "Taman Jatisekar", "Bumi Kencanasari", "Griya Lokatara"]
    )
    letter, number = draw.choice("ABCDEFHK"), draw.randint(1, 40)
    house = draw.choice(
        ["blok G3 no 18", "Blok G3/18", f"blok {letter}{draw.randint(1, 9)} no {number}", f"{letter}4/{number}"]
    )
    return draw.choice(
        [f"perumahan {estate} {house}", f"{house} {estate}", f"rusun Kebon Lereng {house}", f"makam keluarga {house}"]
    )


def another_phone(draw: random.Random) -> str:
    phone = draw.choice(PHONES)
    at = draw.choice([at for at, sign in enumerate(phone) if sign.isdigit() and at > 5])
    other = phone[:at] + draw.choice([x for x in "0123456789" if x != phone[at]]) + phone[at + 1 :]
    if other in PHONES:
        raise ValueError(other)
    style = draw.randrange(4)
    if style == 0:
        return other.replace("-", " ")
    if style == 1:
        return other.replace("-", "").replace(" ", "")
    return "+62 " + other[1:] if style == 2 else other


def half_a_phone(draw: random.Random) -> str:
    phone = draw.choice(PHONES)
    return draw.choice(
        [
            f"nomor yang berakhiran {phone[-4:]}",
            f"ujungnya {phone[-4:]}",
            f"****{phone[-4:]}",
            f"{phone[:-5]}-xxxx",
            f"nomor dengan awalan {phone[:5]}",
            f"{phone[:-5]} dan sisanya tidak terbaca",
            f"phone ending in {phone[-3:]}",
        ]
    )


def coordinates_elsewhere(draw: random.Random) -> str:
    while True:
        latitude, longitude = draw.uniform(-6.36, -6.10), draw.uniform(106.70, 106.96)
        if all(max(abs(latitude - float(lat)), abs(longitude - float(lon))) > 0.03 for lat, lon in POINTS):
            places = draw.choice([4, 5, 6])
            return written(draw, f"{latitude:.{places}f}", f"{longitude:.{places}f}")


def another_landmark(draw: random.Random) -> str:
    beside = draw.choice(["depan ", "sebelah ", "dekat ", "belakang ", "seberang "])
    return beside + draw.choice(
        [
            "bengkel Pak Yusuf", "bengkel motor", "bengkel Pak Sarjono", "patung kuda", "patung rusa di taman",
            "toko kembar",
            "musala Nurul Huda", "mushola Al Ikhlas", "warung Bu Yati", "warung Mpok Iyah", "warung soto Pak Min",
            "pabrik kecap", "pabrik tahu Layar Mas", "toko bangunan Sinar Jaya", "TB Maju Makmur", "gapura kampung",
            "gapura bambu kembar", "soto Mbah Karto",
        ]
    )  # fmt: skip


def words_in_other_use(draw: random.Random) -> str:
    return draw.choice(
        [
            "aroma bunga cempaka di kamar", "batik wulung milik neneknya", "ayam wulung peliharaan kakeknya",
            "Pak Haji yang memimpin pengajian", "griya pijat tempat ia pernah bekerja",
            "gelar raden di depan nama ayahnya",
            "minyak kenanga untuk urut", "lima puluh dua tangkai bunga kenanga", "kembang kenanga buat ziarah",
            "sinar matahari pagi dan terapi", "layar ponsel warna biru", "kakak beradik kembar", "naga di baju anaknya",
            "tas kecil bergambar rusa", "dalam waktu empat hari", "cerita wayang tentang raden muda", "kecap dan garam",
            "parfum cempaka dari mantan suaminya", "a scarf the colour of kenanga flowers", "teh cempaka hangat",
        ]
    )  # fmt: skip


def _narrative(draw: random.Random) -> str:
    who = draw.choice(["Korban", "Klien", "Penyintas", "Anak korban", "Pelapor", "Ibu korban"])
    when = draw.choice(
        ["pada malam kejadian", "tiga hari sebelumnya", "sejak awal 2024", "setiap akhir pekan", "usai Lebaran"]
    )
    what = draw.choice(
        [
            "dipukul dengan gagang sapu di ruang tamu", "diancam akan diusir tanpa membawa anak",
            "lari ke rumah tetangga",
            "dikunci di kamar sampai pagi", "tidak diberi uang belanja", "menyimpan foto luka di ponsel lama",
            "didorong dari tangga oleh suaminya", "mendengar terlapor membanting pintu",
        ]
    )  # fmt: skip
    return f"{who} {what} {when}" + draw.choice([".", ", lalu menelepon kakaknya.", "; dua saksi melihatnya.", "."])


def _medical(draw: random.Random) -> str:
    part = draw.choice(["lengan kiri", "pipi kanan", "punggung bawah", "lutut kiri", "pelipis", "pergelangan tangan"])
    find = draw.choice(
        ["memar ukuran 4 x 3 cm", "luka lecet sepanjang 2,5 cm", "bengkak tanpa patah", "luka lama yang menutup"]
    )
    vital = f"tensi {draw.randint(100, 145)}/{draw.randint(65, 95)}, nadi {draw.randint(68, 110)}"
    return draw.choice(
        [
            f"Ditemukan {find} pada {part}; {vital}.",
            f"Pemeriksaan fisik: {part} {find}, {vital}, suhu 36,{draw.randint(2, 9)}.",
            f"Nyeri di {part}. Obat {draw.choice(['parasetamol', 'ibuprofen'])} 3x{draw.randint(1, 2)}, {vital}.",
        ]
    )


def _paperwork(draw: random.Random) -> str:
    number, day = draw.randint(100, 999), draw.randint(1, 28)
    month = draw.choice(["Januari", "Maret", "Mei", "Juli", "September", "November"])
    return draw.choice(
        [
            f"Laporan polisi LP/B/{number}/{draw.choice(['V', 'IX', 'XI'])}/2025 diterima tanggal {day} {month}.",
            f"Surat kuasa khusus nomor {number}/SK/2025 sudah ditandatangani {day} {month} di atas meterai.",
            f"Nomor registrasi {number}-{day:02}; berita acara serah terima dilampirkan rangkap {draw.randint(2, 4)}.",
            f"Persetujuan setelah penjelasan diperoleh {day} {month}, berkas kasus hal. {number}.",
            f"Biaya visum Rp{number}.000 ditagihkan ke dinas per {day} {month}.",
        ]
    )


def _offices(draw: random.Random) -> str:
    office = draw.choice(
        ["Polres", "kejaksaan", "pengadilan agama", "puskesmas", "dinas sosial", "kantor UPTD", "LPSK"]
    )
    room = f"lantai {draw.randint(1, 9)} ruang {draw.randint(1, 30)}"
    return draw.choice(
        [
            f"Pendamping menunggu di {office}, {room}, pukul {draw.randint(8, 15)}.30.",
            f"Loket {office} pindah ke {room}; bawa fotokopi KTP dan KK.",
            f"Jadwal di {office} diundur ke hari {draw.choice(['Senin', 'Rabu', 'Kamis'])}, {room}.",
            f"Surat untuk {office} dititipkan ke resepsionis {room}.",
        ]
    )


def _in_english(draw: random.Random) -> str:
    who = draw.choice(["The client", "The survivor", "The child", "Her mother", "The case manager", "The witness"])
    what = draw.choice(
        [
            "asked for an interpreter", "signed the consent form", "could not sleep", "wanted to return to school",
            "agreed to a second interview", "withdrew the consent for photos", "received the medical certificate",
        ]
    )  # fmt: skip
    when = draw.choice(
        ["on Monday", "after the hearing", "two weeks ago", "during intake", "at 3 pm", "before discharge"]
    )
    return f"{who} {what} {when}" + draw.choice([".", "; follow-up in 14 days.", ", risk level unchanged.", "."])


def _counselling(draw: random.Random) -> str:
    turn = draw.randint(1, 12)
    mood = draw.choice(
        ["lebih tenang", "masih cemas", "sering menangis", "mulai bercerita", "marah pada dirinya sendiri"]
    )
    work = draw.choice(
        ["latihan napas", "menggambar", "menulis jurnal", "menyusun rencana aman", "bermain boneka tangan"]
    )
    return draw.choice(
        [
            f"Sesi ke-{turn}: klien {mood}, dilanjutkan {work}.",
            f"Pada sesi {turn} klien {mood}; konselor mengajak {work} selama {draw.choice([15, 20, 30])} menit.",
            f"Klien {mood} setelah {work}, skor kecemasan turun {turn} poin.",
        ]
    )


NEAR_MISSES: dict[str, Callable[[random.Random], str]] = {
    "another street": another_street,
    "the common name elsewhere": common_name_elsewhere,
    "an area alone": area_alone,
    "the number alone": number_alone,
    "another RT/RW": another_rt,
    "another block": another_block,
    "another phone": another_phone,
    "half a phone": half_a_phone,
    "coordinates elsewhere": coordinates_elsewhere,
    "another landmark": another_landmark,
    "the words in other use": words_in_other_use,
}
HARMLESS: dict[str, Callable[[random.Random], str]] = {
    "narrative": _narrative,
    "medical": _medical,
    "paperwork": _paperwork,
    "offices": _offices,
    "in English": _in_english,
    "counselling": _counselling,
}
