"""From ticket to complaint to case: the receiver registers, the supervisor decides."""

from __future__ import annotations

from typing import cast

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import policy
from access.accounts import one_person
from access.models import ConflictOfInterest, Staff
from access.permissions import Permission
from access.views import ActionView, GivesReading
from access.walls import walled_cases
from casework.actions import assigning, complaints, conflicts
from casework.forms import intake as offered
from casework.models import CasePerson, NameDoubt
from casework.queries.doubts import doubts_for
from casework.queries.duplicates import alike, reported_as_client
from casework.views.pages import CaseAction
from casework.workflow import CASE_TRANSITIONS, TRANSITIONS, CaseState

TOLD = ("what", "where", "callback_number", "callback_hours", "code_word", "reporter")


class RegisterView(ActionView):
    """A ticket becomes a complaint. Somebody alike who is known already is shown once, before it is saved."""

    permission = Permission.TICKET_REGISTER
    form_class = offered.RegisterForm
    action = complaints.register_complaint
    template_name = "casework/register.html"
    purpose = "ticket.register"
    takes = (TRANSITIONS, "register")
    success_message = _("Pengaduan didaftarkan; supervisor diminta memutuskan.")

    def setup(self, request, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.alike: list = []

    def wants(self, obj):
        return [(obj, *TOLD)]

    def initial(self, obj, opened):
        told = {name: opened[obj, name] for name in TOLD}
        return {
            "chronology": told["what"],
            "place": told["where"],
            "p0_phone": told["callback_number"],
            "p0_phone_safe": obj.callback_safe,
            "p0_hours": told["callback_hours"],
            "p0_code_word": told["code_word"],
            "p1_name": told["reporter"][:120],
        }

    def post(self, request, *args, **kwargs):
        form = self.make_form(data=request.POST, files=request.FILES)
        if form.is_valid() and not form.cleaned_data["checked"]:
            self.alike = alike(request.user, form.persons(), but=self.obj.pk)
            if self.alike:
                form.add_error(
                    "checked",
                    _("Ada orang serupa pada kasus lain. Belum ada yang disimpan dan isian Anda tetap ada. "
                      "Periksa kasus itu; bila ini memang pengaduan baru, beri tanda lalu simpan lagi."),
                )  # fmt: skip
                return self.form_page(form)
        return super().post(request, *args, **kwargs)

    def arguments(self, form):
        taken = {name: form.cleaned_data[name] for name in form.base_fields if name != "checked"}
        return {**taken, "persons": form.persons()}

    def context(self, obj, opened):
        return {
            "ticket": obj,
            "alike": [
                {"url": reverse("casework:case", args=[a.case.pk]), "reference": a.case.reference, "by": _words(a.by)}
                for a in self.alike
            ],
            "back": reverse("casework:ticket", args=[obj.pk]),
        }

    def success_url(self, obj) -> str:
        return reverse("casework:case", args=[obj.pk])

    def past_url(self, obj) -> str:
        return reverse("casework:ticket", args=[obj.pk])


def _words(fields) -> str:
    words = {"nik": _("NIK sama"), "phone": _("telepon sama"), "name": _("nama sama")}
    return ", ".join(str(words[field]) for field in fields)


class AcceptCase(GivesReading, CaseAction):
    """The supervisor's decision, with everything that bears on it on one page."""

    permission = Permission.CASE_DECIDE
    form_class = offered.AcceptForm
    action = complaints.accept_case
    template_name = "casework/decide.html"
    purpose = "case.decide"
    takes = (CASE_TRANSITIONS, "accept")
    title = _("Putuskan pengaduan")
    button = _("Terima sebagai kasus")
    success_message = _("Kasus diterima dan mendapat nomor registrasi.")

    def wants(self, obj):
        self.people = list(obj.persons.all())
        return [(obj, "chronology"), *[(person, "name") for person in self.people]]

    def context(self, obj, opened):
        user = self.request.user
        doubts = doubts_for(user, obj.doubts.select_related("staff__unit"))
        return {
            **super().context(obj, opened),
            "case": obj,
            "chronology": opened[obj, "chronology"],
            "people": [{"name": opened[p, "name"], "reference": str(p)} for p in self.people],
            "doubts": [
                {"row": doubt, "name": doubt.staff.get_full_name(), "unit": doubt.staff.unit} for doubt in doubts
            ],
            "walls": ConflictOfInterest.standing.filter(case_id=obj.pk).count(),
            "clients": _elsewhere(user, reported_as_client(obj)),
            "again": _elsewhere(user, self._same_people(obj)),
        }

    def _same_people(self, case) -> list[CasePerson]:
        niks = [p.nik_index for p in self.people if p.nik_index is not None]
        phones = [p.phone_index for p in self.people if p.phone_index is not None]
        if not niks and not phones:
            return []
        others = policy.visible(self.request.user, Permission.CASE_READ, of=CasePerson).exclude(case_id=case.pk)
        rows = others.filter(nik_index__in=niks) | others.filter(phone_index__in=phones)
        return list(rows.select_related("case")[:20])


def _elsewhere(user, rows) -> list[dict]:
    """The cases of ROWS: by reference and link where this person may see them, else that there is one; nothing of one
    behind a wall of theirs."""
    ids = {row.case_id for row in rows} - set(walled_cases(user))
    if not ids:
        return []
    seen = dict(policy.visible(user, Permission.CASE_READ).filter(pk__in=ids).values_list("pk", "reference"))
    known = [{"reference": seen[pk], "url": reverse("casework:case", args=[pk])} for pk in sorted(ids) if pk in seen]
    return known + [{"reference": "", "url": ""} for pk in ids if pk not in seen]


class RefuseCase(CaseAction):
    """The supervisor does not accept, with a reason."""

    permission = Permission.CASE_DECIDE
    form_class = offered.RefuseForm
    action = complaints.refuse_case
    takes = (CASE_TRANSITIONS, "refuse")
    title = _("Tidak terima pengaduan")
    button = _("Simpan keputusan")
    success_message = _("Keputusan tersimpan beserta alasannya.")


class AssignManager(GivesReading, CaseAction):
    """Another case manager."""

    permission = Permission.CASE_DECIDE
    form_class = offered.ManagerForm
    action = assigning.assign_manager
    title = _("Ganti manajer kasus")
    button = _("Tetapkan manajer kasus")
    success_message = _("Manajer kasus ditetapkan.")
    stale_fields = ("manager_id",)


class AssignCounsellor(GivesReading, CaseAction):
    """A counsellor for the case."""

    permission = Permission.CASE_DECIDE
    form_class = offered.CounsellorForm
    action = assigning.assign_counsellor
    title = _("Tetapkan konselor")
    button = _("Tetapkan konselor")
    success_message = _("Konselor ditetapkan.")
    stale_fields = ("counsellor_id",)


class DoubtForm(forms.Form):
    """Is it our colleague?"""

    same = forms.TypedChoiceField(
        label=_("Apakah orang yang disebut memang pegawai ini?"),
        choices=[("ya", _("Ya, orang yang sama")), ("bukan", _("Bukan, orang lain"))],
        coerce=lambda value: value == "ya",
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu. Belum ada yang disimpan.")},
    )


class AnswerDoubt(CaseAction):
    """The supervisor says whether a name, or a telephone of several, is our colleague's here."""

    permission = Permission.CASE_DECIDE
    model = NameDoubt
    form_class = DoubtForm
    action = conflicts.answer_doubt
    title = _("Jawab kesamaan dengan pegawai")
    button = _("Simpan jawaban")
    success_message = _("Jawaban tersimpan.")
    stale_fields = ("answer",)

    def success_url(self, obj) -> str:
        case = self.case_of(obj)
        return reverse(f"casework:{'accept' if case.state == CaseState.COMPLAINT else 'case'}", args=[case.pk])

    def authorise(self) -> None:
        super().authorise()
        user = cast(Staff, self.request.user)
        if one_person(self.obj.staff, user):  # whose name it is learns nothing of the question
            raise policy.Unseen

    def context(self, obj, opened):
        return {**super().context(obj, opened), "text": obj.staff.get_full_name()}
