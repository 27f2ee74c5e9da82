"""A browser that is signed in, as one person of one role; and Chromium."""

from __future__ import annotations

import os

import pytest
from django.http import HttpRequest
from django.test import Client
from playwright.sync_api import sync_playwright

from access import signin


@pytest.fixture
def signed_in():
    """Gives a client in which this person has just signed in with both factors."""

    def make(staff, **options) -> Client:
        client = Client(**options)
        request = HttpRequest()
        request.session = client.session
        signin.sign_in_as(request, staff)
        request.session.save()
        client.cookies["sessionid"] = request.session.session_key
        return client

    return make


@pytest.fixture(scope="module")
def chromium():
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def tab(chromium, live_server):
    """Gives a tab with a list of everything wrong that it said, and a way to sign a person in."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.said = []
    page.asked = []
    page.on("console", lambda message: page.said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.set_default_timeout(10_000)
    yield page
    context.close()
