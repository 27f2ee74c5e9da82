"""The desk: one screen, keyboard only. What is typed is kept every few seconds; a closed tab loses nothing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import locking, policy
from access.permissions import Permission
from access.submissions import key_of
from access.views import ActionView, SeeOther, ServiceView
from casework import spool
from casework.actions.drafts import discard_draft, keep_typed, open_draft
from casework.actions.tickets import open_ticket
from casework.forms.desk import LONGEST_IN_DRAFT, DeskForm, call_token, is_cut, typed_values
from casework.models import DeskDraft, Ticket
from casework.queries.drafts import draft_token, own_drafts, read_token, still_typed
from casework.queries.tickets import is_saved, on_their_way, sent_to
from vault.entropy import new_id

DRAFT_HEADER = "Draft-Token"  # of an autosave's answer: the draft that the page goes on with from now


def newest_draft(user) -> DeskDraft | None:
    """The draft to go on with."""
    return next(iter(still_typed(user)), None)


class DeskView(ActionView):
    """Shows the newest draft of one's own, or an empty desk; saving numbers, starts the clock and sends.

    A locked screen keeps no call waiting: it is typed at an empty desk, and sent; no draft is opened.
    """

    through_lock = "a call can't wait until somebody has found a key"
    permission = Permission.TICKET_OPEN
    form_class = DeskForm
    template_name = "casework/desk.html"
    purpose = "ticket.desk"
    resumes = True
    stale_message = gettext_lazy(
        "Draf di halaman ini sudah menjadi tiket. Isian Anda tetap ada dan belum disimpan. "
        "Bila ini panggilan lain, simpan sekali lagi; bila sama, tiketnya ada di daftar tiket."
    )

    def setup(self, request, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.draft: DeskDraft | None = None

    def form_kwargs(self):
        return {"role": self.request.user.role}

    def make_form(self, **kwargs):
        """The form, with the slip on which the desk goes on when database, disk or keys are away."""
        form = super().make_form(**kwargs)
        form.fields["meja"].initial = spool.give(self.request, form.desk_agencies, form.employers)
        return form

    def get(self, request, *args, **kwargs):
        if self.resumes and locking.is_locked(request):
            return SeeOther(reverse("casework:blank_desk"))
        self.draft = newest_draft(request.user) if self.resumes else None
        return super().get(request, *args, **kwargs)

    def wants(self, obj):
        return [(self.draft, "typed")] if self.draft is not None else []

    def opening(self, about, wants, reason=""):
        return super().opening(self.draft, wants, reason)

    def initial(self, obj, opened):
        ticket_id = self.draft.pk if self.draft is not None else new_id()
        typed = dict(opened[self.draft, "typed"]) if opened else {}
        return {
            **{name: value for name, value in typed.items() if value},
            "draf": draft_token(ticket_id, self.request.user.pk),
        }

    def arguments(self, form):
        values = super().arguments(form)
        del values["draf"], values["meja"]
        values["agencies"] = list(values["agencies"])
        return values

    def action(self, *, by, **values):
        ticket_id = read_token(self.request.POST.get("draf", ""), by.pk) or new_id()
        token = self.token()
        return open_ticket(ticket_id, spooled=key_of(token, by.pk) if token else None, by=by, **values)

    def token(self) -> UUID | None:
        """Of this very call: another one that is typed on the same page never counts as sent with it."""
        return call_token(self.request.POST)

    def is_stale(self, form) -> bool:
        """Another tab has saved the draft that this page goes on with: the next call needs a draft of its own."""
        ticket_id = read_token(form.data.get("draf", ""), self.request.user.pk)
        return ticket_id is not None and is_saved(ticket_id)

    def refresh(self, form) -> None:
        form.data = form.data.copy()
        form.data["draf"] = draft_token(new_id(), self.request.user.pk)

    def context(self, obj, opened):
        others = own_drafts(self.request.user)
        if self.draft is not None:
            others = others.exclude(pk=self.draft.pk)
        return {
            "draft": self.draft,
            "other_drafts": others.exists(),
            "opened_at": self.draft.opened if self.draft else timezone.now(),
        }

    def saved(self) -> str:
        ticket: Ticket = self.result
        said = _("Tiket %(number)s tersimpan %(time)s WIB dan dikirim ke: %(agencies)s.") % {
            "number": ticket.number,
            "time": f"{timezone.localtime(ticket.opened):%H.%M}",
            "agencies": ", ".join(sent_to(ticket)) or _("belum ada instansi"),
        }
        return f"{said} " + _("Dilihat oleh: %(n)s orang.") % {"n": len(policy.readers(ticket))}

    def success_url(self, obj) -> str:
        if locking.is_locked(self.request):
            return reverse("casework:blank_desk")
        if policy.may(self.request.user, Permission.TICKET_READ):
            return reverse("casework:ticket", args=[obj.pk])
        return reverse("casework:desk")


class BlankDeskView(DeskView):
    """A new ticket while another one is still half typed."""

    permission = Permission.TICKET_OPEN
    resumes = False


class AutosaveView(ServiceView):
    """Keeps what stands in the boxes. The first time it opens a draft (one entry); afterwards it is silent.

    A page whose draft has become a ticket elsewhere goes on with a new draft, whose token comes in a header.
    """

    through_lock = "a call that is being typed is kept, screen locked or not"
    permission = Permission.TICKET_OPEN

    def post(self, request, *args, **kwargs):
        ticket_id = read_token(request.POST.get("draf", ""), request.user.pk)
        if ticket_id is None:
            return HttpResponse(status=400)
        typed = typed_values(request.POST)
        if not any(value for name, value in typed.items() if name not in ("channel", "kind")):
            return self._answer("")
        draft = own_drafts(request.user).filter(pk=ticket_id).first()
        moved = ticket_id in on_their_way() or (draft is None and is_saved(ticket_id))
        if moved:  # another tab has saved that call; what is typed here is the next one
            ticket_id, draft = new_id(), None
        if draft is None:
            try:
                with transaction.atomic():
                    draft = open_draft(ticket_id, typed=typed, by=request.user)
            except IntegrityError:  # two tabs at once: the other one has opened it
                draft = own_drafts(request.user).filter(pk=ticket_id).first()
        else:
            keep_typed(draft, typed)
        if draft is None:
            return self._answer("")
        answer = self._answer(self._said(request))
        if moved:
            answer.headers[DRAFT_HEADER] = draft_token(ticket_id, request.user.pk)
        return answer

    @staticmethod
    def _said(request) -> str:
        time = f"{timezone.localtime():%H.%M.%S}"
        if is_cut(request.POST):
            return _(
                "Draf tersimpan %(time)s WIB, hanya %(n)s huruf pertama tiap isian. Simpan tiket atau persingkat."
            ) % {"time": time, "n": LONGEST_IN_DRAFT}
        return _("Draf tersimpan %(time)s WIB") % {"time": time}

    @staticmethod
    def _answer(text: str) -> HttpResponse:
        return HttpResponse(text, content_type="text/plain; charset=utf-8")


class DiscardView(ServiceView):
    """Throws a draft of one's own away and gives an empty desk."""

    permission = Permission.TICKET_OPEN

    def post(self, request, *args, **kwargs):
        ticket_id = read_token(request.POST.get("draf", ""), request.user.pk)
        draft = own_drafts(request.user).filter(pk=ticket_id).first() if ticket_id else None
        if draft is not None:
            discard_draft(draft, by=request.user)
            messages.success(request, gettext_lazy("Draf dibuang."))
        return redirect("casework:blank_desk")
