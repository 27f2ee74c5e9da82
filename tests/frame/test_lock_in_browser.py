"""The locked screen in a real browser: the page goes and comes back as it was, to its own person alone."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from access import locking
from access.roles import Role
from access.sessions import SessionStore
from tests.access.making import person
from tests.access.signing import PASSWORD
from tests.frame.browsing import sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.frame.pages"),
    pytest.mark.django_db(transaction=True, databases=["default", "shelters"]),  # start pages ask both
]


def lock_elsewhere(page: Page) -> None:
    """The session locks on the server, and no tab hears of it."""
    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sessionid")
    session = SessionStore(key)
    session[locking.LOCKED] = True
    session.save()


def test_ten_idle_minutes_hide_the_page_and_keep_the_form(tab):
    sign_in(tab, person(password=PASSWORD), daily=True)
    tab.clock.install()
    tab.goto("/uji/tulis/")
    tab.fill("[name=text]", "Ia menelepon dua kali.")
    tab.clock.run_for(9 * 60_000)
    assert tab.locator("[name=text]").is_visible()
    tab.clock.run_for(70_000)
    tab.wait_for_selector("[data-lock-code]")
    for hidden in ("[name=text]", "h1", ".topbar", "[data-search]"):
        assert not tab.locator(hidden).first.is_visible(), hidden
    read = tab.locator("body").aria_snapshot()
    assert ("Layar terkunci" in read, "Catatan" in read, "menelepon" in read) == (True, False, False)
    assert tab.title() == "Layar terkunci · Lindung"
    tab.keyboard.press("Control+k")
    assert tab.evaluate("document.activeElement.closest('[data-screen-lock]') !== null")
    answer = tab.request.get("/uji/tulis/", max_redirects=0)  # the server knows, too
    assert (answer.status, answer.headers["location"]) == (303, "/terkunci/")
    tab.fill("[data-lock-code] [name=password]", "salah-sekali-1")
    tab.click("[data-lock-code] button")
    expect(tab.locator("[data-lock-said]")).to_contain_text("tidak cocok")
    tab.fill("[data-lock-code] [name=password]", PASSWORD)
    tab.click("[data-lock-code] button")
    expect(tab.locator("[name=text]")).to_be_visible()
    assert tab.input_value("[name=text]") == "Ia menelepon dua kali."
    tab.click("text=Simpan catatan")
    tab.wait_for_selector(".note-ok")


def test_a_page_that_slept_is_hidden_by_the_first_act_and_sends_nothing(tab):
    sign_in(tab, person(password=PASSWORD), daily=True)
    tab.clock.install()
    tab.goto("/uji/tulis/")
    tab.fill("[name=text]", "Ia menelepon dua kali.")
    tab.clock.set_system_time(tab.evaluate("Date.now()") + 3_600_000)  # no timer ran meanwhile
    tab.evaluate("document.querySelector('main form button.btn-primary').click()")  # as a screen reader does
    tab.wait_for_selector("[data-lock-code]")
    assert tab.locator(".note-ok").count() == 0
    assert tab.url.endswith("/uji/tulis/")


def test_what_was_sent_to_a_locked_server_is_there_again_after_opening(tab):
    staff = person(password=PASSWORD)
    sign_in(tab, staff, daily=True)
    tab.goto("/uji/tulis/")
    tab.fill("[name=text]", "Ia menelepon dua kali.")
    lock_elsewhere(tab)
    tab.click("text=Simpan catatan")
    tab.wait_for_url("**/terkunci/")
    tab.fill("[data-lock-code] [name=password]", PASSWORD)
    tab.click("[data-lock-code] button")
    tab.wait_for_url("**/uji/tulis/")
    assert tab.input_value("[name=text]") == "Ia menelepon dua kali."
    tab.click("text=Simpan catatan")
    tab.wait_for_selector(".note-ok")


def test_one_tab_locks_and_opens_all_and_none_shows_its_page_to_somebody_else(tab):
    staff = person(password=PASSWORD)
    sign_in(tab, staff, daily=True)
    tab.goto("/uji/tulis/")
    tab.fill("[name=text]", "Milik orang pertama")
    other = tab.context.new_page()
    other.goto("/uji/tulis/")
    other.click(".account > summary")
    other.click("[data-lock-now]")
    tab.wait_for_selector("[data-lock-code]")
    assert not tab.locator("[name=text]").is_visible()
    other.fill("[data-lock-code] [name=password]", PASSWORD)
    other.click("[data-lock-code] button")
    expect(tab.locator("[name=text]")).to_be_visible()
    other.click(".account > summary")
    other.click("[data-lock-now]")
    tab.wait_for_selector("[data-lock-code]")
    sign_in(tab, person(Role.COUNSELLOR, password=PASSWORD), daily=True)
    lock_elsewhere(tab)
    tab.fill("[data-lock-code] [name=password]", PASSWORD)
    tab.click("[data-lock-code] button")
    for page in (tab, other):
        page.wait_for_url(re.compile(r":\d+/$"))
        assert "pertama" not in page.content() + page.evaluate("JSON.stringify(sessionStorage)")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_locked_screen_is_legible_to_everyone_before_a_page_and_as_a_page(width, tab):
    sign_in(tab, person(Role.OPERATOR, password=PASSWORD))
    tab.emulate_media(reduced_motion="reduce")
    tab.set_viewport_size({"width": width, "height": 844})
    tab.goto("/uji/tulis/")
    tab.evaluate("document.querySelector('[data-lock-now]').click()")
    tab.wait_for_selector("[data-lock-code]")
    for _place in ("before a page", "as a page"):
        found = Axe().run(tab, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found.response["violations"]] == []
        assert tab.evaluate("document.documentElement.scrollWidth") == width
        assert tab.locator("[data-lock-card] a", has_text="Tiket baru").is_visible()
        tab.goto("/")
        assert tab.url.endswith("/terkunci/")
