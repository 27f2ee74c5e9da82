"""Kinds of moments on a case's timeline: coded, with a label, so that the line can be drawn without opening anything.

Packages above add theirs: `timeline.register("referral.sent", _("Rujukan dikirim"))`, and write one inside an action
with `timeline.note(case, "referral.sent", by=by, agency=agency)`.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.models import Case, CaseEvent

_labels: dict[str, object] = {
    "case.registered": _("Pengaduan didaftarkan"),
    "case.accepted": _("Kasus diterima"),
    "case.refused": _("Pengaduan tidak diterima"),
    "case.assigned": _("Manajer kasus ditetapkan"),
    "case.counsellor": _("Konselor ditetapkan"),
    "case.closed": _("Terminasi"),
    "case.break_glass": _("Akses darurat dibuka selama setengah jam"),
    "case.imported": _("Dipindahkan dari arsip"),
    "person.added": _("Orang ditambahkan"),
    "person.changed": _("Data orang diperbarui"),
    "conflict.staff": _("Konflik kepentingan ditemukan"),
    "conflict.asked": _("Kesamaan nama dengan pegawai, menunggu jawaban"),
    "conflict.answered": _("Kesamaan nama dijawab"),
    "conflict.lift_asked": _("Pencabutan konflik kepentingan diminta"),
    "conflict.lift_declined": _("Pencabutan konflik kepentingan ditolak"),
    "conflict.lifted": _("Konflik kepentingan dicabut"),
    "consent.recorded": _("Persetujuan dicatat"),
    "assessment.written": _("Asesmen ditulis"),
    "risk.assessed": _("Tingkat risiko ditetapkan"),
    "plan.written": _("Rencana intervensi ditambah"),
    "task.added": _("Tugas dibuat"),
    "task.finished": _("Tugas selesai"),
    "session.held": _("Sesi konseling berlangsung"),
    "evidence.added": _("Bukti disimpan"),
    "legal_hold.set": _("Penahanan hukum dipasang"),
    "legal_hold.lift_asked": _("Pencabutan penahanan hukum diminta"),
    "legal_hold.lifted": _("Penahanan hukum dicabut"),
    "shredding.asked": _("Pemusnahan berkas diminta"),
    "shredding.declined": _("Pemusnahan berkas dihentikan"),
}


def register(kind: str, label) -> None:
    """Makes a kind of moment known, with its label."""
    _labels[kind] = label


def label(kind: str) -> str:
    """The label of a kind; the kind itself where nobody gave one."""
    return str(_labels.get(kind, kind))


def of_conflicts(kind: str) -> bool:
    """Whether a kind of moment tells that somebody stood behind a wall."""
    return kind.startswith("conflict.")


def note(case: Case, kind: str, *, by, agency=None, at=None) -> CaseEvent:
    """Adds a line to the case's timeline. Call it inside an action."""
    if kind not in _labels:
        raise LookupError(f"no label for {kind}: call casework.timeline.register in AppConfig.ready()")
    event = CaseEvent(case=case, kind=kind, at=at or timezone.now(), by=by, agency=agency)
    event.save(force_insert=True)
    return event
