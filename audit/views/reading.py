"""A file's every read and write, and a person's day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from access import policy
from access.models import Staff
from access.permissions import Permission
from access.views import ServiceView
from audit import actions, queries, subjects
from audit.forms import ChosenForm, DaysForm, MomentForm, days_given
from audit.lines import lines, lines_of
from audit.openers import could_open


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
        form, after = ChosenForm(request.GET), request.GET.get("sesudah")
        page = queries.page_of_file(case_id, after, without=self.kept_from, chosen=form.chosen())
        shown, reference = lines_of(page.entries, case_id, page.events)
        kept = form.kept()
        return self.page(
            form=form,
            chosen=form.chosen(),
            lines=shown,
            reference=reference,
            case_id=case_id,
            here=urlencode(kept | ({"sesudah": after} if after else {})),
            next_url="?" + urlencode({**kept, "sesudah": page.after}) if page.after else "",
        )


class OpenersView(FileView):
    """Who could have opened it at a moment, which stands in the address: it names nobody. Without one, now."""

    permission = Permission.SERVICE_LOG
    template_name = "audit/openers.html"

    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        actions.look(request.user, "log.openers", case_id)
        now = timezone.localtime()
        asked = "hari" in request.GET or "jam" in request.GET
        form = MomentForm(request.GET if asked else {"hari": now.date(), "jam": now.time()})
        moment = as_moment(form) or now
        return self.page(
            form=form,
            moment=moment,
            reference=subjects.label_of_file(case_id),
            case_id=case_id,
            openers=could_open(case_id, moment),
        )


def as_moment(form: MomentForm) -> datetime | None:
    """What the form says, or None: no such day, or one that calendars can't reckon around."""
    if not form.is_valid():
        return None
    day, hour = form.cleaned_data["hari"], form.cleaned_data["jam"]
    if queries.as_day(day.isoformat()) is None:
        form.add_error("hari", _("Tahun ini terlalu jauh dari sekarang. Isian Anda tetap ada. Periksa tahunnya."))
        return None
    return timezone.make_aware(datetime.combine(day, hour.replace(second=59, microsecond=999999)))


class PersonView(ServiceView):
    """What one person did on one day, or on some; house staff stand under their pseudonym."""

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
        actions.look(request.user, "log.person", queries.actor_of(self.obj)[0])
        form = DaysForm(days_given(request.GET))
        chosen, kept_from = form.chosen(), queries.kept_from(request.user)
        page = queries.page_of_person(self.obj, chosen, request.GET.get("sesudah"), without=kept_from)
        one_day, kept = chosen.since == chosen.until, form.kept()
        if one_day:
            kept = {"hari": kept.pop("dari"), **{name: said for name, said in kept.items() if name != "sampai"}}
        return self.page(
            form=form,
            chosen=chosen,
            narrowed=bool(replace(chosen, since=None, until=None)) or not one_day,
            lines=lines(page.entries, page.events),
            one_day=one_day,
            before=self.of_day(kept, chosen.since - timedelta(days=1)) if one_day else "",
            behind=self.of_day(kept, chosen.since + timedelta(days=1))
            if one_day and chosen.since < timezone.localdate()
            else "",
            next_url="?" + urlencode({**kept, "sesudah": page.after}) if page.after else "",
        )

    def of_day(self, kept: dict[str, str], day: date) -> str:
        """The same page of another day."""
        here = reverse("audit:person", args=[self.obj.pk])
        return f"{here}?{urlencode({**kept, 'hari': day.isoformat()})}"
