"""Takes a picture of every page that somebody of the demo's cast can open, and says what is wrong with it as a page.

Wrong is: an answer that isn't 200, a script error, something that the content policy refused, a page wider than the
screen, no or more than one main heading. Exit 1 if anything is.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = (1280, 390)
LANGUAGES = ("id", "en")
LOOKS = {"light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"}, "print": {"media": "print"}}
NO_PAGE = {"access:code", "access:second_factor", "disclosure:download", "demo-sign-in", "language"}


def manage(*words: str) -> list[str]:
    """The command line of one of our own commands."""
    return [sys.executable, str(ROOT / "manage.py"), *words]


def routes() -> list[dict]:
    """Every address with its examples, as `manage.py routes --json` prints them."""
    said = subprocess.run(manage("routes", "--json"), cwd=ROOT, check=False, capture_output=True, text=True)
    return json.loads(said.stdout)


def pages() -> Iterator[tuple[str, str, str]]:
    """(name, path, user name) of each page; the start page once for everybody."""
    for route in routes():
        if "GET" not in route["methods"] or route["name"] in NO_PAGE:
            continue
        seen = [example for example in route["examples"] if example["visible_to"]]
        if not seen:
            print(f"no picture of {route['pattern']}: nobody sees an example")
            continue
        people = sorted(seen[0]["visible_to"])
        if route["public"]:
            people = [""]
        for person in people if route["pattern"] == "/" else people[:1]:
            yield route["name"], seen[0]["path"], person


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def serve() -> tuple[subprocess.Popen, str]:
    """Prepares the demo and starts it on a free port; (process, address)."""
    subprocess.run(manage("demo_setup"), cwd=ROOT, check=True)
    process = subprocess.Popen(
        manage("demo_serve", "--port", str(free_port())), cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    for line in process.stdout:
        if line.startswith("siap: "):
            return process, line.split()[1].rstrip("/")
    raise SystemExit("The demo did not start. Nothing was changed. Run `make demo` to see why.")


class Photographer:
    """One browser; a signed-in context for each person, language, width and look, kept while it is needed."""

    def __init__(self, browser: Browser, address: str, folder: Path) -> None:
        self.browser, self.address, self.folder = browser, address, folder
        self.short = 0
        self._states: dict[tuple[str, str], dict] = {}

    def state(self, person: str, language: str) -> dict:
        """Cookies of this person, signed in by a card and speaking this language."""
        key = (person, language)
        if key not in self._states:
            context = self.browser.new_context(base_url=self.address)
            page = context.new_page()
            page.goto("/masuk/")
            page.click(f'button[name="bahasa"][value="{language}"]')
            if person:
                page.click(f'button[name="username"][value="{person}"]')
                page.wait_for_url(lambda url: "/masuk/" not in url)
            self._states[key] = context.storage_state()
            context.close()
        return self._states[key]

    def take(self, name: str, path: str, person: str, language: str, look: str) -> int:
        """A picture of each width, and what is wrong with the page; how many pictures."""
        media = LOOKS[look]
        context = self.browser.new_context(
            base_url=self.address,
            storage_state=self.state(person, language),
            color_scheme=media.get("color_scheme", "light"),
        )
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        if "media" in media:
            page.emulate_media(media=media["media"])
        slug, who = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"), person or "umum"
        answer = page.goto(path)
        if answer.status != 200:
            said.insert(0, f"answered {answer.status}")
        page.evaluate("document.fonts.ready")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844 if width < 600 else 900})
            file = f"{slug}--{who}-{width}-{language}{'' if look == 'light' else '-' + look}.png"
            page.screenshot(path=self.folder / file, full_page=True)
            said += [f"{width} px: {text}" for text in self.look_at(page)]
        for text in said:
            print(f"SHORT {path} as {who}, {language}, {look}: {text[:200]}", flush=True)
        self.short += len(said)
        context.close()
        return len(WIDTHS)

    @staticmethod
    def look_at(page: Page) -> list[str]:
        found = []
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append(f"{wide} px wider than the screen")
        headings = page.locator("h1:visible").count()
        if headings != 1 and page.locator("main").count():
            found.append(f"{headings} main headings")
        return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--address", help="a demo that runs already, on the same LINDUNG_HOME")
    parser.add_argument("--only", default="", help="names of routes that hold this text")
    parser.add_argument("--looks", nargs="+", choices=LOOKS, default=["light"])
    parser.add_argument("--into", type=Path, default=ROOT / "var" / "shots")
    wanted = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.demo")
    wanted.into.mkdir(parents=True, exist_ok=True)
    process, address = (None, wanted.address.rstrip("/")) if wanted.address else serve()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            photographer = Photographer(browser, address, wanted.into)
            taken = 0
            for name, path, person in pages():
                if wanted.only not in name:
                    continue
                for look in wanted.looks:
                    for language in LANGUAGES:
                        taken += photographer.take(name, path, person, language, look)
            browser.close()
    finally:
        if process is not None:
            process.terminate()
            process.wait()
    print(f"{taken} pictures in {wanted.into}, {photographer.short} short")
    return 1 if photographer.short else 0


if __name__ == "__main__":
    sys.exit(main())
