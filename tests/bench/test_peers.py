"""The two other peers fill the product's own templates: a page that changes must not leave them behind."""

import pytest

from bench.asking import PAGES
from bench.stage import Process


@pytest.mark.parametrize("name", ["limit", "stock"])
def test_a_peer_still_answers_every_page_with_the_products_templates(name, tmp_path):
    process = Process(name, 60, tmp_path / name, {})
    try:
        process.order("seed")
        assert all(process.order("check", page=page)["queries"] for page in PAGES)
    finally:
        process.end()
