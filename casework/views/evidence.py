"""Evidence: listed, added, looked at on request. A picture is drawn when somebody asks for it, and asking is logged."""

from __future__ import annotations

from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import policy
from access.permissions import Permission
from access.views import GuardedDetailView, StepUp
from access.views.base import GuardedView
from audit.reveal import reveal_file
from casework.actions.evidence import add_evidence, copy_of, note_custody, original_of
from casework.forms.handling import EvidenceForm
from casework.models import Custody, Evidence
from casework.views.case import SHOWN_AT_ONCE
from casework.views.pages import CaseAction, CaseTab, can


class EvidenceTab(CaseTab):
    """What there is, by its title; no picture."""

    template_name = "casework/case/evidence.html"
    permission = Permission.CASE_READ
    tab = "evidence"
    purpose = "case.evidence"

    def wants(self, obj):
        self.rows = list(obj.evidence.select_related("by")[:SHOWN_AT_ONCE])
        return [(row, "title") for row in self.rows]

    def inside(self, obj, opened):
        return {
            "evidence": [{"row": row, "title": opened[row, "title"]} for row in self.rows],
            "may_add": can(self.request.user, obj, Permission.CASE_EVIDENCE) and obj.state == "open",
        }


class AddEvidence(CaseAction):
    """A file, with what it is."""

    permission = Permission.CASE_EVIDENCE
    form_class = EvidenceForm
    action = add_evidence
    title = _("Simpan bukti")
    button = _("Simpan bukti")
    success_message = _("Bukti tersimpan dan disegel.")
    back_to = "evidence"

    def acts_in_steps(self) -> bool:
        # the sealed file is durable before the row is; the row's own action is one transaction
        return True


class EvidenceView(GuardedDetailView):
    """One piece: its digest and its chain of custody."""

    template_name = "casework/case/evidence_item.html"
    permission = Permission.CASE_EVIDENCE
    model = Evidence
    purpose = "evidence.page"

    def wants(self, obj):
        return [(obj, "title", "file_name")]

    def context(self, obj, opened):
        return {
            "evidence": obj,
            "case": obj.case,
            "title": opened[obj, "title"],
            "file_name": opened[obj, "file_name"],
            "custody": [
                {"at": line.at, "title": line.get_act_display(), "who": line.by.get_full_name()}
                for line in obj.custody.select_related("by").order_by("-at")
            ],
            "back": reverse("casework:evidence", args=[obj.case_id]),
        }


class ShowCopy(GuardedView):
    """The working copy, for one who asks; a line of custody and an entry come first."""

    permission = Permission.CASE_EVIDENCE
    model = Evidence

    def authorise(self) -> None:
        super().authorise()
        self.record = copy_of(self.obj)
        if self.record is None:
            raise policy.Unseen

    def post(self, request, *args, **kwargs):
        note_custody(self.obj, act=Custody.VIEWED, by=request.user)
        pieces = reveal_file(request.user, "evidence.copy", self.obj, self.record, permission=self.permission)
        return StreamingHttpResponse(pieces, content_type="image/jpeg")


class TakeOriginal(StepUp, GuardedView):
    """The original, byte for byte, after a second look at who asks."""

    permission = Permission.CASE_EVIDENCE
    model = Evidence

    def back_url(self) -> str:
        return reverse("casework:evidence_item", args=[self.obj.pk])

    def post(self, request, *args, **kwargs):
        note_custody(self.obj, act=Custody.HANDED, by=request.user)
        record = original_of(self.obj)
        pieces = reveal_file(request.user, "evidence.original", self.obj, record, permission=self.permission)
        answer = StreamingHttpResponse(pieces, content_type="application/octet-stream")
        answer["Content-Disposition"] = f'attachment; filename="bukti-{self.obj.sha256[:12]}"'
        return answer
