"""What every view shares: its permission stands on the class, and the policy loads the object before anything else.

A view that names neither `permission` nor a reason for being public fails when its module is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.decorators import classonlymethod
from django.views.generic.base import TemplateResponseMixin, View

from access import events, policy
from access.permissions import Permission
from access.views.missing import not_found

VERBS = ("get", "post")


def public(reason: str, methods: tuple[str, ...] = ("GET", "POST")) -> Callable:
    """Marks a view that needs no sign-in, with the reason; for functions, and for views of other packages.

    `methods` are those the view answers, for the list of routes.
    """
    if not reason.strip():
        raise ImproperlyConfigured("public() needs a reason")

    def mark(view: Callable) -> Callable:
        view.public = reason
        view.methods = methods
        return view

    return mark


def allowed(permission: Permission, methods: tuple[str, ...] = ("GET", "POST")) -> Callable:
    """Puts a role-level permission on a view function (or one of another package): 404 for those without it."""

    def wrap(view: Callable) -> Callable:
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not policy.may(request.user, permission):
                events.denied(request.user, permission, permission.kind, None)
                return not_found(request)
            return view(request, *args, **kwargs)

        checked.permission = permission
        checked.methods = methods
        checked.__name__ = getattr(view, "__name__", type(view).__name__)
        return checked

    return wrap


class PermissionedView(TemplateResponseMixin, View):
    """A page under one permission. Abstract classes say so with `abstract = True` in their own body."""

    permission: ClassVar[Permission | None] = None
    public: ClassVar[str] = ""
    purpose: ClassVar[str] = ""
    through_lock: ClassVar[str] = ""  # why it answers in a locked session; it opens nothing there
    live: ClassVar[bool] = False  # asked for by a page on its own: plain columns, and no sign that anybody is there
    opens_partly: ClassVar[bool] = False
    http_method_names = ["get", "head", "post"]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.__dict__.get("abstract") or cls.public:
            return
        if not isinstance(cls.permission, Permission):
            raise ImproperlyConfigured(
                f"{cls.__module__}.{cls.__qualname__} names no permission. Add `permission = Permission.…` to the "
                f'class, or `public = "why"` if nobody need sign in for it.'
            )

    @classonlymethod
    def as_view(cls, **initkwargs: Any) -> Callable:
        view = super().as_view(**initkwargs)
        view.permission = cls.permission
        view.public = cls.public
        view.through_lock = cls.through_lock
        view.live = cls.live
        return view

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.obj: Any = None

    def authorise(self) -> None:
        """Raises `policy.Unseen` unless this person may be here; sets `self.obj` where the page is about one."""
        if not policy.may(self.request.user, self.permission):
            raise policy.Unseen

    def asked_for(self) -> tuple[str, Any]:
        """Kind and key of what was asked for, for the log."""
        return self.permission.kind, None

    def unseen(self) -> HttpResponse:
        """The one 404, and its entry."""
        kind, key = self.asked_for()
        events.denied(self.request.user, self.permission, kind, key)
        return not_found(self.request)

    def before(self) -> HttpResponse | None:
        """After authorisation, before the method's handler: an answer given here is the answer."""
        return None

    def methods(self) -> set[str]:
        """The verbs this view answers."""
        return {verb for verb in VERBS if hasattr(self, verb)}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.authorise()
        except policy.Unseen:
            return self.unseen()
        verb = request.method.lower()
        verb = "get" if verb == "head" else verb
        if verb not in self.methods():
            verbs = sorted({name.upper() for name in self.methods()} | ({"HEAD"} if "get" in self.methods() else set()))
            return HttpResponseNotAllowed(verbs)
        answer = self.before()
        if answer is None:
            answer = getattr(self, verb)(request, *args, **kwargs)
        return answer

    def opening(self, about: Any, wants: list[tuple], reason: str = "") -> AbstractContextManager:
        """Writes the one entry of this page, then opens `wants`; about an object, or the rows of a list.

        With `opens_partly` a row that doesn't open is left out of what is opened, and keeps no other one shut.
        """
        return events.reveal(
            by=self.request.user,
            purpose=self.purpose or str(self.permission),
            about=about,
            wants=wants,
            reason=reason,
            permission=self.permission,
            partly=self.opens_partly,
        )

    def page(self, status: int = 200, template: str | None = None, **context: Any) -> HttpResponse:
        """The rendered page: rendered now, so that what is open is closed again when the answer leaves."""
        context = {"view": self, "object": self.obj, **context}
        names = [template] if template else self.get_template_names()
        response = self.response_class(
            request=self.request, template=names, context=context, using=self.template_engine, status=status
        )
        return response.render()


PermissionedView.abstract = True


class ServiceView(PermissionedView):
    """A page under a role-level permission, about no particular object. Subclasses write `get` or `post`."""

    abstract = True


class GuardedView(PermissionedView):
    """A page about one root, or one row of the child `model` of a root.

    `pk_url_kwarg` names the id in the address; `also` maps further columns to further parts of the address
    (`{"case_id": "case"}`), all of which must fit.
    """

    abstract = True
    model: ClassVar[type | None] = None
    pk_url_kwarg: ClassVar[str] = "pk"
    also: ClassVar[dict[str, str]] = {}

    def authorise(self) -> None:
        user = self.request.user
        self.obj = policy.get(user, self.permission, self.kwargs.get(self.pk_url_kwarg), of=self.model)
        for column, part in self.also.items():
            if str(getattr(self.obj, column)) != str(self.kwargs[part]):
                raise policy.Unseen

    def asked_for(self) -> tuple[str, Any]:
        kind = self.model.audit_kind if self.model is not None else self.permission.kind
        return kind or self.permission.kind, self.kwargs.get(self.pk_url_kwarg)
