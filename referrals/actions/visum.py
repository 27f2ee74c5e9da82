"""The doctor's verbs: record an examination, mend it, make it a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.errors import NotNow, Refused
from access.models import Staff
from audit.action import action
from disclosure import actions as documents
from referrals.actions.locking import locked
from referrals.actions.working import at_work
from referrals.codes.referral import Kind
from referrals.codes.visum import Degree, Region, VisumKind
from referrals.models import Finding, Referral, Visum
from referrals.queries import hospital_examines, letters_at
from referrals.states import ReferralState
from referrals.workflow import VISUM
from vault import entropy

PAPER = "visum"


@action("visum.record")
def record_visum(
    referral: Referral,
    *,
    kind: str,
    examined_at: datetime,
    findings: Sequence[tuple[str, str]],
    cause: str,
    degree: str,
    findings_text: str,
    by: Staff,
    conclusion: str = "",
    agreed: bool = False,
    specialist: bool = False,
) -> Visum:
    """Records an examination at once, with or without a letter of the police. `findings` are (region, injury) pairs.

    The examination needs her written consent; a psychiatric one a psychiatrist; an interim one has no conclusion.
    """
    referral = locked(referral)
    if referral.kind != Kind.HEALTH or referral.state not in (ReferralState.ACCEPTED, ReferralState.ANSWERED):
        raise NotNow(_("Visum dicatat setelah rujukan diterima. Tidak ada yang tersimpan. Terima rujukan lebih dulu."))
    if examined_at > timezone.now():
        raise Refused(
            _("Waktu pemeriksaan belum terjadi. Isian Anda tetap tersimpan. Periksa lagi."), field="examined_at"
        )
    if not agreed:
        raise Refused(_("Pemeriksaan memerlukan persetujuan tertulis korban atau walinya."), field="agreed")
    _check(kind, degree, conclusion, specialist)
    visum = Visum(
        reference=f"V-{entropy.code(6)}",
        referral=referral,
        case_id=referral.case_id,
        kind=kind,
        examined_at=examined_at,
        recorded_at=timezone.now(),
        examiner=by,
        agreed=agreed,
        cause=cause,
        degree=degree,
        findings_text=findings_text.strip(),
        conclusion=conclusion.strip() or None,
    )
    visum.save()
    for order, (region, injury) in enumerate(_clean(findings), 1):
        Finding(visum=visum, region=region, injury=injury, order=order).save()
    hospital_examines(referral)
    at_work(referral, by=by)
    return visum


@action("visum.revise")
def revise_visum(visum: Visum, *, findings_text: str, by: Staff, conclusion: str = "") -> Visum:
    """Mends the words of a visum while its document is still a draft. What was found in codes has left and stays."""
    visum = locked(visum)
    VISUM.move(visum, "revise")
    if visum.document is not None and not visum.document.is_open:
        raise NotNow(
            _("Suratnya sudah dikirim untuk ditinjau, jadi teks tidak berubah. Kembalikan surat ke draf lebih dulu.")
        )
    _only_examiner(visum, by)
    _check(visum.kind, visum.degree, conclusion, True)
    visum.findings_text = findings_text.strip()
    visum.conclusion = conclusion.strip() or None
    visum.save(update_fields=["state", "findings_text", "conclusion"])
    return visum


@action("visum.prepare")
def prepare_visum(visum: Visum, *, by: Staff) -> Visum:
    """Begins the document that answers the letter of the police. Without a letter there is nobody to address it to."""
    visum = locked(visum)
    _only_examiner(visum, by)
    VISUM.move(visum, "prepare")
    if not letters_at(visum.referral_id):
        raise Refused(
            _(
                "Surat permintaan visum dari penyidik belum ada. Hasil pemeriksaan Anda tetap tersimpan. "
                "Tunggu suratnya, atau catat surat yang datang di atas kertas."
            )
        )
    visum.document = documents.request_document(
        PAPER, about_kind="referral", about_id=visum.referral_id, case_id=visum.case_id, source_id=visum.pk, by=by
    )
    visum.save(update_fields=["state", "document"])
    return visum


def _only_examiner(visum: Visum, by: Staff) -> None:
    if visum.examiner_id != by.pk:
        raise Refused(_("Hanya pemeriksa yang menyusun dan mengubah visum ini. Tidak ada yang berubah."))


def _check(kind: str, degree: str, conclusion: str, specialist: bool) -> None:
    if kind == VisumKind.PSYCHIATRIC and not specialist:
        raise Refused(_("Visum psikiatrikum dibuat oleh dokter spesialis kedokteran jiwa (Sp.KJ)."), field="specialist")
    if kind == VisumKind.INTERIM and (conclusion.strip() or degree != Degree.NOT_STATED):
        raise Refused(
            _("Visum sementara tidak memuat kesimpulan dan derajat luka. Kosongkan keduanya, atau pilih jenis lain."),
            field="conclusion",
        )
    if kind != VisumKind.INTERIM and not conclusion.strip():
        raise Refused(_("Kesimpulan belum diisi. Isian Anda tetap tersimpan. Tulis kesimpulan."), field="conclusion")


def _clean(findings: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs without repetition; a region needs a kind of injury, and none is none."""
    pairs = list(dict.fromkeys(findings))
    if not pairs or any((region == Region.NONE) != (not injury) for region, injury in pairs):
        raise Refused(
            _("Setiap bagian tubuh memerlukan jenis luka, atau pilih «Tidak ditemukan luka»."), field="findings"
        )
    if len(pairs) > 1 and any(region == Region.NONE for region, _injury in pairs):
        raise Refused(_("«Tidak ditemukan luka» tidak dapat bersama temuan lain."), field="findings")
    return pairs
