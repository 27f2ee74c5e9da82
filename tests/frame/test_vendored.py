"""The third-party files of the front end: which, from where, unchanged."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from django.contrib.staticfiles import finders

from tests.architecture.source import ROOT, tracked

VENDOR = ROOT / "static" / "vendor"


def recorded() -> dict[str, str]:
    lines = (VENDOR / "VENDORED.txt").read_text(encoding="utf-8").splitlines()
    return {file: digest for _name, _version, file, digest in (line.split() for line in lines if line[0] != "#")}


def test_every_vendored_file_is_recorded_and_unchanged():
    there = {path.relative_to(VENDOR).as_posix(): path for path in VENDOR.rglob("*") if path.is_file()}
    del there["VENDORED.txt"]
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()} == recorded()


def test_every_vendored_package_brings_its_licence():
    for package in {name.split("/")[0] for name in recorded()}:
        assert (VENDOR / package / "LICENSE").stat().st_size > 500


def test_every_icon_that_is_named_is_in_the_sprite():
    sprite = set(
        re.findall(r'<symbol id="([^"]+)"', (VENDOR / "bootstrap-icons/sprite.svg").read_text(encoding="utf-8"))
    )
    named = {}
    for path in tracked(".html", ".py"):
        if "tests" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r'\{% icon "([^"]+)"', text) + re.findall(r'\bicon\b"?[=:] ?"([a-z0-9-]+)"', text):
            named.setdefault(name, path.relative_to(ROOT).as_posix())
    assert len(named) > 20
    assert {name: path for name, path in named.items() if name not in sprite} == {}


def test_every_shape_of_a_state_is_in_the_sprite():
    from settings import states

    sprite = (VENDOR / "bootstrap-icons/sprite.svg").read_text(encoding="utf-8")
    shapes = {look.shape for look in [*states.LOOKS.values(), states.NEUTRAL]} | set(states.BANNER_ICONS.values())
    assert sorted(shape for shape in shapes if f'id="{shape}"' not in sprite) == []


def test_htmx_is_version_2_and_keeps_no_history():
    base = (ROOT / "templates/base.html").read_text(encoding="utf-8")
    script = Path(finders.find("django_htmx/htmx-2.min.js")).read_text(encoding="utf-8")
    assert re.search(r'version:\s*"2\.', script)
    for choice in ('"historyCacheSize": 0', '"allowEval": false', '"includeIndicatorStyles": false'):
        assert choice in base
