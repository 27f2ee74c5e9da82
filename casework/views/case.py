"""The tabs of a case that show what others wrote."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from access import policy, walls
from access.permissions import Permission
from access.prepared import Prepared
from casework import panels, timeline
from casework.forms.handling import MessageForm
from casework.models import Case, CasePerson, Part, RiskAssessment
from casework.options import labels
from casework.options.casefile import ASSESSMENT, RISK_FACTORS
from casework.options.intake import FLAGS, VIOLENCE
from casework.queries import consents
from casework.queries.shredding import ENDED
from casework.views.pages import CaseTab, can
from casework.workflow import CaseState
from disclosure.queries import readable

PERSON_TEXTS = ("name", "nik", "phone", "born", "address", "hours", "code_word")
VICTIM_SHOWN = (*CasePerson.columns_to_open("name"), "part")
RISK_SHOWN = (*RiskAssessment.columns_to_open("factors", "reasons"), "level", "at", "by__name", "by__username")
SHOWN_AT_ONCE = 200

VICTIMS = Prepared(lambda case: case.persons.filter(part=Part.VICTIM).only(*VICTIM_SHOWN), Case)
RISK = Prepared(lambda case: case.risks.select_related("by").only(*RISK_SHOWN)[:1], Case)
HOLDS = Prepared(lambda case: case.holds.filter(lifted_at=None), Case)


class SummaryView(CaseTab):
    """Who, what happened, the risk and why, and what protects her."""

    template_name = "casework/case/summary.html"
    permission = Permission.CASE_READ
    tab = "case"
    purpose = "case.summary"

    def wants(self, obj):
        user = self.request.user
        self.victims = VICTIMS.rows(obj)
        self.risk = RISK.first(obj) if obj.risk else None
        self.shown = [panel for panel in panels.of("case", user, obj) if panel.permission == Permission.CASE_PROTECTION]
        wanted = [(obj, "chronology", "place", "needs", *_endings(obj))]
        wanted += [(person, "name") for person in self.victims]
        if self.risk is not None:
            wanted.append((self.risk, "factors", "reasons"))
        return wanted + [want for panel in self.shown for want in panel.wants(user, obj)]

    def inside(self, obj, opened):
        ended = obj.state in ENDED
        return {
            "told": {name: opened[obj, name] for name in ("chronology", "place", "needs")},
            "endings": {name: opened[obj, name] for name in _endings(obj)},
            "victims": [{"name": opened[p, "name"], "reference": str(p)} for p in self.victims],
            "kinds": labels(VIOLENCE, obj.kinds.split(",")),
            "flags": labels(FLAGS, obj.flags.split(",")),
            "risk": self.risk,
            "risk_factors": labels(RISK_FACTORS, opened[self.risk, "factors"]) if self.risk else [],
            "risk_reasons": opened[self.risk, "reasons"] if self.risk else "",
            "panels": panels.shown(self.shown, self.request.user, obj, opened),
            "undecided": obj.state == CaseState.COMPLAINT and can(self.request.user, obj, Permission.CASE_DECIDE),
            "readers": policy.readers(obj),
            "holds": HOLDS.rows(obj),
            "may_lift": can(self.request.user, obj, Permission.CASE_LIFT_WALL),
            "may_hold": can(self.request.user, obj, Permission.CASE_HOLD),
            "may_shred": ended and can(self.request.user, obj, Permission.CASE_SHRED),
            "may_confirm_shred": ended and can(self.request.user, obj, Permission.CASE_CONFIRM_SHRED),
        }


def _endings(case) -> tuple[str, ...]:
    if case.state == CaseState.REFUSED:
        return ("decision",)
    return ("closing",) if case.state == CaseState.CLOSED and not case.imported else ()


class PersonsView(CaseTab):
    """The people, each with what is known."""

    template_name = "casework/case/persons.html"
    permission = Permission.CASE_READ
    tab = "persons"
    purpose = "case.persons"

    def wants(self, obj):
        self.persons = list(obj.persons.select_related("works_in"))
        return [(person, *PERSON_TEXTS) for person in self.persons]

    def inside(self, obj, opened):
        people = [{"row": p, **{name: opened[p, name] for name in PERSON_TEXTS}} for p in self.persons]
        return {"people": people, "may_change": can(self.request.user, obj, Permission.CASE_HANDLE)}


class ConsentsView(CaseTab):
    """What she agreed to, line by line; earlier answers below."""

    template_name = "casework/case/consents.html"
    permission = Permission.CASE_READ
    tab = "consents"
    purpose = "case.consents"

    def wants(self, obj):
        self.lines = list(obj.consents.select_related("agency", "heard_by")[:SHOWN_AT_ONCE])
        return [(line, "note") for line in self.lines]

    def inside(self, obj, opened):
        held = {line.pk for line in consents.newest_lines(self.lines)}
        shown = [(line.pk in held, self._line(line, opened)) for line in self.lines]
        return {"held": [line for now, line in shown if now], "earlier": [line for now, line in shown if not now]}

    @staticmethod
    def _line(line, opened) -> dict:
        said = line.get_item_display() if line.agency_id is None else f"{line.get_item_display()}: {line.agency.name}"
        present = _("hadir: %(who)s") % {"who": line.get_present_display()}
        note = opened[line, "note"]
        return {
            "label": said,
            "state": line.answer,
            "at": line.at,
            "heard_by": line.heard_by.get_full_name(),
            "note": f"{present} · {note}" if note else present,
        }


class AssessmentView(CaseTab):
    """The newest assessment, former ones by their day, and the risk levels over time."""

    template_name = "casework/case/assessment.html"
    permission = Permission.CASE_READ
    tab = "assessment"
    purpose = "case.assessment"

    def wants(self, obj):
        self.assessments = list(obj.assessments.select_related("by")[:20])
        self.risks = list(obj.risks.select_related("by")[:20])
        return [(row, "findings") for row in self.assessments] + [(row, "factors", "reasons") for row in self.risks]

    def inside(self, obj, opened):
        return {
            "assessments": [
                {"row": row, "parts": [(name, opened[row, "findings"].get(code, "")) for code, name in ASSESSMENT]}
                for row in self.assessments
            ],
            "risks": [
                {"row": row, "factors": labels(RISK_FACTORS, opened[row, "factors"]), "reasons": opened[row, "reasons"]}
                for row in self.risks
            ],
        }


class PlanView(CaseTab):
    """The intervention plan."""

    template_name = "casework/case/plan.html"
    permission = Permission.CASE_READ
    tab = "plan"
    purpose = "case.plan"

    def wants(self, obj):
        self.steps = list(obj.steps.select_related("by")[:SHOWN_AT_ONCE])
        return [(step, "goal") for step in self.steps]

    def inside(self, obj, opened):
        return {"steps": [{"row": step, "goal": opened[step, "goal"]} for step in self.steps]}


class TasksView(CaseTab):
    """Tasks, open ones first by their day."""

    template_name = "casework/case/tasks.html"
    permission = Permission.CASE_READ
    tab = "tasks"
    purpose = "case.tasks"

    def wants(self, obj):
        self.tasks = list(obj.tasks.select_related("assignee").order_by("-state", "due", "pk")[:SHOWN_AT_ONCE])
        return [(task, "text") for task in self.tasks]

    def inside(self, obj, opened):
        return {"tasks": [{"row": task, "text": opened[task, "text"]} for task in self.tasks]}


class ThreadView(CaseTab):
    """What manager, supervisor and counsellor say to each other about this case."""

    template_name = "casework/case/thread.html"
    permission = Permission.CASE_READ
    tab = "thread"
    purpose = "case.thread"

    def wants(self, obj):
        self.messages = list(obj.messages.select_related("by")[:SHOWN_AT_ONCE])
        return [(message, "text") for message in self.messages]

    def inside(self, obj, opened):
        return {
            "thread": [{"row": message, "text": opened[message, "text"]} for message in self.messages],
            "form": MessageForm(auto_id="tulis_%s"),
        }


class HandoversView(CaseTab):
    """What packages above show on a case: referrals, protection."""

    template_name = "casework/case/handovers.html"
    permission = Permission.CASE_READ
    tab = "handovers"
    purpose = "case.handovers"

    def wants(self, obj):
        self.shown = panels.of("case", self.request.user, obj)
        return [want for panel in self.shown for want in panel.wants(self.request.user, obj)]

    def inside(self, obj, opened):
        return {"panels": panels.shown(self.shown, self.request.user, obj, opened)}


class DocumentsView(CaseTab):
    """Papers of this case."""

    template_name = "casework/case/documents.html"
    permission = Permission.CASE_READ
    tab = "documents"
    purpose = "case.documents"

    def wants(self, obj):
        self.shown = panels.of("documents", self.request.user, obj)
        return [want for panel in self.shown for want in panel.wants(self.request.user, obj)]

    def inside(self, obj, opened):
        return {
            "documents": readable(self.request.user, obj),
            "may_write": can(self.request.user, obj, Permission.CASE_PAPER),
            "panels": panels.shown(self.shown, self.request.user, obj, opened),
        }


class EventsView(CaseTab):
    """The timeline, of coded moments alone."""

    template_name = "casework/case/events.html"
    permission = Permission.CASE_READ
    tab = "events"
    purpose = "case.events"

    def inside(self, obj, opened):
        events = obj.events.select_related("by", "agency")[:SHOWN_AT_ONCE]
        user = self.request.user
        # whoever stood behind a wall once doesn't read of it later, and for the others it is no work of theirs
        all_of_it = can(user, obj, Permission.CASE_LIFT_WALL) and not walls.ever_before(obj.pk, user)
        return {"events": [_event(event) for event in events if all_of_it or not timeline.of_conflicts(event.kind)]}


def _event(event) -> dict:
    title = timeline.label(event.kind)
    return {
        "at": event.at,
        "title": f"{title}: {event.agency.name}" if event.agency_id else title,
        "who": event.by.get_full_name() if event.by_id else "",
    }
