"""Puts somebody into a tab of a real browser."""

from __future__ import annotations

from django.http import HttpRequest
from django.test import Client
from playwright.sync_api import Page

from access import signin


def sign_in(page: Page, staff, *, daily: bool = False) -> None:
    """Puts this person's session into the tab's browser; a DAILY one opens its screen with the password alone."""
    client = Client()
    request = HttpRequest()
    request.session = client.session
    signin.sign_in_as(request, staff)
    if daily:
        request.session[signin.FOR_THE_SHIFT] = request.session[signin.STEPPED_UP_UNTIL]
    request.session.save()
    page.context.add_cookies(
        [{"name": "sessionid", "value": request.session.session_key, "domain": "localhost", "path": "/"}]
    )
