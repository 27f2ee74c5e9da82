"""Counselling: who works on the case sees that sessions took place, and the summary; notes only their author."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.permissions import Permission
from access.views import GuardedDetailView
from casework.actions.counselling import change_session, record_session
from casework.forms.handling import NotesForm, SessionForm
from casework.models import Session
from casework.views.case import SHOWN_AT_ONCE
from casework.views.pages import CaseAction, CaseTab, can


class CounsellingView(CaseTab):
    """Sessions with their agreed summaries; never the notes."""

    template_name = "casework/case/counselling.html"
    permission = Permission.CASE_READ
    tab = "counselling"
    purpose = "case.counselling"

    def wants(self, obj):
        self.sessions = list(obj.sessions.defer("notes").select_related("counsellor")[:SHOWN_AT_ONCE])
        return [(session, "summary") for session in self.sessions if session.summary_agreed]

    def inside(self, obj, opened):
        user = self.request.user
        counsels = can(user, obj, Permission.CASE_COUNSEL)
        return {
            "sessions": [
                {
                    "row": session,
                    "summary": opened.get(session, "summary"),
                    "own": counsels and session.counsellor_id == user.pk,
                }
                for session in self.sessions
            ],
            "may_record": counsels and obj.state == "open",
        }


class SessionView(GuardedDetailView):
    """One's own session with its notes."""

    template_name = "casework/case/session.html"
    permission = Permission.CASE_NOTES
    model = Session
    purpose = "session.notes"

    def wants(self, obj):
        return [(obj, "notes", "summary")]

    def context(self, obj, opened):
        return {
            "session": obj,
            "case": obj.case,
            "notes": opened[obj, "notes"],
            "summary": opened[obj, "summary"],
            "back": reverse("casework:counselling", args=[obj.case_id]),
        }


class RecordSession(CaseAction):
    """A session that took place."""

    permission = Permission.CASE_COUNSEL
    form_class = SessionForm
    action = record_session
    title = _("Catat sesi konseling")
    button = _("Simpan sesi")
    success_message = _("Sesi tersimpan; catatannya hanya dapat Anda baca.")
    back_to = "counselling"

    def saved(self) -> str:
        return str(self.success_message)


class ChangeSession(CaseAction):
    """One's own notes, corrected."""

    permission = Permission.CASE_NOTES
    model = Session
    form_class = NotesForm
    action = change_session
    title = _("Perbarui catatan sesi")
    button = _("Simpan catatan")
    success_message = _("Catatan tersimpan; hanya dapat Anda baca.")
    stale_fields = ("revision",)
    purpose = "session.notes"

    def wants(self, obj):
        return [(obj, "notes", "summary")]

    def initial(self, obj, opened):
        return {
            "notes": opened[obj, "notes"],
            "summary": opened[obj, "summary"],
            "summary_agreed": obj.summary_agreed,
        }

    def success_url(self, obj) -> str:
        return reverse("casework:session", args=[obj.pk])

    def saved(self) -> str:
        return str(self.success_message)
