"""The desk in a browser while the server is away or broken: its own lock doesn't throw it away, nor does an error."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from access.models import OpenSession, Staff
from casework.actions import spooled
from casework.models import DeskDraft
from tests.browser.walker import BrowserWalker
from tests.casework import away
from vault import spool

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]  # what is seen is the same on both
HALF = "Ada teriakan dari rumah sebelah"
CALL = "Anak menangis di lorong"


@pytest.fixture
def page(browser, address):
    DeskDraft.objects.all().delete()
    for letter in spool.waiting():
        spool.remove(letter)
    page = BrowserWalker(browser, address).page("operator112")
    yield page
    page.context.close()


def send(page) -> int:
    with (
        page.expect_navigation(),
        page.expect_response(lambda r: r.request.method == "POST" and r.url.endswith("/meja/")) as sent,
    ):
        page.keyboard.press("Control+Enter")
    return sent.value.status


@pytest.mark.parametrize("width", [1280, 390])
def test_its_idle_lock_keeps_the_desk_and_takes_a_call_while_the_database_is_away(width, page, address):
    page.set_viewport_size({"width": width, "height": 900})
    page.clock.install()
    page.goto(f"{address}/meja/baru/")
    page.locator("[name=what]").fill("Ada teriakan")
    page.clock.run_for(5_000)
    expect(page.locator("[data-draft-status]")).to_contain_text("Draf tersimpan")
    page.locator("[name=what]").fill(HALF)
    with away.database():
        page.clock.run_for(11 * 60_000)
        expect(page.locator("[data-lock-unreached]")).to_be_visible()
        assert page.url == f"{address}/meja/baru/"
        page.locator("[data-lock-again]").click()
        expect(page.locator("[data-lock-unreached]")).to_be_visible()
        page.locator("[data-lock-call] button").click()
        what = page.locator("[data-screen-lock] [name=what]")
        expect(what).to_be_focused()
        assert (what.input_value(), page.get_by_text(HALF).count()) == ("", 0)
        page.keyboard.type(CALL)
        page.keyboard.press("Alt+1")
        assert page.locator("[data-screen-lock] [data-key='1']").is_checked()
        assert not page.locator("main [data-key='1']").is_checked()
        card = page.locator(".screen-lock-card").bounding_box()
        assert card["x"] >= 0 and card["x"] + card["width"] <= width
        assert send(page) == 202
        page.get_by_text(re.compile("^S-.{4}-.{4}$")).wait_for()
    assert (spooled.run_once(timezone.now()), DeskDraft.objects.count()) == (1, 1)
    assert HALF in page.evaluate("JSON.stringify(sessionStorage)")
    page.goto(f"{address}/meja/")
    expect(page.locator("[data-lock-card]").first).to_be_visible()  # it is still locked
    assert page.get_by_text(HALF).count() == 0
    page.goto(f"{address}/meja/")  # the server has heard of it, and gives an empty desk
    assert page.locator("main [name=what]").input_value() == ""


def test_a_proxy_that_finds_no_server_throws_no_page_away(page, address):
    page.goto(f"{address}/meja/baru/")
    page.locator("[name=what]").fill(HALF)
    page.route("**/terkunci/", lambda route: route.fulfill(status=502, body="<h1>Bad Gateway</h1>"))
    page.evaluate("document.querySelector('[data-lock-now]').click()")
    expect(page.locator("[data-lock-unreached]")).to_be_visible()
    assert page.locator("main [name=what]").input_value() == HALF
    page.unroute("**/terkunci/")
    page.locator("[data-lock-again]").click()
    expect(page.locator("[data-lock-place] [data-lock-card]")).to_be_visible()


def test_what_an_error_took_off_the_screen_is_still_in_the_tab(page, address):
    page.goto(f"{address}/meja/baru/")
    page.locator("[name=what]").fill(HALF)
    page.evaluate("document.querySelector('main [name=meja]').value = ''")  # a desk without a slip
    with away.database():
        assert send(page) == 500
    page.goto(f"{address}/meja/")
    assert page.locator("[name=what]").input_value() == HALF
    assert send(page) == 303
    page.goto(f"{address}/meja/baru/")
    assert page.locator("[name=what]").input_value() == ""


def test_a_kept_call_is_not_offered_again_and_a_draft_on_the_server_is_in_no_tab(page, address):
    page.goto(f"{address}/meja/baru/")
    page.locator("[name=what]").fill(CALL)
    with away.database():
        assert send(page) == 202
    page.goto(f"{address}/meja/baru/")
    assert page.locator("[name=what]").input_value() == ""
    page.locator("[name=what]").fill(HALF)
    expect(page.locator("[data-draft-status]")).to_contain_text("Draf tersimpan")
    assert HALF not in page.evaluate("JSON.stringify(sessionStorage)")
    assert (spooled.run_once(timezone.now()), spool.waiting()) == (1, [])


def test_what_was_typed_survives_a_session_that_is_gone(page, address):
    page.goto(f"{address}/meja/baru/")
    page.locator("[name=what]").fill(HALF)
    OpenSession.objects.filter(staff=Staff.objects.get(username="operator112")).delete()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/masuk/")
    page.locator('button[name=username][value="operator112"]').click()
    page.wait_for_url("**/meja/baru/")
    assert page.locator("[name=what]").input_value() == HALF
