"""Asking for an explanation: the page of one act's questions, the list of open ones, the answer, the signing-off.

What stands in `audit` is about entries; the houses' package brings the same pages for its events.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import policy
from access.permissions import Permission
from access.roles import KNOW_A_HOUSE
from access.views import ActionView, ServiceView, StepUp
from access.views.base import PermissionedView
from audit import actions, asking, house, questions, subjects
from audit.asking import Askable
from audit.errors import PlaceNamed
from audit.forms import AnswerForm, AskForm, NoteForm
from audit.lines import lines
from audit.models import Asking, AuditEntry, Question, Step
from audit.objects import Thing
from audit.queries import people
from audit.views.entry import seen_entry

START = "/"  # everybody's start page


class QuestionsView(ServiceView):
    """All questions that nobody has signed off, with their clocks."""

    permission = Permission.SERVICE_LOG
    template_name = "audit/questions.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        actions.look(request.user, "log.questions")
        return self.page(questions=questions.open_for(request.user))


class Explanations(ActionView):
    """What was asked about one act and answered; asks a further question. One entry for each look."""

    abstract = True
    form_class = AskForm
    template_name = "audit/explanations.html"
    button = _("Kirim pertanyaan")
    success_message = _("Pertanyaan terkirim. Yang ditanya melihatnya di halaman Hari ini; tenggatnya tiga hari.")
    stale_fields = ()

    def asked(self) -> list[Asking]:
        """The questions about this act, the oldest first, each with its steps."""
        raise NotImplementedError(f"{type(self).__name__} must say what was asked")

    def askable(self) -> Askable:
        """Whom else to ask."""
        raise NotImplementedError(f"{type(self).__name__} must say who can be asked")

    def facts(self) -> dict[str, Any]:
        """`about`, `at`, `who`: which act it is."""
        raise NotImplementedError(f"{type(self).__name__} must say what is asked about")

    def read(self) -> object:
        """What the entry of the look is about."""
        raise NotImplementedError(f"{type(self).__name__} must say what is looked at")

    def review_url(self, question: Asking) -> str:
        """Where this question is signed off."""
        raise NotImplementedError(f"{type(self).__name__} must say where a question is signed off")

    def form_kwargs(self) -> dict[str, Any]:
        self.offered = self.askable()
        return {"choices": self.offered.choices()}

    def wants(self, obj: Any) -> list[tuple]:
        self.rows = self.asked()
        return asking.texts(self.rows)

    def opening(self, about: Any, wants: list[tuple], reason: str = "") -> AbstractContextManager:
        return super().opening(self.read(), wants, reason)

    def form_page(self, form: forms.Form | None) -> HttpResponse:
        """As every form's page, but a look without any question is an entry, too: it shows who did what."""
        if form is not None and (earlier := self.sent_already()):
            return earlier
        with self.opening(self.obj, self.wants(self.obj)) as opened:
            return self.rendered(form, opened)

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        known = people()
        shown = [asking.told(one, known, review_url=self.review_url(one), opened=opened) for one in self.rows]
        return {**self.facts(), "asked": shown, "offered": self.offered}


class EntryExplanations(Explanations):
    """Those about one entry of the log that is no house event's."""

    permission = Permission.SERVICE_LOG
    purpose = "log.question"

    def authorise(self) -> None:
        PermissionedView.authorise(self)
        self.obj = seen_entry(self.request.user, self.kwargs["entry_id"])
        if self.obj.object_kind == house.KIND:
            raise policy.Unseen

    def asked_for(self) -> tuple[str, Any]:
        return "log", self.kwargs["entry_id"]

    def asked(self) -> list[Asking]:
        return list(questions.of_entry_for(self.request.user, self.obj))

    def askable(self) -> Askable:
        return asking.askable(self.obj.actor, self.obj.case_id, by=self.request.user)

    def facts(self) -> dict[str, Any]:
        line = lines([self.obj])[0]
        return {"about": questions.of_line(line), "at": line.at, "who": line.who, "back": line.url}

    def read(self) -> object:
        return Thing("log", str(self.obj.pk))

    def review_url(self, question: Asking) -> str:
        return reverse("audit:review-question", args=[question.pk])

    def act(self, form: forms.Form) -> str:
        given = form.cleaned_data
        questions.ask(given["whom"], entry=self.obj, text=given["text"], by=self.request.user)
        return self.success_url(self.obj)

    def success_url(self, obj: Any) -> str:
        return reverse("audit:explanations", args=[obj.pk])


