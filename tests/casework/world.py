"""Tickets and cases at every stage, made by the product's own actions."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from access import covering
from access.models import Agency, Cover, Staff
from audit.models import AuditEntry
from casework.actions.complaints import accept_case, register_complaint
from casework.actions.counselling import record_session
from casework.actions.tickets import open_ticket
from vault.entropy import new_id

STORY = "Suaminya memukulnya berkali-kali sejak sore dan mengunci pintu."
NAME = "Wulansari Prabandarum"
NIK = "3174016503940002"
PHONE = "0812 9000 1234"
NOTES = "Klien menceritakan mimpi buruk yang berulang."
SUMMARY = "Klien mulai tenang; sesi berikutnya pekan depan."

# the manager's forms of a case → what is typed
FORMS = {
    "orang/tambah/": {"part": "family", "name": "Ibu Ratna", "phone": "0812 3333 4444"},
    "persetujuan/catat/": {"item": "recording", "answer": "refused", "present": "alone"},
    "asesmen/tulis/": {"physical": "Memar di lengan."},
    "risiko/tetapkan/": {"level": "tinggi", "factors": ["weapon"]},
    "rencana/tambah/": {"service": "health", "goal": "Periksa di RSUD."},
    "tugas/tambah/": {"text": "Telepon klien", "due": "2027-01-04"},
    "percakapan/tulis/": {"text": "Mohon kabar."},
    "terminasi/": {"ending": "finished", "reason": "goals_met"},
}


def agency(code: str) -> Agency:
    return Agency.objects.get(code=code)


def ticket(people, by=None, **fields):
    return open_ticket(new_id(), **{"what": STORY, "by": by or people.operator112, **fields})


def persons(**victim) -> list[dict]:
    return [
        {"part": "victim", "name": NAME, "nik": NIK, "phone": PHONE, "born": "1994-03-25", "sex": "F", **victim},
        {"part": "reported", "name": "Hendra Gunadiputra", "relation": "spouse"},
    ]


def complaint(people, on=None, kinds=("physical",), **fields):
    return register_complaint(
        on or ticket(people),
        **{
            "persons": persons(),
            "kinds": list(kinds),
            "chronology": STORY,
            "city_code": "31.75",
            "by": people.penerima,
            **fields,
        },
    )


def case(people, counsellor=True, **fields):
    """An accepted case of `manajer`, with `konselor`."""
    return accept_case(
        complaint(people, **fields),
        manager=people.manajer,
        counsellor=people.konselor if counsellor else None,
        by=people.supervisor,
    )


def covers(people, staff, whose: Staff) -> Cover:
    """STAFF covers a shift in the role and unit of WHOSE from now on."""
    staff = Staff.objects.select_related("agency", "unit").get(pk=staff.pk)
    cover = covering.approve(staff, role=whose.role, unit=whose.unit, by=people.kepala)
    covering.begin(cover, until=timezone.now() + timedelta(hours=8), by=people.admin)
    return cover


def session(of, people, **fields):
    values = {"day": timezone.localdate() - timedelta(days=1), "minutes": 60, "mode": "face", "notes": NOTES}
    return record_session(of, **{**values, "summary": SUMMARY, "summary_agreed": True, "by": people.konselor, **fields})


def entries(action: str) -> int:
    return AuditEntry.objects.filter(action=action).count()
