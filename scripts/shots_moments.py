"""What is seen only after doing something: refusals, pages gone stale, values opened on request, what a save says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

NOBODY_HAS = "/kasus/00000000-0000-4000-8000-000000000000/"


@dataclass(frozen=True)
class Moment:
    """A page reached by `come_to`, which returns the last answer's status."""

    name: str
    person: str
    come_to: Callable[[Page], int]
    expect: int = 200
    sample: bool = False
    signs_out: bool = False


def press(page: Page, button: str) -> int:
    """Presses the first such button; the status of the page it leads to, after redirects."""
    with page.expect_navigation() as came:
        page.locator(button).first.click()
    return came.value.status


def follow(page: Page, address: str) -> None:
    """Goes where the first link of the main part leads that this expression finds in; `ID` stands for any object."""
    address = address.replace("ID", "[0-9a-f-]{36}")
    hrefs = page.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    page.goto(next((href for href in hrefs if href and re.search(address, href)), f"/no-link-to{address}"))


def missing(page: Page) -> int:
    return page.goto(NOBODY_HAS).status


def forged(page: Page) -> int:
    page.goto("/cari/")
    page.evaluate("for (const t of document.getElementsByName('csrfmiddlewaretoken')) t.value = 'x'.repeat(64)")
    return press(page, "main form button.btn-primary")


def expired(page: Page) -> int:
    page.goto("/meja/baru/")
    page.locator("main textarea").first.fill("Penelepon menangis; suara laki-laki di belakang. Telepon terputus.")
    page.context.clear_cookies()
    return press(page, ".desk-send button[type=submit]")


def empty_ticket(page: Page) -> int:
    page.goto("/meja/baru/")
    return press(page, ".desk-send button[type=submit]")


def stale(page: Page) -> int:
    page.goto("/kasus/")
    follow(page, "^/kasus/ID/$")
    follow(page, "^/kasus/ID/asesmen/$")
    follow(page, "/(asesmen|risiko)/")
    for field in page.locator("main form textarea:visible, main form input[type=text]:visible").all():
        field.fill("Mendampingi klien ke sidang pertama.")
    page.evaluate("document.getElementsByName('dilihat')[0].value = 'x'")
    return press(page, "main form button.btn-primary")


def said(page: Page) -> int:
    page.goto("/kasus/")
    follow(page, "^/kasus/ID/$")
    follow(page, "/percakapan/")
    if not page.locator("main textarea").count():
        follow(page, "/percakapan/tulis/")
    page.locator("main textarea").first.fill("Klien sudah dihubungi lewat jam yang aman.")
    return press(page, "main form button.btn-primary")


def address(page: Page) -> int:
    page.goto("/rumah/")
    follow(page, "^/rumah/ID/$")
    reason = page.locator('main form[action$="/lokasi/"] textarea')
    if reason.count():
        reason.first.fill("Menyambut kedatangan malam ini.")
    return press(page, 'main form[action$="/lokasi/"] button')


def phrases(page: Page) -> int:
    page.goto("/pelepasan/")
    return press(page, "main form button")


def printed(page: Page) -> int:
    page.goto("/statistik/")
    return press(page, 'form[action$="/cetak/"] button')


def found(page: Page) -> int:
    page.goto("/kasus/")
    reference = page.locator("main .reference, main td a").first.inner_text().split()[0]
    page.goto("/cari/")
    page.locator("main form input[type=text], main form input[type=search]").first.fill(reference)
    return press(page, "main form button.btn-primary")


def reason(page: Page) -> int:
    page.goto("/kasus/")
    row = page.locator("main tr", has_text=re.compile("Rekan|A colleague|Colleague")).first
    return page.goto(row.locator("a").first.get_attribute("href")).status


def code(page: Page) -> int:
    page.goto("/masuk/")
    page.fill('main input[name="login"]', "manajer")
    page.fill('main input[name="password"]', "lindung-demo-2026")
    return press(page, "main form button.btn-primary")


def not_known(page: Page) -> int:
    page.goto("/masuk/")
    page.fill('main input[name="login"]', "manajer")
    page.fill('main input[name="password"]', "bukan ini")
    return press(page, "main form button.btn-primary")


def day(page: Page) -> int:
    page.goto("/log/")
    form = page.locator('main form[action$="/cari-orang/"]')
    for select in form.locator("select").all():
        select.select_option(index=1)
    for text in form.locator("input[type=text]").all():
        text.fill("manajer")
    return press(page, 'main form[action$="/cari-orang/"] button')


def locked(page: Page) -> int:
    """The lock before a page: its card is on the screen, the page is gone."""
    status = page.goto("/tiket/").status
    page.evaluate("document.querySelector('[data-lock-now]').click()")
    page.wait_for_selector("[data-lock-code]")
    return status


def locked_page(page: Page) -> int:
    """Where a locked session is led."""
    locked(page)
    return page.goto("/").status


def locked_desk(page: Page) -> int:
    """A new call while the screen is locked."""
    locked(page)
    return page.goto("/meja/").status


def recovery_codes(page: Page) -> int:
    page.goto("/akun/kode-pemulihan/")
    return press(page, "main form button.btn-primary")


MOMENTS = [
    Moment("missing", "manajer", missing, 404, sample=True),
    Moment("forged", "manajer", forged, 403),
    Moment("expired", "operator112", expired, sample=True, signs_out=True),
    Moment("empty-ticket", "operator112", empty_ticket, 422, sample=True),
    Moment("stale", "manajer", stale, 422),
    Moment("said", "manajer", said),
    Moment("address", "petugas1", address, sample=True),
    Moment("address-asked", "kustodian", address),
    Moment("phrases", "kustodian", phrases, sample=True),
    Moment("printed", "kepala", printed, sample=True),
    Moment("found", "manajer", found),
    Moment("reason", "manajer2", reason),
    Moment("code", "", code),
    Moment("not-known", "", not_known, 422),
    Moment("day", "auditor", day, sample=True),
    Moment("locked", "operator112", locked, sample=True, signs_out=True),
    Moment("locked-page", "supervisor", locked_page, sample=True, signs_out=True),
    Moment("locked-desk", "operator112", locked_desk, signs_out=True),
    Moment("recovery-codes", "manajer", recovery_codes, sample=True),
]
