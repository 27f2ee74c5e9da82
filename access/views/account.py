"""One's own account, and the administrator's list of all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.mfa.adapter import get_adapter
from django import forms
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from access import accounts, mfa, passkeys, policy, recovery_codes, signin, vacancies
from access.errors import Refused
from access.forms import CodeForm, PasswordForm
from access.models import Staff
from access.permissions import Permission
from access.sessions import kept_under, open_sessions
from access.views.acting import ActionView
from access.views.base import ServiceView
from access.views.missing import SeeOther
from access.views.step_up import StepUp


class Account(ServiceView):
    """Who one is here, how one signs in, and where one is signed in still; while one's role sleeps, why."""

    permission = Permission.SERVICE_OWN_ACCOUNT
    template_name = "access/account.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(
            person=request.user,
            second_factor=mfa.has_second_factor(request.user),
            passkeys=passkeys.of(request.user),
            codes_left=recovery_codes.left(request.user),
            code_used=recovery_codes.used_lately(request.user, timezone.now()),
            here=kept_under(request.session.session_key or ""),
            open_sessions=open_sessions(request.user).only("session_key", "began"),
        )


class EndSessions(ServiceView):
    """Ends one's sessions everywhere else: a telephone that was lost, a desk that was left."""

    permission = Permission.SERVICE_OWN_ACCOUNT

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        accounts.end_sessions(request.user, but=kept_under(request.session.session_key or ""), by=request.user)
        messages.success(request, _("Semua giliran Anda yang lain sudah berakhir. Giliran ini tetap terbuka."))
        return SeeOther(reverse("access:account"))


