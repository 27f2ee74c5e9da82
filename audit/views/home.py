"""The first page: what to look at now, and the ways in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.errors import Refused
from access.models import Staff
from access.permissions import Permission
from access.views import SeeOther, ServiceView
from audit import actions, findings, queries, subjects
from audit.forms import DayForm, ReviewForm, SearchForm
from audit.models import AuditEntry, Checkpoint

SHOWN = 25


class LogView(ServiceView):
    """What to look at now, one sentence each; search by reference; a person's day."""

    permission = Permission.SERVICE_LOG
    template_name = "audit/log.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        actions.look(request.user, "log.findings")
        return self.show()

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page, with the forms as they were typed."""
        reader = self.request.user
        found = findings.standing(timezone.now(), without=queries.kept_from(reader), reader=reader)
        newest = Checkpoint.objects.order_by("-size").only("size", "at").first()
        return self.page(
            status=status,
            findings=findings.foremost(found, SHOWN),
            more=max(0, len(found) - SHOWN),
            newest=newest,
            waiting=AuditEntry.objects.filter(number=None).count(),
            **{"search": SearchForm(auto_id="cari_%s"), "day": DayForm(auto_id="hari_%s"), **context},
        )


class FindFileView(LogView):
    """From a reference to the file's entries; what was typed stays out of addresses and of the log."""

    permission = Permission.SERVICE_LOG

    def get(self, request: HttpRequest) -> HttpResponse:
        return SeeOther(reverse("audit:log"))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SearchForm(request.POST, auto_id="cari_%s")
        if form.is_valid():
            actions.search(request.user)
            kept_from = queries.kept_from(request.user)
            found = [file for file in subjects.find(form.cleaned_data["q"]) if file not in kept_from]
            if found:
                return SeeOther(reverse("audit:file", args=[found[0]]))
            form.add_error(
                "q",
                _("Nomor ini tidak ada di jejak audit. Isian Anda tetap ada. Periksa nomornya lalu cari lagi."),
            )
        return self.show(422, search=form)


class FindPersonView(LogView):
    """From a user name to that person's day."""

    permission = Permission.SERVICE_LOG

    def get(self, request: HttpRequest) -> HttpResponse:
        return SeeOther(reverse("audit:log"))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DayForm(request.POST, auto_id="hari_%s")
        if form.is_valid():
            actions.search(request.user)
            person = Staff.objects.filter(username__iexact=form.cleaned_data["akun"]).only("pk").first()
            if person is not None:
                return SeeOther(reverse("audit:person", args=[person.pk]))
            form.add_error("akun", _("Nama pengguna ini tidak dikenal. Isian Anda tetap ada. Periksa lalu cari lagi."))
        return self.show(422, day=form)


class ReviewView(LogView):
    """[Tinjau]: sign one finding off, a heavy one with a note alone."""

    permission = Permission.SERVICE_LOG
    said = gettext_lazy("Temuan ditandai sudah ditinjau. Tercatat atas nama Anda, dapat dilihat para auditor.")

    def get(self, request: HttpRequest) -> HttpResponse:
        return SeeOther(reverse("audit:log"))

    def post(self, request: HttpRequest) -> HttpResponse:
        key, form = request.POST.get("temuan", "")[:128], ReviewForm(request.POST)
        if not form.is_valid():
            return self.show(422, refused=key, review=form)
        try:
            actions.review(key, note=form.cleaned_data["catatan"], by=request.user)
        except Refused as refusal:
            if refusal.field:
                form.add_error(refusal.field, refusal.message)
                return self.show(422, refused=key, review=form)
            messages.info(request, refusal.message)
        else:
            messages.success(request, self.said)
        return SeeOther(reverse("audit:log"))
