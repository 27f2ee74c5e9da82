"""Pages that act: a form, one verb, and a way on.

A refused verb becomes an error of the form with everything typed kept; the same form sent twice acts once, and its
second sending leads where the first did, whatever the first has changed; a form whose object has moved on since it
was opened says so before anything happens.
"""

from __future__ import annotations

import inspect
import types
import uuid
from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.contrib import messages
from django.db import router
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from access import policy, roots
from access.errors import Refused
from access.forms import STATE_SEEN, TOKEN, OneTimeToken, fresh_token
from access.matrix import scope_for
from access.submissions import AlreadySent, once, sent_before
from access.transitions import Transitions
from access.views.base import GuardedView, PermissionedView
from access.views.missing import SeeOther
from vault.entropy import new_id

COUNTED = ("ticket", "case", "referral")  # of a house nobody is told how many serve it


@cache
def _writes_elsewhere(module: str) -> bool:
    package = apps.get_containing_app_config(module)
    return package is not None and any(router.db_for_write(model) != "default" for model in package.get_models())


class ActionView(GuardedView):
    """GET shows `form_class`, POST calls `action(obj, by=…, **cleaned_data)` and leads to `success_url(obj)`.

    Without an id in the address there is no object: `action(by=…, **cleaned_data)`, for permissions that the role
    alone gives, and `success_url` gets what the verb returned. That is always at `self.result`.
    """

    abstract = True
    form_class: ClassVar[type[forms.Form]] = forms.Form
    action: ClassVar[Callable]
    template_name = "access/action.html"
    title: ClassVar[Any] = ""
    button: ClassVar[Any] = _("Simpan")
    success_message: ClassVar[Any] = _("Tersimpan.")
    takes: ClassVar[tuple[Transitions, str] | None] = None  # the step of the object's way that this page is for
    stale_fields: ClassVar[tuple[str, ...]] = ("state",)
    stale_message: ClassVar[Any] = _(
        "Berkas ini berubah sementara Anda mengisi. Isian Anda tetap ada dan belum disimpan. "
        "Periksa tahap terbarunya, lalu kirim lagi."
    )
    result: Any = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        verb = cls.__dict__.get("action")
        if isinstance(verb, types.FunctionType) and next(iter(inspect.signature(verb).parameters), "") != "self":
            cls.action = staticmethod(verb)  # a verb put on the class is no method of it

    # what subclasses say

    def success_url(self, obj: Any) -> str:
        """Where the person goes next."""
        raise NotImplementedError(f"{type(self).__name__} must say where its action leads")

    def foreseen(self) -> str:
        """`success_url` where it is known before anything has happened, which spares a statement; else ""."""
        return ""

    def past_url(self, obj: Any) -> str:
        """Where the page leads when its step can't be taken any more."""
        return self.success_url(obj)

    def form_kwargs(self) -> dict[str, Any]:
        """Further arguments of `form_class`."""
        return {}

    def arguments(self, form: forms.Form) -> dict[str, Any]:
        """What the verb gets from the form."""
        return {name: value for name, value in form.cleaned_data.items() if name not in (TOKEN, STATE_SEEN)}

    def wants(self, obj: Any) -> list[tuple]:
        """What the form's page opens: (instance, "field", …); nothing by default, and then no entry is made."""
        return []

    def initial(self, obj: Any, opened: Any) -> dict[str, Any]:
        """The form's first contents."""
        return {}

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        """What the template gets besides `form`."""
        return {}

    # how it runs

    def unseen(self) -> HttpResponse:
        """The page may be closed to this person by what they themselves sent a moment ago.

        A form sent before is answered alike at every address, existing or not: nothing is tried, so nothing is denied.
        """
        return self.sent_already() or super().unseen()

    def authorise(self) -> None:
        if self.pk_url_kwarg in self.kwargs:
            super().authorise()
            return
        PermissionedView.authorise(self)
        if not scope_for(self.request.user, self.permission).by_role:
            raise policy.Unseen

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, unless whoever filled it in could only be refused."""
        if self.takes is not None and not self.takes[0].can(self.obj, self.takes[1]):
            messages.info(request, _("Langkah ini sudah lewat; tidak ada lagi yang perlu diisi di sini."))
            return SeeOther(self.past_url(self.obj))
        return self.form_page(None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.make_form(data=request.POST, files=request.FILES)
        if self.is_stale(form):
            self.refresh(form)
            form.add_error(None, self.stale_message)
        if not form.is_valid():
            return self.form_page(form)
        try:
            address = once(
                self.token() or new_id(),
                request.user,
                lambda: self.act(form),
                own_transactions=self.acts_in_steps(),
                kept="/" if self.writes_elsewhere() else None,
                leads=self.foreseen(),
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return self.form_page(form)
        except AlreadySent as earlier:
            return self.led_on(earlier.answer)
        messages.success(request, self.saved())
        return SeeOther(address)

    def sent_already(self) -> HttpResponse | None:
        """The answer to this form if this person has sent it before."""
        token = self.token() if self.request.method == "POST" else None
        earlier = sent_before(token, self.request.user) if token else None
        return None if earlier is None else self.led_on(earlier)

    def led_on(self, answer: str) -> HttpResponse:
        """A second sending leads where the first did; ANSWER is empty while that one is being carried out."""
        if not answer:
            messages.info(self.request, _("Kiriman pertama Anda sedang disimpan. Tidak perlu mengirim lagi."))
        return SeeOther(answer or self.request.path)

    def act(self, form: forms.Form) -> str:
        by = self.request.user
        if self.obj is None:
            self.result = self.action(by=by, **self.arguments(form))
        else:
            self.result = self.action(self.obj, by=by, **self.arguments(form))
        return self.success_url(self.result if self.obj is None else self.obj)

    def saved(self) -> str:
        """What was saved, and how many can see it."""
        said = str(self.success_message)
        root = self.root()
        if root is None or roots.kind_of(root) not in COUNTED:
            return said
        count = len(policy.readers(root))
        return f"{said} " + ngettext("Dilihat oleh: %(n)s orang.", "Dilihat oleh: %(n)s orang.", count) % {"n": count}

    def root(self) -> Any:
        """The root that the acted-on object is, or hangs on."""
        obj = self.obj if self.obj is not None else self.result
        if obj is None or roots.kind_of(obj):
            return obj
        for step in (getattr(obj, "guarded_by", None) or "").split("__"):
            obj = getattr(obj, step, None) if step else None
        return obj if obj is not None and roots.kind_of(obj) else None

    def acts_in_steps(self) -> bool:
        """True if no one transaction can hold all that the verb writes."""
        return self.writes_elsewhere()

    def writes_elsewhere(self) -> bool:
        """True if the verb's package writes to another database too; no path of its pages is kept in `default`."""
        return _writes_elsewhere(type(self).__module__)

    # the form

    def make_form(self, **kwargs: Any) -> forms.Form:
        form = self.form_class(**self.form_kwargs(), **kwargs)
        form.fields[TOKEN] = OneTimeToken(initial=fresh_token)
        if self.version():
            form.fields[STATE_SEEN] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=self.version(), max_length=200
            )
        return form

    def version(self) -> str:
        """The object's state when the form was opened."""
        if self.obj is None or self.form_class is forms.Form:
            return ""
        return ":".join(str(getattr(self.obj, name)) for name in self.stale_fields if hasattr(self.obj, name))

    def is_stale(self, form: forms.Form) -> bool:
        seen = form.data.get(STATE_SEEN)
        return bool(seen) and bool(self.version()) and seen != self.version()

    def refresh(self, form: forms.Form) -> None:
        form.data = form.data.copy()
        form.data[STATE_SEEN] = self.version()

    def token(self) -> uuid.UUID | None:
        try:
            return uuid.UUID(self.request.POST.get(TOKEN, ""))
        except ValueError:
            return None

    def form_page(self, form: forms.Form | None) -> HttpResponse:
        """The form's page: new on GET, with everything typed kept and status 422 after a POST that did nothing.

        A form that was sent before is not asked about again: what stands against it is what it did itself.
        """
        if form is not None and (earlier := self.sent_already()):
            return earlier
        obj, wants = self.obj, self.wants(self.obj)
        if not wants:
            return self.rendered(form, None)
        with self.opening(obj, wants) as opened:
            return self.rendered(form, opened)

    def rendered(self, form: forms.Form | None, opened: Any) -> HttpResponse:
        status = 200 if form is None else 422
        if form is None:
            form = self.make_form(initial=self.initial(self.obj, opened))
        return self.page(status=status, **{"form": form, **self.context(self.obj, opened)})
