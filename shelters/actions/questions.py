"""Questions about house events: each verb a house event of its own, of which `default` is told no more than of any."""

from __future__ import annotations

import uuid

from django.utils import timezone

from audit import asking
from audit.errors import NotForYou
from audit.models import Step
from shelters.actions.act import house_act, locked
from shelters.models import HouseQuestion, HouseQuestionStep, HouseReference
from shelters.models.question import QUESTIONS_KEY
from shelters.principals import CLOCK
from shelters.queries import questions as known
from vault import keyring
from vault.purpose import Purpose


def ask(whom: uuid.UUID, *, event: HouseReference, text: str, by) -> HouseQuestion:
    """WHOM is to explain this event within three days. Refused for who can't be asked, or is asked already."""
    quietly = known.askable(event, by=by).chosen(whom)
    asking.refuse_to_ask(known.of_event(event), whom)
    keyring.mint(Purpose.LOCATION, QUESTIONS_KEY)
    with house_act("question.ask", by=by):
        now = timezone.now()
        question = HouseQuestion(reference=event, asked=whom, quietly=quietly, by=by.pk, file=event.case_id, at=now)
        question.text, question.due = text, now + asking.WITHIN
        question.save(force_insert=True)
    return known.by_id(question.pk)


def answer(question: HouseQuestion, *, text: str, by) -> HouseQuestion:
    """The one who was asked explains it, once; late is better than never."""
    if question.asked != by.pk:
        raise NotForYou("a question is answered by whom it was put to")
    asking.refuse_to_answer(question)
    asking.refuse_places(text, by=by)
    with house_act("question.answer", by=by):
        question = _locked(question)
        asking.refuse_to_answer(question)
        _take(question, Step.ANSWER, by=by, text=text)
    return question


def sign_off(question: HouseQuestion, *, note: str, by) -> HouseQuestion:
    """An auditor has read the answer, or waits for it no longer, and says what came of it; not one whom it is about."""
    asking.refuse_to_judge(question, str(question.reference.staff_id), by=by)
    asking.refuse_to_review(question, timezone.now())
    with house_act("question.review", by=by):
        question = _locked(question)
        asking.refuse_to_review(question, timezone.now())
        _take(question, Step.REVIEW, by=by, text=note)
    return question


def fall_silent(question: HouseQuestion) -> None:
    """Three days went by without an answer."""
    with house_act("question.silence", by=CLOCK):
        question = _locked(question)
        if question.is_open and question.step(Step.SILENCE) is None:
            _take(question, Step.SILENCE)


def _locked(question: HouseQuestion) -> HouseQuestion:
    """The question as it is now, locked until the change commits, with what became of it."""
    return known.by_id(locked(question).pk)


def _take(question: HouseQuestion, kind: Step, *, by=None, text: str | None = None) -> None:
    step = HouseQuestionStep(question=question, kind=kind, by=by.pk if by else None, at=timezone.now(), text=text)
    step.save(force_insert=True)
