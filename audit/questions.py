"""Questions about entries of the log: asked by an auditor, answered by the one who is asked, signed off with a note.

About house events nothing is kept here: what the houses' package keeps of them is told by the port `audit.references`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access.errors import Refused
from access.models import Staff
from access.walls import walled
from audit import asking, house, queries, references
from audit.action import acting, action
from audit.asking import Asked
from audit.errors import AuditError, NotForYou
from audit.findings import Finding, files_of
from audit.lines import Line, lines, name_of
from audit.models import Asking, AuditEntry, Question, QuestionStep, Step
from audit.models.reasons import REASONS_KEY
from audit.recording import record
from vault import keyring
from vault.purpose import Purpose

SILENCE = "question.silence"
WEIGHT = 85  # the auditor looks at it now
MOST = 200
ENDED = (Step.ANSWER, Step.REVIEW)


@action("question.ask")
def ask(whom: UUID, *, entry: AuditEntry, text: str, by: Staff) -> Question:
    """WHOM is to explain this entry within three days. Refused for who can't be asked, or is asked already."""
    if entry.object_kind == house.KIND:
        raise AuditError("a question about a house event lies with the houses, never here")
    quietly = asking.askable(entry.actor, entry.case_id, by=by).chosen(whom)
    asking.refuse_to_ask(of_entry(entry), whom)
    keyring.mint(Purpose.AUDIT, REASONS_KEY)
    now = timezone.now()
    question = Question(entry=entry.pk, asked=whom, quietly=quietly, by=by.pk, file=entry.case_id, at=now, text=text)
    question.due = now + asking.WITHIN
    question.save(force_insert=True)
    return question


@action("question.answer")
def answer(question: Question, *, text: str, by: Staff) -> Question:
    """The one who was asked explains it, once; late is better than never."""
    if question.asked != by.pk:
        raise NotForYou("a question is answered by whom it was put to")
    asking.refuse_to_answer(question)
    asking.refuse_places(text, by=by)
    return _take(question, Step.ANSWER, by, text)


@action("question.review")
def sign_off(question: Question, *, note: str, by: Staff) -> Question:
    """An auditor has read the answer, or waits for it no longer, and says what came of it; not one whom it is about."""
    asking.refuse_to_judge(question, AuditEntry.objects.get(pk=question.entry).actor, by=by)
    asking.refuse_to_review(question, timezone.now())
    return _take(question, Step.REVIEW, by, note)


def _take(question: Question, kind: Step, by: Staff, text: str) -> Question:
    step = QuestionStep(question=question, kind=kind, by=by.pk, at=timezone.now(), text=text)
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Langkah ini baru saja diambil. Tulisan Anda tetap ada, tidak terkirim.")) from None
    return question


def with_steps(rows: QuerySet[Question]) -> QuerySet[Question]:
    """These questions with what became of each, in two queries, the oldest first."""
    return rows.prefetch_related(Prefetch("steps", QuestionStep.objects.order_by("at", "pk"))).order_by("at", "pk")


def of_entry(entry: AuditEntry) -> list[Question]:
    """All that was asked about this entry."""
    return list(with_steps(Question.objects.filter(entry=entry.pk)))


def of_entry_for(auditor: Staff, entry: AuditEntry) -> list[Question]:
    """What of it this auditor is told."""
    return list(with_steps(_told_to(auditor).filter(entry=entry.pk)))


def _told_to(auditor: Staff) -> QuerySet[Question]:
    """Without what was asked quietly about their own acts."""
    own = AuditEntry.objects.filter(pk=OuterRef("entry"), actor=str(auditor.pk))
    return Question.objects.exclude(Exists(own), quietly=True)


def asked_of(user: Staff) -> QuerySet[Question]:
    """What was put to this person; nothing about a file that lies behind a wall for them."""
    return with_steps(Question.objects.filter(asked=user.pk).exclude(walled(user, "file")))


def waiting_for(user: Staff) -> list[Question]:
    """What this person has still to answer."""
    return list(asked_of(user).exclude(steps__kind__in=ENDED)[:MOST])


def seen_by(auditor: Staff, pk: UUID) -> Question | None:
    """The question of that id, unless its file lies behind a wall for this auditor, or it is quietly about them."""
    return with_steps(_told_to(auditor).filter(pk=pk).exclude(walled(auditor, "file"))).first()


def open_for(auditor: Staff) -> list[Asked]:
    """Everything that no auditor has signed off yet, of houses too, in the order in which it wants something done; but
    nothing that is quietly about this one."""
    without = queries.kept_from(auditor)
    rows = _told_to(auditor).exclude(steps__kind=Step.REVIEW).exclude(file__in=without)
    port = references.registered() if queries.sees_house_events(without) else None
    return asking.in_order([*_told(with_steps(rows)[:MOST]), *(port.questions(auditor.pk) if port else ())])


def _told(questions: Iterable[Question]) -> list[Asked]:
    found, known = list(questions), queries.people()
    entries = {entry.pk: entry for entry in AuditEntry.objects.filter(pk__in={one.entry for one in found})}
    about = dict(zip(entries, map(of_line, lines(list(entries.values()))), strict=True))
    return [
        asking.told(one, known, about=about.get(one.entry, ""), url=reverse("audit:explanations", args=[one.entry]))
        for one in found
    ]


def of_line(line: Line) -> str:
    """What an entry is about, in words."""
    return f"{line.verb.capitalize()} · {line.kind} {line.reference}".strip()


def findings(now: datetime) -> Iterable[Finding]:
    """For auditors: each question that nobody answered in time, until it is answered or signed off."""
    late = Question.objects.filter(due__lte=now).exclude(steps__kind__in=ENDED).order_by("-due", "pk")[:MOST]
    known = queries.people() if late else {}
    acted = dict(AuditEntry.objects.filter(pk__in=[one.entry for one in late]).values_list("pk", "actor"))
    for question in late:
        url = reverse("audit:explanations", args=[question.entry])
        yield silent(question, known, acted.get(question.entry, ""), url, files_of(question.file))


def silent(
    question: Asking,
    known: Mapping[str, Staff],
    acted: str,
    url: str,
    files: frozenset[UUID] = frozenset(),
    of_houses: bool = False,
) -> Finding:
    """The finding about one question without an answer, about what somebody ACTED in these FILES, or in houses."""
    person, sentence = known.get(str(question.asked)), _("%(who)s tidak menjawab pertanyaan auditor dalam tiga hari.")
    told = sentence % {"who": name_of(person) if person else ""}
    key, whose = f"silence:{question.pk}", acted if question.quietly else str(question.asked)
    return Finding(key, told, question.due, WEIGHT, url, files, whose, question.quietly, of_houses)


def run_once(now: datetime) -> int:
    """One entry for each question whose three days went by without an answer; how many. Safe to run side by side."""
    late = Question.objects.filter(due__lte=now).exclude(steps__kind__in=(*ENDED, Step.SILENCE)).order_by("due", "pk")
    return sum(_falls_silent(question, now) for question in list(late[:MOST]))


def _falls_silent(question: Question, now: datetime) -> int:
    with suppress(IntegrityError), transaction.atomic(using="default"), acting(SILENCE) as act:
        QuestionStep(question=question, kind=Step.SILENCE, at=now).save(force_insert=True)
        record(None, SILENCE, question, digests=act.digests)
        return 1
    return 0
