"""Sending a referral: at once from a ticket, or from a case on her consent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import policy
from access.errors import Refused
from access.models import AgencyKind, Staff, Unit
from audit.action import action
from casework import timeline
from casework.actions.handling import running
from casework.actions.tickets import note_referral
from casework.models import Case, Ticket
from disclosure import gate, mail
from disclosure.workflow import GateState
from referrals import consent
from referrals.actions.locking import locked
from referrals.codes.referral import KIND_OF_AGENCY, NEEDS, URGENT_KINDS, Basis, ContactRule, Kind
from referrals.identity import minimum
from referrals.models import Referral
from referrals.queries import followers
from vault import entropy

RELEASED = GateState.RELEASED
URGENT_BASES = (Basis.SPOKEN, Basis.VITAL)


@action("referral.send_urgent")
def send_urgent(
    ticket: Ticket,
    *,
    to_unit: Unit,
    needs: Sequence[str],
    basis: str,
    by: Staff,
    heard_at: datetime | None = None,
    heard_by: Staff | None = None,
    age: int | None = None,
    sex: str = "",
    contact_rule: str = ContactRule.VIA_AGENCY,
    wanted: bool = False,
) -> Referral:
    """Leaves the ticket at once, before any registration: on her spoken consent (who heard it, when) or vital interest.

    It holds no free text, not even a name, so nothing waits for anybody: whoever comes says its reference.
    """
    kind = _kind_of(to_unit)
    if kind not in URGENT_KINDS:
        raise Refused(_("Rujukan mendesak dikirim ke fasilitas kesehatan atau kepolisian."), field="to_unit")
    if basis not in URGENT_BASES:
        raise Refused(_("Pilih dasarnya: persetujuan lisan atau kepentingan vital."), field="basis")
    if basis == Basis.SPOKEN:
        heard_by, heard_at = heard_by or by, heard_at or timezone.now()
        if heard_at > timezone.now():
            raise Refused(_("Waktu mendengar persetujuan belum terjadi. Periksa lalu kirim lagi."), field="heard_at")
    else:
        heard_by = heard_at = None
    works_there = ticket.works_for_id == to_unit.agency_id and not ticket.his_agency_wanted
    _mind_conflict(ticket.pk, to_unit, wanted=wanted, works_there=works_there, by=by)
    reference = _new_reference()
    referral = _send(
        Referral(
            reference=reference,
            case_id=ticket.pk,
            nature=ticket.kind,
            kind=kind,
            urgent=True,
            to_unit=to_unit,
            needs=_needs(kind, needs),
            contact_rule=contact_rule,
            basis=basis,
            heard_by=heard_by,
            heard_at=heard_at,
            wanted_despite_conflict=wanted,
            identity=minimum(code=reference, age=age, sex=sex),
        ),
        by=by,
    )
    note_referral(ticket, agency=referral.to_agency, by=by)
    return referral


@action("referral.send")
def send_referral(
    case: Case,
    *,
    to_unit: Unit,
    needs: Sequence[str],
    basis: str,
    by: Staff,
    law: str = "",
    note: str = "",
    name: str = "",
    age: int | None = None,
    sex: str = "",
    contact_rule: str = ContactRule.VIA_AGENCY,
    wanted: bool = False,
) -> Referral:
    """Sends a referral from a case. Without a consent line for this recipient, or a stated legal duty, nothing leaves.

    The note goes before the gate; everything else has left when this returns.
    """
    kind = _kind_of(to_unit)
    if basis not in (Basis.CONSENT, Basis.LAW):
        raise Refused(_("Pilih dasarnya: persetujuan untuk penerima ini atau kewajiban hukum."), field="basis")
    case = running(case)
    line = consent.ground(by, case, to_unit.agency, basis=basis, law=law)
    _mind_conflict(case.pk, to_unit, wanted=wanted, works_there=False, by=by)
    referral = _send(
        Referral(
            reference=_new_reference(),
            case_id=case.pk,
            nature=case.kind,
            kind=kind,
            to_unit=to_unit,
            needs=_needs(kind, needs),
            contact_rule=contact_rule,
            basis=basis,
            law=law if basis == Basis.LAW else "",
            consent_line=line,
            wanted_despite_conflict=wanted,
            complaint_at=case.opened if kind == Kind.POLICE and case.sexual else None,
            identity=minimum(code=case.reference, name=name, age=age, sex=sex),
        ),
        name=name,
        note=note.strip(),
        by=by,
    )
    timeline.note(case, "referral.sent", by=by, agency=referral.to_agency)
    return referral


@action("referral.rewrite")
def rewrite_note(referral: Referral, *, text: str, by: Staff) -> Referral:
    """The sender writes the note anew; it passes the gate anew. A released note stays as it was read."""
    referral = locked(referral)
    if referral.note is None or gate.state(referral.note_subject) == GateState.RELEASED:
        raise Refused(_("Teks ini sudah dilepaskan dan dapat dibaca penerima, jadi tidak berubah."), field="text")
    referral.note = text.strip()
    referral.save(update_fields=["note"])
    _before_gate(referral, text.strip(), by)
    return referral


def _send(referral: Referral, *, by: Staff, name: str = "", note: str = "") -> Referral:
    referral.opened = timezone.now()
    referral.from_agency = by.agency
    referral.sent_by = by
    referral.to_agency = referral.to_unit.agency
    referral.note = note or None
    referral.save()
    policy.grant(referral, "answer_referral", referral.to_unit, by=by, why="referral")
    for to in {(type(to), to.pk): to for to in [by, *followers(referral.case_id)]}.values():
        policy.grant(referral, "send_referral", to, by=by, why="sender")
    if (
        name
        and gate.submit(name, subject=f"referral:{referral.pk}:name", about=referral.case_id, writer=by) != RELEASED
    ):
        raise Refused(
            _(
                "Nama memuat sesuatu yang mirip tempat atau nomor telepon, jadi tidak ada yang dikirim. "
                "Isian Anda tetap tersimpan. Tulis namanya saja lalu kirim lagi."
            ),
            field="name",
        )
    if note:
        _before_gate(referral, note, by)
    mail.notify(referral.to_agency)
    return referral


def _before_gate(referral: Referral, text: str, by: Staff) -> None:
    if gate.submit(text, subject=referral.note_subject, about=referral.case_id, writer=by) == GateState.REWRITE:
        raise Refused(gate.REWRITE_SENTENCE, field="text")


def _kind_of(unit: Unit) -> Kind:
    try:
        return KIND_OF_AGENCY[AgencyKind(unit.agency.kind)]
    except KeyError:
        raise Refused(_("Instansi ini tidak menerima rujukan. Pilih penerima lain."), field="to_unit") from None


def _needs(kind: Kind, codes: Sequence[str]) -> str:
    """What is asked, in the order of the list; only what such an agency gives."""
    chosen = [need for need in NEEDS[kind] if need in codes]
    if not chosen or len(chosen) != len(set(codes)):
        raise Refused(_("Pilih layanan yang memang diberikan penerima ini. Tidak ada yang dikirim."), field="needs")
    return ",".join(chosen)


def _mind_conflict(case_id, unit: Unit, *, wanted: bool, works_there: bool, by: Staff) -> None:
    """Refuses the agency that the reported person works for; if she wants it, that unit's wall is lifted."""
    walls = consent.conflicting(case_id, unit.agency)
    if not walls and not works_there:
        return
    if not wanted:
        raise consent.refuse_conflict()
    for wall in walls:
        if wall.unit_id == unit.pk:
            wall.lifted_at, wall.lifted_by = timezone.now(), by
            wall.save(update_fields=["lifted_at", "lifted_by"])


def _new_reference() -> str:
    return f"R-{entropy.code(6)}"
