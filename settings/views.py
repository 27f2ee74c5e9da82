"""Pages of the frame itself: errors, the language switch, the blank page, and the gallery of components."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from access.views import public


def _page(template: str, status: int) -> HttpResponse:
    """An error page: no request goes in, so no token, path or time can come out."""
    return HttpResponse(render_to_string(template), status=status)


def forbidden(request, exception=None) -> HttpResponse:
    """Seen but not allowed."""
    return _page("403.html", 403)


def stale_form(request, reason="") -> HttpResponse:
    """A form sent from a page that was open too long (Django's CSRF check); the same on every path."""
    return _page("403_csrf.html", 403)


def bad_request(request, exception=None) -> HttpResponse:
    """A request that no page of ours sends."""
    return _page("400.html", 400)


def files_away(request) -> HttpResponse:
    """The store of sealed files doesn't answer."""
    return _page("503.html", 503)


def server_error(request) -> HttpResponse:
    """Something broke here; what was typed is still in the tab."""
    return _page("500.html", 500)


@public("the sign-in page speaks both languages")
@require_POST
def switch_language(request) -> HttpResponse:
    """Sets the language (`bahasa`) until sign-out, and returns to the page it was asked from (`kembali`)."""
    wanted = request.POST.get("bahasa", "")
    back = request.POST.get("kembali", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back, status=303)
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


@public("shows nothing")
@require_safe
def blank(request) -> HttpResponse:
    """Where *Keluar cepat* leads: a page with nothing on it."""
    return render(request, "blank.html")


@public("invented content, under demo settings alone")
@require_safe
def components(request) -> HttpResponse:
    """Every component of `templates/components/` once, with invented content (demo settings only)."""
    from settings import gallery

    return render(request, "components.html", gallery.context())


# what `manage.py routes` tells of these functions
switch_language.methods = ("POST",)
blank.methods = components.methods = ("GET",)
