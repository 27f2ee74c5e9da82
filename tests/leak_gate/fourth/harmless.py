"""What case workers write all day."""

import random

from tests.leak_gate.fourth.voices import Kind, one_of

HOSPITALS = ["RSCM", "RS Polri Kramat Jati", "RSUD Tarakan", "RSUD Pasar Rebo", "RSUD Koja", "RSUD Cengkareng"]
CLINICS = ["Puskesmas Tebet", "Puskesmas Kecamatan Senen", "Puskesmas Cilincing", "Puskesmas Kramat Jati"]
AGENCIES = ["UPT PPPA", "Dinas Sosial", "LBH APIK", "LPSK", "Komnas Perempuan", "Yayasan Pulih", "Disdukcapil"]
COURTS = ["PN Jakarta Timur", "PN Jakarta Selatan", "PA Jakarta Barat", "PA Jakarta Utara", "PN Jakarta Pusat"]
POLICE = ["Polres Metro Jakarta Timur", "Polda Metro Jaya", "Polres Metro Jakarta Barat", "Unit PPA Polres Jaksel"]
DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"]
MOODS = ["cemas", "lebih tenang", "mudah menangis", "sulit tidur", "waspada berlebihan", "mulai tertawa", "murung"]
HURTS = ["lebam di lengan kiri", "luka robek di pelipis", "nyeri punggung", "memar di pipi", "luka bakar kecil"]
WHO = ["Klien", "Korban", "Ibu S.", "Nn. R.", "Penyintas", "Ny. M."]
CHILDREN = ["anak pertama", "si bungsu", "kedua anaknya", "anak kedua", "anak kelas dua"]
GOODS = ["popok", "susu formula", "pakaian dalam", "pembalut", "seragam sekolah", "beras", "selimut", "sabun"]
TOPICS = ["hak asuh", "nafkah anak", "rencana keselamatan", "rasa bersalah", "mimpi buruk", "pekerjaan", "keluarga"]


def counselling(draw: random.Random) -> str:
    """Notes of a talk."""
    return one_of(
        draw,
        [
            f"{draw.choice(WHO)} tampak {draw.choice(MOODS)}. Sesi membahas {draw.choice(TOPICS)}, "
            f"lanjut {draw.choice(DAYS)}.",
            f"Sesi ke-{draw.randint(2, 9)}: {draw.choice(TOPICS)}. Latihan napas sepuluh menit.",
            f"{draw.choice(WHO)} {draw.choice(MOODS)} sejak bertemu {draw.choice(CHILDREN)}.",
            f"konseling td ok, klien {draw.choice(MOODS)}, minta topik {draw.choice(TOPICS)} minggu dpn",
            f"Pulang dari kelompok dukungan {draw.choice(AGENCIES)}, {draw.choice(WHO)} {draw.choice(MOODS)}.",
            f"The client seemed calmer; we talked about {draw.choice(['sleep', 'work', 'her mother', 'the trial'])}.",
        ],
    )


def medical(draw: random.Random) -> str:
    """Notes about health."""
    return one_of(
        draw,
        [
            f"Visum di {draw.choice(HOSPITALS)} selesai: {draw.choice(HURTS)}.",
            f"{draw.choice(WHO)} kontrol ke {draw.choice([*HOSPITALS, *CLINICS])} hari {draw.choice(DAYS)}, "
            f"{draw.choice(HURTS)} membaik.",
            f"Rujuk ke {draw.choice(HOSPITALS)} karena {draw.choice(HURTS)} dan {draw.choice(MOODS)}.",
            f"imunisasi {draw.choice(CHILDREN)} di {draw.choice(CLINICS)} sdh lengkap",
            f"Obat {draw.randint(2, 3)} kali sehari, habis dalam {draw.randint(5, 14)} hari. Alergi: tidak ada.",
            f"Dokter {draw.choice(HOSPITALS)} menyarankan rawat jalan {draw.randint(1, 4)} minggu.",
        ],
    )


def legal(draw: random.Random) -> str:
    """Notes about police and courts."""
    return one_of(
        draw,
        [
            f"Sidang di {draw.choice(COURTS)} ditunda ke {draw.choice(DAYS)}.",
            f"BAP di {draw.choice(POLICE)} didampingi {draw.choice(AGENCIES)}, {draw.randint(2, 6)} jam.",
            f"{draw.choice(AGENCIES)} menyiapkan permohonan {draw.choice(['restitusi', 'perlindungan', 'cerai'])} "
            f"ke {draw.choice(COURTS)}.",
            f"Penyidik {draw.choice(POLICE)} minta {draw.choice(['saksi', 'bukti chat', 'rekaman'])} tambahan.",
            f"{draw.choice(WHO)} menanyakan {draw.choice(TOPICS)}, dijelaskan oleh {draw.choice(AGENCIES)}.",
        ],
    )


def children(draw: random.Random) -> str:
    """Notes about children and school."""
    return one_of(
        draw,
        [
            f"{draw.choice(CHILDREN).capitalize()} {draw.choice(MOODS)}, menolak sekolah hari {draw.choice(DAYS)}.",
            f"Surat pindah sekolah untuk {draw.choice(CHILDREN)} diurus {draw.choice(AGENCIES)}.",
            f"{draw.choice(WHO)} minta {draw.choice(GOODS)} untuk {draw.choice(CHILDREN)}.",
            f"akta lahir {draw.choice(CHILDREN)} blm ada, tlg bantu {draw.choice(AGENCIES)}",
            f"Terapi bermain: {draw.choice(CHILDREN)} menggambar {draw.choice(['kapal', 'kucing', 'ibu', 'hujan'])}.",
        ],
    )


def errands(draw: random.Random) -> str:
    """Notes about goods, cars and shifts."""
    return one_of(
        draw,
        [
            f"Stok {draw.choice(GOODS)} tinggal {draw.randint(2, 12)}, pesan lagi {draw.choice(DAYS)}.",
            f"{draw.choice(['Sopir', 'Relawan', 'Piket'])} {draw.choice(DAYS)} kosong, siapa bisa?",
            f"Bantuan {draw.choice(GOODS)} dan {draw.choice(GOODS)} dari {draw.choice(AGENCIES)} sudah diterima.",
            f"Kwitansi transpor ke {draw.choice([*HOSPITALS, *COURTS, *POLICE])} belum masuk.",
            f"rapat koordinasi dgn {draw.choice(AGENCIES)} {draw.choice(DAYS)} jam {draw.randint(8, 15)}",
        ],
    )


def handover(draw: random.Random) -> str:
    """Notes from one worker to the next."""
    return one_of(
        draw,
        [
            f"Operan: {draw.choice(WHO)} {draw.choice(MOODS)}, makan {draw.choice(['baik', 'sedikit', 'habis'])}, "
            f"tidur {draw.randint(3, 8)} jam.",
            f"Berkas dikirim ke {draw.choice(AGENCIES)} untuk {draw.choice(TOPICS)}; tunggu balasan.",
            f"{draw.choice(WHO)} didampingi ke {draw.choice([*POLICE, *HOSPITALS])}, pulang pukul "
            f"{draw.randint(13, 19)}.00.",
            f"Asesmen risiko: {draw.choice(['tinggi', 'sedang', 'rendah'])}. Perlu dibahas {draw.choice(TOPICS)}.",
            f"Suami menelepon {draw.choice(AGENCIES)} {draw.randint(2, 9)} kali, tidak dilayani.",
        ],
    )


HARMLESS: dict[str, Kind] = {
    "counselling": counselling,
    "medical": medical,
    "legal": legal,
    "children": children,
    "errands": errands,
    "handover": handover,
}
