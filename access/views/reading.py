"""Pages that open sealed values: one entry, then the values, then the page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse

from access import policy
from access.forms import ReasonForm
from access.views.base import GuardedView


class GuardedDetailView(GuardedView):
    """The page of one object. `wants` lists what it opens, `context` gets the opened values.

    A read that no assignment explains shows a form for the reason and opens nothing until one is posted.
    """

    abstract = True
    reason_template: ClassVar[str] = "access/reason.html"

    def wants(self, obj: Any) -> list[tuple]:
        """What the page opens: (instance, "field", …) for each row."""
        return []

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        """What the template gets; `opened[instance, "field"]` is the plain value."""
        return {"opened": opened}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policy.explained(request.user, self.permission, self.obj):
            return self.page(template=self.reason_template, form=ReasonForm())
        return self.show("")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if policy.explained(request.user, self.permission, self.obj):
            return self.show("")
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.page(status=422, template=self.reason_template, form=form)
        return self.show(form.cleaned_data["alasan"])

    def show(self, reason: str, status: int = 200) -> HttpResponse:
        """Writes the entry, opens, renders."""
        obj = self.obj
        with self.opening(obj, self.wants(obj), reason) as opened:
            return self.page(status=status, **self.context(obj, opened))