class Answer(StepUp, ActionView):
    """One text box for whoever was asked; afterwards what one answered. Anybody else finds no such page.

    Whoever knows a house is told where an answer names its place, which is a yes or no about an address: so they prove
    who they are, as before an address, and each time one is named has its entry. A session on a code sends no answer.
    """

    abstract = True
    form_class = AnswerForm
    template_name = "audit/answer.html"
    title = _("Auditor meminta penjelasan")
    button = _("Kirim penjelasan")
    success_message = _("Penjelasan Anda terkirim. Yang dapat membacanya hanya para auditor.")
    stale_fields = ()

    def mine(self) -> list[Asking]:
        """What was put to this person, whatever became of it, each with its steps."""
        raise NotImplementedError(f"{type(self).__name__} must say what was put to this person")

    def facts(self) -> dict[str, Any]:
        """Which act is asked about, no more than the asked person may be told."""
        raise NotImplementedError(f"{type(self).__name__} must say what is asked about")

    def authorise(self) -> None:
        PermissionedView.authorise(self)
        self.obj = next((one for one in self.mine() if one.pk == self.kwargs["pk"]), None)
        if self.obj is None:
            raise policy.Unseen

    def asked_for(self) -> tuple[str, Any]:
        return Question.audit_kind, self.kwargs["pk"]

    def needs_step_up(self) -> bool:
        return self.request.user.role in KNOW_A_HOUSE

    def back_url(self) -> str:
        return START  # kept in the main database beside the account, so it names no question; what was typed waits

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.named = False
        answer = super().post(request, *args, **kwargs)
        if self.named:  # by now what the verb began is undone: the entry stands by itself
            house.denied(by=request.user)
        return answer

    def act(self, form: forms.Form) -> str:
        try:
            return super().act(form)
        except PlaceNamed:
            self.named = True
            raise

    def wants(self, obj: Any) -> list[tuple]:
        own = [row for row in (obj, obj.step(Step.ANSWER)) if row is not None]
        return [(row, "text") for row, _name in asking.texts([obj]) if row in own]

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        asked = asking.told(obj, people(), opened=opened)
        return {**self.facts(), "asked": asked}

    def success_url(self, obj: Any) -> str:
        return START


class AnswerEntry(Answer):
    """About an entry of one's own or, asked quietly, about one of somebody who works under one."""

    permission = Permission.SERVICE_TODAY
    purpose = "question.page"
    action = questions.answer

    def mine(self) -> list[Asking]:
        return list(questions.asked_of(self.request.user))

    def facts(self) -> dict[str, Any]:
        entry = AuditEntry.objects.get(pk=self.obj.entry)
        line = lines([entry])[0]
        return {
            "about": f"{line.verb.capitalize()} · {line.kind}",
            "file": subjects.label_of_file(self.obj.file),
            "at": entry.time,
            "reference": str(entry.pk)[:8],
            "why": line.why if line.purpose else "",
            "who": line.who if self.obj.quietly else "",
        }


class ReviewQuestion(ActionView):
    """[Tinjau]: signs an explanation off, with a note."""

    permission = Permission.SERVICE_LOG
    form_class = NoteForm
    action: ClassVar[Callable] = questions.sign_off
    title = _("Tinjau penjelasan")
    button = _("Simpan tinjauan")
    success_message = _("Tinjauan tersimpan bersama catatannya. Tercatat atas nama Anda, dapat dilihat para auditor.")
    stale_fields = ()

    def seen(self) -> Asking | None:
        """The question, unless its file lies behind a wall for this auditor."""
        return questions.seen_by(self.request.user, self.kwargs["pk"])

    def authorise(self) -> None:
        PermissionedView.authorise(self)
        self.obj = self.seen()
        if self.obj is None:
            raise policy.Unseen

    def asked_for(self) -> tuple[str, UUID]:
        return Question.audit_kind, self.kwargs["pk"]

    def success_url(self, obj: Any) -> str:
        return reverse("audit:explanations", args=[obj.entry])

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        return {"back": self.success_url(obj)}
