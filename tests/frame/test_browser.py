"""The frame's behaviour in a real browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from access.roles import Role
from tests.access.making import person
from tests.frame.browsing import sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.frame.pages"),
    pytest.mark.django_db(transaction=True, databases=["default", "shelters"]),  # start pages ask both
]


def expire(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")


@pytest.mark.parametrize("path", ["/komponen/", "/masuk/", "/tidak-ada/", "/"])
def test_page_obeys_its_own_policy_and_asks_no_other_machine(path, tab, live_server):
    sign_in(tab, person())
    answer = tab.goto(path)
    expected = [] if answer.status == 200 else [text for text in tab.said if "404" in text]
    tab.wait_for_load_state("networkidle")
    assert [text for text in tab.said if text not in expected] == []
    assert len(tab.asked) > 3
    assert {url for url in tab.asked if not url.startswith(live_server.url)} == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_component_passes_the_accessibility_rules(scheme, width, tab):
    sign_in(tab, person())
    tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    tab.set_viewport_size({"width": width, "height": 12_000})  # nothing lies under the sticky action
    tab.goto("/komponen/")
    found = Axe().run(
        tab, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found.response["violations"]] == []


def test_no_page_is_wider_than_a_telephone(tab):
    sign_in(tab, person())
    tab.set_viewport_size({"width": 390, "height": 844})
    for path in ("/komponen/", "/", "/uji/tulis/"):
        tab.goto(path)
        assert tab.evaluate("document.documentElement.scrollWidth") == 390


def test_three_times_esc_leads_to_an_empty_page_and_back_does_not_return(tab):
    sign_in(tab, person())
    tab.goto("/kosong/")
    tab.goto("/komponen/")
    for _ in range(2):
        tab.keyboard.press("Escape")
    assert tab.url.endswith("/komponen/")
    tab.keyboard.press("Escape")
    tab.wait_for_url("**/kosong/")
    assert tab.locator("body").inner_text() == ""
    tab.go_back()
    assert not tab.url.endswith("/komponen/")


def test_quick_exit_is_a_button_too(tab):
    sign_in(tab, person())
    tab.goto("/komponen/")
    tab.click("[data-quick-exit]")
    tab.wait_for_url("**/kosong/")


def test_expired_session_loses_nothing_and_leads_back(tab):
    staff = person()
    sign_in(tab, staff)
    tab.goto("/uji/tulis/")
    tab.fill("[name=text]", "Ia menelepon dua kali.")
    tab.check("[name=urgent]")
    expire(tab)
    tab.click("text=Simpan catatan")
    tab.wait_for_url("**/masuk/")
    assert "uji" not in tab.url
    sign_in(tab, staff)
    tab.goto("/")
    tab.wait_for_url("**/uji/tulis/")
    assert tab.input_value("[name=text]") == "Ia menelepon dua kali."
    assert tab.is_checked("[name=urgent]")
    assert tab.locator("main").get_by_text("ada lagi di sini").count() == 1


def test_saved_form_is_empty_the_next_time(tab):
    sign_in(tab, person())
    tab.goto("/uji/tulis/")
    tab.fill("[name=text]", "Ia menelepon dua kali.")
    tab.click("text=Simpan catatan")
    tab.wait_for_selector(".note-ok")
    assert tab.input_value("[name=text]") == ""
    tab.goto("/uji/tulis/")
    assert tab.input_value("[name=text]") == ""


def test_closed_page_gives_back_what_was_half_typed(tab):
    sign_in(tab, person())
    tab.goto("/uji/tulis/")
    tab.fill("[name=text]", "Setengah")
    tab.goto("/")
    tab.goto("/uji/tulis/")
    assert tab.input_value("[name=text]") == "Setengah"
    tab.click("text=Kosongkan")
    assert tab.input_value("[name=text]") == ""


def test_another_person_in_the_same_tab_finds_nothing(tab):
    sign_in(tab, person())
    tab.goto("/uji/tulis/")
    tab.fill("[name=text]", "Milik orang pertama")
    sign_in(tab, person(Role.COUNSELLOR))
    tab.goto("/uji/tulis/")
    assert tab.input_value("[name=text]") == ""
    assert "pertama" not in tab.evaluate("JSON.stringify(sessionStorage)")


def test_sign_out_leaves_nothing_in_the_tab(tab):
    sign_in(tab, person())
    tab.goto("/uji/tulis/")
    tab.fill("[name=text]", "Rahasia")
    tab.click(".account > summary")
    tab.click("[data-sign-out] button")
    tab.wait_for_url("**/masuk/")
    assert "Rahasia" not in tab.evaluate("JSON.stringify(sessionStorage)")


def test_wrong_form_keeps_what_was_typed_and_leads_to_the_summary(tab):
    sign_in(tab, person())
    tab.goto("/uji/tulis/")
    tab.check("[name=urgent]")
    tab.click("text=Simpan catatan")
    tab.wait_for_selector("[data-error-summary]")
    assert tab.is_checked("[name=urgent]")
    assert tab.evaluate("document.activeElement.matches('[data-error-summary]')")
    tab.click("[data-error-summary] a")
    assert tab.evaluate("document.activeElement.name") == "text"


def test_ctrl_k_goes_to_the_search(tab):
    sign_in(tab, person())
    tab.goto("/")
    tab.keyboard.press("Control+k")
    assert tab.evaluate("document.activeElement.name") == "q"


def test_clocks_run(tab):
    sign_in(tab, person())
    tab.clock.install()
    tab.goto("/komponen/")
    running = tab.locator("[data-clock-kind=running]").first
    first = running.inner_text()
    assert first.startswith("02.")
    tab.clock.run_for(2000)
    assert running.inner_text() != first


def test_body_map_works_by_keyboard_and_by_hand(tab):
    sign_in(tab, person())
    tab.goto("/komponen/")
    box = tab.locator("[data-body-map] input[value=chest]")
    region = tab.locator("[data-body-map] [data-region=chest]")
    box.focus()
    tab.keyboard.press("Space")
    assert "body-chosen" in region.get_attribute("class")
    region.click()
    assert not box.is_checked()


def test_digits_choose_agencies_but_never_while_one_writes(tab):
    sign_in(tab, person(Role.OPERATOR))
    tab.goto("/komponen/")
    tab.evaluate("document.querySelector('[name=agencies]').dataset.key = '3'")
    box = tab.locator("[data-key='3']")
    before = box.is_checked()
    tab.fill("[name=number] >> nth=0", "")
    tab.focus("[name=number] >> nth=0")
    tab.keyboard.press("3")
    assert box.is_checked() == before
    assert tab.input_value("[name=number] >> nth=0") == "3"
    tab.keyboard.press("Alt+3")
    assert box.is_checked() != before
    tab.keyboard.press("3")  # the caret has stayed where it was
    assert tab.input_value("[name=number] >> nth=0") == "33"
    tab.focus("[name=agencies] >> nth=0")
    tab.keyboard.press("3")
    assert box.is_checked() == before
