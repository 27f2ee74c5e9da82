"""One document: its form at the left, its picture at the right, what is missing above; and its file."""

from __future__ import annotations

from typing import Any, cast

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.safestring import mark_safe

from access.errors import Unseen
from access.forms import TOKEN, OneTimeToken, fresh_token
from access.models import Staff
from access.views import GuardedDetailView
from audit.reveal import reveal_file
from disclosure import contexts, documents, drafting, gate, queries, render
from disclosure.actions.documents import prefix_of
from disclosure.files import document_files
from disclosure.letter import letter_of
from disclosure.views.base import OfDocument
from disclosure.workflow import STEPS, DocumentState, GateState, step_of


class DocumentPage(OfDocument, GuardedDetailView):
    """Shows a draft as it stands to its author, and from review on what was fixed then, to all who may read it."""

    template_name = "disclosure/document.html"
    purpose = "document.page"

    def wants(self, obj) -> list[tuple]:
        self.builder = None
        if obj.is_open and queries.may(self.request.user, "write", obj):
            self.builder = obj.paper.builder(obj, self.request.user)
            return drafting.wants(obj, self.builder)
        if obj.is_open or obj.is_withdrawn:
            return []
        return [(obj, "content"), *((copy, "receiver") for copy in self.copies())]

    def copies(self) -> list:
        """The register of copies, for those who may write the document."""
        if not hasattr(self, "_copies"):
            mine = self.obj.has_file and queries.may(self.request.user, "write", self.obj)
            self._copies = list(queries.copies_of(self.obj)) if mine else []
        return self._copies

    def context(self, obj, opened) -> dict[str, Any]:
        may_write = queries.may(self.request.user, "write", obj)
        shown: dict[str, Any] = {
            "document": obj,
            "steps": [(state.value, state.label) for state in STEPS],
            "step": step_of(obj.state),
            "may_write": may_write,
            "may_sign": obj.state == DocumentState.SIGNING and queries.may(self.request.user, "sign", obj),
            "back_url": self.back_url(),
            "waiting": 0,
            "copies": [(copy, opened[copy, "receiver"]) for copy in self.copies()],
        }
        if self.builder is not None:
            draft = drafting.draft_of(obj, self.builder, opened)
            shown |= {"missing": draft.missing, "form": self.form(draft.typed), "rewrite": self.rewrite()}
            shown["sentence"] = gate.REWRITE_SENTENCE
            shown["picture"] = self.picture(draft.context)
        elif not obj.is_open and not obj.is_withdrawn:
            shown["picture"] = self.picture(contexts.load(obj.paper.context, opened[obj, "content"]))
            shown["waiting"] = sum(state == GateState.WAITING for state in self.answers().values())
        return shown

    def form(self, typed: dict[str, str]):
        if self.obj.paper.form is None:
            return None
        form = self.obj.paper.form(initial=typed)
        form.fields[TOKEN] = OneTimeToken(initial=fresh_token)
        return form

    def picture(self, context) -> str:
        """The sheet as HTML for the screen; the template engine has escaped every value in it."""
        obj = self.obj
        day = timezone.localdate(obj.signed_at or timezone.now())
        letter = letter_of(
            obj.agency,
            day=day,
            number=obj.number,
            signer=obj.signed_by,
            signed_at=obj.signed_at,
            check_code=obj.check_code,
            nature=documents.nature(obj.root),
        )
        return mark_safe(render.html(obj.paper, context, letter, frame="screen"))

    def answers(self) -> dict[str, GateState]:
        return gate.states_under(prefix_of(self.obj))

    def rewrite(self) -> list[str]:
        """What the parts are called that a custodian sent back with the fixed sentence."""
        prefix, paper = prefix_of(self.obj), self.obj.paper
        names = [
            subject.removeprefix(prefix).split(".")[0]
            for subject, state in sorted(self.answers().items())
            if state == GateState.REWRITE
        ]
        form_labels = {name: field.label for name, field in (paper.form.base_fields if paper.form else {}).items()}
        return [str(paper.labels.get(name) or form_labels.get(name) or name) for name in dict.fromkeys(names)]

    def back_url(self) -> str:
        """The page of what the document is about, as far as this reader has one."""
        for kind in documents.kinds():
            if kind.kind == documents.kind_of(self.obj.root) and kind.url is not None:
                return kind.url(self.obj.root.pk)
        return ""


class Download(OfDocument, GuardedDetailView):
    """The signed file. Its entry is committed before the first byte leaves; a reader whom no assignment explains gives
    a reason first."""

    def authorise(self) -> None:
        super().authorise()
        if not self.obj.has_file:
            raise Unseen

    def show(self, reason: str, status: int = 200) -> StreamingHttpResponse:  # type: ignore[override]
        obj = self.obj
        pieces = reveal_file(
            cast(Staff, self.request.user),
            "document.download",
            obj,
            obj.file,
            reason,
            permission=self.permission,
            files=document_files,
        )
        answer = StreamingHttpResponse(pieces, content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="{obj.download_name}"'
        answer["Content-Length"] = str(obj.file_size)
        return answer
