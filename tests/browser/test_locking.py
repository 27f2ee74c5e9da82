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

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]  # what is seen is the same on both

HALF = "Ada teriakan dari rumah sebelah, penelepon berbisik."


def lock(desk) -> None:
    desk.page.locator(".account > summary").press("Enter")
    desk.page.locator("[data-lock-now]").press("Enter")
    expect(desk.page.get_by_role("button", name="Buka dengan kunci sandi")).to_be_focused()


def test_one_press_brings_the_half_typed_page_back(desk):
    desk.by_card("manajer")
    desk.make()
    case = policy.visible(Staff.objects.get(username="manajer"), Permission.CASE_HANDLE).order_by("reference").first()
    page = f"{desk.address}/kasus/{case.pk}/percakapan/tulis/"
    desk.page.goto(page)
    desk.page.locator("textarea[name=text]").fill(HALF)
    lock(desk)
    assert not desk.page.locator("textarea[name=text]").is_visible()
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("textarea[name=text]")).to_be_visible()
    assert (desk.page.locator("textarea[name=text]").input_value(), desk.page.url) == (HALF, page)
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
