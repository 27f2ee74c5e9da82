"""Error pages: no request goes in, so nothing of it comes out."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import get_resolver

from access.roles import Role
from settings import views
from tests.access.making import person
from vault.entropy import new_id

pytestmark = pytest.mark.django_db


def test_absent_pages_of_different_kinds_are_one_page_byte_for_byte(signed_in):
    client = signed_in(person(Role.CASE_MANAGER))
    paths = (
        f"/kasus/{new_id()}/",
        f"/kasus/{new_id()}/",
        "/tidak-ada/",
        "/kasus/bukan-nomor/",
        "/static/tidak-ada.css",
    )
    answers = [client.get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    headers = [{k: v for k, v in answer.headers.items() if k != "Date"} for answer in answers]
    assert all(each == headers[0] for each in headers)


def test_404_holds_no_token_no_path_and_no_time(signed_in):
    pk = new_id()
    page = signed_in(person(Role.CASE_MANAGER)).get(f"/kasus/{pk}/").content.decode()
    assert "Halaman tidak ditemukan." in page
    assert not re.search("csrf|token|kirim", page, re.I)
    assert str(pk) not in page
    assert "/kasus/" not in page
    assert not re.search(r"\b\d{1,2}[.:]\d{2}\b|20\d\d", page)


def test_404_has_no_name_of_who_asks(signed_in):
    one, other = person(Role.CASE_MANAGER), person(Role.AUDITOR)
    assert signed_in(one).get("/tidak-ada/").content == signed_in(other).get("/tidak-ada/").content


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500", "503"])
def test_error_page_says_what_happened_what_is_safe_and_what_to_do(name):
    page = render_to_string(f"{name}.html")
    assert "<h1>" in page
    assert 'href="/"' in page
    text = re.sub("<[^>]+>", " ", re.search("<main.*</main>", page, re.S)[0])
    assert re.search("tidak ada yang berubah|belum ada yang disimpan|tetap tersimpan", text, re.I)


def test_error_handlers_answer_with_their_status(rf):
    request = rf.get("/kasus/")
    assert views.bad_request(request).status_code == 400
    assert views.forbidden(request).status_code == 403
    assert views.server_error(request).status_code == 500
    assert get_resolver().resolve_error_handler(404)(request, None).status_code == 404


def test_form_with_an_old_token_says_that_nothing_is_lost(signed_in):
    client = signed_in(person(Role.CASE_MANAGER), enforce_csrf_checks=True)
    response = client.post("/keluar/")
    assert response.status_code == 403
    assert b"isian Anda masih ada di tab ini" in response.content


def test_quick_exit_leads_to_a_page_with_nothing_on_it():
    response = Client().get("/kosong/")
    assert response.status_code == 200
    page = response.content.decode()
    assert re.search(r"<body>\s*</body>", page)
    assert "Lindung" not in page
    assert not response.cookies
