"""What stands around a document's content: whose paper it is, its number, day, and who signs in which capacity."""

from __future__ import annotations

import dataclasses
import datetime

from django.utils import translation

from access.models import Agency, AgencyKind, Staff
from disclosure.models.signatory import Signatory

# The day line names the city the agencies sit in, never where anybody is.
CITY = "Jakarta"

_PROVINCE = "PEMERINTAH PROVINSI DAERAH KHUSUS IBUKOTA JAKARTA"
SUPERIORS: dict[str, tuple[str, ...]] = {
    AgencyKind.PPAPP: (
        _PROVINCE,
        "DINAS PEMBERDAYAAN, PERLINDUNGAN ANAK DAN PENGENDALIAN PENDUDUK",
    ),
    AgencyKind.POST: (_PROVINCE, "DINAS PEMBERDAYAAN, PERLINDUNGAN ANAK DAN PENGENDALIAN PENDUDUK"),
    AgencyKind.HOSPITAL: (_PROVINCE, "DINAS KESEHATAN"),
    AgencyKind.PUSKESMAS: (_PROVINCE, "DINAS KESEHATAN"),
    AgencyKind.AMBULANCE: (_PROVINCE, "DINAS KESEHATAN"),
    AgencyKind.SOCIAL_AFFAIRS: (_PROVINCE,),
    AgencyKind.BPBD: (_PROVINCE,),
    AgencyKind.FIRE: (_PROVINCE,),
    AgencyKind.INSPECTORATE: (_PROVINCE,),
    AgencyKind.POLICE: ("KEPOLISIAN NEGARA REPUBLIK INDONESIA", "DAERAH METRO JAYA"),
    AgencyKind.LPSK: ("REPUBLIK INDONESIA",),
}


# what stands on every sheet about an exercise or a test of the system; there is nothing to say of a real one
MARKS = {"exercise": "LATIHAN – bukan dokumen resmi", "test": "UJI – bukan dokumen resmi"}


@dataclasses.dataclass(frozen=True)
class Letter:
    """Everything on the page that is not the paper's own content. All of it is public or the signer's own."""

    number: str
    day: datetime.date
    superiors: tuple[str, ...]
    agency: str
    address: str
    telephone: str
    office: str
    signer: str
    nip: str
    signed_at: datetime.datetime | None
    check_code: str
    city: str = CITY
    nature: str = "actual"

    @property
    def mark(self) -> str:
        """What every sheet says when the file it is about is no real one; empty for a real one."""
        return MARKS.get(self.nature, "")

    @property
    def spaced_nip(self) -> str:
        """The civil-service number as it is printed: birth, appointment, sex, serial."""
        nip = self.nip
        return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if len(nip) == 18 and nip.isdigit() else nip


def letter_of(
    agency: Agency,
    *,
    day: datetime.date,
    number: str = "",
    signer: Staff | None = None,
    signed_at: datetime.datetime | None = None,
    check_code: str = "",
    nature: str = "actual",
) -> Letter:
    """The letter of an agency; without a signer it is a draft's. NATURE is the file's: actual, exercise or test."""
    signatory = Signatory.objects.filter(staff=signer).first() if signer else None
    return Letter(
        number=number,
        day=day,
        superiors=SUPERIORS.get(agency.kind, ()),
        agency=agency.name,
        address=agency.address,
        telephone=agency.telephone,
        office=signatory.office if signatory else (_role(signer) if signer else ""),
        signer=signer.get_full_name() if signer else "",
        nip=signatory.nip if signatory else "",
        signed_at=signed_at,
        check_code=check_code,
        nature=nature,
    )


def _role(signer: Staff) -> str:
    with translation.override("id"):
        return str(signer.get_role_display())
