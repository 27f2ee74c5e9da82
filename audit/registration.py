"""What audit brings to the ports of access, and its own rules, once, at start-up."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from access import examples
from access.grants import Grant
from access.models import Agency, ConflictOfInterest, Cover, Duty, Kinship, Staff, Unit
from access.navigation import Place, register
from access.permissions import Permission
from audit import configured, findings, questions, rules, witness_rules
from audit.models import AuditEntry, Matter, MatterFile, Question, QuestionStep
from audit.register import watch


def register_all() -> None:
    """Places, examples, rules, and access's own models under the smoke detector's eye."""
    rules.register()
    findings.register("witnesses", witness_rules.findings)
    findings.register("questions", questions.findings)
    findings.register("settings", configured.findings)
    register(Place(_("Jejak audit"), "audit:log", Permission.SERVICE_LOG, "journals", 10))
    register(Place(_("Pertanyaan"), "audit:questions", Permission.SERVICE_LOG, "chat-left-text", 15))
    register(Place(_("Pemeriksaan segel"), "audit:check", Permission.SERVICE_LOG, "shield-check", 20))
    register(Place(_("Laporan"), "audit:reports", Permission.SERVICE_REPORTS, "file-earmark-text", 75))
    for name in ("audit:file", "audit:openers", "audit:breach-of-file"):
        examples.register(name, _files)
    for name in ("audit:person", "audit:breach-of-person"):
        examples.register(name, _people)
    for name in ("audit:entry", "audit:proof", "audit:explanations"):
        examples.register(name, _entries)
    for name in ("audit:review-question", "audit:answer"):
        examples.register(name, _questions)
    watch(Agency, Unit, Staff, ConflictOfInterest, Kinship, Cover, Duty)
    watch(Matter, MatterFile, Question, QuestionStep)
    watch(*(model for model in apps.get_models() if issubclass(model, Grant)))


def _files() -> Iterator[dict]:
    rows = AuditEntry.objects.exclude(case_id=None).order_by("case_id").values_list("case_id", flat=True).distinct()
    return ({"case_id": case} for case in rows[:5])


def _people() -> Iterator[dict]:
    return ({"person_id": pk} for pk in Staff.objects.order_by("username").values_list("pk", flat=True)[:5])


def _entries() -> Iterator[dict]:
    return ({"entry_id": pk} for pk in AuditEntry.objects.order_by("-time").values_list("pk", flat=True)[:5])


def _questions() -> Iterator[dict]:
    return ({"pk": pk} for pk in Question.objects.order_by("at", "pk").values_list("pk", flat=True)[:5])