class Password(StepUp, ActionView):
    """A new password for oneself."""

    permission = Permission.SERVICE_OWN_ACCOUNT
    form_class = PasswordForm
    title = _("Ganti kata sandi")
    button = _("Simpan kata sandi baru")
    success_message = _("Kata sandi baru tersimpan. Giliran Anda di perangkat lain sudah berakhir.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"staff": self.request.user}

    def action(self, *, by: Staff, present: str, password: str, repeated: str) -> Staff:
        changed = accounts.change_password(by, password=password, by=by)
        update_session_auth_hash(self.request, changed)
        return changed

    def success_url(self, obj: Any) -> str:
        return reverse("access:account")


class SetUpSecondFactor(ServiceView):
    """The one page of a person without a second factor: takes an authenticator app's first code."""

    permission = Permission.SERVICE_OWN_ACCOUNT
    template_name = "access/second_factor.html"
    kept = "set_up_of_second_factor"
    elsewhere = _(
        "Akun Anda juga terbuka di giliran lain, yang berakhir begitu pemasangan ini selesai. Bila bukan Anda yang "
        "membukanya, orang lain tahu kata sandi Anda: selesaikan pemasangan ini sekarang, ganti kata sandi, lalu beri "
        "tahu administrator."
    )
    done_elsewhere = _(
        "Faktor kedua akun Anda baru saja dipasang di giliran lain. Yang Anda pasang di sini tidak berlaku. Masuk "
        "dengan kode yang baru; bila bukan Anda yang memasangnya, beri tahu administrator sekarang: orang lain tahu "
        "kata sandi Anda."
    )
    ended = _(
        "Giliran lain yang masih terbuka dengan akun Anda sudah diakhiri. Bila bukan Anda yang membukanya, orang lain "
        "tahu kata sandi Anda: ganti kata sandi sekarang, lalu beri tahu administrator."
    )

    def before(self) -> HttpResponse | None:
        if mfa.has_second_factor(self.request.user):
            if signin.has_both_factors(self.request):
                return HttpResponseRedirect(reverse("access:account"))
            logout(self.request)  # set up in another browser meanwhile: come in again, with the code
            messages.warning(self.request, self.done_elsewhere)
            return HttpResponseRedirect(reverse("access:sign_in"))
        return None

    def secret(self) -> str:
        """This session's own: what another session of the account sets up is neither shown here nor taken."""
        if self.kept not in self.request.session:
            self.request.session[self.kept] = mfa.begin(self.request.user, by=self.request.user)
        return mfa.secret_in(self.request.session[self.kept], self.request.user)

    def here(self) -> str:
        return kept_under(self.request.session.session_key or "")

    def open_elsewhere(self) -> bool:
        return open_sessions(self.request.user).exclude(session_key=self.here()).exists()

    def shown(self, form: forms.Form, status: int = 200) -> HttpResponse:
        secret, adapter = self.secret(), get_adapter()
        picture = adapter.build_totp_svg(adapter.build_totp_url(self.request.user, secret))
        safe = mark_safe(picture[picture.index("<svg") :])
        also = self.elsewhere if self.open_elsewhere() else ""
        return self.page(status=status, form=form, secret=secret, picture=safe, elsewhere=also)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(CodeForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form, secret = CodeForm(request.POST), self.secret()
        step = mfa.step_shown(secret, form.cleaned_data["code"]) if form.is_valid() else None
        if step is None:
            if form.is_valid():
                form.add_error("code", get_adapter().error_messages["incorrect_code"])
            return self.shown(form, 422)
        elsewhere = self.open_elsewhere()
        try:
            mfa.enrol(request.user, secret=secret, shown=step, here=self.here(), by=request.user)
        except Refused:
            return self.before() or SeeOther("/")
        del request.session[self.kept]
        request.session[signin.BOTH_FACTORS] = True
        if elsewhere:
            messages.warning(request, self.ended)
        messages.success(request, _("Faktor kedua tersimpan. Mulai sekarang Anda masuk dengan kata sandi dan kode."))
        return SeeOther("/")


class Accounts(ServiceView):
    """All accounts: who works where, open or closed, and which sleep. No page makes an account or changes a role."""

    permission = Permission.SERVICE_ACCOUNTS
    template_name = "access/accounts.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        related = ("agency", "unit", "own_unit")
        people = Staff.objects.select_related(*related).defer("real_name", "nik", "phone", "password")
        return self.page(people=people.order_by("-is_active", "agency__code", "username"))


def _at(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y H.i")


class ChangeAccount(StepUp, ServiceView):
    """Closes an account, or opens it again. Where nobody would be left to do its work it says so before it closes."""

    permission = Permission.SERVICE_ACCOUNTS
    template_name = "access/close_account.html"
    closing = True
    closed = _(
        "Akun ditutup. Gilirannya berakhir sekarang, dan tidak ada akses yang tersisa. Berkas dan tugas terbuka yang "
        "dipegangnya, bila ada, sudah beralih ke rekan; yang menerimanya melihat di halaman Hari ini. Serahterimakan "
        "sendiri: kunci, telepon dinas, kertas, dan pesan yang belum disampaikan."
    )
    reopened = _(
        "Akun dibuka lagi. Pemiliknya masuk dengan kata sandi dan kode yang sama. Perannya berlaku setelah disetujui "
        "kepala."
    )
    empty = _("Jam piketnya kini kosong: %(hours)s. Beri tahu yang menyusun jadwal piket.")

    def authorise(self) -> None:
        super().authorise()
        self.obj = Staff.objects.filter(pk=self.kwargs["pk"]).first()
        if self.obj is None:
            raise policy.Unseen

    def asked_for(self) -> tuple[str, Any]:
        return "staff", self.kwargs["pk"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        left = vacancies.left_by(self.obj) if self.closing and self.obj.pk != request.user.pk else []
        codes = " ".join(post.code for post in left)
        if codes and request.POST.get("seen") != codes:
            return self.page(left=left, codes=codes)
        verb = accounts.close_account if self.closing else accounts.reopen_account
        try:
            verb(self.obj, by=request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, self.closed if self.closing else self.reopened)
            if self.closing and (empty := accounts.hours_left_empty(self.obj)):
                hours = "; ".join(f"{_at(duty.begins)} – {_at(duty.ends)}" for duty in empty)
                messages.warning(request, self.empty % {"hours": hours})
        return SeeOther(reverse("access:accounts"))

    def back_url(self) -> str:
        return reverse("access:accounts")
