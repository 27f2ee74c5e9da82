"""Every template and script of the product: nothing inline, nothing from outside, nothing unescaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.architecture.source import ROOT, tracked

TEMPLATES = [path for path in tracked(".html") if "tests" not in path.parts]
STYLES = [path for path in tracked(".css") if "vendor" not in path.parts and "fonts" not in path.parts]
SCRIPTS = [path for path in tracked(".js") if "vendor" not in path.parts and "tests" not in path.parts]

FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    "an inline script": r"<script(?![^>]*\ssrc=)[^>]*>",
    "a handler attribute": r"<[a-z][^>]*\son[a-z]+\s*=",
    "an hx-on attribute": r"\shx-on\b",
    "a script address": r"javascript:",
    "an outside address": r"""(?:src|href|action|url)\s*=?\s*[("'\s]+(?:https?:)?//""",
    "an unescaped value": r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b",
    "a link to nowhere": r'href="#"',
}
BREACHES = {
    "a style attribute": '<p style="color: red">',
    "a style element": "<style>p{}</style>",
    "an inline script": "<script>x</script>",
    "a handler attribute": '<p class="a" onclick="x()">',
    "an hx-on attribute": '<p hx-on:click="x">',
    "a script address": '<a href="javascript:x">',
    "an outside address": '<img src="https://example.org/x.png">',
    "an unescaped value": "{{ value|safe }}",
    "a link to nowhere": '<a href="#">',
}
# papers are pages of print: rendered by the PDF job, which has its own style sheet and fetches nothing
NAMES = re.compile(r'xmlns(?::\w+)?="http[^"]+"')


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_no_template_has(kind):
    assert re.search(FORBIDDEN[kind], BREACHES[kind]), "the rule finds nothing"
    assert len(TEMPLATES) > 40
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0][:60]}"
        for path in TEMPLATES
        for found in [re.search(FORBIDDEN[kind], NAMES.sub("", path.read_text(encoding="utf-8")))]
        if found
    ]
    assert wrong == []


def test_no_style_sheet_or_script_asks_another_machine():
    outside = r"""(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}"""
    assert re.search(outside, 'url("//example.org/x")')
    wrong = [
        str(path.relative_to(ROOT)) for path in STYLES + SCRIPTS if re.search(outside, path.read_text(encoding="utf-8"))
    ]
    assert len(STYLES) >= 5
    assert len(SCRIPTS) >= 10
    assert wrong == []


def test_no_script_makes_markup_or_code_out_of_text():
    rule = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|localStorage"
    assert re.search(rule, "a.innerHTML = b")
    assert [path.name for path in SCRIPTS if re.search(rule, path.read_text(encoding="utf-8"))] == []


def static_names(path: Path) -> list[str]:
    return re.findall(r"""\{% static ['"]([^'"]+)['"] %\}""", path.read_text(encoding="utf-8"))


def test_every_static_file_that_a_template_names_exists():
    named = {name for path in TEMPLATES for name in static_names(path)}
    assert "css/palette.css" in named
    assert sorted(name for name in named if finders.find(name) is None) == []
