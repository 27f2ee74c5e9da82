"""Texts that tell no house: near misses that look like one, and the harmless talk of every day."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.leak_gate.learnt.seventh.figures import PHONES, digits, pair, spaced
from tests.leak_gate.learnt.seventh.places import HOUSES

ELSEWHERE = ["Kebon Waru", "Rawa Pinang", "Tanjung Kopi", "Pasir Dadap", "Kalisuren", "Duren Kembar"]


def another_street(draw: random.Random) -> str:
    """Shares a word or the number with a house's street."""
    street = draw.choice(
        [
            "Jl. Randu Alas No. 17",
            "Jalan Randu Kuning 17",
            "Jl. Giwang Kencana No. 4",
            "Gang Haji Rojali Dalam No. 6C",
            "Gg. H. Mastur Dalam no 6C",
            "Gang Haji Rojali No. 2 RT 005/RW 011",
            "Jl. Pangeran Kertabumi IV No. 9",
            "Jalan Pangeran Natadiraja 4 nomor 9",
            "Jl. Merpati No. 52",
            "Jl. Cucakrawa No. 52",
            "Perum Bukit Wulung Indah Blok A1 No. 3",
        ]
    )
    return draw.choice(["bengkel las ada di ", "acaranya di ", "kantor koperasi pindah ke ", "toko kain di "]) + street


def common_elsewhere(draw: random.Random) -> str:
    """The common name, but another number and no area of the house."""
    street = draw.choice(["Jl. Kutilang", "Jalan Kutilang", "jl kutilang", "Jln. Kutilang"])
    number = draw.choice(["3", "7", "11", "18", "26", "34", "41", "60", "75", "115"])
    area = draw.choice(["", "", *(f", {name}" for name in ELSEWHERE), ", kelurahan Kebon Waru"])
    return f"{street} {draw.choice(['No. ', 'no ', 'nomor ', ''])}{number}{area}"


def area_alone(draw: random.Random) -> str:
    """A quarter with no street."""
    house = draw.choice(list(HOUSES.values()))
    return draw.choice(
        [
            f"banjir lagi di kelurahan {house['kelurahan']}",
            f"posyandu se-kecamatan {house['kecamatan']} libur",
            f"kode pos {house['postcode']} sering salah sortir",
            f"puskesmas {house['kecamatan']} buka sampai sore",
            f"lurah {house['kelurahan']} baru dilantik",
            f"angkot lewat {house['kelurahan']}, {house['kecamatan']}",
            f"harga beras di pasar {house['kelurahan']} naik",
        ]
    )


def number_alone(draw: random.Random) -> str:
    """A house's number, with nothing of its street."""
    number = draw.choice(["17", "6C", "23", "52", "9", "D4"])
    return draw.choice(
        [
            f"kamar nomor {number}",
            f"antrean no. {number} sudah dipanggil",
            f"kursi {number} kosong",
            f"loker #{number} rusak",
            f"formulir nomor {number} belum ditandatangani",
            f"kelas {number} ujian hari Senin",
        ]
    )


def another_rt_rw(draw: random.Random) -> str:
    """Other figures in the same kelurahan, or the same in another."""
    if draw.random() < 0.65:
        kelurahan = draw.choice(["Rawa Gandaria", "Kalimundu"])
        rt, rw = draw.choice([(1, 4), (2, 9), (12, 6), (7, 1), (10, 2), (4, 8)])
    else:
        kelurahan = draw.choice(ELSEWHERE)
        rt, rw = draw.choice([(5, 11), (8, 3)])
    figures = draw.choice([f"RT {rt:03}/RW {rw:03}", f"RT {rt} RW {rw}", f"rt {rt}/{rw}", f"RT.{rt:02}/RW.{rw:02}"])
    return draw.choice(["kerja bakti ", "ketua ", "warga ", "lomba tujuh belasan "]) + f"{figures} {kelurahan}"


def another_block(draw: random.Random) -> str:
    """The house's block and number in another estate, or a market's block."""
    estate = draw.choice(
        ["Griya Mekar Asri", "Taman Sekar Jagat", "Bumi Salak Permai", "Puri Lembayung", "Vila Kemuning Raya"]
    )
    house = draw.choice(["Blok D4 No. 23", "blok D4/23", "blok D4", "Blok D2 No. 8", "D4 no 23", "Blok A7 nomor 23"])
    return draw.choice(
        [
            f"{estate} {house}",
            f"{house}, {estate}",
            f"Perumahan {estate} {house} mau dijual",
            f"kios di Pasar Lontar {house}",
            f"gudang pabrik sepatu {house}",
        ]
    )


