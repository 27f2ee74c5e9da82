"""What the case manager does with a running case: consent, assessment, risk, plan, tasks, thread, closure."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import policy
from access.errors import NotNow, Refused
from access.models import Agency, Staff
from audit.action import action
from casework import timeline
from casework.actions.assigning import locked
from casework.models import Assessment, Case, ConsentLine, Message, PlanStep, RiskAssessment, Task
from casework.options.casefile import ASSESSMENT, MEDIATION, RISK_FACTORS, ConsentAnswer
from casework.options.intake import in_order
from casework.queries import consents
from casework.workflow import CASE_TRANSITIONS, TASK_TRANSITIONS, CaseState

SHARING = "sharing"


def running(case: Case) -> Case:
    """The case's present row, held; refuses where it is not a running case."""
    case = locked(case)
    if case.state != CaseState.OPEN:
        raise NotNow(_("Kasus ini tidak sedang berjalan. Tidak ada yang disimpan. Muat ulang halaman."))
    return case


@action("consent.record")
def record_consent(
    case: Case, *, item: str, answer: str, present: str, agency: Agency | None = None, note: str = "", by: Staff
) -> ConsentLine:
    """Her answer to one line, and who was in the room. Refusals and withdrawals are recorded like any other answer."""
    case = running(case)
    if (item == SHARING) != (agency is not None):
        raise Refused(_("Berbagi data selalu untuk satu penerima: pilih penerimanya. Butir lain tanpa itu."), "agency")
    if answer == ConsentAnswer.WITHDRAWN and consents.answer(case, item, agency) != ConsentAnswer.GIVEN:
        raise Refused(_("Yang dapat ditarik hanya persetujuan yang pernah diberikan. Periksa butir ini."), "answer")
    line = ConsentLine(case=case, item=item, agency=agency, answer=answer, present=present, at=timezone.now())
    line.heard_by, line.note = by, note
    line.save(force_insert=True)
    timeline.note(case, "consent.recorded", by=by, agency=agency)
    return line


@action("assessment.write")
def write_assessment(case: Case, *, findings: dict[str, str], by: Staff) -> Assessment:
    """A biopsychosocial assessment; headings that nobody knows are refused."""
    case = running(case)
    if unknown := set(findings) - {code for code, _name in ASSESSMENT}:
        raise TypeError(f"no heading {sorted(unknown)}")
    if not any(text.strip() for text in findings.values()):
        raise Refused(_("Semua bagian masih kosong. Isi sedikitnya satu bagian, lalu simpan."))
    assessment = Assessment(case=case, at=timezone.now(), by=by, findings=findings)
    assessment.save(force_insert=True)
    timeline.note(case, "assessment.written", by=by)
    return assessment


@action("risk.assess")
def assess_risk(case: Case, *, level: str, factors: list[str], reasons: str = "", by: Staff) -> RiskAssessment:
    """A risk level and why: factors of the list, own words, or both. Never a level without a reason."""
    case = running(case)
    if not factors and not reasons.strip():
        raise Refused(_("Tingkat risiko memerlukan alasan: pilih faktor atau tulis alasannya."), "reasons")
    ordered = in_order(factors, RISK_FACTORS)
    risk = RiskAssessment(case=case, at=timezone.now(), by=by, level=level, reasons=reasons)
    risk.factors = ordered.split(",") if ordered else []
    risk.save(force_insert=True)
    case.risk = level
    case.save(update_fields=["risk"])
    timeline.note(case, "risk.assessed", by=by)
    return risk


@action("plan.add")
def add_step(
    case: Case, *, service: str, goal: str, due: date | None = None, agreed: bool = False, by: Staff
) -> PlanStep:
    """A step of the intervention plan. Sexual violence is never mediated (UU TPKS ps. 23)."""
    case = running(case)
    if service == MEDIATION and case.sexual:
        raise Refused(
            _("Kekerasan seksual tidak boleh diselesaikan di luar peradilan (UU TPKS pasal 23). "
              "Isian Anda tetap ada. Pilih layanan lain."),
            "service",
        )  # fmt: skip
    step = PlanStep(case=case, at=timezone.now(), by=by, service=service, due=due, agreed=agreed, goal=goal)
    step.save(force_insert=True)
    timeline.note(case, "plan.written", by=by)
    return step


@action("task.add")
def add_task(case: Case, *, text: str, due: date, assignee: Staff | None = None, by: Staff) -> Task:
    """Something to do until a day; without a name it is one's own."""
    case = running(case)
    assignee = assignee or by
    if assignee.pk not in {case.manager_id, case.counsellor_id, by.pk}:
        raise Refused(_("Tugas hanya dapat diberikan kepada petugas kasus ini. Pilih petugas lain."), "assignee")
    task = Task(case=case, at=timezone.now(), by=by, assignee=assignee, due=due, text=text)
    task.save(force_insert=True)
    timeline.note(case, "task.added", by=by)
    return task


@action("task.finish")
def finish_task(task: Task, *, by: Staff) -> Task:
    """Done."""
    task = Task.every.select_for_update(of=("self",)).select_related("case").get(pk=task.pk)
    TASK_TRANSITIONS.move(task, "finish")
    task.done = timezone.now()
    task.save(update_fields=["state", "done"])
    timeline.note(task.case, "task.finished", by=by)
    return task


@action("task.reopen")
def reopen_task(task: Task, *, by: Staff) -> Task:
    """Not done after all."""
    task = Task.every.select_for_update(of=("self",)).select_related("case").get(pk=task.pk)
    TASK_TRANSITIONS.move(task, "reopen")
    task.done = None
    task.save(update_fields=["state", "done"])
    return task


@action("message.write")
def write_message(case: Case, *, text: str, by: Staff) -> Message:
    """A line in the case's thread; it stays inside the agency."""
    message = Message(case=case, at=timezone.now(), by=by, text=text)
    message.save(force_insert=True)
    return message


@action("case.close")
def close_case(case: Case, *, ending: str, reason: str, closing: str = "", by: Staff) -> Case:
    """Termination: finished or closed, with its reason. The file stays readable for those who read it now."""
    case = running(case)
    CASE_TRANSITIONS.move(case, "close")
    case.ending, case.ending_reason, case.closing, case.closed = ending, reason, closing, timezone.now()
    case.save(update_fields=["state", "ending", "ending_reason", "closing", "closed"])
    timeline.note(case, "case.closed", by=by)
    policy.sync(case)
    return case
