"""Each page of each role: no sideways scrolling at either width, no accessibility breach at one of them, by turns."""

from __future__ import annotations

from itertools import cycle

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.walker import BrowserWalker
from tests.road.conftest import listed

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]  # what is seen is the same on both

WIDTHS = (1280, 390)
FILES_AND_DOORS = ("/unduh/", "/salinan/", "/asli/", "/foto/", "/keluar/", "/masuk/")
SERIOUS = {"serious", "critical"}
OVERFLOW = """new Promise(told => requestAnimationFrame(() => requestAnimationFrame(() =>
    told(document.documentElement.scrollWidth - document.documentElement.clientWidth))))"""


def pages() -> list[tuple[str, str]]:
    """(path, somebody who may see it), one per page that answers a GET."""
    found = []
    for route in listed():
        if "GET" not in route["methods"] or route["name"] in {"disclosure:download", "casework:export_statistics"}:
            continue
        seen = next(((e["path"], e["visible_to"][0]) for e in route["examples"] if e["visible_to"]), None)
        if seen and not any(word in seen[0] for word in FILES_AND_DOORS):
            found.append(seen)
    return found


def test_pages_are_legible_to_everyone(browser, address):
    walker = BrowserWalker(browser, address, WIDTHS[0])
    wrong, looked_at = [], 0
    for (path, username), closely in zip(pages(), cycle(WIDTHS), strict=False):
        page = walker.page(username)
        if page.goto(address + path).status != 200:
            continue
        looked_at += 1
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            overflow = page.evaluate(OVERFLOW)
            if overflow > 1:
                wrong.append(f"{path} ({username}) scrolls sideways by {overflow} px at {width} px")
            if width == closely:  # narrow, a page lies otherwise, and is made of the same
                breaches = Axe().run(page).response["violations"]
                wrong += [f"{path} ({username}): {one['id']}" for one in breaches if one["impact"] in SERIOUS]
    assert looked_at >= 40
    assert wrong == []
