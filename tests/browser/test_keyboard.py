"""The 112 desk without a mouse: one way through it in reading order, and always a sign of where one is."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from casework.actions import spooled
from tests.browser.walker import BrowserWalker
from tests.casework import away
from vault import spool

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]  # what is seen is the same on both

WAY = [
    "what", "danger", "present", "callback_safe", "where", "reporter", "callback_number", "callback_hours",
    "code_word", "works_for", "his_agency_wanted", "agencies", "channel", "kind", "Simpan dan kirim tiket",
]  # fmt: skip
HERE = """() => {
  const at = document.activeElement;
  const marked = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  const box = at.getBoundingClientRect();
  return {
    name: at.name || at.textContent.trim().replace(/\\s+/g, " "),
    marked: marked(at) || (at.parentElement !== null && marked(at.parentElement)),
    seen: box.width > 0 && box.bottom > 56 && box.top < innerHeight,
  };
}"""


@pytest.fixture(scope="module")
def desk(browser, address):
    page = BrowserWalker(browser, address).page("operator112")
    page.goto(f"{address}/meja/baru/")
    return page


def test_tab_leads_through_the_desk_in_reading_order_and_always_shows_where_it_is(desk):
    desk.focus("[name=what]")
    passed = [desk.evaluate(HERE)]
    for _step in range(60):
        desk.keyboard.press("Tab")
        here = desk.evaluate(HERE)
        passed.append(here)
        if here["name"].startswith(WAY[-1]):
            break
    assert [stop["name"] for stop in passed if not stop["marked"]] == []
    assert [stop["name"] for stop in passed if not stop["seen"]] == []
    names = [next((known for known in WAY if stop["name"].startswith(known)), stop["name"]) for stop in passed]
    assert list(dict.fromkeys(names)) == WAY


def test_an_answer_is_given_with_the_arrows_and_an_agency_chosen_without_leaving_the_sentence(desk):
    desk.focus("[name=danger]:checked")
    desk.keyboard.press("ArrowRight")
    assert desk.locator("[name=danger][value=yes]").is_checked()
    desk.focus("[name=what]")
    desk.keyboard.type("Suara barang")
    desk.keyboard.press("Alt+1")
    desk.keyboard.type(" pecah")
    assert desk.locator("[name=what]").input_value() == "Suara barang pecah"
    assert desk.locator("[data-key='1']").is_checked()


@pytest.mark.parametrize(("width", "shown"), [(1280, True), (390, False)])
def test_keys_are_spoken_of_only_where_there_is_a_keyboard(width, shown, browser, address):
    page = BrowserWalker(browser, address, width).page("operator112")
    page.goto(f"{address}/meja/baru/")
    assert page.locator("[name=what]").is_visible()
    helps = page.locator("kbd, .keys-help")
    assert helps.count() >= 4
    assert [helps.nth(n).is_visible() for n in range(helps.count())] == [shown] * helps.count()


@pytest.mark.parametrize("width", [1280, 390])
def test_calls_go_on_by_keyboard_while_the_database_is_away(width, browser, address):
    page = BrowserWalker(browser, address, width).page("operator112")
    page.goto(f"{address}/meja/baru/")
    with away.database():
        for call in ("Suara barang pecah", "Anak menangis di lorong"):
            assert page.evaluate(HERE)["name"] == "what"  # the letters go into the sentence at once
            page.keyboard.type(call)
            page.keyboard.press("Alt+1")
            with page.expect_response(lambda r: r.request.method == "POST" and r.url == f"{address}/meja/") as sent:
                page.keyboard.press("Control+Enter")
            assert sent.value.status == 202
            page.get_by_text(re.compile("^S-.{4}-.{4}$")).wait_for()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert spooled.run_once(timezone.now()) == 2
    assert spool.waiting() == []