def another_phone(draw: random.Random) -> str:
    """One figure off."""
    phone = draw.choice(PHONES)
    at = draw.choice([i for i, c in enumerate(phone) if c.isdigit() and i >= 7])
    other = phone[:at] + draw.choice([d for d in "0123456789" if d != phone[at]]) + phone[at + 1 :]
    assert digits(other) not in {digits(known) for known in PHONES}
    return draw.choice(["tukang ledeng ", "katering ", "", "loket "]) + draw.choice([other, spaced(draw, other)])


def half_a_phone(draw: random.Random) -> str:
    """The beginning or the end of a phone."""
    phone = draw.choice(PHONES)
    start, end = phone[:7], digits(phone)[-draw.choice([3, 4]) :]
    return draw.choice(
        [
            f"nomornya depannya {start}, sisanya lupa",
            f"nomor berawalan {start} itu sering iklan",
            f"missed call dari {start}xxxx",
            f"nomor yang ujungnya {end}",
            f"kode verifikasi {end}",
            f"kuitansi no. {end}",
            f"cuma ingat empat angka pertama, {digits(phone)[:4]}, sama dua terakhir {end[-2:]}",
        ]
    )


def coordinates_elsewhere(draw: random.Random) -> str:
    """More than two kilometres from every house."""
    while True:
        latitude, longitude = draw.uniform(-6.36, -6.11), draw.uniform(106.68, 106.98)
        if all(
            abs(latitude - float(house["latitude"])) > 0.025 or abs(longitude - float(house["longitude"])) > 0.025
            for house in HOUSES.values()
        ):
            break
    decimals = draw.choice([3, 4, 6, 6])
    spot = pair(draw, f"{latitude:.{decimals}f}", f"{longitude:.{decimals}f}", angles=decimals == 6)
    return draw.choice(["lokasi banjir ", "halte baru ", "pos gempa ", ""]) + spot


def another_landmark(draw: random.Random) -> str:
    """The same sort of place with another name."""
    return draw.choice(["dekat ", "seberang ", "depan ", "di samping ", "belakang "]) + draw.choice(
        [
            "bengkel Pak Wagiman",
            "bengkel motor Pak Udin",
            "Toko Roti Gandum Jaya",
            "Musala Al-Muhajirin",
            "musholla Baitul Makmur",
            "warung Bu Jamilah",
            "warung nasi Bu Sri",
            "Patung Kuda Terbang",
            "patung rusa di kebun binatang",
            "pabrik kecap Cap Jempol",
            "kios jamu Mbok Yem",
            "Apotek Bintang Sehat",
        ]
    )


def other_use(draw: random.Random) -> str:
    """Words of a house's address that mean something else."""
    who = draw.choice(["Bu Rina", "anak saya", "Pak Anwar", "si bungsu", "Tante Lia", "nenek", "Mbak Yuni", "guru TK"])
    return who + draw.choice(
        [
            " menyanyi lagu burung kutilang",
            " kehilangan giwang emas sebelah",
            " menanam pohon randu di kebun",
            " naik haji tahun depan",
            " membaca dongeng pangeran dan kereta kencana",
            " memelihara dua ekor kutilang",
            " tinggal di dalam kamar seharian",
            " membeli kasur kapuk randu",
            " melihat rusa kembar lahir di televisi",
            " memasang pelita waktu senja",
            " memakai bambu wulung untuk angklung",
        ]
    )


def filled(templates: list[str], **slots: list[str]) -> Callable[[random.Random], str]:
    """A maker of one of TEMPLATES with a word of each slot in its place."""

    def make(draw: random.Random) -> str:
        return draw.choice(templates).format(**{slot: draw.choice(words) for slot, words in slots.items()})

    return make


NEAR_MISSES: dict[str, Callable[[random.Random], str]] = {
    "another street": another_street,
    "the common name elsewhere": common_elsewhere,
    "an area alone": area_alone,
    "the number alone": number_alone,
    "another RT/RW": another_rt_rw,
    "another block": another_block,
    "another phone": another_phone,
    "half a phone": half_a_phone,
    "coordinates elsewhere": coordinates_elsewhere,
    "another landmark": another_landmark,
    "the words in other use": other_use,
}

