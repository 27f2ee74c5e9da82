"""The locked screen in real Chromium: one press opens it, a colleague's press takes the desk with its ticket."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from access import policy
from access.models import OpenSession, Staff
from access.permissions import Permission
from audit.models import AuditEntry
from casework.models import DeskDraft
from shelters.models import HouseReference
from shelters.roots.models import Shelter

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]  # what is seen is the same on both

HALF = "Ada teriakan dari rumah sebelah, penelepon berbisik."


def lock(desk) -> None:
    desk.page.locator(".account > summary").press("Enter")
    desk.page.locator("[data-lock-now]").press("Enter")
    expect(desk.page.get_by_role("button", name="Buka dengan kunci sandi")).to_be_focused()


def unlock(desk) -> None:
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator(".screen-is-locked")).to_have_count(0)


def with_a_key(desk, username: str) -> None:
    desk.by_card(username)
    desk.make()


def opened_address(desk) -> str:
    """Opens a house's address, as a post; gives what stands there."""
    house = Shelter.every.order_by("code").first()
    desk.open(f"/rumah/{house.pk}/")
    desk.page.locator("main [name=purpose]").fill("memeriksa kamar baru")
    desk.page.locator("main form button").press("Enter")
    desk.page.wait_for_url("**/lokasi/")
    return desk.page.locator("address").text_content()


def in_the_document(page) -> str:
    """What the browser's own tools show of it, or what is saved: the markup, and what stands in the fields."""
    typed = "[...document.querySelectorAll('input, textarea')].map((field) => field.value).join()"
    return page.evaluate(f"document.documentElement.outerHTML + {typed}")


def looks() -> int:
    return HouseReference.every.filter(act="location.read").count()


def emptied(page) -> bool:
    """Whether nothing but the curtain and the frame is left to read."""
    return page.evaluate("document.querySelector('main').textContent.trim() === ''")


def test_at_the_lock_an_opened_address_leaves_the_document_and_is_not_opened_again(desk):
    with_a_key(desk, "penempatan")
    street = opened_address(desk).split(",")[0].split("Kelurahan")[0].strip()
    seen = looks()
    assert street in in_the_document(desk.page)
    lock(desk)
    assert (street in in_the_document(desk.page), emptied(desk.page)) == (False, True)
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url(desk.address + "/rumah/")
    expect(desk.page.get_by_role("heading", level=1)).to_be_visible()
    desk.page.go_back()
    assert street not in in_the_document(desk.page)
    assert (looks(), desk.said) == (seen, [])


def test_a_half_typed_correction_of_an_address_goes_with_it(desk):
    with_a_key(desk, "kustodian")
    street = opened_address(desk).split(",")[0].split("Kelurahan")[0].strip()
    desk.page.locator(".mend > summary").press("Enter")
    field = desk.page.locator("main [name=address]")
    assert field.input_value() in street
    field.fill(f"{field.input_value()} B")
    lock(desk)
    assert (field.count(), street in in_the_document(desk.page), emptied(desk.page)) == (0, False, True)
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url(desk.address + "/rumah/")


def test_an_address_that_is_locked_in_another_tab_leaves_this_one(desk):
    with_a_key(desk, "penempatan")
    opened_address(desk)
    other = desk.page.context.new_page()
    other.goto(desk.address + "/")
    other.locator("[data-lock-now]").dispatch_event("click")
    expect(desk.page.locator("[data-screen-lock] [data-lock-card]")).to_be_visible()
    assert emptied(desk.page)


def test_what_was_read_is_asked_for_again_when_the_screen_is_opened(desk):
    with_a_key(desk, "manajer")
    case = policy.visible(Staff.objects.get(username="manajer"), Permission.CASE_HANDLE).order_by("reference").first()
    page = f"{desk.address}/kasus/{case.pk}/"
    desk.page.goto(page)
    before = desk.page.locator("main").inner_text()
    assert case.reference in before
    lock(desk)
    assert (emptied(desk.page), case.reference in in_the_document(desk.page)) == (True, False)
    unlock(desk)
    expect(desk.page.locator("main h1")).to_be_visible()
    assert (desk.page.url, case.reference in desk.page.locator("main").inner_text()) == (page, True)


