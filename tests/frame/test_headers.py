"""What every answer says in its headers."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client, RequestFactory

from access.roles import Role
from settings.middleware import AnswerHeaders
from tests.access.making import person

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


@pytest.fixture
def start_page(signed_in):
    return signed_in(person(Role.CASE_MANAGER)).get("/")


def test_signed_in_answer_is_in_no_cache_and_has_no_validator(start_page):
    assert start_page.status_code == 200
    assert start_page["Cache-Control"] == "no-store"
    for name in ("ETag", "Last-Modified", "Content-Encoding", "Expires"):
        assert name not in start_page


def test_validator_set_by_a_view_is_taken_away():
    def view(request):
        return HttpResponse(headers={"ETag": '"a"', "Last-Modified": "Tue, 24 Nov 2026 02:10:00 GMT"})

    response = AnswerHeaders(view)(RequestFactory().get("/kasus/"))
    assert "ETag" not in response
    assert "Last-Modified" not in response
    assert response["Cache-Control"] == "no-store"


def test_static_file_may_be_cached_but_a_missing_one_may_not():
    def found(request):
        return HttpResponse(headers={"Cache-Control": "max-age=60, public"})

    def missing(request):
        return HttpResponse(status=404)

    request = RequestFactory().get("/static/css/frame.css")
    assert AnswerHeaders(found)(request)["Cache-Control"] == "max-age=60, public"
    assert AnswerHeaders(missing)(request)["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/masuk/", "/kosong/", "/tidak-ada/"])
def test_every_answer_keeps_to_its_own_origin(path):
    response = Client().get(path)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_policy_allows_nothing_inline_and_no_foreign_host(start_page):
    policy = start_page["Content-Security-Policy"]
    assert "unsafe-" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    allowed = {word for rule in policy.split(";") for word in rule.split()[1:]}
    assert allowed == {"'self'", "'none'"}


def test_static_files_carry_the_policy_too():
    assert finders.find("css/frame.css") is not None
    order = settings.MIDDLEWARE
    assert order.index("settings.middleware.AnswerHeaders") < order.index("whitenoise.middleware.WhiteNoiseMiddleware")


def test_nothing_compresses_what_a_signed_in_person_gets():
    assert [name for name in settings.MIDDLEWARE if re.search("gzip|compress|brotli", name, re.I)] == []
