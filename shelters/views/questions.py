"""Asking for an explanation of a house event: the pages that `audit` has for entries, answered by this database.

They lie here because of what a page leaves behind: a form's path, or a 404's entry with the id that was asked for,
would tell the main database which event an auditor asked about, and one after a look at a file whose it is.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse

from access import policy
from access.permissions import Permission
from access.views import ActionView, not_found
from access.views.base import PermissionedView
from audit import house
from audit.lines import name_of
from audit.models import Asking
from audit.queries import people
from audit.views.questions import Answer, Explanations, ReviewQuestion
from shelters.actions import questions as acting
from shelters.models import HouseQuestion
from shelters.queries import questions
from shelters.queries.meaning import describe


class DeniedUnnamed(ActionView):
    """Left of a page about a house event: its 404 leaves an entry like any house event's, without a name or an id."""

    abstract = True

    def unseen(self):
        if self.request.user.is_robot:
            return super().unseen()
        return self.sent_already() or self.denied()

    def denied(self):
        """The one 404; who was denied lies with the houses."""
        house.denied(by=self.request.user)
        return not_found(self.request)


class EventExplanations(DeniedUnnamed, Explanations):
    """What was asked about one house event and answered."""

    permission = Permission.SERVICE_LOG
    purpose = "question.read"

    def authorise(self):
        PermissionedView.authorise(self)
        self.obj = questions.event(self.request.user, self.kwargs["pk"])
        if self.obj is None:
            raise policy.Unseen

    def asked(self):
        return list(questions.of_event_for(self.request.user, self.obj))

    def askable(self):
        return questions.askable(self.obj, by=self.request.user)

    def facts(self) -> dict[str, Any]:
        meaning, who = describe([self.obj.pk])[self.obj.pk], people().get(str(self.obj.staff_id))
        beside = [(event, questions.about(event.meaning)) for event in questions.of_that_day(self.obj)]
        told = {"about": questions.about(meaning), "at": self.obj.at, "who": name_of(who) if who else ""}
        return told | {"of_that_day": beside}

    def read(self) -> object:
        return HouseQuestion(reference=self.obj)

    def review_url(self, question: Asking) -> str:
        return reverse("shelters:review_question", args=[question.pk])  # type: ignore[attr-defined]

    def act(self, form: forms.Form) -> str:
        given = form.cleaned_data
        acting.ask(given["whom"], event=self.obj, text=given["text"], by=self.request.user)
        return self.success_url(self.obj)

    def success_url(self, obj: Any) -> str:
        return reverse("shelters:event", args=[obj.pk])


class AnswerEvent(DeniedUnnamed, Answer):
    """About an act of one's own in a house or, asked quietly, of somebody who works under one.

    Neither house nor resident is named: whoever is asked has served elsewhere since, or never knew them.
    """

    permission = Permission.SERVICE_TODAY
    purpose = "question.read"
    action = acting.answer

    def mine(self):
        return list(questions.asked_of(self.request.user))

    def facts(self) -> dict[str, Any]:
        event = self.obj.reference
        who = people().get(str(event.staff_id)) if self.obj.quietly else None
        act = describe([event.pk])[event.pk].act
        told = {"about": act.capitalize(), "at": event.at, "reference": str(event.pk)[:8]}
        return told | {"who": name_of(who) if who else ""}


class ReviewEvent(DeniedUnnamed, ReviewQuestion):
    """[Tinjau]: signs an explanation of a house event off, with a note."""

    permission = Permission.SERVICE_LOG
    action = acting.sign_off

    def seen(self):
        return questions.seen_by(self.request.user, self.kwargs["pk"])

    def success_url(self, obj: Any) -> str:
        return reverse("shelters:event", args=[obj.reference_id])
