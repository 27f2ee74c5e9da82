"""Whom an auditor may ask about an act, what comes after a question, and how one looks: of entries and of house events.

The accounts and the walls that this needs are read whole: asked for by name they would tell the main database's
administrator who acted in a house, and in which file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access import robots, walls
from access.errors import Refused
from access.models import Staff
from access.roles import Role
from audit.lines import name_of
from audit.models import Asking, AskingStep, Step
from audit.queries import people
from vault.sealed import Closed

WITHIN = timedelta(days=3)  # 3 × 24 hours, as UU 27/2022 gives who must account for data
ABOVE = {Role.SUPERVISOR: (Role.HEAD,), Role.HEAD: ()}  # whoever isn't named here has supervisors and heads above them

NOBODY = _("Ini perbuatan sistem: tidak ada orang yang dapat ditanya.")
YOURSELF = _("Ini perbuatan Anda sendiri: auditor lain yang menanyakannya.")
ASLEEP = _("Akun orang ini ditutup, atau perannya sedang tidak berlaku. Tanya atasannya.")
BEHIND_A_WALL = _(
    "Orang ini punya konflik kepentingan dengan berkasnya dan tidak diberi tahu apa pun lagi. Tanya atasannya."
)
NOBODY_ABOVE = _("Di instansinya tidak ada supervisor atau kepala yang dapat ditanya diam-diam.")

_places: Callable[[str, Staff], None] | None = None


@dataclass(frozen=True)
class Askable:
    """Whom to ask about an act: the one who ACTED, or WHY_NOT; without their knowing, those ABOVE, or WHY_NONE."""

    acted: Staff | None
    above: tuple[Staff, ...] = ()
    why_not: Promise | str = ""
    why_none: Promise | str = ""

    def choices(self) -> list[tuple[str, Any]]:
        """For a form: each by what the log's pages call them."""
        asked = [(self.acted, _("%(who)s, yang melakukannya"))] if self.acted else []
        asked += [(one, _("diam-diam %(who)s, %(role)s")) for one in self.above]
        return [(str(one.pk), said % {"who": name_of(one), "role": one.get_role_display()}) for one, said in asked]

    def chosen(self, key: UUID) -> bool:
        """Whether this person is asked quietly; Refused where they can't be asked at all."""
        if self.acted is not None and self.acted.pk == key:
            return False
        if any(one.pk == key for one in self.above):
            return True
        raise Refused(_("Orang ini tidak dapat ditanya. Pertanyaan belum terkirim, tulisan Anda tetap ada."), "whom")


def askable(actor: str, file: UUID | None, *, by: Staff) -> Askable:
    """Whom the auditor BY may ask about what ACTOR, as entries or house events call them, did with this file."""
    known = people()
    own_role = dict(Staff.objects.working().values_list("pk", "own_role"))
    kept_out = {staff for staff, case in walls.everywhere() if case == file}
    person = known.get(actor)
    if person is None or person.is_robot:
        return Askable(None, why_not=NOBODY)
    if person.pk == by.pk:
        return Askable(None, why_not=YOURSELF)
    roles = ABOVE.get(Role(person.role), (Role.SUPERVISOR, Role.HEAD))
    above = [
        one
        for one in {one.pk: one for one in known.values()}.values()
        if one.role in roles and one.agency_id == person.agency_id and one.pk not in (person.pk, by.pk)
        if own_role.get(one.pk) == "" and one.pk not in kept_out  # who covers a shift is above nobody tomorrow
    ]
    above.sort(key=lambda one: (roles.index(Role(one.role)), one.username))
    why_not = _why_not(awake=person.pk in own_role, kept_out=person.pk in kept_out)
    return Askable(None if why_not else person, tuple(above), why_not, "" if above else NOBODY_ABOVE)


def _why_not(*, awake: bool, kept_out: bool) -> Promise | str:
    if not awake:
        return ASLEEP
    return BEHIND_A_WALL if kept_out else ""


def refuse_to_ask(questions: Iterable[Asking], whom: UUID) -> None:
    """Raises Refused where one of the QUESTIONS about this act still waits for that person's answer."""
    if any(question.asked == whom and question.is_open for question in questions):
        raise Refused(_("Orang ini sudah ditanya tentang hal ini dan belum menjawab. Tidak ada yang terkirim."), "whom")


