"""Whether a hand-over stands on something: her consent for this recipient, or a stated legal duty."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from access import policy
from access.errors import Refused
from access.models import AgencyKind, ConflictOfInterest, Strength
from access.permissions import Permission
from casework.models import ConsentLine
from casework.options.casefile import ConsentAnswer
from referrals.codes.referral import Basis

SHARING = "sharing"


def newest_line(by, case, agency) -> ConsentLine | None:
    """Her newest answer about sharing with this agency; None if she was never asked."""
    lines = policy.visible(by, Permission.CASE_REFER, of=ConsentLine)
    return lines.filter(case=case, item=SHARING, agency=agency).order_by("-at", "-id").first()


def agencies_agreed(by, case) -> set:
    """Ids of the agencies with which she agreed to share, by her newest answers."""
    lines = policy.visible(by, Permission.CASE_REFER, of=ConsentLine).filter(case=case, item=SHARING)
    newest: dict = {}
    for agency_id, answer in lines.order_by("at", "id").values_list("agency_id", "answer"):
        newest[agency_id] = answer
    return {agency_id for agency_id, answer in newest.items() if answer == ConsentAnswer.GIVEN}


def ground(by, case, agency, *, basis: str, law: str):
    """The consent line's id that carries the hand-over, None for a legal duty. Raises Refused without either."""
    if basis == Basis.LAW:
        if not law:
            raise Refused(
                _("Dasar hukum belum dipilih, jadi tidak ada yang dikirim. Pilih kewajiban hukumnya lalu kirim lagi."),
                field="law",
            )
        return None
    line = newest_line(by, case, agency)
    if line is None or line.answer != ConsentAnswer.GIVEN:
        raise Refused(
            _(
                "Belum ada persetujuan klien untuk penerima ini, jadi tidak ada yang dikirim. "
                "Isian Anda tetap tersimpan. "
                "Catat persetujuannya lebih dulu, atau nyatakan kewajiban hukum."
            ),
            field="basis",
        )
    return line.pk


def conflicting(case_id, agency) -> list[ConflictOfInterest]:
    """Walls between this file and a unit of the agency: the reported person, or another party, works there."""
    return list(
        ConflictOfInterest.standing.filter(case_id=case_id, unit__agency=agency, strength=Strength.UNIT).select_related(
            "unit"
        )
    )


def works_somewhere(case_id) -> bool:
    """Whether somebody in this file works for an agency that gets referrals: the form asks whether she wants it."""
    elsewhere = ConflictOfInterest.standing.exclude(unit__agency__kind=AgencyKind.PPAPP)
    return elsewhere.filter(case_id=case_id, strength=Strength.UNIT).exists()


def refuse_conflict() -> Refused:
    """The refusal of a recipient for whom somebody in the file works."""
    return Refused(
        _(
            "Seorang dalam berkas ini bekerja di instansi ini, jadi rujukan tidak dikirim. Isian Anda tetap tersimpan. "
            "Pilih penerima lain, atau tandai bila korban sendiri menghendakinya."
        ),
        field="to_unit",
    )
