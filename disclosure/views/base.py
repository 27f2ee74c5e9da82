"""What the pages of one document share: the policy of its root decides, through the paper it is."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse

from access.permissions import Permission
from access.views import GuardedView
from disclosure import queries
from disclosure.models import Document


class OfDocument(GuardedView):
    """Loads the document under its paper's own permission for `verb`.

    The class's `permission` is what every role has; the real one, a permission on the document's root, is known once
    the document is found, and an absent document answers like an unseen one.
    """

    abstract = True
    permission = Permission.SERVICE_TODAY
    verb: ClassVar[str] = "read"

    def authorise(self) -> None:
        self.obj = queries.get(self.request.user, self.verb, self.kwargs["pk"])
        self.permission = self.obj.permission  # type: ignore[misc]

    def asked_for(self) -> tuple[str, Any]:
        return Document.audit_kind, self.kwargs["pk"]

    def root(self):
        return self.obj.root

    def context(self, obj, opened) -> dict[str, Any]:
        return {"about": self.obj.reference, "back": OfDocument.success_url(self, obj)}

    def success_url(self, obj) -> str:
        return reverse("disclosure:document", args=[self.obj.pk])
