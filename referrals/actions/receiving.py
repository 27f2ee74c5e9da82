"""The receiver's verbs: accept, decline, answer."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import policy
from access.errors import Refused
from access.models import Staff
from audit.action import action
from disclosure import gate, mail
from disclosure.workflow import GateState
from referrals.actions.locking import locked
from referrals.actions.working import at_work
from referrals.codes.referral import NEEDS, Kind
from referrals.models import Answer, Referral
from referrals.queries import hospital_examines, is_begun
from referrals.workflow import REFERRAL


@action("referral.accept")
def accept(referral: Referral, *, by: Staff) -> Referral:
    """The receiving unit takes it. A hospital gets the police's letters that were waiting for one."""
    referral = _moved(referral, "accept", by)
    if referral.kind == Kind.HEALTH:
        hospital_examines(referral)
    return referral


@action("referral.decline")
def decline(referral: Referral, *, reason: str, by: Staff) -> Referral:
    """The receiving unit can't take it; the sender reads the reason at once and looks elsewhere.

    Once work on it is recorded it is answered instead: a sender told "declined" would send her through it again.
    """
    referral = locked(referral)
    if not reason:
        raise Refused(_("Alasan belum dipilih. Tidak ada yang berubah. Pilih alasan lalu kirim lagi."), field="reason")
    if is_begun(referral):
        raise Refused(_("Pekerjaan atas rujukan ini sudah dicatat. Tidak ada yang berubah. Jawablah rujukan ini."))
    referral.decline_reason = reason
    return _moved(referral, "decline", by)


@action("referral.answer")
def answer(referral: Referral, *, outcome: str, by: Staff, services: Sequence[str] = (), text: str = "") -> Answer:
    """Answers the sender: codes at once, free text once the gate has released it."""
    referral = _moved(referral, "answer", by)
    text = text.strip()
    reply = Answer(
        referral=referral,
        case_id=referral.case_id,
        outcome=outcome,
        services=",".join(need for need in NEEDS[Kind(referral.kind)] if need in services),
        at=timezone.now(),
        by=by,
        text=text or None,
    )
    reply.save()
    if text:
        gate.submit(text, subject=reply.text_subject, about=reply.case_id, writer=by)
    return reply


@action("referral.rewrite_answer")
def rewrite_answer(reply: Answer, *, text: str, by: Staff) -> Answer:
    """The receiver writes an answer's text anew; it passes the gate anew. A released text stays as it was read."""
    reply = locked(reply)
    if reply.text is None or gate.state(reply.text_subject) == GateState.RELEASED:
        raise Refused(_("Teks ini sudah dilepaskan dan dapat dibaca pengirim, jadi tidak berubah."), field="text")
    reply.text = text.strip()
    reply.save(update_fields=["text"])
    if gate.submit(text.strip(), subject=reply.text_subject, about=reply.case_id, writer=by) == GateState.REWRITE:
        raise Refused(gate.REWRITE_SENTENCE, field="text")
    return reply


def _moved(referral: Referral, event: str, by: Staff) -> Referral:
    reason = referral.decline_reason
    referral = locked(referral)
    REFERRAL.move(referral, event)
    if event in ("accept", "decline"):
        referral.decided_at, referral.decided_by = timezone.now(), by
    if event == "decline":
        referral.decline_reason = reason
    referral.save(update_fields=["state", "decided_at", "decided_by", "decline_reason"])
    if event != "decline":
        at_work(referral, by=by)
    policy.sync(referral)
    mail.notify(referral.from_agency)
    return referral
