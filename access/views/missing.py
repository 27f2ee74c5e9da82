"""Answers without a page of their own: the one 404, and the way on after a POST."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.translation import get_language


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 404: no token, no path, no time; the same bytes for absent and unseen, whatever the method."""
    return HttpResponse(_page(get_language()), status=404)


@cache
def _page(language: str | None) -> str:
    """Made once a language: it holds nothing of who asked for what, so there is nothing to make anew."""
    return render_to_string("404.html")


class SeeOther(HttpResponseRedirect):
    """After a POST the answer is another page (RFC 9110, 15.4.4)."""

    status_code = 303
