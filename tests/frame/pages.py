"""A page with a form, for the tests of what the browser keeps."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import include, path

from access.permissions import Permission
from access.views import ServiceView


class Note(forms.Form):
    text = forms.CharField(label="Catatan", widget=forms.Textarea)
    urgent = forms.BooleanField(label="Mendesak", required=False)


class Write(ServiceView):
    permission = Permission.SERVICE_TODAY
    template_name = "access/action.html"
    title = "Tulis"
    button = "Simpan catatan"

    def get(self, request, *args, **kwargs):
        return self.page(form=Note())

    def post(self, request, *args, **kwargs):
        form = Note(request.POST)
        if not form.is_valid():
            return self.page(status=422, form=form)
        messages.success(request, "Tersimpan.")
        return HttpResponseRedirect(request.path)


urlpatterns = [path("uji/tulis/", Write.as_view(), name="write"), path("", include("settings.urls"))]
handler404 = "access.views.missing.not_found"
