"""A HEAD is answered with the headers of a GET and not one byte more, for the server underneath, too."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from access.roles import Role
from settings.middleware import HeadWithoutBody
from tests.access.making import person

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
PATHS = ["/", "/masuk/", "/tidak-ada/", "/kasus/00000000-0000-4000-8000-00000000dead/", "/keluar/", "/komponen/"]


@pytest.fixture(autouse=True)
def kept_connections():
    """The ends of a request would close the test's own transaction, as Django's client knows, too."""
    moments = (signals.request_started, signals.request_finished)
    for moment in moments:
        moment.disconnect(close_old_connections)
    yield
    for moment in moments:
        moment.connect(close_old_connections)


def asked(method: str, path: str, cookies: str = "") -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body as a WSGI server gets them; Django's own client would drop the body itself."""
    environ = RequestFactory(headers={"host": "localhost"}).generic(method, path).environ
    told: list = []
    answer = get_wsgi_application()(
        environ | {"HTTP_COOKIE": cookies, "wsgi.errors": io.StringIO()},
        lambda status, headers: told.extend((status, headers)),
    )
    body = b"".join(answer)
    answer.close()
    return told[0], dict(told[1]), body


@pytest.fixture
def cookies(signed_in):
    client = signed_in(person(Role.CASE_MANAGER))
    assert SESSION_KEY in client.session
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


@pytest.mark.parametrize("path", PATHS)
def test_no_head_has_a_body_whoever_asks(path, cookies):
    for who in ("", cookies):
        assert asked("HEAD", path, who)[2] == b""


@pytest.mark.parametrize("path", ["/tidak-ada/", "/kasus/00000000-0000-4000-8000-00000000dead/"])
def test_the_404_of_a_head_has_the_headers_of_a_get_s(path, cookies):
    status, headers, body = asked("GET", path, cookies)
    assert status.startswith("404") and len(body) > 500
    assert asked("HEAD", path, cookies) == (status, headers, b"")
    assert headers["Content-Length"] == str(len(body))


def test_a_stream_is_not_read_for_a_head_and_is_closed():
    seen = []

    class Pieces:
        def __iter__(self):
            seen.append("read")
            yield b"x"

        def close(self):
            seen.append("closed")

    request = RequestFactory().head("/dokumen/unduh/")
    answer = HeadWithoutBody(lambda _: StreamingHttpResponse(Pieces(), headers={"Content-Length": "1"}))(request)
    assert (b"".join(answer.streaming_content), answer["Content-Length"]) == (b"", "1")
    answer.close()
    assert seen == ["closed"]


def test_the_length_that_a_get_would_have_is_told_and_a_get_keeps_its_body():
    view = HeadWithoutBody(lambda _: HttpResponse("isi"))
    head, get = view(RequestFactory().head("/")), view(RequestFactory().get("/"))
    assert (head.content, head["Content-Length"]) == (b"", "3")
    assert get.content == b"isi"
