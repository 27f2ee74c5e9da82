"""A second look at who is there, before the dangerous few."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.http import HttpResponse
from django.urls import reverse

from access import signin
from access.views.missing import SeeOther


class StepUp:
    """Mixin, left of a view: its POST asks for authentication within the last 10 minutes, else 303 to `/masuk/lagi/`.

    Whoever may not be here at all gets the 404 first. `needs_step_up` can spare those for whom minutes count.
    """

    step_up_methods: ClassVar[frozenset[str]] = frozenset({"POST"})

    def needs_step_up(self) -> bool:
        return True

    def back_url(self) -> str:
        """The page asked again afterwards; a GET answers it."""
        return self.request.path

    def before(self) -> HttpResponse | None:
        request: Any = self.request
        if request.method in self.step_up_methods and self.needs_step_up() and not signin.stepped_up(request):
            signin.come_back_to(request, self.back_url())
            return SeeOther(reverse("access:step_up"))
        return super().before()


class GivesReading(StepUp):
    """Mixin, left of a page after which somebody else reads what they did not: who is there proves it again first.

    A session that a code opened for daily work can't, and goes on: one who is alone at night must be able to hand a
    file to whoever helps her. What leaves at once for a person in danger is no such page (ADR 36).
    """

    def needs_step_up(self) -> bool:
        return not signin.for_the_shift(cast(Any, self).request)
