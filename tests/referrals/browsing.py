"""Pages as the cast opens them, without a browser."""

from __future__ import annotations

import time

from django.test import Client
from django.urls import reverse

from access.signin import BOTH_FACTORS, STEPPED_UP_UNTIL


def browser(staff) -> Client:
    """Signed in as STAFF, both factors given and stepped up."""
    client = Client()
    client.force_login(staff)
    session = client.session
    session[BOTH_FACTORS] = True
    session[STEPPED_UP_UNTIL] = int(time.time()) + 600
    session.save()
    return client


def page(staff, name: str, *args) -> tuple[int, str]:
    """Status and text of a page."""
    answer = browser(staff).get(reverse(f"referrals:{name}", args=args))
    return answer.status_code, answer.content.decode()


def post(staff, url_name: str, *args, **fields):
    """What a sent form answers."""
    return browser(staff).post(reverse(f"referrals:{url_name}", args=args), fields)


def main(text: str) -> str:
    """The page's own part, without the frame around it."""
    return text.split('<main class="frame-main"')[1].split("</aside>")[0]
