"""Walks Lindung in real Chromium, with the same words as `demo.walk.Walker`: one browser context a person."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import connections
from django.utils import timezone
from playwright.sync_api import Browser, Page, Response

from demo.walk import Stumble, Walker


@dataclass
class Answer:
    """What the story looks at: status, bytes, and the bytes again as a download would give them."""

    status_code: int
    content: bytes

    @property
    def streaming_content(self):
        return iter([self.content])


class BrowserWalker(Walker):
    """Opens, fills in and sends by what is on the screen; nothing is posted that no form on the page would post."""

    def __init__(self, browser: Browser, address: str, width: int = 1280) -> None:
        super().__init__()
        self.browser, self.address, self.width = browser, address, width
        self.pages: dict[str, Page] = {}
        self.complaints: list[str] = []  # what the console said, and requests to other hosts

    def page(self, username: str) -> Page:
        """That person's tab, signed in by card."""
        if username not in self.pages:
            context = self.browser.new_context(viewport={"width": self.width, "height": 900}, locale="id-ID")
            page = context.new_page()
            page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
            page.on("request", lambda r: None if r.url.startswith(self.address) else self.complaints.append(r.url[:80]))
            page.goto(f"{self.address}/masuk/")
            page.locator(f'button[name=username][value="{username}"]').click()
            page.wait_for_load_state()
            self.pages[username] = page
        return self.pages[username]

    def get(self, username: str, path: str, expect: int = 200):
        page, began = self.page(username), timezone.now()
        if path.endswith("/unduh/"):
            answer = page.request.get(self.address + path)
            told = Answer(answer.status, answer.body())
        else:
            response = page.goto(self.address + path)
            told = Answer(response.status, page.content().encode())
        self._note(username, "GET", path, told, expect, began)
        return told

    def job(self, username: str, path: str, work) -> None:
        """In a thread of its own: this one runs Playwright's loop, and signing wants one for itself."""

        def apart() -> None:
            try:
                work()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as pool:
            super().job(username, path, lambda: pool.submit(apart).result())

    def send(self, username: str, path: str, *, on=None, expect=303, files=None, **typed):
        self.get(username, on or path)
        self.did[-1].blank = on is None
        return self._fill_and_send(username, path, on or path, expect, typed)

    def send_from(self, page, username: str, path: str, *, expect=303, **typed):
        return self._fill_and_send(username, path, path, expect, typed)

    def _fill_and_send(self, username, path, shown, expect, typed):
        page, began = self.page(username), timezone.now()
        form, button = self._form(page, path, shown, typed)
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        for name, value in typed.items():
            _fill(form, name, value)
        with page.expect_response(
            lambda r: r.request.method == "POST" and r.url.split("?")[0] == self.address + path
        ) as sent:
            button.click()
        response: Response = sent.value
        page.wait_for_load_state()
        told = Answer(response.status, page.content().encode())
        self._note(username, "POST", path, told, expect, began)
        return told

    def _form(self, page: Page, path: str, shown: str, typed: dict):
        """The form that posts to the path (by its action or a button's), and the button that sends it."""
        button = page.locator(f'button[formaction="{path}"]')
        if button.count():
            return page.locator(f"form#{button.first.get_attribute('form')}"), button.first
        actions = [f'form[method=post][action="{path}"]']
        if path == shown:
            actions += ["main form[method=post]:not([action])", 'main form[method=post][action=""]']
        for selector in actions:
            forms = page.locator(selector)
            for number in range(forms.count()):
                form = forms.nth(number)
                if all(form.locator(f'[name="{name}"]').count() for name in typed):
                    identity = form.get_attribute("id")
                    inside = form.locator("button:not([type=button]), input[type=submit]")
                    if inside.count():
                        return form, inside.first
                    return form, page.locator(f'button[form="{identity}"]').first
        raise Stumble(f"{shown} has no form on the screen that posts to {path}")


def _fill(form, name: str, value) -> None:
    field = form.locator(f'[name="{name}"]')
    kind = field.first.evaluate("e => e.tagName + ' ' + (e.type || '')").lower()
    values = value if isinstance(value, list) else [value]
    if kind.startswith("select"):
        field.first.select_option(values)
    elif "checkbox" in kind or "radio" in kind:
        for one in values:
            box = form.locator(f'[name="{name}"][value="{one}"]')
            (box if box.count() else field).first.check(force=True)
    else:
        field.first.fill(values[0])
