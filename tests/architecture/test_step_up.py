"""Each page from which something leaves, or after which somebody else may read, asks who is there, or says why not."""

from __future__ import annotations

import inspect
from functools import cache
from types import FunctionType

import pytest

from access import approvals, covering, granting, routes
from access.views import GivesReading, OnePress, StepUp
from access.views.base import PermissionedView
from disclosure.actions import hand
from shelters.actions import assign_escort, hold_place
from tests.architecture import reached

# what leaves as a file, or as a sheet to print; a new way to answer with a file is found by two_worlds/ways_out.py
LEAVING = ("Content-Disposition", "StreamingHttpResponse(", "FileResponse(", "text/csv", "application/zip")
PRINTED = ("print", "cetak")
GIVING = {
    inspect.unwrap(verb)
    for verb in (granting.grant, hand, approvals.approve, covering.approve, covering.begin, hold_place, assign_escort)
}
# page → why it asks for no step-up (ADR 36)
AT_ONCE = "a dispatch: a car leaves while the call goes on"
BY_RULE = "the press decides nothing about who reads: a rule hands on what one behind a wall looked after"
AT_WORK = "gives whoever presses their own work, and nobody else anything"
DECIDED = "to whom it goes was decided when it was asked for or written, and its signature was a step-up"
WITHOUT = {
    "casework.views.desk.DeskView": AT_ONCE,
    "casework.views.desk.BlankDeskView": AT_ONCE,
    "casework.views.tickets.SendFurther": AT_ONCE,
    "referrals.views.sending.SendUrgent": "an urgent referral leaves at once: help never waits for a code",
    "casework.views.intake.RegisterView": "a complaint goes to those who register and supervise, by rule",
    "casework.views.handling.AddPerson": BY_RULE,
    "casework.views.handling.ChangePerson": BY_RULE,
    "casework.views.intake.AnswerDoubt": BY_RULE,
    "referrals.views.police.AskVisum": AT_WORK,
    "referrals.views.police.RecordReport": AT_WORK,
    "referrals.views.receiving.Accept": AT_WORK,
    "referrals.views.receiving.Decline": AT_WORK,
    "referrals.views.receiving.Reply": AT_WORK,
    "referrals.views.visum.RecordVisum": AT_WORK,
    "disclosure.views.deciding.Hand": DECIDED,
    "referrals.views.letter.HandLetter": DECIDED,
    "referrals.views.visum.DeliverVisum": DECIDED,
    "disclosure.views.document.Download": "one's own signed paper: a read like that of its page",
    "casework.views.evidence.ShowCopy": "the working copy, drawn on the page: a read; the original asks",
    "referrals.views.visum.Photo": "drawn on the examiner's own page: a read",
}
# what gives, and no page comes to it by itself → why
WITHOUT_PAGE = {
    "referrals.actions.following.follow_case": "a port: follows whoever is made a case's manager, which asked",
    "shelters.canary.planting.plant": "a command, among robots",
    "shelters.roots.actions.entrust": "no page entrusts a house; the demo does, and the canary",
}
ASKED = (StepUp.needs_step_up, GivesReading.needs_step_up)  # a page that spares anybody else doesn't count


@cache
def pages() -> dict[str, tuple[type | None, set[FunctionType]]]:
    """Every page by its view: the class, if it is one of ours, and all that it may run."""
    found: dict[str, tuple[type | None, set[FunctionType]]] = {}
    for route in routes.walk():
        view = route.view
        cls = getattr(view, "view_class", None)
        starts = list(reached.of_class(cls)) if cls is not None else within(view)
        thing = cls or (starts[0] if starts else view)
        found[f"{thing.__module__}.{thing.__qualname__}"] = (cls, reached.reached(starts))
    return found


def within(view) -> list[FunctionType]:
    """A view that is a function, and those that it was made of."""
    inside = [cell.cell_contents for cell in getattr(view, "__closure__", None) or ()]
    made = [one for cell in inside if callable(cell) for one in within(cell)]
    cls = getattr(view, "view_class", None)
    own = [view] if isinstance(view, FunctionType) and reached.is_ours(view) else []
    return [*(reached.of_class(cls) if cls is not None else ()), *own, *made]


def leaves(function: FunctionType) -> bool:
    return any(mark in reached.source(function) for mark in LEAVING)


def gives(function: FunctionType) -> bool:
    return bool(GIVING & reached.named_in(function))


def is_dangerous(cls: type | None, run: set[FunctionType]) -> bool:
    """Whether something leaves from this page, or somebody else may read after it."""
    printed = any(word in (getattr(cls, "template_name", "") or "") for word in PRINTED)
    return printed or bool(GIVING & run) or any(leaves(one) for one in run)


def asks(cls: type | None) -> bool:
    """Whether its POST asks who is there, of everybody but those on a code where a page gives something to read."""
    if cls is None or not issubclass(cls, StepUp) or cls.before is PermissionedView.before:
        return False
    return cls.needs_step_up in ASKED and "POST" in cls.step_up_methods


def test_each_page_from_which_something_leaves_or_is_given_asks_who_is_there_or_says_why_not():
    dangerous = {name for name, (cls, run) in pages().items() if is_dangerous(cls, run)}
    assert {name for name in dangerous if not asks(pages()[name][0])} == set(WITHOUT)
    assert all(WITHOUT.values())


def test_whatever_lets_out_or_gives_is_reached_by_a_page_or_says_by_what():
    run = set().union(*(run for _, run in pages().values()))
    elsewhere = reached.everywhere(lambda one: one not in run and (leaves(one) or gives(one)))
    assert set(elsewhere) == set(WITHOUT_PAGE)


def test_those_that_ask_are_found_too_so_that_none_is_overlooked():
    found = {name for name, (cls, run) in pages().items() if is_dangerous(cls, run) and asks(cls)}
    assert found >= {
        "access.views.approvals.Approve",
        "access.views.approvals.ApproveCover",
        "access.views.covering.BeginCover",
        "audit.views.checking.ExportView",
        "audit.views.proving.ProofView",
        "casework.views.break_glass.Decide",
        "casework.views.evidence.TakeOriginal",
        "casework.views.intake.AcceptCase",
        "casework.views.statistics.ExportView",
        "casework.views.statistics.PrintView",
        "casework.views.tickets.Entrust",
        "referrals.views.sending.SendReferral",
        "shelters.views.desk.Escort",
        "shelters.views.desk.RequestPage",
    }


@pytest.mark.parametrize("mixin", [StepUp, GivesReading, OnePress])
def test_a_mixin_at_the_wrong_side_or_one_that_spares_everybody_asks_nobody(mixin):
    left = type("Left", (mixin, PermissionedView), {"abstract": True})
    right = type("Right", (PermissionedView, mixin), {"abstract": True})
    sparing = type("Sparing", (left,), {"abstract": True, "needs_step_up": lambda self: False})
    assert [asks(cls) for cls in (left, right, sparing, PermissionedView, None)] == [True, False, False, False, False]
