"""Codes of the log in the auditor's words. A code that has no word is shown as it is."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.roles import Role
from audit.kinds import FINDINGS
from audit.models import Decision
from audit.verbs import VERBS

KINDS: dict[str, Promise] = {
    "assessment": _("Asesmen"),
    "backup": _("Cadangan"),
    "break_glass": _("Akses darurat"),
    "case": pgettext_lazy("satu berkas", "Kasus"),
    "consent": _("Persetujuan"),
    "cover": _("Pengganti giliran"),
    "custody_event": _("Serah terima barang bukti"),
    "custody_item": _("Barang bukti"),
    "document": _("Dokumen"),
    "document_copy": _("Salinan dokumen"),
    "draft": _("Draf"),
    "duty": _("Jam piket"),
    "evidence": _("Bukti"),
    "finding": _("Temuan pemeriksaan"),
    "key": _("Kunci data"),
    "legal_hold": _("Penahanan hukum"),
    "list": _("Daftar"),
    "log": _("Jejak audit"),
    "matter": _("Perihal laporan"),
    "message": _("Pesan"),
    "name_doubt": _("Dugaan orang yang sama"),
    "page": _("Halaman"),
    "person": _("Orang dalam berkas"),
    "plan": _("Rencana"),
    "police_report": _("Laporan polisi"),
    "question": _("Penjelasan"),
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
    "shredding": _("Pemusnahan berkas"),
    "signatory": _("Penanda tangan"),
    "spool": _("Panggilan yang disimpan sementara"),
    "staff": _("Akun"),
    "statistics": _("Statistik"),
    "task": _("Tugas"),
    "ticket": _("Tiket"),
    "unit": _("Unit"),
    "visum": _("Visum"),
    "visum_delivery": _("Penyerahan visum"),
    "visum_photo": _("Foto visum"),
    "visum_request": _("Permintaan visum"),
    "wall_lift": _("Pencabutan konflik kepentingan"),
    "withdrawal": _("Penarikan dokumen"),
}

# who acts without being anybody's account
PROCESSES: dict[str, Promise] = {
    "canary": _("Pemeriksa malam (proses)"),
    "clock": _("Jadwal (proses)"),
    "matcher": _("Pencocok lokasi (proses)"),
}

# what a read was for: the page or the paper that the value was opened for
PURPOSES: dict[str, Promise] = {
    "search.number": _("Pencarian dengan nomor"),
    "account.call_back": _("Melihat nomor untuk menelepon balik"),
    "break_glass.call": _("Melihat nomor yang bertugas"),
    "card.read": _("Kartu penghuni"),
    "looks.read": _("Alasan pembukaan alamat"),
    "canary": _("Pemeriksaan malam"),
    "case.assessment": _("Halaman asesmen"),
    "case.conflicts": _("Halaman konflik kepentingan"),
    "case.consents": _("Halaman persetujuan"),
    "case.counselling": _("Halaman konseling"),
    "case.decide": _("Keputusan atas pengaduan"),
    "case.documents": _("Halaman dokumen"),
    "case.events": _("Linimasa kasus"),
    "case.evidence": _("Halaman bukti"),
    "case.handovers": _("Halaman rujukan"),
    "case.paper": _("Penyusunan dokumen"),
    "case.persons": _("Data orang dalam berkas"),
    "case.plan": _("Halaman rencana"),
    "case.summary": _("Ringkasan kasus"),
    "case.tasks": _("Halaman tugas"),
    "case.thread": _("Percakapan tim"),
    "document.download": _("Pengunduhan dokumen"),
    "document.issue": _("Penerbitan dokumen"),
    "document.page": _("Halaman dokumen"),
    "evidence.copy": _("Melihat salinan bukti"),
    "evidence.original": _("Pengambilan bukti asli"),
    "evidence.page": _("Halaman satu bukti"),
    "house.board": _("Papan hunian"),
    "house.page": _("Halaman rumah aman"),
    "intake.duplicate": _("Pemeriksaan data ganda"),
    "log.breach": _("Entri untuk pemberitahuan kegagalan pelindungan"),
    "log.check": _("Pemeriksaan jejak audit"),
    "log.entry": _("Halaman satu entri"),
    "log.export": _("Ekspor jejak audit"),
    "log.file": _("Jejak satu berkas"),
    "log.findings": _("Temuan jejak audit"),
    "log.openers": _("Siapa yang dapat membuka satu berkas"),
    "log.person": _("Hari kerja satu orang"),
    "log.question": _("Penjelasan atas satu entri"),
    "log.questions": _("Pertanyaan yang terbuka"),
    "log.reason": _("Membaca alasan yang diketik"),
    "page.counted": _("Halaman yang diminta tanpa masuk, hanya dihitung"),
    "question.page": _("Menjawab auditor"),
    "question.read": _("Penjelasan atas peristiwa rumah"),
    "log.reviewed": _("Temuan yang sudah ditinjau"),
    "log.reports": _("Daftar laporan jejak audit"),
    "referral.answer": _("Jawaban atas rujukan"),
    "referral.examine": _("Pemeriksaan korban"),
    "referral.page": _("Halaman rujukan"),
    "referral.write": _("Penulisan rujukan"),
    "release.look": _("Pelepasan teks"),
    "requests.read": _("Permohonan tempat"),
    "search": _("Pencarian"),
    "session.notes": _("Catatan konseling sendiri"),
    "sign.counted": _("Percobaan masuk yang hanya dihitung"),
    "ticket.desk": _("Meja 112"),
    "ticket.page": _("Halaman tiket"),
    "ticket.register": _("Pendaftaran pengaduan"),
    "transfer.read": _("Pengantaran"),
    "visum.page": _("Halaman visum"),
    "visum.photo": _("Melihat foto visum"),
}

# what a write, or a page that was refused, belongs to: by the first part of its code
AREAS: dict[str, Promise] = {
    **dict.fromkeys(("assessment", "case", "plan", "risk"), _("Penanganan kasus")),
    **dict.fromkeys(("house", "landmarks", "location", "shelter", "shift"), _("Rumah aman")),
    "access": _("Pemberian akses"),
    "access_report": _("Hak akses korban"),
    "account": _("Urusan akun"),
    "alert": _("Tanda bahaya"),
    "breach": _("Kegagalan pelindungan data"),
    "canary": _("Pemeriksaan malam"),
    "conflict": _("Pemeriksaan konflik kepentingan"),
    "consent": _("Persetujuan korban"),
    "cover": _("Penggantian giliran"),
    "custody": _("Rantai barang bukti"),
    "document": _("Dokumen"),
    "draft": _("Draf tiket"),
    "evidence": _("Bukti"),
    "hold": _("Penempatan"),
    "key": _("Kunci data"),
    "legal_hold": _("Penahanan hukum"),
    "log": _("Jejak audit"),
    "message": _("Percakapan tim"),
    "page": _("Masuk dan keluar"),
    "person": _("Data orang dalam berkas"),
    "police": _("Penanganan kepolisian"),
    "question": _("Permintaan penjelasan"),
    "referral": _("Rujukan"),
    "release": _("Pelepasan teks"),
    "report": _("Laporan jejak audit"),
    "request": _("Penempatan"),
    "robot": _("Urusan akun"),
    "service": _("Halaman layanan"),
    "session": _("Konseling"),
    "shredding": _("Pemusnahan berkas"),
    "sign": _("Masuk dan keluar"),
    "signatory": _("Penandatanganan"),
    "statistics": _("Statistik"),
    "stay": _("Hunian"),
    "task": _("Tugas"),
    "ticket": _("Penanganan tiket"),
    "transfer": _("Pengantaran"),
    "visum": _("Visum"),
    "wall_lift": _("Pemeriksaan konflik kepentingan"),
}

# what somebody, or their unit, is to a file
RELATIONS: dict[str, Promise] = {
    "answer_referral": _("menerima rujukan"),
    "counsel_case": _("mendampingi"),
    "cover_case": _("menggantikan rekan"),
    "emergency_case": _("akses darurat"),
    "handle_case": _("menangani kasus"),
    "head_case": _("memimpin"),
    "receive_case": _("menerima pengaduan"),
    "receive_ticket": _("menerima tiket"),
    "respond_ticket": _("dipanggil ke tempat kejadian"),
    "send_referral": _("mengirim rujukan"),
    "supervise_case": _("menyelia"),
    "take_ticket": _("menerima panggilan"),
    "task": _("diberi tugas"),
    "work_referral": _("mengerjakan rujukan"),
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


def purpose(code: str) -> str:
    """`case.summary` → Ringkasan kasus; of a write or a refused page what it belongs to: `task.add` → Tugas."""
    word = PURPOSES.get(code) or AREAS.get(code.partition(".")[0])
    return str(word) if word else verb(code).capitalize()


def relation(code: str) -> str:
    """`handle_case` → menangani kasus."""
    return str(RELATIONS.get(code, code))


def decision(code: str) -> str:
    """`denied` → ditolak."""
    return str(DECISIONS.get(code, code))


def finding(key: str) -> str:
    """What kind of finding a key is of: `night:…` → Pembacaan di malam hari."""
    code = key.partition(":")[0]
    return str(FINDINGS.get(code, code))


def role(code: str) -> str:
    """`case_manager` → Manajer kasus."""
    return str(Role(code).label if code in Role.values else PROCESSES.get(code, code))