def refuse_to_answer(question: Asking) -> None:
    """Raises Refused for what is answered, or was signed off meanwhile."""
    if not question.is_open:
        raise Refused(_("Pertanyaan ini sudah dijawab atau sudah selesai. Tulisan Anda tetap ada, tidak terkirim."))


def register(places: Callable[[str, Staff], None]) -> None:
    """Port, filled once at start-up: `places(text, by)` raises PlaceNamed where a text names a place that BY knows."""
    global _places
    _places = places


def refuse_places(text: str, *, by: Staff) -> None:
    """Raises PlaceNamed where an answer names a place that BY knows: auditors read it, and they know none."""
    if _places is None:
        raise ImproperlyConfigured("Nobody looks for places in answers: none is taken. See audit.asking.register.")
    _places(text, by)


def refuse_to_review(question: Asking, now: datetime) -> None:
    """Raises Refused for what was signed off, and while the asked person still has time to answer."""
    if question.step(Step.REVIEW) is not None:
        raise Refused(_("Penjelasan ini sudah ditinjau. Tidak ada yang berubah."))
    if question.is_open and now < question.due:
        raise Refused(_("Belum dijawab, dan tenggatnya belum lewat. Tidak ada yang berubah. Tunggu jawabannya."))


def refuse_to_judge(question: Asking, acted: str, *, by: Staff) -> None:
    """Raises Refused for who was asked and for who ACTED: another auditor says what came of it."""
    if str(by.pk) in (str(question.asked), acted):
        raise Refused(_("Ini tentang Anda sendiri. Tulisan Anda tetap ada, tidak terkirim. Minta auditor lain."))


def texts(questions: Iterable[Asking]) -> list[tuple[Any, str]]:
    """What a page opens of them: the questions, the answers, the notes. A robot opens none."""
    rows: list[Asking | AskingStep] = []
    for question in questions:
        rows += [question, *(step for step in question.steps.all() if step.text is not None)]
    return [(row, "text") for row in rows if robots.may_open(row.pk)]


@dataclass(frozen=True, slots=True, repr=False)
class Asked(Closed):
    """A question on a page; `text`, `answer` and `note` are empty where the page opened nothing."""

    about: str
    url: str
    review_url: str
    whom: str
    quietly: bool
    by: str
    at: datetime
    due: datetime
    state: str
    label: str
    is_open: bool
    text: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    note: str = ""
    noted_by: str = ""
    noted_at: datetime | None = None


def told(
    question: Asking,
    known: Mapping[str, Staff],
    *,
    about: str = "",
    url: str = "",
    review_url: str = "",
    opened: Any = None,
) -> Asked:
    """The question as auditors see it; at REVIEW_URL it is signed off, once that can be done."""
    now = timezone.now()
    answer, review = question.step(Step.ANSWER), question.step(Step.REVIEW)
    state, label = _state(question, now)
    waits = review is not None or (question.is_open and now < question.due)
    return Asked(
        about=about,
        url=url,
        review_url="" if waits else review_url,
        whom=_who(known, question.asked),
        quietly=question.quietly,
        by=_who(known, question.by),
        at=question.at,
        due=question.due,
        state=state,
        label=str(label),
        is_open=question.is_open,
        text=_text(opened, question),
        answer=_text(opened, answer),
        answered_at=answer.at if answer else None,
        note=_text(opened, review),
        noted_by=_who(known, review.by) if review else "",
        noted_at=review.at if review else None,
    )


def _state(question: Asking, now: datetime) -> tuple[str, Promise]:
    if question.step(Step.REVIEW) is not None:
        return "closed", _("sudah ditinjau")
    if question.step(Step.ANSWER) is not None:
        return "answered", _("sudah dijawab")
    return ("overdue", _("tidak dijawab")) if question.due <= now else ("waiting", _("menunggu jawaban"))


def _who(known: Mapping[str, Staff], key: UUID | None) -> str:
    person = known.get(str(key))
    return name_of(person) if person is not None else ""


def _text(opened: Any, row: Asking | AskingStep | None) -> str:
    return str(opened.get(row, "text")) if opened is not None and row is not None else ""


def in_order(questions: Iterable[Asked]) -> list[Asked]:
    """What an auditor has to do with first: answered ones, then those nobody answered, then by their time."""
    order = {"answered": 0, "overdue": 1}
    return sorted(questions, key=lambda one: (order.get(one.state, 2), one.due))
