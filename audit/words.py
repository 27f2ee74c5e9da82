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
    "document": _("Dokumen"),
    "draft": _("Draf"),
    "evidence": _("Bukti"),
    "key": _("Kunci data"),
    "list": _("Daftar"),
    "log": _("Jejak audit"),
    "message": _("Pesan"),
    "person": _("Orang dalam berkas"),
    "plan": _("Rencana"),
    "reason": _("Alasan"),
    "reference": _("Peristiwa rumah"),
    "referral": _("Rujukan"),
    "review": _("Tinjauan"),
    "risk": _("Risiko"),
    "search": _("Pencarian"),
    "service": _("Halaman layanan"),
    "session": _("Sesi konseling"),
    "shelter": _("Rumah aman"),
    "staff": _("Akun"),
    "statistics": _("Statistik"),
    "task": _("Tugas"),
    "ticket": _("Tiket"),
    "visum": _("Visum"),
}

VERBS: dict[str, Promise] = {
    "accept": _("menerima"),
    "acknowledge": _("menyatakan diterima"),
    "add": _("menambah"),
    "answer": _("menjawab"),
    "assess": _("menilai"),
    "assign": _("menugaskan"),
    "change": _("mengubah"),
    "close": _("menutup"),
    "decline": _("menolak"),
    "event": _("bertindak dalam rumah"),
    "export": _("mengekspor"),
    "finish": _("menyelesaikan"),
    "grant": _("memberi akses"),
    "hand": _("menyerahkan"),
    "import": _("mengimpor"),
    "issue": _("menerbitkan"),
    "in": _("masuk"),
    "open": _("membuka"),
    "out": _("keluar"),
    "print": _("mencetak"),
    "read": _("membaca"),
    "record": _("mencatat"),
    "refuse": _("menolak"),
    "register": _("mendaftarkan"),
    "release": _("melepas"),
    "request": _("meminta"),
    "review": _("meninjau"),
    "revoke": _("mencabut akses"),
    "save": _("menyimpan"),
    "search": _("mencari"),
    "send": _("mengirim"),
    "shred": _("memusnahkan kunci"),
    "sign": _("menandatangani"),
    "submit": _("mengajukan"),
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
