"""Forms of the case manager: people, consent, assessment, risk, plan, tasks, thread, closure."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from access.permissions import Permission
from casework.actions import handling as actions
from casework.actions.persons import add_person, change_person
from casework.forms import handling as offered
from casework.forms.intake import PERSON, PersonForm
from casework.models import CasePerson, Task
from casework.views.case import PERSON_TEXTS
from casework.views.pages import CaseAction
from casework.workflow import CASE_TRANSITIONS


class AddPerson(CaseAction):
    """Another person in the case."""

    permission = Permission.CASE_HANDLE
    form_class = PersonForm
    action = add_person
    title = _("Tambah orang")
    button = _("Simpan orang")
    success_message = _("Orang ditambahkan; konflik kepentingan diperiksa.")
    back_to = "persons"


class ChangePerson(CaseAction):
    """A person's data, corrected."""

    permission = Permission.CASE_HANDLE
    model = CasePerson
    form_class = PersonForm
    action = change_person
    title = _("Perbarui data orang")
    button = _("Simpan perubahan")
    success_message = _("Data diperbarui; konflik kepentingan diperiksa lagi.")
    back_to = "persons"
    stale_fields = ("revision",)
    purpose = "case.persons"

    def wants(self, obj):
        return [(obj, *PERSON_TEXTS)]

    def initial(self, obj, opened):
        texts = {name: opened[obj, name] for name in PERSON_TEXTS}
        return {**texts, **{name: getattr(obj, name) for name in PERSON if name not in PERSON_TEXTS}}


class RecordConsent(CaseAction):
    """One line of consent."""

    permission = Permission.CASE_HANDLE
    form_class = offered.ConsentForm
    action = actions.record_consent
    title = _("Catat persetujuan")
    button = _("Simpan jawaban")
    success_message = _("Jawaban klien tersimpan.")
    back_to = "consents"


class WriteAssessment(CaseAction):
    """A biopsychosocial assessment."""

    permission = Permission.CASE_HANDLE
    form_class = offered.AssessmentForm
    action = actions.write_assessment
    title = _("Tulis asesmen")
    button = _("Simpan asesmen")
    success_message = _("Asesmen tersimpan.")
    back_to = "assessment"

    def arguments(self, form):
        return {"findings": form.findings()}


class AssessRisk(CaseAction):
    """A risk level with its reasons."""

    permission = Permission.CASE_HANDLE
    form_class = offered.RiskForm
    action = actions.assess_risk
    title = _("Tetapkan tingkat risiko")
    button = _("Simpan tingkat risiko")
    success_message = _("Tingkat risiko tersimpan.")
    back_to = "assessment"


class AddStep(CaseAction):
    """A step of the plan."""

    permission = Permission.CASE_HANDLE
    form_class = offered.StepForm
    action = actions.add_step
    title = _("Tambah langkah rencana")
    button = _("Simpan langkah")
    success_message = _("Langkah rencana tersimpan.")
    back_to = "plan"


class AddTask(CaseAction):
    """A task with its day."""

    permission = Permission.CASE_DISCUSS
    form_class = offered.TaskForm
    action = actions.add_task
    title = _("Buat tugas")
    button = _("Simpan tugas")
    success_message = _("Tugas tersimpan.")
    back_to = "tasks"

    def form_kwargs(self):
        return {"case": self.obj}


class FinishTask(CaseAction):
    """Done, with one press."""

    permission = Permission.CASE_DISCUSS
    model = Task
    form_class = forms.Form
    action = actions.finish_task
    title = _("Tandai selesai")
    button = _("Tandai selesai")
    success_message = _("Tugas selesai.")
    back_to = "tasks"


class ReopenTask(FinishTask):
    """Not done after all, with one press."""

    permission = Permission.CASE_DISCUSS
    action = actions.reopen_task
    title = _("Buka lagi tugas")
    button = _("Buka lagi")
    success_message = _("Tugas dibuka lagi.")


class WriteMessage(CaseAction):
    """A line of the thread."""

    permission = Permission.CASE_DISCUSS
    form_class = offered.MessageForm
    action = actions.write_message
    title = _("Tulis pesan")
    button = _("Kirim pesan")
    success_message = _("Pesan tersimpan.")
    back_to = "thread"
    stale_fields = ()


class CloseCase(CaseAction):
    """Termination."""

    permission = Permission.CASE_HANDLE
    form_class = offered.CloseForm
    action = actions.close_case
    takes = (CASE_TRANSITIONS, "close")
    title = _("Terminasi kasus")
    button = _("Akhiri kasus")
    success_message = _("Kasus diakhiri; berkasnya tetap dapat dibaca.")
