"""What case workers write all day, with no house in it."""

from __future__ import annotations

import random
from collections.abc import Callable

_CLINICS = [
    *("RSUD Tarakan", "RS Polri Kramat Jati", "RSCM", "Puskesmas Kecamatan Cakung", "Puskesmas Kelurahan Duri Kepa"),
    *("RSKD Duren Sawit", "RSUD Pasar Rebo", "Puskesmas Tebet", "RSIA Budi Kemuliaan", "IGD RS Fatmawati"),
]
_COURTS = [
    *(
        "PN Jakarta Selatan",
        "PA Jakarta Barat",
        "Kejari Jakarta Utara",
        "Polres Metro Jakarta Timur",
        "Polsek Tanah Abang",
    ),
    *("Unit PPA Polda Metro Jaya", "PN Jakarta Timur", "PA Jakarta Pusat", "Kejati DKI"),
]
_OFFICES = [
    *("UPTD PPA Provinsi DKI Jakarta", "LPSK", "LBH APIK", "Dinas Sosial", "Komnas Perempuan", "Dukcapil", "KPAI"),
    *("Sudin PPAPP", "BPJS Kesehatan", "P2TP2A", "Kemensos"),
]
_WHO = ["Klien", "Korban", "Ibu S.", "Anak kedua", "Pasien", "Ny. D", "Saksi", "An. R (7 th)", "Pendamping"]
_DAYS = ["Senin", "Selasa pagi", "Rabu", "Kamis siang", "Jumat", "besok", "12 Maret", "minggu depan", "3/11/2025"]
_ENGLISH_DAYS = ["Monday", "Tuesday morning", "12 March", "3/11/2025", "Friday", "next week"]
_STAFF = [
    "Bu Lestari",
    "dr. Hanum",
    "Briptu Yoga",
    "psikolog Mira",
    "Pak Jaksa",
    "advokat Tania",
    "Kak Ucup",
    "suster Wati",
]

_MEDICAL = [
    "{who} datang dengan memar di {part}, ukuran {n} x 2 cm, warna kebiruan.",
    "TD 1{n}/80, nadi 88, {part} nyeri tekan. Terapi: parasetamol 3x500 mg.",
    "{who} kontrol {day} di {place}, luka {part} membaik.",
    "Visum et repertum diminta ke {place}, hasil {day}.",
    "USG: janin {n} minggu, tidak ada perdarahan. Kontrol {day}.",
    "{who} menolak rawat inap, edukasi tanda bahaya sudah diberikan oleh {staff}.",
    "Konsul gizi {day}; anak susah makan, BB turun {n} ons.",
    "Rujuk ke {place} untuk rontgen {part}, bawa KTP dan kartu BPJS.",
]
_LEGAL = [
    "Sidang ditunda sampai {day}, saksi ahli belum hadir di {place}.",
    "BAP tambahan {day} pukul {n}.00 di {place}, didampingi {staff}.",
    "Surat permohonan perlindungan sudah dikirim ke {place}.",
    "Terlapor dijerat Pasal {n} UU PKDRT, berkas P-21 menurut {staff}.",
    "{who} ingin mencabut laporan; {staff} menjelaskan akibatnya.",
    "Gugatan cerai didaftarkan di {place}, panjar Rp {n}50 ribu.",
    "Penyidik minta salinan kartu keluarga paling lambat {day}.",
    "Restitusi dihitung bersama {place}, rapat {day}.",
]
_SESSION = [
    "Sesi {n}: {who} masih sulit tidur, mimpi buruk berulang, ada kemajuan.",
    "{who} menangis ketika bercerita tentang ayahnya, diberi jeda {n} menit.",
    "Latihan napas dengan {staff}, skala cemas turun dari {n} ke 2.",
    "{who} menggambar keluarga; figur ayah paling kecil.",
    "Risiko bunuh diri rendah menurut {staff}; rencana aman ditinjau {day}.",
    "{who} ingin kembali bekerja, didaftarkan ke pelatihan menjahit {day}.",
    "Anak mulai mau bermain dengan teman, durasi {n} menit.",
    "Konseling keluarga dijadwalkan {day} dengan {staff}.",
]
_DESK = [
    "Mohon tanda tangan {staff} di formulir rujukan ke {place} sebelum {day}.",
    "Rapat kasus {day} jam {n}.00, bahas anggaran transport dan popok.",
    "{staff} cuti {day}, kasusnya diteruskan ke rekan satu tim.",
    "Stok susu tinggal {n} kaleng, ajukan ke {place}.",
    "Akta lahir anak hilang; {staff} mengurus ke Dukcapil {day}.",
    "Tolong scan surat dari {place}, yang kemarin buram halaman {n}.",
    "Sekolah setuju pindah semester depan, rapor dikirim {day}.",
    "Honor penerjemah bahasa isyarat Rp {n}00 ribu, kuitansi menyusul.",
]
_CHAT = [
    "bu {day} jd ke {place} gak? sy tunggu di lobi ya",
    "ok siap kak, {staff} udh acc",
    "maaf br bales, td di {place} sinyal jelek bgt 🙏",
    "{who} udh makan, udh minum obat jg, aman 👍",
    "tlg reschedule ke {day} ya, {staff} lg sakit",
    "berkasnya {n} lembar doang, sy taro di meja",
    "hp {who} mati dr td pagi, nanti dicoba lg",
    "mkasih bnyk kak, smg lancar sidangnya {day} 🤲",
]
_ENGLISH = [
    "Follow-up on {day}: client sleeping better, nightmares down to {n} a week.",
    "Referred to {place} for a forensic examination, {staff} will attend.",
    "Interpreter needed on {day}, about {n} hours.",
    "The embassy asked {staff} for a copy of the passport.",
    "Client was seen at {place} on {day}, calm and clear.",
    "Appointment at {place} moved to {day}.",
    "Child protection plan reviewed with {staff}, {n} actions open.",
    "No new injuries. The burn is {n} mm wide and dry on {day}.",
]


def _written(lines: list[str], places: list[str], days: list[str] = _DAYS) -> Callable[[random.Random], str]:
    """A kind that fills one of LINES with one of PLACES and of DAYS."""

    def make(draw: random.Random) -> str:
        return draw.choice(lines).format(
            who=draw.choice(_WHO),
            place=draw.choice(places),
            day=draw.choice(days),
            staff=draw.choice(_STAFF),
            part=draw.choice(["lengan kiri", "pelipis", "punggung", "lutut", "bahu kanan", "pipi", "paha"]),
            n=draw.randrange(3, 19),
        )

    return make


HARMLESS: dict[str, Callable[[random.Random], str]] = {
    "medical": _written(_MEDICAL, _CLINICS),
    "legal": _written(_LEGAL, _COURTS),
    "session": _written(_SESSION, _OFFICES),
    "desk": _written(_DESK, _OFFICES),
    "colleagues chatting": _written(_CHAT, [*_CLINICS, *_COURTS, *_OFFICES]),
    "English": _written(_ENGLISH, [*_COURTS, *_CLINICS], _ENGLISH_DAYS),
}
