"""The frame around a page: places of one's role, one current, nothing of others."""

from __future__ import annotations

import re

import pytest

from access import navigation
from access.roles import Role
from tests.access.making import person

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])

ROLES = [Role.OPERATOR, Role.CASE_MANAGER, Role.DOCTOR, Role.AUDITOR, Role.ADMINISTRATOR, Role.HOUSE_STAFF]


def places(html: str) -> list[tuple[str, bool]]:
    bar = re.search(r'<nav class="places".*?</nav>', html, re.S)[0]
    return [(url, "aria-current" in rest) for url, rest in re.findall(r'<a href="([^"]+)"([^>]*)>', bar)]


@pytest.mark.parametrize("role", ROLES)
def test_bar_shows_the_places_of_this_role_and_marks_one(role, signed_in):
    staff = person(role)
    shown = places(signed_in(staff).get("/").content.decode())
    assert [url for url, _current in shown] == [place.url for place in navigation.places(staff)]
    assert [url for url, current in shown if current] == ["/"]
    assert 1 <= len(shown) <= 7


@pytest.mark.parametrize("role", ROLES)
def test_every_place_opens_and_marks_itself(role, signed_in):
    client = signed_in(person(role))
    for url, _current in places(client.get("/").content.decode()):
        answer = client.get(url)
        assert answer.status_code == 200
        assert [place for place, current in places(answer.content.decode()) if current] == [url]


def test_page_carries_no_name_of_its_person_but_in_the_account_menu(signed_in):
    staff = person(Role.HOUSE_STAFF, name="Petugas Merpati")
    html = signed_in(staff).get("/").content.decode()
    assert html.count("Petugas Merpati") == 1
    assert staff.username not in html


def test_sign_out_and_language_are_forms_with_a_token(signed_in):
    html = signed_in(person()).get("/").content.decode()
    for action in ("/keluar/", "/bahasa/"):
        form = re.search(rf'<form[^>]*action="{action}".*?</form>', html, re.S)[0]
        assert "csrfmiddlewaretoken" in form
        assert 'method="post"' in form


def test_search_is_posted_and_never_in_an_address(signed_in):
    html = signed_in(person()).get("/").content.decode()
    form = re.search(r'<form class="topbar-search".*?</form>', html, re.S)[0]
    assert 'method="post"' in form
    assert 'name="q"' in form


def test_page_without_a_person_has_no_places(client):
    html = client.get("/masuk/").content.decode()
    assert 'class="places"' not in html
    assert "data-person" not in html
    assert "data-quick-exit" not in html
