"""Bahasa Indonesia first, English by a switch."""

from __future__ import annotations

import pytest
from django.test import Client

from access.roles import Role
from tests.access.making import person

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])


def test_browser_that_prefers_english_gets_indonesian():
    page = Client(headers={"accept-language": "en-GB,en"}).get("/masuk/")
    assert b'<html lang="id">' in page.content
    assert page["Content-Language"] == "id"


def test_switch_speaks_english_until_sign_out(signed_in):
    client = signed_in(person(Role.CASE_MANAGER))
    answer = client.post("/bahasa/", {"bahasa": "en", "kembali": "/"})
    assert answer.status_code == 303
    assert answer["Location"] == "/"
    assert answer.cookies["django_language"]["max-age"] == ""
    assert answer.cookies["django_language"]["httponly"]
    page = client.get("/").content.decode()
    assert '<html lang="en">' in page
    assert "Skip to the content" in page


def test_account_speaks_its_own_language(signed_in):
    assert b'<html lang="en">' in signed_in(person(Role.CASE_MANAGER, language="en")).get("/").content


def test_unknown_language_changes_nothing():
    client = Client()
    assert client.post("/bahasa/", {"bahasa": "xx"}).status_code == 303
    assert "django_language" not in client.cookies


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org"])
def test_switch_never_leads_elsewhere(back):
    assert Client().post("/bahasa/", {"bahasa": "en", "kembali": back})["Location"] == "/"


def test_switch_is_no_link():
    assert Client().get("/bahasa/").status_code == 405
