"""Search: what is sought is posted as `q`, and stands in no address."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from access.permissions import Permission
from access.views import ServiceView
from casework.forms.fields import LineField
from casework.queries.search import search


class SearchForm(forms.Form):
    """One box."""

    q = LineField(
        label=_("Cari"),
        required=True,
        max_length=200,
        help_text=_("Nomor tiket atau kasus, NIK, telepon, atau nama lengkap."),
        error_messages={"required": _("Tulis apa yang dicari, lalu cari lagi.")},
    )


class SearchView(ServiceView):
    """GET shows the box; POST answers with references alone."""

    permission = Permission.SERVICE_TODAY
    template_name = "casework/search.html"

    def get(self, request, *args, **kwargs):
        return self.page(form=SearchForm())

    def post(self, request, *args, **kwargs):
        form = SearchForm(request.POST)
        if not form.is_valid():
            return self.page(status=422, form=form)
        found = search(request.user, form.cleaned_data["q"])
        rows = [{"cells": [line.reference, line.why], "url": line.url, "state": line.state} for line in found]
        return self.page(form=form, searched=True, rows=rows, columns=[_("Berkas"), _("Cocok pada"), _("Tahap")])