def test_a_page_that_answered_a_post_is_got_again_and_never_sent_again(desk):
    with_a_key(desk, "manajer")
    case = policy.visible(Staff.objects.get(username="manajer"), Permission.CASE_HANDLE).order_by("reference").first()
    desk.open("/")
    desk.page.locator("[data-search]").fill(case.reference)
    desk.page.locator("[data-search]").press("Enter")
    desk.page.wait_for_url("**/cari/")
    sent = []
    desk.page.on("request", lambda one: one.url.endswith("/cari/") and sent.append(one.method))
    lock(desk)
    assert case.reference not in desk.page.locator("main").inner_text()
    unlock(desk)
    expect(desk.page.locator("main h1")).to_be_visible()
    assert sent == ["GET"]


def test_beside_a_half_typed_form_nothing_is_left_to_read_and_what_was_sent_back_stays(desk):
    with_a_key(desk, "kustodian")
    house = Shelter.every.order_by("code").first()
    desk.open(f"/rumah/{house.pk}/")
    desk.page.locator("main [name=purpose]").fill("singkat")
    desk.page.locator("main form button").press("Enter")
    expect(desk.page.locator("[data-error-summary]")).to_be_visible()
    assert house.code in in_the_document(desk.page)
    lock(desk)
    assert house.code not in desk.page.locator("main").text_content()
    unlock(desk)
    assert desk.page.locator("main [name=purpose]").input_value() == "singkat"
    expect(desk.page.locator("main [data-emptied-note] a")).to_have_attribute("target", "_blank")


def test_a_page_that_the_browser_keeps_for_its_back_button_holds_nothing(desk):
    desk.by_card("penempatan")
    opened_address(desk)
    desk.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert emptied(desk.page)
    desk.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    desk.page.wait_for_url(desk.address + "/rumah/")


def test_one_press_brings_the_half_typed_page_back(desk):
    desk.by_card("manajer")
    desk.make()
    case = policy.visible(Staff.objects.get(username="manajer"), Permission.CASE_HANDLE).order_by("reference").first()
    page = f"{desk.address}/kasus/{case.pk}/percakapan/tulis/"
    desk.page.goto(page)
    desk.page.locator("textarea[name=text]").fill(HALF)
    lock(desk)
    assert not desk.page.locator("textarea[name=text]").is_visible()
    assert case.reference not in desk.page.locator("main").text_content()
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("textarea[name=text]")).to_be_visible()
    assert (desk.page.locator("textarea[name=text]").input_value(), desk.page.url) == (HALF, page)
    assert desk.said == []


def test_a_half_typed_call_stands_there_again_after_the_lock(desk):
    DeskDraft.objects.all().delete()
    desk.by_card("piket_bpbd")
    desk.make()
    desk.open("/meja/baru/")
    desk.page.locator("[name=what]").fill(HALF)
    lock(desk)
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("[name=what]")).to_be_visible()
    assert desk.page.locator("[name=what]").input_value() == HALF
    assert desk.said == []


def test_a_colleague_s_press_takes_the_desk_with_the_half_typed_ticket_and_what_she_may_see(desk):
    before, after = (Staff.objects.get(username=name) for name in ("operator112", "piket_bpbd"))
    DeskDraft.objects.all().delete()
    desk.by_card(after.username)
    desk.make()
    desk.sign_out()
    desk.by_card(before.username)
    desk.open("/meja/baru/")
    desk.page.locator("[name=what]").fill(HALF)
    began = time.monotonic()
    lock(desk)  # nothing is waited for: the last words go out with the lock
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url(desk.address + "/meja/")
    print(f"the desk changed hands in {time.monotonic() - began:.1f} s")  # judged by the acceptance list
    assert desk.page.locator("[name=what]").input_value() == HALF
    assert desk.page.locator("body").get_attribute("data-person") == str(after.pk)
    assert not OpenSession.objects.filter(staff=before).exists()
    assert DeskDraft.objects.get().staff == after
    for action, who in (("sign.out", before), ("sign.in", after), ("draft.take_over", after)):
        assert AuditEntry.objects.filter(action=action).latest("time").actor == str(who.pk)
    desk.page.go_back()
    assert before.username not in desk.page.content()
    desk.open("/akun/")
    expect(desk.page.locator("dd", has_text=after.username).first).to_be_visible()
    assert desk.said == []