HARMLESS: dict[str, Callable[[random.Random], str]] = {
    "narrative": filled(
        [
            "Klien bercerita bahwa {who} {did} sejak {when}. Ia tidak berani bicara kepada tetangga.",
            "{when} {who} {did}, lalu klien pergi membawa {n} anak dan satu tas.",
            "Menurut klien, {who} sudah {n} kali {did}; terakhir kali {when}.",
            "waktu itu {who} {did} di depan anak2, sy cuma bs diam. kejadiannya {when}",
            "Klien lari ke rumah tetangga setelah {who} {did}. Itu terjadi {when}.",
        ],
        who=["suaminya", "mertua laki-laki", "mantan pacar", "kakak ipar", "ayah tirinya"],
        did=[
            "mengancam dengan parang",
            "memukul di dapur",
            "mengunci pintu dari luar",
            "merampas HP",
            "membanting piring",
        ],
        when=["bulan puasa lalu", "tahun 2019", "Selasa malam pukul 21.30", "tanggal 17 Agustus", "anak kedua lahir"],
        n=["2", "tiga", "4", "5"],
    ),
    "medical": filled(
        [
            "Tekanan darah {bp}, suhu 36,{n}; diberi {drug} {dose} selama {n} hari.",
            "Memar {part} ukuran {n} x {n} cm, warna kebiruan. Visum diserahkan pukul 14.{dose2}.",
            "Kontrol ulang {n} minggu lagi; {drug} {dose} diteruskan, luka {part} kering.",
            "pasien G{n}P1A0, TD {bp}, nyeri {part}, alergi {drug}",
            "Hasil rontgen {part}: retak halus. Resep: {drug} {dose}, tebus di apotek rumah sakit.",
        ],
        bp=["110/70", "130/85", "120/80", "145/95"],
        drug=["parasetamol", "amoksisilin", "ibuprofen", "asam mefenamat"],
        dose=["3x500 mg", "2x1 tablet", "3x1 sesudah makan"],
        dose2=["05", "17", "52"],
        part=["lengan kiri", "pelipis kanan", "punggung bawah", "pergelangan tangan"],
        n=["2", "3", "4", "5"],
    ),
    "paperwork": filled(
        [
            "Surat {paper} nomor {n}/{roman}/2024 sudah diterima dan diarsipkan.",
            "Mohon fotokopi {paper} rangkap {n2}, dikumpulkan paling lambat tanggal {n2}.",
            "{paper} atas nama klien masih ditahan suami, nomor berkas {n}.",
            "LP/B/{n}/{roman}/2024 dilampiri {paper}, halaman {n2} belum distempel.",
            "Biaya legalisasi {paper} Rp{n}.000, kuitansi no. {n2}.",
        ],
        paper=["kartu keluarga", "akta nikah", "KTP", "akta lahir anak", "kartu BPJS", "rapor kelas IV"],
        n=["117", "523", "906", "1742", "238"],
        roman=["IV", "IX", "XI", "II"],
        n2=["4", "9", "17", "23"],
    ),
    "offices": filled(
        [
            "Sidang {day} di {office}, ruang {n}, bawa saksi.",
            "{office} pindah ke Jl. {street} No. {n}, telepon 021-55{tail}.",
            "Antre di loket {n} {office} sejak jam tujuh, {day} tutup siang.",
            "Pendampingan {day}: ketemu di lobi {office}, lantai {n}.",
            "Alamat {office}: Jalan {street} {n}, dekat halte, buka {day} pagi.",
        ],
        office=["Pengadilan Agama", "unit PPA Polres", "kantor dinas sosial", "LBH", "kantor catatan sipil"],
        street=["Wijaya Lentik", "Balai Tirtamaya", "Jenderal Sasrawijaya", "Melur Kembang"],
        n=["2", "3", "12", "17", "45"],
        day=["Senin", "Rabu", "Jumat", "besok lusa"],
        tail=["71 2045", "34 8092", "62 1507"],
    ),
    "in English": filled(
        [
            "She has lived with {who} for {n} years and never told {them}.",
            "The hearing is on the {n}th, {them} will come along; {who} must not be in the same room.",
            "Her younger child, aged {n}, {state} whenever somebody mentions {who}.",
            "We phoned {them} twice about {who}; the client {state} now.",
            "Safety plan reviewed with {them}: code word, bag, {n} emergency contacts. She {state}.",
        ],
        who=["her husband", "her stepfather", "an ex-boyfriend", "her in-laws"],
        them=["the police", "her sister", "a teacher", "the clinic"],
        state=["sleeps badly", "is calmer", "stops talking", "wants to go back to school"],
        n=["4", "6", "9", "17"],
    ),
    "counselling": filled(
        [
            "Sesi ke-{n}: klien {felt}, latihan {task} dilanjutkan di rumah.",
            "Skor kecemasan turun dari 2{n} ke 1{n}. Klien {felt} setelah {task}.",
            "Konselor menyarankan {task}; klien {felt} dan minta jeda {n} menit.",
            "{child} {felt} saat bermain boneka, lalu ikut {task}.",
            "Rencana: {task} {n} kali seminggu, evaluasi {child} bersama psikolog.",
        ],
        felt=[
            "masih merasa bersalah",
            "mulai bisa tidur",
            "menangis cukup lama",
            "tampak lebih tenang",
            "sulit percaya orang",
        ],
        task=["latihan napas", "menulis jurnal", "menggambar bersama", "teknik grounding", "kelompok dukungan"],
        child=["Anak sulung", "Anak bungsu", "Si kembar"],
        n=["2", "3", "5", "7"],
    ),
}
