"""A real server of this suite's database, and Debian's Chromium."""

from __future__ import annotations

import os

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import sync_playwright

from tests.browser.desk import Desk
from tests.road.conftest import city  # noqa: F401

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser(city):  # noqa: F811
    """Chromium without a screen. The city comes first: its documents are signed, which wants a loop of its own."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        connections.close_all()  # beside Playwright's loop they are others than without it
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def address(city):  # noqa: F811
    """Where the city is served: threads of this process, on a free port of localhost."""
    thread = LiveServerThread("localhost", StaticFilesHandler, connections_override={})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://localhost:{thread.port}"
    thread.terminate()


@pytest.fixture
def desk(browser, address):
    """A browser with a key in it; no passkey of an earlier test counts."""
    Authenticator.objects.filter(type="webauthn").delete()
    cache.clear()
    desk = Desk(browser, address)
    yield desk
    desk.page.context.close()
    Authenticator.objects.filter(type="webauthn").delete()
