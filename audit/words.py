"""Codes of the log in the auditor's words. A code that has no word is shown as it is."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.roles import Role
from audit.models import Decision

KINDS: dict[str, Promise] = {
    "assessment": _("Asesmen"),
    "case": _("Kasus"),
    "consent": _("Persetujuan"),
    "custody_event": _("Serah terima barang bukti"),
    "custody_item": _("Barang bukti"),
    "document": _("Dokumen"),
    "document_copy": _("Salinan dokumen"),
    "draft": _("Draf"),
    "evidence": _("Bukti"),
    "finding": _("Temuan pemeriksaan"),
    "key": _("Kunci data"),
    "list": _("Daftar"),
    "log": _("Jejak audit"),
    "message": _("Pesan"),
    "name_doubt": _("Dugaan orang yang sama"),
    "person": _("Orang dalam berkas"),
    "plan": _("Rencana"),
    "police_report": _("Laporan polisi"),
    "reason": _("Alasan"),
    "reference": _("Peristiwa rumah"),
    "referral": _("Rujukan"),
    "referral_answer": _("Jawaban rujukan"),
    "release": _("Pelepasan"),
    "review": _("Tinjauan"),
    "risk": _("Risiko"),
    "search": _("Pencarian"),
    "service": _("Halaman layanan"),
    "session": _("Sesi konseling"),
    "shelter": _("Rumah aman"),
    "signatory": _("Penanda tangan"),
    "staff": _("Akun"),
    "statistics": _("Statistik"),
    "task": _("Tugas"),
    "ticket": _("Tiket"),
    "unit": _("Unit"),
    "visum": _("Visum"),
    "visum_delivery": _("Penyerahan visum"),
    "visum_photo": _("Foto visum"),
    "visum_request": _("Permintaan visum"),
}

VERBS: dict[str, Promise] = {
    "accept": _("menerima"),
    "acknowledge": _("menyatakan diterima"),
    "add": _("menambah"),
    "answer": _("menjawab"),
    "ask": _("meminta"),
    "ask_place": _("meminta tempat"),
    "ask_rewrite": _("meminta tulis ulang"),
    "ask_visum": _("meminta visum"),
    "assess": _("menilai"),
    "assign": _("menugaskan"),
    "change": _("mengubah"),
    "cleared": _("melepas"),
    "close": _("menutup"),
    "counsel": _("mendampingi"),
    "counsellor": _("menunjuk konselor"),
    "custody": _("mencatat serah terima"),
    "decide": _("memutuskan"),
    "declare": _("menyatakan"),
    "decline": _("menolak"),
    "deliver": _("menyerahkan"),
    "discard": _("membuang"),
    "discuss": _("membahas"),
    "entrust": _("menyerahkan akses"),
    "event": _("bertindak dalam rumah"),
    "evidence": _("mengelola bukti"),
    "examine": _("memeriksa"),
    "export": _("mengekspor"),
    "finish": _("menyelesaikan"),
    "follow": _("meneruskan akses"),
    "grant": _("memberi akses"),
    "hand": _("menyerahkan"),
    "hand_letter": _("menyerahkan surat"),
    "handle": _("mengelola"),
    "import": _("mengimpor"),
    "in": _("masuk"),
    "issue": _("menerbitkan"),
    "let_go": _("melepas"),
    "letter": _("membuat surat"),
    "locate": _("membuka lokasi"),
    "notes": _("membaca catatan"),
    "open": _("membuka"),
    "out": _("keluar"),
    "paper": _("membuat dokumen"),
    "password": _("mengganti kata sandi"),
    "place": _("menempatkan"),
    "prepare": _("menyiapkan"),
    "print": _("mencetak"),
    "protection": _("melihat perlindungan"),
    "read": _("membaca"),
    "receive": _("menerima"),
    "record": _("mencatat"),
    "refer": _("merujuk"),
    "referred": _("mencatat rujukan"),
    "refuse": _("menolak"),
    "register": _("mendaftarkan"),
    "release": _("melepas"),
    "reopen": _("membuka kembali"),
    "report": _("mencatat laporan"),
    "request": _("meminta"),
    "requests": _("membuka permohonan"),
    "review": _("meninjau"),
    "revise": _("memperbaiki"),
    "revoke": _("mencabut akses"),
    "rewrite": _("menulis ulang"),
    "rewrite_answer": _("menulis ulang jawaban"),
    "save": _("menyimpan"),
    "search": _("mencari"),
    "second_factor": _("memasang faktor kedua"),
    "second_factor_made": _("menyiapkan faktor kedua"),
    "send": _("mengirim"),
    "send_urgent": _("mengirim rujukan mendesak"),
    "serve": _("bertugas di rumah"),
    "shred": _("memusnahkan kunci"),
    "sign": _("menandatangani"),
    "step": _("mencatat serah terima"),
    "submit": _("mengajukan"),
    "take": _("menerima barang bukti"),
    "take_back": _("menarik kembali"),
    "verify": _("memeriksa"),
    "write": _("menulis"),
}

DECISIONS: dict[str, Promise] = {
    Decision.ALLOWED: _("terlaksana"),
    Decision.DENIED: _("ditolak"),
    Decision.INTENDED: _("diniatkan"),
    Decision.DONE: _("selesai"),
    Decision.FAILED: _("gagal"),
    Decision.OUTSIDE: _("tanpa tindakan"),
}


def kind(code: str) -> str:
    """`case` → Kasus."""
    return str(KINDS.get(code, code))


def verb(code: str) -> str:
    """`case.read` → membaca; `tanpa tindakan` as it is."""
    return str(VERBS.get(code.rpartition(".")[2], code))


def decision(code: str) -> str:
    """`denied` → ditolak."""
    return str(DECISIONS.get(code, code))


def role(code: str) -> str:
    """`case_manager` → Manajer kasus."""
    try:
        return str(Role(code).label)
    except ValueError:
        return code
