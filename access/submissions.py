"""One form, one act: the token of a sent form is taken in the same transaction as what the form does.

A second process that gets the same form waits at the database until the first has committed, then sends the
person where the first one did. Acts whose steps commit one by one (in the second database) take the token first.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from access import prepared
from access.models import Staff, Submission

KEPT = timedelta(days=2)


class AlreadySent(Exception):
    """This form has been carried out; `answer` is where it led, or empty if it is still being carried out."""

    def __init__(self, answer: str = "") -> None:
        super().__init__("already sent")
        self.answer = answer


def key_of(token: uuid.UUID, staff_id: uuid.UUID) -> uuid.UUID:
    """The name of one form that one person sends, which nobody who doesn't hold the form can guess."""
    return uuid.UUID(bytes=hashlib.sha256(token.bytes + staff_id.bytes).digest()[:16])


def _take(token: uuid.UUID, staff: Staff, answer: str = "") -> Submission:
    submission = Submission(key=key_of(token, staff.pk), answer=answer)
    try:
        prepared.insert(submission, "default")
    except IntegrityError:
        raise AlreadySent from None
    return submission


def once(
    token: uuid.UUID,
    staff: Staff,
    act: Callable[[], str],
    *,
    own_transactions: bool = False,
    kept: str | None = None,
    leads: str = "",
) -> str:
    """Carries out `act` unless this token was taken before; returns the path it answers, raises AlreadySent otherwise.

    If `act` raises, the token is free again. KEPT is what a second sending is answered with, where the path itself
    would tell the main database what only the other one may know. LEADS is the path that is expected, for where one
    transaction holds it all: written with the token, it needs no statement of its own.
    """
    try:
        return _in_steps(token, staff, act, kept) if own_transactions else _in_one(token, staff, act, leads)
    except AlreadySent:
        raise AlreadySent(sent_before(token, staff) or "") from None


def sent_before(token: uuid.UUID, staff: Staff) -> str | None:
    """Where this form led when this person sent it before: "" while it is being carried out, None if never."""
    return Submission.objects.filter(key=key_of(token, staff.pk)).values_list("answer", flat=True).first()


def _in_one(token: uuid.UUID, staff: Staff, act: Callable[[], str], leads: str) -> str:
    with transaction.atomic():
        submission = _take(token, staff, leads)
        answer = act()
        if answer != leads:
            submission.answer = answer
            submission.save(update_fields=["answer"])
    return answer


def _in_steps(token: uuid.UUID, staff: Staff, act: Callable[[], str], kept: str | None) -> str:
    with transaction.atomic():  # a savepoint where a transaction is open already
        submission = _take(token, staff)
    try:
        answer = act()
    except BaseException:
        submission.delete()
        raise
    submission.answer = answer if kept is None else kept
    submission.save(update_fields=["answer"])
    return answer


def run_once(now: datetime) -> int:
    """Forgets forms sent more than two days ago; returns how many."""
    removed, _ = Submission.objects.filter(made_at__lt=now - KEPT).delete()
    return removed
