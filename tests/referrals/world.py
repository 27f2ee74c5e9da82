"""A file at the stages that referrals need, made by the product's own actions."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from access import policy
from access.models import Unit
from access.permissions import Permission
from casework.actions.complaints import accept_case, register_complaint
from casework.actions.handling import record_consent
from casework.actions.tickets import open_ticket
from referrals import actions
from referrals.codes.referral import Basis, Need
from referrals.models import Referral
from vault.entropy import new_id

NAME = "Wulansari Prabandarum"
STORY = "Suaminya memukulnya berkali-kali sejak sore."
FINDINGS = "Memar pada pipi kiri berukuran tiga kali dua sentimeter."
CONCLUSION = "Luka akibat kekerasan tumpul."
PLACE_LIKE = "Ia sekarang di Jalan Anggrek Nomor 7, dekat Masjid Al-Falah."


def unit(code: str) -> Unit:
    return Unit.objects.select_related("agency", "group").get(code=code)


def unit_of(staff) -> Unit:
    return unit(staff.unit.code)


def ticket(people, **fields):
    return open_ticket(new_id(), what=STORY, by=people.operator112, **fields)


def complaint(people, kinds=("physical",), **fields):
    return register_complaint(
        ticket(people, **fields),
        persons=[{"part": "victim", "name": NAME, "born": "1994-03-05", "sex": "F"}],
        kinds=list(kinds),
        by=people.penerima,
    )


def case(people, kinds=("physical",), **fields):
    """An accepted case of `manajer`."""
    return accept_case(complaint(people, kinds, **fields), manager=people.manajer, by=people.supervisor)


def agree(case, agency, people, answer="given"):
    return record_consent(case, item="sharing", answer=answer, present="alone", agency=agency, by=people.manajer)


def send(case, to, people, needs=(Need.VISUM,), by=None, **fields) -> Referral:
    """An ordinary referral on her consent."""
    agree(case, to.agency, people)
    fields = {"basis": Basis.CONSENT, "name": NAME, "age": 32, "sex": "F", **fields}
    return actions.send_referral(case, to_unit=unit_of(to), needs=needs, by=by or people.manajer, **fields)


def urgent(people, to=None, needs=(Need.VISUM,), on=None, **fields) -> Referral:
    """An urgent referral from a ticket, on her spoken consent."""
    return actions.send_urgent(
        on or ticket(people),
        to_unit=unit_of(to or people.dokter),
        needs=needs,
        by=people.operator112,
        **{"basis": Basis.SPOKEN, **fields},
    )


def examined(referral, people, by=None, **fields):
    """An accepted referral with one recorded examination."""
    doctor = by or people.dokter
    actions.accept(referral, by=doctor)
    values = {
        "kind": "definitive",
        "examined_at": timezone.now() - timedelta(minutes=5),
        "findings": [("face", "bruise"), ("left_arm", "abrasion")],
        "cause": "blunt",
        "degree": "light",
        "findings_text": FINDINGS,
        "conclusion": CONCLUSION,
        "agreed": True,
        **fields,
    }
    return actions.record_visum(referral, by=doctor, **values)


def letter(police_referral, people, **fields):
    """A letter of the police that asks for a visum."""
    values = {
        "number": "R/45/XI/2026/VER",
        "dated": timezone.localdate(),
        "exam": "injury",
        "rank": "brigadir",
        "investigator": people.penyidik.name,
        **fields,
    }
    return actions.ask_visum(police_referral, by=people.penyidik, **values)


def sees(user, referral, permission=Permission.REFERRAL_READ) -> bool:
    return policy.visible(user, permission).filter(pk=referral.pk).exists()
