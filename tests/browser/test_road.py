"""The eight steps in a real browser, by what is on the screen."""

from __future__ import annotations

import pytest

from demo.story import Story
from tests.browser.walker import BrowserWalker

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def walked(browser, address):
    """The story, walked in Chromium."""
    story = Story(BrowserWalker(browser, address))
    story.told = [(title, step()) for title, step in story.steps()]
    return story


def test_the_whole_road_is_walked_in_a_browser(walked):
    assert len(walked.told) == 8


def test_the_browser_never_complained_and_never_left_the_house(walked):
    # a 404 that the story provokes on purpose is an error to the console
    assert [c for c in walked.walker.complaints if "404" not in c] == []


def test_half_typed_text_survives_a_closed_tab(browser, address):
    walker = BrowserWalker(browser, address)
    page = walker.page("piket_bpbd")
    page.goto(f"{address}/meja/")
    page.keyboard.type("Seorang ibu berteriak minta tolong")  # the one box has the focus at once
    page.wait_for_selector("[data-draft-status][data-state=saved]", timeout=20_000)
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(f"{address}/meja/")
    assert again.locator("[name=what]").input_value() == "Seorang ibu berteriak minta tolong"


def test_a_call_typed_in_a_second_tab_is_saved_after_the_first_tab_has_saved_its_draft(browser, address):
    walker = BrowserWalker(browser, address)
    first = walker.page("operator112")
    first.goto(f"{address}/meja/baru/")
    first.keyboard.type("Panggilan pertama, seorang ibu menangis")
    first.wait_for_selector("[data-draft-status][data-state=saved]", timeout=20_000)
    second = first.context.new_page()
    second.goto(f"{address}/meja/")
    first.keyboard.press("Control+Enter")
    first.get_by_text("T-20").first.wait_for()
    second.locator("[name=what]").fill("Panggilan kedua, anak berteriak")
    second.wait_for_selector("[data-draft-status][data-state=saved]", timeout=20_000)
    with second.expect_response(lambda r: r.request.method == "POST" and r.url == f"{address}/meja/") as sent:
        second.keyboard.press("Control+Enter")
    assert sent.value.status == 303


def test_a_ticket_is_saved_with_the_keyboard_alone(browser, address):
    walker = BrowserWalker(browser, address)
    page = walker.page("operator112")
    page.goto(f"{address}/meja/")
    page.keyboard.type("Teriakan dari rumah sebelah, anak kecil menangis")
    with page.expect_response(lambda r: r.request.method == "POST" and r.url == f"{address}/meja/") as sent:
        page.keyboard.press("Control+Enter")
    assert sent.value.status == 303
    page.get_by_text("T-20").first.wait_for()
