"""Break-glass: asking, deciding without seeing, and the review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import locking, passkeys, policy, robots, roster
from access.permissions import Permission
from access.views import ActionView, OnePress
from casework.actions import break_glass
from casework.forms.fields import EMPTY, LineField
from casework.models import BreakGlass, Verdict, Why
from casework.queries.opened import opened_in


class AskForm(forms.Form):
    """Which file, and why now."""

    reference = LineField(
        required=True,
        max_length=16,
        label=_("Nomor berkas"),
        help_text=_("Misalnya C-7Q4K atau nomor registrasinya."),
    )
    why = forms.ChoiceField(
        label=_("Mengapa sekarang?"),
        choices=Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": EMPTY},
    )


class Ask(ActionView):
    """Asks, and shows what became of what one asked within a day."""

    permission = Permission.SERVICE_BREAK_GLASS
    form_class = AskForm
    action = break_glass.ask
    template_name = "casework/break_glass.html"
    purpose = "break_glass.call"
    success_message = _("Permintaan tercatat. Yang dapat menyetujui diberi tahu; telepon mereka juga.")

    def wants(self, obj):
        """The numbers of whoever may decide about what one has asked for; of those on duty, while nothing waits."""
        now = timezone.now()
        waiting = break_glass.waiting(now).filter(asked_by=self.request.user).select_related("asked_by", "first_by")
        asked = break_glass.deciders(waiting, now).values() if waiting else [roster.on_duty(now)]
        people = {one.pk: one for some in asked for one in some}.values()
        self.to_call = [one for one in people if robots.may_open(one.pk)]  # a robot opens nobody's number
        return [(staff, "phone") for staff in self.to_call]

    def success_url(self, obj) -> str:
        return reverse("casework:break_glass")

    def context(self, obj, opened):
        now = timezone.now()
        rows = break_glass.asked_lately(self.request.user, now)
        to_call = [{"staff": staff, "phone": opened.get(staff, "phone")} for staff in self.to_call]
        waits = any(row.second_by_id is None and row.declined_by_id is None for row in rows)
        return {"asked": [_told(row, now) for row in rows], "to_call": to_call, "waits": waits}


def _told(row, now) -> dict:
    """What the one who asked is told; that no file bears the reference, only after two have agreed."""
    said: Any
    url = ""
    if row.declined_by is not None:
        said = _("tidak disetujui oleh %(who)s") % {"who": row.declined_by.get_full_name()}
    elif row.second_by_id is None:
        over = now >= row.asked_at + break_glass.WAITS
        said = _("lewat waktu tanpa jawaban") if over else _("menunggu persetujuan")
    elif row.until is None:
        said = _("disetujui, tetapi tidak ada berkas yang dapat dibuka dengan nomor ini")
    elif now < row.until:
        said, url = _("terbuka sampai"), reverse("casework:case", args=[row.case_id])
    else:
        said = _("sudah tertutup lagi")
    return {"row": row, "said": said, "url": url, "agreed": 1 if row.first_by_id and row.second_by_id is None else 0}


class OneRequest(ActionView):
    """A page about one of the requests that are `offered` to this person; any other is one that never was."""

    abstract = True

    def offered(self) -> list[BreakGlass]:
        raise NotImplementedError(f"{type(self).__name__} must say which requests this person may answer")

    def authorise(self):
        if not policy.may(self.request.user, self.permission):
            raise policy.Unseen
        self.obj = next((row for row in self.offered() if row.pk == self.kwargs["pk"]), None)
        if self.obj is None:
            raise policy.Unseen

    def asked_for(self):
        return BreakGlass.audit_kind, self.kwargs["pk"]


class Decide(OnePress, OneRequest):
    """Yes or no, without seeing whose file it is; one press with a passkey. A locked screen shows no number."""

    permission = Permission.SERVICE_BREAK_GLASS_DECIDE
    action = break_glass.agree
    template_name = "casework/break_glass_decide.html"
    purpose = "account.call_back"

    def offered(self):
        return break_glass.to_decide(self.request.user, timezone.now())

    def agrees(self) -> bool:
        return self.request.POST.get("answer") == "setuju"

    def act(self, form):
        (break_glass.agree if self.agrees() else break_glass.decline)(self.obj, by=self.request.user)
        return self.success_url(self.obj)

    def success_url(self, obj):
        return reverse("casework:today")

    def saved(self):
        return _("Persetujuan Anda tercatat.") if self.agrees() else _("Permintaan ditolak.")

    def wants(self, obj):
        return [] if locking.is_locked(self.request) else [(obj.asked_by, "phone")]

    def opening(self, about, wants, reason=""):
        return super().opening(about.asked_by, wants, reason)

    def context(self, obj, opened):
        keys = passkeys.offered(self.request) and bool(passkeys.of(self.request.user))
        phone = opened.get(obj.asked_by, "phone") if opened else ""
        return {"asking": obj.asked_by, "phone": phone, "passkeys": keys}


class ReviewForm(forms.Form):
    """Was it right?"""

    verdict = forms.ChoiceField(
        label=_("Hasil tinjauan"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": EMPTY},
    )


class Review(OneRequest):
    """Who asked, who agreed, what was opened in the half hour; and whether it was right."""

    permission = Permission.SERVICE_BREAK_GLASS_REVIEW
    form_class = ReviewForm
    action = break_glass.review
    template_name = "casework/break_glass_review.html"
    success_message = _("Tinjauan tersimpan.")

    def offered(self):
        return break_glass.to_review(self.request.user)

    def success_url(self, obj) -> str:
        return reverse("casework:today")

    def context(self, obj, opened):
        return {"opened": opened_in(obj)}
