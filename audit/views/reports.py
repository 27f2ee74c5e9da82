"""Reports about the log: the list of them, a month's, and the notice of a breach from what the reading room showed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import policy
from access.models import Staff
from access.permissions import Permission
from access.views import ActionView, ServiceView
from audit import actions, matters, queries, reporting, reports
from audit.forms import ChosenForm, DaysForm, days_given
from audit.lines import lines, name_of
from audit.models import Matter
from audit.papers import BREACH, MONTH
from audit.report_forms import MonthForm, PickForm, SpanForm, at_midnight, next_month

SHOWN = 25


class ReportsView(ServiceView):
    """Every matter that this reader sees, newest first, with its papers."""

    permission = Permission.SERVICE_REPORTS
    template_name = "audit/reports.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        actions.look(request.user, "log.reports")
        shown = list(matters.visible(request.user, self.permission).order_by("-opened", "-id")[:SHOWN])
        papers = reports.desk().papers_about([matter.pk for matter in shown], request.user)
        natures = matters.natures(shown)
        return self.page(
            rows=[(matter, natures[matter.pk], papers.get(matter.pk, [])) for matter in shown],
            may_make=policy.may(request.user, Permission.SERVICE_LOG),
        )


class Making(ActionView):
    """Opens a matter and begins its paper: one press, and the way leads to the draft."""

    abstract = True
    permission = Permission.SERVICE_LOG
    success_message = _("Draf dibuat. Periksa gambarnya, lalu kirim.")
    paper: str

    def act(self, form) -> str:
        matter = self.opened(form.cleaned_data)
        return reports.desk().begin(self.paper, matter, by=self.request.user)

    def opened(self, cleaned: dict[str, Any]) -> Matter:
        raise NotImplementedError(f"{type(self).__name__} must open its matter")

    def success_url(self, obj) -> str:
        return reverse("audit:reports")

    def context(self, obj, opened) -> dict[str, Any]:
        return {"back": self.success_url(obj)}


class NewMonth(Making):
    """The report of one month."""

    form_class = MonthForm
    paper = MONTH
    title = _("Laporan akses bulanan")
    button = _("Buat laporan")

    def form_kwargs(self) -> dict[str, Any]:
        return {"first": matters.first_month()}

    def opened(self, cleaned) -> Matter:
        month = date.fromisoformat(cleaned["bulan"])
        return reporting.open_month(at_midnight(month), at_midnight(next_month(month)), by=self.request.user)


class Breach(Making):
    """The notice of a breach; its clock runs from the moment that is typed."""

    abstract = True
    paper = BREACH
    title = _("Pemberitahuan kegagalan pelindungan")
    button = _("Buat pemberitahuan")

    def initial(self, obj, opened) -> dict[str, Any]:
        return {"ditemukan": timezone.localtime()}


class BreachOfPerson(Breach):
    """What one person did in a stretch of days."""

    form_class = SpanForm

    def authorise(self) -> None:
        super().authorise()
        chosen = Staff.objects.select_related("agency").defer("real_name", "nik", "phone")
        self.person = chosen.filter(pk=self.kwargs["person_id"]).first()
        if self.person is None:
            raise policy.Unseen

    def asked_for(self) -> tuple[str, object]:
        return "staff", self.kwargs["person_id"]

    def initial(self, obj, opened) -> dict[str, Any]:
        chosen = DaysForm(days_given(self.request.GET)).chosen()
        return {**super().initial(obj, opened), "sejak": f"{chosen.since}", "sampai": f"{chosen.until}"}

    def context(self, obj, opened) -> dict[str, Any]:
        back = reverse("audit:person", args=[self.kwargs["person_id"]])
        return {"about": name_of(self.person), "back": back}

    def opened(self, cleaned) -> Matter:
        return reporting.find_breach(
            since=at_midnight(cleaned["sejak"]),
            until=at_midnight(cleaned["sampai"] + timedelta(days=1)),
            found_at=cleaned["ditemukan"],
            person=self.person,
            by=self.request.user,
        )


class BreachOfFile(Breach):
    """Entries picked from a file's page; house events are not among them."""

    form_class = PickForm

    def authorise(self) -> None:
        super().authorise()
        self.kept_from = queries.kept_from(self.request.user)
        if not queries.is_known(self.kwargs["case_id"]) or self.kwargs["case_id"] in self.kept_from:
            raise policy.Unseen

    def asked_for(self) -> tuple[str, object]:
        return "log", self.kwargs["case_id"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.look(request.user, "log.breach", self.kwargs["case_id"])
        return super().get(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        given = self.request.GET
        page = queries.page_of_file(
            self.kwargs["case_id"], given.get("sesudah"), without=self.kept_from, chosen=ChosenForm(given).chosen()
        )
        people = matters.by_people().filter(pk__in=[entry.pk for entry in page.entries])
        pickable = set(people.values_list("pk", flat=True))
        entries = [entry for entry in page.entries if entry.pk in pickable]
        self.shown = {str(entry.pk): entry for entry in entries}
        said = zip(entries, lines(entries), strict=True)
        return {"choices": [(str(entry.pk), _said(line)) for entry, line in said]}

    def context(self, obj, opened) -> dict[str, Any]:
        return {"back": reverse("audit:file", args=[self.kwargs["case_id"]])}

    def opened(self, cleaned) -> Matter:
        picked = [self.shown[key] for key in cleaned["entri"]]
        return reporting.find_breach(
            since=min(entry.time for entry in picked),
            until=max(entry.time for entry in picked),
            found_at=cleaned["ditemukan"],
            entries=[entry.pk for entry in picked],
            by=self.request.user,
        )


def _said(line) -> str:
    """One entry as a line to pick: when, who, what, what for, and what came of it."""
    local = timezone.localtime(line.at)
    return f"{local:%d-%m-%Y %H.%M} · {line.who or '–'} · {line.verb} {line.kind} · {line.why} · {line.decision}"
