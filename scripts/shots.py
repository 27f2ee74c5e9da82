"""Takes a picture of every page that the demo's cast comes to, and says what is wrong with it as a page.

Wrong is: an answer that isn't the one expected, a script error, something that the content policy refused, a page
wider than the screen, text cut off, no or more than one main heading. Exit 1 if anything is.

Each page in both languages at both widths; the pages in SAMPLE also in dark and on paper. Without --address it makes
a city of its own in an empty LINDUNG_HOME, walks the road once in it and throws it away.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from scripts.shots_moments import MOMENTS, Moment
from scripts.shots_pages import ROOT, Names, Seen, Shot, chosen, manage, routes, walk

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--hide-scrollbars"]  # fmt: skip
SIZES = {1280: {"width": 1280, "height": 900}, 390: {"width": 390, "height": 844}}
LANGUAGES = ("id", "en")
SAMPLE = {
    "access:sign_in", "casework:today", "casework:desk", "casework:ticket", "casework:register", "casework:case",
    "casework:consents", "casework:assessment", "casework:session", "casework:statistics", "referrals:referral",
    "referrals:visum", "referrals:record-visum", "shelters:request", "shelters:board", "shelters:house",
    "shelters:card", "disclosure:document", "disclosure:releases", "audit:log", "audit:file", "audit:check",
    "components",
}  # fmt: skip
LOOK = """() => {
  const found = [], cut = [], page = document.documentElement;
  const shown = (...kinds) => [...document.querySelectorAll(kinds.join())].filter(e => e.offsetParent);
  const name = e => e.tagName.toLowerCase() + (e.className ? "." + e.className : "");
  const over = page.scrollWidth - page.clientWidth;
  if (over > 0) {
    const wide = shown("body *").filter(e => e.getBoundingClientRect().right > page.clientWidth + 1);
    found.push(`${over} px wider than the screen: ${wide.slice(-1).map(name)}`);
  }
  const headings = shown("h1").filter(e => !e.closest(".doc-sheet")).length;
  if (document.querySelector("main") && headings !== 1) found.push(`${headings} main headings`);
  const clipped = e => getComputedStyle(e).overflowX === "hidden" && e.scrollWidth > e.clientWidth + 1;
  for (const e of shown("main a", "main button", "main td", "main th", "main h1", "main h2", "main .state"))
    if (!e.matches(".visually-hidden") && clipped(e)) cut.push(name(e));
  if (cut.length) found.push("text cut off: " + cut.slice(0, 3).join(", "));
  return found;
}"""


class Photographer:
    """One browser; the context of one person in one language at a time."""

    def __init__(self, browser: Browser, address: str, folder: Path, look: set[str]) -> None:
        self.browser, self.address, self.folder, self.wanted = browser, address, folder, look
        self.taken = self.short = 0
        self._context: BrowserContext | None = None
        self._whose: tuple[str, str] | None = None

    def signed_in(self, person: str, language: str) -> BrowserContext:
        """The context of this person, who came in by a card and reads this language; the one before is closed."""
        if self._whose != (person, language):
            self.leave()
            self._whose = (person, language)
            self._context = self.browser.new_context(base_url=self.address, reduced_motion="reduce", locale="id-ID")
            self._context.set_default_timeout(30_000)
            page = self._context.new_page()
            page.goto("/masuk/")
            page.click(f'button[name="bahasa"][value="{language}"]')
            if person:
                page.click(f'button[name="username"][value="{person}"]')
                page.wait_for_url(lambda url: "/masuk/" not in url)
            page.close()
        return self._context

    def leave(self) -> None:
        """Closes the context that is open; the next one signs in anew."""
        if self._context is not None:
            self._context.close()
        self._context = self._whose = None

    @contextmanager
    def page(self, person: str, language: str, where: str, expected: str | None = None) -> Iterator[Page]:
        """A new tab of this person; what its console says is said here, except lines that hold `expected`."""
        page = self.signed_in(person, language).new_page()
        page.set_viewport_size(SIZES[1280])
        heard: list[str] = []
        page.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: heard.append(str(error)))
        try:
            yield page
        except PlaywrightError as error:
            self.say(where, f"not reached, stopped at {page.url}: {str(error).splitlines()[0]}")
            self.leave()
        else:
            page.close()
        for text in heard:
            if expected is None or expected not in text:
                self.say(where, text)

    def say(self, where: str, text: str) -> None:
        self.short += 1
        print(f"SHORT {where}: {text[:200]}", flush=True)

    def take(self, shot: Shot, language: str) -> None:
        """One page in one language: both widths, and in dark and on paper where it is in the sample."""
        where = f"{shot.path} as {shot.person or 'nobody'}, {language}"
        with self.page(shot.person, language, where) as page:
            answer = page.goto(shot.path)
            if answer.status != 200:
                self.say(where, f"answered {answer.status}")
            self.pictures(page, f"{shot.name}--{shot.person or 'umum'}", language, shot.name in SAMPLE, where)

    def moment(self, moment: Moment, language: str) -> None:
        """Something that is seen only after doing something."""
        where = f"{moment.name} as {moment.person or 'nobody'}, {language}"
        # the browser itself complains about an answer of 4xx, which is expected here
        with self.page(moment.person, language, where, "status of 4") as page:
            status = moment.come_to(page)
            if status != moment.expect:
                self.say(where, f"answered {status}, not {moment.expect}")
            self.pictures(page, f"moment-{moment.name}--{moment.person or 'umum'}", language, moment.sample, where)
        if moment.signs_out:
            self.leave()

    def pictures(self, page: Page, name: str, language: str, sample: bool, where: str) -> None:
        slug = re.sub(r"[^a-z0-9-]+", "-", name.lower()).strip("-")
        page.evaluate("document.fonts.ready")
        for width, size in SIZES.items():
            page.set_viewport_size(size)
            if width < 600:  # as long as the page, so that the bar at its foot covers nothing
                long = page.evaluate("document.documentElement.scrollHeight")
                page.set_viewport_size({"width": width, "height": min(max(long, size["height"]), 8000)})
            if "light" in self.wanted:
                self._save(page, f"{slug}-{width}-{language}.png")
                for text in page.evaluate(LOOK):
                    self.say(where, f"{width} px: {text}")
            if sample and "dark" in self.wanted and language == "id":
                page.emulate_media(color_scheme="dark")
                self._save(page, f"{slug}-{width}-{language}-dark.png")
                page.emulate_media(color_scheme="light")
        if sample and "print" in self.wanted and language == "id":
            page.set_viewport_size({"width": 794, "height": 1123})  # A4 at 96 dots an inch
            page.emulate_media(media="print")
            self._save(page, f"{slug}-a4-{language}-print.png")

    def _save(self, page: Page, file: str) -> None:
        page.screenshot(path=self.folder / file, full_page=True)
        self.taken += 1


def people() -> dict[str, str]:
    """User name → role of the whole cast."""
    said = subprocess.run(manage("demo_accounts", "--json"), cwd=ROOT, check=True, capture_output=True, text=True)
    return {line["username"]: line["role"] for line in json.loads(said.stdout)}


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextmanager
def city():
    """A city of its own in which the road has been walked once, served on a free port; gone afterwards."""
    own = None if os.environ.get("LINDUNG_HOME") else tempfile.mkdtemp(prefix="lindung-shots-")
    if own:
        os.environ["LINDUNG_HOME"] = own
    try:
        subprocess.run(manage("demo_setup"), cwd=ROOT, check=True)
        subprocess.run(manage("demo_story"), cwd=ROOT, check=True)
        log = Path(os.environ["LINDUNG_HOME"]) / "shots-server.log"
        with log.open("w") as said:
            port = free_port()
            command = manage("demo_serve", "--port", str(port))
            server = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT)
            try:
                deadline = time.monotonic() + 90
                while "siap: " not in log.read_text():
                    if server.poll() is not None or time.monotonic() > deadline:
                        raise SystemExit(f"The demo did not start; it said: {log.read_text()[-400:]}")
                    time.sleep(0.2)
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()
                try:
                    server.wait(timeout=30)
                except subprocess.TimeoutExpired:
                    server.kill()
    finally:
        if own:
            shutil.rmtree(own, ignore_errors=True)


@contextmanager
def served_at(address: str):
    yield address.rstrip("/")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--address", help="a demo that runs already, on the same LINDUNG_HOME")
    parser.add_argument("--only", default="", help="names of pages that hold this text")
    parser.add_argument("--looks", nargs="+", choices=("light", "dark", "print"), default=["light", "dark", "print"])
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    parser.add_argument("--into", type=Path, default=ROOT / "var" / "shots")
    asked = parser.parse_args()
    began = time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the city is taken down on the way out
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.demo")
    if asked.into.exists() and not asked.only:
        for old in asked.into.glob("*.png"):
            old.unlink()
    asked.into.mkdir(parents=True, exist_ok=True)
    with served_at(asked.address) if asked.address else city() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        photographer = Photographer(browser, address, asked.into, set(asked.looks))
        known, roles = routes(), people()
        names = Names(known)
        seen: list[Seen] = []
        walked: set[str] = set()  # one person of each role goes everywhere, the others see their start page
        for person, role in roles.items() if not asked.only.startswith("moment") else ():
            request = photographer.signed_in(person, "id").request
            seen += walk(person, request, names, only_start=role in walked)
            walked.add(role)
        shots, missing = chosen(seen, known, roles)
        for pattern in missing:
            print(f"no picture of {pattern}: nobody comes to it")
        shots = sorted((shot for shot in shots if asked.only in shot.name), key=lambda shot: shot.person)
        moments = [moment for moment in MOMENTS if asked.only in f"moment-{moment.name}"]
        print(f"{len(shots)} pages and {len(moments)} moments, after {time.monotonic() - began:.0f} s", flush=True)
        for language in asked.languages:
            for shot in shots:
                photographer.take(shot, language)
            for moment in moments:
                photographer.moment(moment, language)
        photographer.leave()
        browser.close()
    took = time.monotonic() - began
    print(f"{photographer.taken} pictures in {asked.into}, {photographer.short} short, {took:.0f} s")
    return 1 if photographer.short else 0


if __name__ == "__main__":
    sys.exit(main())
