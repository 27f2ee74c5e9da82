"""The page of one referral: the sender's side, or the receiver's, where nothing else exists."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from access import policy
from access.permissions import Permission
from access.views import GuardedDetailView
from disclosure import gate
from disclosure.workflow import GateState
from referrals import queries
from referrals.codes.referral import Kind
from referrals.identity import shown
from referrals.models import Referral
from referrals.models.police import letter_text
from referrals.shown import police_due
from referrals.states import ReferralState
from referrals.workflow import REFERRAL

RELEASED = GateState.RELEASED


class ReferralPage(GuardedDetailView):
    """What was sent, what is asked, what was answered; texts of the other side only once they are released."""

    permission = Permission.REFERRAL_READ
    template_name = "referrals/referral.html"
    purpose = "referral.page"

    def wants(self, obj: Any) -> list[tuple]:
        self.receiving = "answer_referral" in obj.standing
        self.answers = list(obj.answers.select_related("by"))
        self.visums = list(obj.visums.prefetch_related("findings")) if obj.kind == Kind.HEALTH else []
        self.letters = queries.letters_at(obj.pk) if obj.kind == Kind.HEALTH and self.receiving else []
        self.reports, self.requests, self.deliveries = [], [], []
        if obj.kind == Kind.POLICE:
            self.reports = list(obj.police_reports.all())
        if obj.kind == Kind.POLICE and self.receiving:
            self.requests = list(obj.visum_requests.all())
            self.deliveries = list(obj.deliveries.select_related("received_by"))
        self.gate = gate.states(self._subjects(obj))
        wants: list[tuple] = [(obj, "identity")]
        if obj.note is not None and self._open(obj.note_subject, mine=not self.receiving):
            wants.append((obj, "note"))
        wants += [
            (answer, "text")
            for answer in self.answers
            if answer.text is not None and self._open(answer.text_subject, mine=self.receiving)
        ]
        wants += [
            (one, "number") for one in self.reports if self._open(one.number_subject, mine=self.receiving or one.coded)
        ]
        wants += [(one, "number", "investigator") for one in self.requests]
        wants += [
            (one, "number", "investigator")
            for one in self.letters
            if self._open(one.letter_subject, mine=one.police_id is None)
        ]
        return wants

    def _is_begun(self) -> bool:
        return bool(self.visums or self.reports or self.requests)

    def _subjects(self, obj: Referral) -> list[str]:
        return [
            *([obj.note_subject] if obj.note is not None else []),
            *(answer.text_subject for answer in self.answers if answer.text is not None),
            *(report.number_subject for report in self.reports),
            *(letter.letter_subject for letter in self.letters),
        ]

    def _open(self, subject: str, *, mine: bool) -> bool:
        """The writer's own agency reads its text; the other side once it is released."""
        return mine or self.gate.get(subject) == RELEASED

    def _text(self, opened, row, field: str, subject: str, *, mine: bool) -> dict[str, Any]:
        """One free text with what the gate says of it. The other side gets the very text that was released."""
        state = self.gate.get(subject)
        value = opened.get(row, field)
        if value and not mine and not gate.is_released(subject, value):
            value, state = "", GateState.WAITING
        return {"value": value, "state": state, "label": state.label if state else "", "mine": mine}

    def context(self, obj: Referral, opened) -> dict[str, Any]:
        receiving, due = self.receiving, police_due(obj.complaint_at)
        note = None
        if obj.note is not None:
            note = self._text(opened, obj, "note", obj.note_subject, mine=not receiving)
        return {
            "referral": obj,
            "receiving": receiving,
            "identity": shown(opened[obj, "identity"]),
            "note": note,
            "answers": [
                {
                    "answer": answer,
                    "text": None
                    if answer.text is None
                    else self._text(opened, answer, "text", answer.text_subject, mine=receiving),
                }
                for answer in self.answers
            ],
            "visums": self.visums,
            "letters": [self._letter(opened, letter) for letter in self.letters],
            "reports": [
                {
                    "report": one,
                    "number": self._text(opened, one, "number", one.number_subject, mine=receiving or one.coded),
                }
                for one in self.reports
            ],
            "requests": [
                {"letter": one, "number": opened[one, "number"], "investigator": opened[one, "investigator"]}
                for one in self.requests
            ],
            "deliveries": self.deliveries,
            "police_due": due if obj.kind == Kind.POLICE else None,
            "sent_in_time": due is not None and obj.opened <= due,
            "letter": self._letter_of(obj),
            "readers": [] if receiving else policy.readers(obj),
            **self._may(obj),
        }

    def _letter_of(self, obj: Referral) -> dict[str, Any] | None:
        """The surat rujukan: its way for those who write it, the file for the receiver once it was handed over."""
        document = obj.letter
        if document is None:
            return None
        handed = document.has_file and document.copies.filter(root_id=obj.pk).exists()
        if self.receiving and not handed:
            return None
        readable = self.receiving or policy.may(self.request.user, Permission.CASE_READ)
        return {
            "document": document,
            "url": reverse("disclosure:document", args=[document.pk]) if readable else "",
            "may_hand": self._writes_papers() and document.has_file and not handed,
        }

    def _writes_papers(self) -> bool:
        return not self.receiving and policy.may(self.request.user, Permission.CASE_PAPER)

    def _letter(self, opened, letter) -> dict[str, Any]:
        mine = letter.police_id is None
        number, investigator = opened.get(letter, "number"), opened.get(letter, "investigator")
        if number and not mine and not gate.is_released(letter.letter_subject, letter_text(number, investigator)):
            number = investigator = ""
        return {"letter": letter, "number": number, "investigator": investigator}

    def _may(self, obj: Referral) -> dict[str, bool]:
        """Which buttons the page has."""
        receiving, taken = self.receiving, obj.state in (ReferralState.ACCEPTED, ReferralState.ANSWERED)
        return {
            "may_write_letter": self._writes_papers(),
            "may_accept": receiving and REFERRAL.can(obj, "accept"),
            "may_decline": receiving and REFERRAL.can(obj, "decline") and not self._is_begun(),
            "may_answer": receiving and REFERRAL.can(obj, "answer"),
            "may_examine": receiving and taken and obj.kind == Kind.HEALTH,
            "may_police": receiving and taken and obj.kind == Kind.POLICE,
        }
