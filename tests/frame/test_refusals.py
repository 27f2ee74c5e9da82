"""Every form refuses in the product's own words; no sentence is Django's stock one."""

from __future__ import annotations

import gettext
import importlib
import pkgutil
from pathlib import Path

import django
import pytest
from django import forms
from django.utils import translation

PACKAGES = ("access", "audit", "disclosure", "casework", "referrals", "shelters")
FIGURES = {"limit_value": 3, "show_value": 2, "max": 3, "length": 4, "value": "x", "pk": "x"}
NEVER = {"contradiction"}  # of a box that clears a file; no form has one


def every_form() -> list[type[forms.Form]]:
    """All forms that the packages declare."""
    for package in PACKAGES:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if ".migrations" not in module.name and not module.name.endswith(".verify"):
                importlib.import_module(module.name)
    found, waiting = [], [forms.Form]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.split(".")[0] in PACKAGES:
            found.append(form)
    return found


def sentences(field: forms.Field) -> set[str]:
    """What FIELD may say, as far as its own settings let it, figures filled in."""
    said = [
        words
        for code, words in field.error_messages.items()
        if code not in NEVER and (code != "required" or field.required)
    ]
    return {str(words % FIGURES) for words in [*said, *(v.message for v in field.validators if hasattr(v, "message"))]}


def stock(language: str) -> set[str]:
    """Every sentence that Django brings: its own words and those of LANGUAGE, figures filled in."""
    brought = set()
    for name in ("id", language):
        catalogue = gettext.translation("django", Path(django.__file__).parent / "conf" / "locale", [name])
        for key, text in catalogue._catalog.items():
            brought |= {words for words in (key[0] if isinstance(key, tuple) else key, text) if words}
    return {_filled(words) for words in brought}


def _filled(words: str) -> str:
    try:
        return words % FIGURES
    except (KeyError, ValueError, TypeError):
        return words


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_field_says_a_stock_sentence(language):
    brought = stock(language)
    with translation.override(language):
        found = {
            f"{form.__module__}.{form.__qualname__}.{name}: {words}"
            for form in every_form()
            for name, field in form.base_fields.items()
            for words in sentences(field) & brought
        }
    assert found == set()
    assert len(every_form()) > 40
