"""An auditor narrows a file's and a person's page by keyboard alone, at both widths."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_pages import OVERFLOW, SERIOUS
from tests.browser.walker import BrowserWalker
from tests.road.conftest import listed

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]  # what is seen is the same on both


def path_of(name: str) -> str:
    (route,) = (route for route in listed() if route["name"] == name)
    return next(example["path"] for example in route["examples"] if example["visible_to"])


@pytest.mark.parametrize("name", ["audit:file", "audit:person"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_of_the_log_is_narrowed_by_keyboard_and_fits(name, width, browser, address):
    page = BrowserWalker(browser, address, width).page("auditor")
    page.goto(address + path_of(name))
    page.set_viewport_size({"width": width, "height": 900})
    page.focus("main details > summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "dari"
    page.focus("[name=jenis]")
    page.keyboard.press("ArrowDown")
    page.focus("[name=tanpa_tugas]")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "jenis=baca" in page.url
    assert "tanpa_tugas=on" in page.url
    assert page.locator("[name=jenis]").input_value() == "baca"
    assert page.evaluate(OVERFLOW) <= 1
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in SERIOUS] == []
