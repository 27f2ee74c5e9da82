"""A file's every read and write, and a person's day."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from access import policy
from access.models import Staff
from access.permissions import Permission
from access.views import ServiceView
from audit import actions, queries
from audit.lines import lines, lines_of


class FileView(ServiceView):
    """Everything anybody did with one file: who, role, agency, when, what for, and whether a reason was typed."""

    permission = Permission.SERVICE_LOG
    template_name = "audit/file.html"

    def authorise(self) -> None:
        super().authorise()
        self.kept_from = queries.kept_from(self.request.user)
        if not queries.is_known(self.kwargs["case_id"]) or self.kwargs["case_id"] in self.kept_from:
            raise policy.Unseen

    def asked_for(self) -> tuple[str, object]:
        return "log", self.kwargs["case_id"]

    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        actions.look(request.user, "log.file", case_id)
        page = queries.page_of_file(case_id, request.GET.get("sesudah"), without=self.kept_from)
        shown, reference = lines_of(page.entries, case_id, page.events)
        return self.page(
            lines=shown,
            reference=reference,
            next_url="?" + urlencode({"sesudah": page.after}) if page.after else "",
        )


class PersonView(ServiceView):
    """What one person did on one day; house staff stand under their pseudonym."""

    permission = Permission.SERVICE_LOG
    template_name = "audit/person.html"

    def authorise(self) -> None:
        super().authorise()
        chosen = Staff.objects.select_related("agency").defer("real_name", "nik", "phone")
        self.obj = chosen.filter(pk=self.kwargs["person_id"]).first()
        if self.obj is None:
            raise policy.Unseen

    def asked_for(self) -> tuple[str, object]:
        return "staff", self.kwargs["person_id"]

    def get(self, request: HttpRequest, person_id: UUID) -> HttpResponse:
        today = timezone.localdate()
        day = queries.as_day(request.GET.get("hari", "")) or today
        actions.look(request.user, "log.person", queries.actor_of(self.obj)[0])
        kept_from = queries.kept_from(request.user)
        page = queries.page_of_person(self.obj, day, request.GET.get("sesudah"), without=kept_from)
        here = reverse("audit:person", args=[person_id])
        return self.page(
            lines=lines(page.entries, page.events),
            day=day,
            before=f"{here}?{urlencode({'hari': day - timedelta(days=1)})}",
            behind=f"{here}?{urlencode({'hari': day + timedelta(days=1)})}" if day < today else "",
            next_url="?" + urlencode({"hari": day, "sesudah": page.after}) if page.after else "",
        )
