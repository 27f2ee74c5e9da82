"""Headers of every answer, answers to HEAD, and the language a person chose."""

from __future__ import annotations

from csp.utils import build_policy
from django.conf import settings
from django.utils import translation

from access.views.missing import not_found
from audit.errors import WouldNotOpen
from settings.views import files_away
from vault.errors import KeyShredded, StoreAway


class AnswerHeaders:
    """Keeps answers out of every cache and of every other origin, and says what a page may load.

    `/static/` may be cached; everything else is `no-store` and carries no validator (ETag, Last-Modified), because a
    validator tells whether a page has changed. No answer of the application is compressed: length is a side channel.
    The content policy is the same for all pages and put together once: a page that wants another one does not get it.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request):
        response = self.get_response(request)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Content-Security-Policy"] = self.policy
        if not (request.path.startswith(settings.STATIC_URL) and response.status_code in (200, 206, 304)):
            response["Cache-Control"] = "no-store"
            for name in ("ETag", "Last-Modified", "Expires", "Pragma"):
                if name in response:
                    del response[name]
        return response


class HeadWithoutBody:
    """A HEAD is answered like a GET, headers and length, without the body (RFC 9110, 9.3.2).

    Django hands the body on and leaves it to the server to drop it; ours drops it with a warning a request.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "HEAD":
            if response.streaming:
                response.streaming_content = ()  # what it would have read is closed when the answer is
            else:
                response.headers.setdefault("Content-Length", str(len(response.content)))
                response.content = b""
        return response


class ShreddedIsAbsent:
    """Whatever meets a file whose key was destroyed answers as if there were none: the 404 of a page that never was.

    Nothing leads there, but an old backup that was restored, or a page that was open in that very moment.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        kind = exception.kind if isinstance(exception, WouldNotOpen) else type(exception).__name__
        return not_found(request) if kind == KeyShredded.__name__ else None


class FilesAreAway:
    """Whoever asked for a sealed file while its store doesn't answer is told so, and what to do."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return files_away(request) if isinstance(exception, StoreAway) else None


def language_of(request) -> str:
    """The language this person chose: by the switch (a cookie, gone at sign-out), else the account's, else Indonesian.

    The browser's own preference is not asked: Bahasa Indonesia is the first language whatever the machine says.
    """
    known = dict(settings.LANGUAGES)
    user = getattr(request, "user", None)
    account = getattr(user, "language", "") if user is not None and user.is_authenticated else ""
    for choice in (request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""), account):
        if choice in known:
            return choice
    return settings.LANGUAGE_CODE


class ChosenLanguage:
    """Speaks the language that `language_of` finds, from here on down to the view."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
