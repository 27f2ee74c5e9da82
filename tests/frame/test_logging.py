"""What the service's own log says of a request: its route, never the id that was asked for or what was typed there."""

from __future__ import annotations

import logging

import pytest
from django.test import RequestFactory
from django.urls import resolve, reverse

from settings.logging import LOGGING, Opaque
from vault.entropy import new_id

LINE = LOGGING["formatters"]["opaque"]["format"]


def said(path: str, match=None) -> str:
    request = RequestFactory().get(path)
    request.resolver_match = match
    record = logging.makeLogRecord(
        {"name": "django.request", "levelname": "WARNING", "msg": "%s: %s", "args": ("Not Found", request.path)}
    )
    record.request = request
    return Opaque(LINE, style="{").format(record).split("WARNING ")[1]


@pytest.mark.parametrize("name", ["casework:case", "shelters:house", "shelters:ask_from_case"])
def test_a_refused_request_names_no_file_and_no_house(name):
    path = reverse(name, args=[new_id()])
    told = said(path, resolve(path))
    assert told == f"django.request Not Found: /{resolve(path).route}"
    assert "<uuid:" in told


def test_an_address_that_leads_nowhere_is_not_repeated():
    assert said("/Jalan-Kenanga-17/?q=rahasia") == "django.request Not Found: (no such page)"


def test_every_logger_that_writes_writes_opaquely():
    """As Django set them up from the settings of this process, which are every installation's."""
    for name in ("", "django", "django.request", *logging.root.manager.loggerDict):
        handlers = [handler for handler in logging.getLogger(name).handlers if _writes(handler)]
        assert all(type(handler.formatter) is Opaque for handler in handlers), name
        assert handlers or name not in ("", "django")


def _writes(handler: logging.Handler) -> bool:
    """In an installation: not pytest's own, and not one that writes nothing."""
    return not isinstance(handler, logging.NullHandler) and not type(handler).__module__.startswith("_pytest")
