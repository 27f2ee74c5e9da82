"""Beginning a document, filling its own form, sending it on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.errors import Unseen
from access.permissions import Permission
from access.views import ActionView
from disclosure import actions, documents, drafting, papers
from disclosure.views.base import OfDocument


class NewDocument(ActionView):
    """Begins a document of a kind about a root, for one whom the paper's permission on that root lets write."""

    permission = Permission.SERVICE_TODAY
    pk_url_kwarg = "about"
    title = _("Buat dokumen")
    button = _("Buat draf")
    success_message = _("Draf dibuat.")

    def authorise(self) -> None:
        try:
            self.paper = papers.get(self.kwargs["kind"])
        except KeyError:
            raise Unseen from None
        self.obj = documents.root(self.request.user, self.paper.write, self.paper.about, self.kwargs["about"])
        self.permission = self.paper.write  # type: ignore[misc]

    def action(self, root, *, by, **typed):
        self.result = actions.request_document(
            self.paper.kind,
            about_kind=self.paper.about,
            about_id=root.pk,
            case_id=getattr(root, "case_id", None) or root.pk,
            by=by,
        )
        return self.result

    def success_url(self, obj) -> str:
        return reverse("disclosure:document", args=[self.result.pk])

    def context(self, obj, opened) -> dict[str, Any]:
        return {"about": self.paper.title}


class OwnForm(OfDocument, ActionView):
    """A page with the document's own form, filled with what was typed before."""

    abstract = True
    verb = "write"

    @property
    def form_class(self):
        return self.obj.paper.form or forms.Form

    def typed(self, cleaned: dict[str, Any]) -> dict[str, str]:
        """What the form holds, as text by field."""
        return {name: str(cleaned.get(name) or "").strip() for name in self.form_class.base_fields}

    def wants(self, obj) -> list[tuple]:
        return [(obj, "typed")] if obj.is_open and obj.paper.form else []

    def initial(self, obj, opened) -> dict[str, Any]:
        return opened[obj, "typed"] if opened else {}


class SaveDraft(OwnForm):
    """Keeps what was typed; nothing of it need be complete."""

    title = _("Isi dokumen")
    button = _("Simpan isian")
    success_message = _("Isian tersimpan.")
    action = actions.save_draft

    def arguments(self, form) -> dict[str, Any]:
        return {"typed": self.typed(form.cleaned_data)}


class SendForReview(OwnForm):
    """Keeps what was typed, fixes the content and puts it before the gate."""

    title = _("Kirim untuk ditinjau")
    button = _("Kirim untuk ditinjau")
    success_message = _("Dokumen dikirim. Isinya tidak berubah lagi sampai dikembalikan ke draf.")

    def action(self, obj, *, by, **cleaned):
        if set(self.form_class.base_fields) & set(self.request.POST):
            actions.save_draft(obj, typed=self.typed(cleaned), by=by)
        return drafting.send(obj, by=by)

    def acts_in_steps(self) -> bool:
        # the content is opened first, and nothing is opened inside a transaction
        return True
