"""Pages that exist for the tests of the view bases alone."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import include, path, reverse

from access import events
from access.errors import Refused
from access.permissions import Permission
from access.views import ActionView, GuardedDetailView, GuardedListView, ServiceView, StepUp
from casework.models import Case


class Cases(GuardedListView):
    permission = Permission.CASE_READ
    columns = ("Kasus", "Tahap")
    filters = {"tahap": ("state", ("open", "closed"))}
    page_size = 3

    def row(self, obj, opened):
        return {"cells": [obj.reference], "url": reverse("case", args=[obj.pk]), "state": obj.state}


class CasePage(GuardedDetailView):
    permission = Permission.CASE_READ
    purpose = "case.page"

    def wants(self, obj):
        return [(obj, "chronology")]

    def page(self, status=200, template=None, **context):
        if template:
            return super().page(status, template, **context)
        return HttpResponse(context["opened"][self.obj, "chronology"], status=status)


class Told(forms.Form):
    told = forms.CharField(max_length=60)
    where = forms.CharField(max_length=60, required=False)


@events.recorded("case.tell")
def tell(case: Case, *, told: str, where: str, by) -> Case:
    """Stands for a verb that one could do twice by accident."""
    if told == "tidak":
        raise Refused("Belum bisa. Isian Anda tetap ada. Ubah lalu kirim lagi.", field="told")
    if told == "rusak":
        raise RuntimeError
    case.flags += "x"
    case.save(update_fields=["flags"])
    return case


class Tell(ActionView):
    permission = Permission.CASE_HANDLE
    form_class = Told
    action = tell
    title = "Catat"

    def success_url(self, obj):
        return reverse("case", args=[obj.pk])


class Press(Tell):
    form_class = forms.Form

    def arguments(self, form):
        return {"told": "ya", "where": ""}


class Locked(StepUp, Press):
    pass


class Counter(ServiceView):
    permission = Permission.SERVICE_STATISTICS

    def get(self, request, *args, **kwargs):
        return HttpResponse("11")


urlpatterns = [
    path("uji/", Cases.as_view(), name="cases"),
    path("uji/<uuid:pk>/", CasePage.as_view(), name="case"),
    path("uji/<uuid:pk>/catat/", Tell.as_view(), name="tell"),
    path("uji/<uuid:pk>/tekan/", Press.as_view(), name="press"),
    path("uji/<uuid:pk>/kunci/", Locked.as_view(), name="locked"),
    path("uji/angka/", Counter.as_view(), name="counter"),
    path("", include("settings.urls")),
]
handler404 = "access.views.missing.not_found"
