"""The occupancy board: whole nights on every screen that shows it as a table."""

from __future__ import annotations

import pytest
from django.urls import reverse

from shelters.roots.models import Shelter
from tests.browser.walker import BrowserWalker

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]  # what is seen is the same on both
CUT = """() => [...document.querySelectorAll(".board-wrap")].map((wrap) =>
  [...wrap.querySelectorAll("th, td, .cell")].filter((cell) =>
    cell.getBoundingClientRect().right > wrap.getBoundingClientRect().right + 1
    || cell.scrollWidth > cell.clientWidth + 1
  ).map((cell) => cell.textContent.trim()))"""


@pytest.mark.parametrize("width", [1280, 1024, 768])
def test_no_night_of_either_week_is_cut(width, browser, address):
    page = BrowserWalker(browser, address, width).page("petugas1")
    page.goto(address + reverse("shelters:board", args=[Shelter.every.get(code="Anggrek").pk]))
    assert page.locator(".board").count() == 2
    assert page.locator(".board").first.locator("thead th").count() == 8
    assert page.evaluate(CUT) == [[], []]
    assert page.evaluate("document.documentElement.scrollWidth") == width
