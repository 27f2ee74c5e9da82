"""Generic views with guardian's and auditlog's mixins."""

from __future__ import annotations

from auditlog.mixins import LogAccessMixin
from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.generic import CreateView, DetailView, ListView
from guardian.mixins import LoginRequiredMixin, PermissionRequiredMixin
from guardian.shortcuts import get_objects_for_user, get_users_with_perms

from bench import frame
from bench.stock.fernet import EncryptedTextField
from bench.stock.models import Case, Note

VIEW = "stock.view_case"
PLAIN = tuple(field.name for field in Case._meta.fields if not isinstance(field, EncryptedTextField))


@login_required
def empty(request):
    return HttpResponse("True")


def _line(case: Case, reader) -> dict:
    return frame.line(
        str(case.pk),
        case.reference,
        case.number,
        case.opened,
        case.main_kind,
        case.city_code,
        case.risk,
        case.manager == reader.username,
        case.state,
    )


class CaseList(LoginRequiredMixin, ListView):
    """Cases one may view, 25 a page."""

    template_name = "casework/list.html"
    paginate_by = 25

    def get_queryset(self):
        return get_objects_for_user(self.request.user, VIEW)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        next_url = f"?page={page.next_page_number()}" if page.has_next() else ""
        return {**context, **frame.list_context([_line(case, self.request.user) for case in page], next_url)}


class CaseDetail(PermissionRequiredMixin, LogAccessMixin, DetailView):
    """One case; the access is logged."""

    model = Case
    permission_required = VIEW
    template_name = "casework/case/summary.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        case = self.object
        plain = {name: getattr(case, name) for name in PLAIN} | {"pk": str(case.pk)}
        told = {"chronology": case.chronology, "place": case.place, "needs": case.needs}
        readers = [{"name": user.username, "role": user.first_name} for user in get_users_with_perms(case)]
        return {**context, **frame.case_context(plain, told, case.name, readers)}


@login_required
def search(request):
    """An encrypted column can't be searched: the telephone of every visible case is decrypted and compared."""
    form = frame.SearchForm(request.POST)
    if not form.is_valid():
        raise Http404
    visible = get_objects_for_user(request.user, VIEW).only("reference", "state", "phone")
    rows = [
        {"cells": [f"Kasus {case}", "telepon: Korban"], "url": f"/kasus/{case.pk}/", "state": (case.state, case.state)}
        for case in visible
        if case.phone == form.cleaned_data["q"]
    ]
    return render(request, "casework/search.html", frame.search_context(form, rows))


class NoteForm(forms.ModelForm):
    class Meta:
        model = Note
        fields = ("text",)


class WriteNote(PermissionRequiredMixin, CreateView):
    """A note on a case one may view."""

    form_class = NoteForm
    permission_required = VIEW
    template_name = "casework/form.html"

    def get_permission_object(self):
        self.case = Case.objects.get(pk=self.kwargs["pk"])
        return self.case

    def form_valid(self, form):
        form.instance.case = self.case
        form.instance.by = self.request.user
        frame.noted(self.request, len(get_users_with_perms(self.case)))
        return super().form_valid(form)

    def get_success_url(self):
        return f"/kasus/{self.case.pk}/percakapan/"
