"""The investigator's verbs: the number of the report, the letter that asks for a visum."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.errors import NotNow, Refused
from access.models import Agency, AgencyKind, Staff
from audit.action import action
from disclosure import gate, mail
from referrals import lp
from referrals.actions.locking import locked
from referrals.actions.working import at_work
from referrals.codes.referral import Kind
from referrals.models import PoliceReport, Referral, VisumRequest
from referrals.models.police import letter_text
from referrals.queries import examining_referral
from referrals.states import ReferralState

OPEN = (ReferralState.ACCEPTED, ReferralState.ANSWERED)


@action("police.report")
def record_report(referral: Referral, *, number: str, reported_at: datetime, by: Staff) -> PoliceReport:
    """Records the number of the laporan polisi. A number of another shape is taken: the form has warned."""
    referral = _taken(referral, Kind.POLICE)
    if reported_at > timezone.now():
        raise Refused(_("Waktu laporan belum terjadi. Isian Anda tetap tersimpan. Periksa lagi."), field="reported_at")
    report = PoliceReport(
        referral=referral,
        case_id=referral.case_id,
        number=number.strip(),
        reported_at=reported_at,
        recorded_at=timezone.now(),
        by=by,
    )
    units = Agency.objects.filter(kind=AgencyKind.POLICE).values_list("name", flat=True)
    report.coded = lp.made_of_constants(number, units)
    report.save()
    if not report.coded:
        gate.submit(number.strip(), subject=report.number_subject, about=report.case_id, writer=by)
    at_work(referral, by=by)
    mail.notify(referral.from_agency)
    return report


@action("visum.ask")
def ask_visum(
    referral: Referral, *, number: str, dated: date, exam: str, rank: str, investigator: str, by: Staff
) -> VisumRequest:
    """Asks for a visum. It reaches the hospital that examines her, now or as soon as there is one.

    Whether there is one already can't be told from the outcome.
    """
    referral = _taken(referral, Kind.POLICE)
    hospital = examining_referral(referral.case_id)
    letter = _letter(
        case_id=referral.case_id,
        police=referral,
        agency=referral.to_agency,
        hospital=hospital,
        number=number,
        dated=dated,
        exam=exam,
        rank=rank,
        investigator=investigator,
        by=by,
    )
    at_work(referral, by=by)
    if hospital is not None:
        mail.notify(hospital.to_agency)
    return letter


@action("visum.letter")
def record_letter(
    referral: Referral,
    *,
    agency: Agency,
    number: str,
    dated: date,
    exam: str,
    rank: str,
    investigator: str,
    by: Staff,
) -> VisumRequest:
    """The hospital records a letter that came on paper, from a unit of the police."""
    referral = _taken(referral, Kind.HEALTH)
    return _letter(
        case_id=referral.case_id,
        police=None,
        agency=agency,
        hospital=referral,
        number=number,
        dated=dated,
        exam=exam,
        rank=rank,
        investigator=investigator,
        by=by,
    )


def _letter(*, hospital, number: str, dated: date, investigator: str, by: Staff, **fields) -> VisumRequest:
    now = timezone.now()
    if dated > timezone.localdate(now):
        raise Refused(_("Tanggal surat belum terjadi. Isian Anda tetap tersimpan. Periksa lagi."), field="dated")
    letter = VisumRequest(
        hospital=hospital,
        reached_at=now if hospital is not None else None,
        number=number.strip(),
        dated=dated,
        investigator=investigator.strip(),
        asked_at=now,
        asked_by=by,
        **fields,
    )
    letter.save()
    text = letter_text(number.strip(), investigator.strip())
    gate.submit(text, subject=letter.letter_subject, about=letter.case_id, writer=by)
    return letter


def _taken(referral: Referral, kind: Kind) -> Referral:
    referral = locked(referral)
    if referral.kind != kind or referral.state not in OPEN:
        raise NotNow(
            _("Langkah ini dilakukan setelah rujukan diterima. Tidak ada yang tersimpan. Terima rujukan dulu.")
        )
    return referral
