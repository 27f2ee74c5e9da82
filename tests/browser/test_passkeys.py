"""Passkeys in real Chromium, with a virtual authenticator as its key."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import expect

from access import passkeys, policy
from access.permissions import Permission
from audit.models import AuditEntry

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]  # what is seen is the same on both


def test_penempatan_comes_in_with_her_passkey_while_somebody_guesses_at_her_password(desk, settings):
    from settings import security

    desk.by_card("penempatan")
    desk.make()
    desk.sign_out()
    settings.ACCOUNT_RATE_LIMITS = security.ACCOUNT_RATE_LIMITS
    for _ in range(6):
        desk.page.get_by_label("Nama pengguna").fill("penempatan")
        desk.page.get_by_label("Kata sandi", exact=True).fill("salah-sekali-1")
        desk.page.get_by_role("button", name="Lanjut ke kode").click()
    expect(desk.page.get_by_text("Terlalu banyak percobaan")).to_be_visible()
    desk.use()
    desk.page.wait_for_url(desk.address + "/")
    desk.open("/akun/")
    expect(desk.page.locator("dd", has_text="penempatan").first).to_be_visible()
    assert desk.said == []


def test_a_passkey_steps_up_and_a_sign_in_with_one_does_not(desk):
    desk.by_card("penempatan")
    desk.make()
    desk.sign_out()
    desk.use()
    desk.page.wait_for_url(desk.address + "/")
    desk.open("/akun/kunci/")
    desk.page.wait_for_url(desk.address + "/masuk/lagi/")
    desk.use("Pastikan dengan kunci sandi")
    desk.page.wait_for_url(desk.address + "/akun/kunci/")
    expect(desk.page.get_by_role("button", name="Buat kunci sandi")).to_be_visible()


def test_what_was_typed_stands_there_again_after_the_step_up_that_its_sending_asked_for(desk):
    from access.models import Staff

    desk.by_card("manajer")
    desk.make()
    desk.sign_out()
    desk.use()
    desk.page.wait_for_url(desk.address + "/")
    case = policy.visible(Staff.objects.get(username="manajer"), Permission.CASE_REFER).first()
    path = reverse("referrals:new", args=[case.pk])
    desk.open(path)
    desk.page.locator("[name=note]").fill("Mohon diperiksa hari ini.")
    desk.page.locator("[name=needs][value=visum]").check()
    desk.page.locator("[name=to_unit]").select_option(index=1)
    chosen = desk.page.locator("[name=to_unit]").input_value()
    desk.page.get_by_role("button", name="Kirim rujukan").click()
    desk.page.wait_for_url(desk.address + "/masuk/lagi/")
    desk.use("Pastikan dengan kunci sandi")
    desk.page.wait_for_url(desk.address + path)
    expect(desk.page.get_by_text("Isian Anda yang belum tersimpan ada lagi di sini.")).to_be_visible()
    expect(desk.page.locator("[name=note]")).to_have_value("Mohon diperiksa hari ini.")
    expect(desk.page.locator("[name=needs][value=visum]")).to_be_checked()
    expect(desk.page.locator("[name=to_unit]")).to_have_value(chosen)


def test_a_key_moved_by_sql_to_another_account_lets_nobody_in(desk):
    """Whoever writes in the main database makes the key himself, too: it says that it is the other's."""
    from access.models import Staff

    desk.by_card("dokter")
    desk.make()
    desk.sign_out()
    row = Authenticator.objects.get(type="webauthn")
    row.user = Staff.objects.get(username="penempatan")
    row.save()
    desk.say_it_is(row.user)
    denied = AuditEntry.objects.filter(action="sign.in", decision="denied").count()
    desk.use()
    expect(desk.page.get_by_text("Kunci sandi ini tidak cocok")).to_be_visible()
    assert AuditEntry.objects.filter(action="sign.in", decision="denied").count() == denied + 1
    row.data["bound"] = passkeys._mark(row.user.pk, row.data["credential"])
    row.save()
    desk.use()  # the mark alone was what kept it out
    desk.page.wait_for_url(desk.address + "/")


def test_a_closed_account_and_a_removed_key_let_nobody_in(desk):
    from access.models import Staff

    desk.by_card("konselor")
    desk.make()
    desk.sign_out()
    Staff.objects.filter(username="konselor").update(is_active=False)
    try:
        desk.use()
        expect(desk.page.get_by_text("Kunci sandi ini tidak cocok")).to_be_visible()
    finally:
        Staff.objects.filter(username="konselor").update(is_active=True)
    desk.use()
    desk.page.wait_for_url(desk.address + "/")
    Authenticator.objects.filter(type="webauthn").delete()
    desk.sign_out()
    desk.use()
    expect(desk.page.get_by_text("Kunci sandi ini tidak cocok")).to_be_visible()


def test_a_device_without_a_key_says_so_on_the_page(desk):
    desk.forget()
    desk.devices.send("WebAuthn.setAutomaticPresenceSimulation", {"authenticatorId": desk.key, "enabled": True})
    desk.open("/masuk/")
    desk.use()
    expect(desk.page.get_by_text("Kunci sandi tidak terbaca")).to_be_visible(timeout=70_000)


def test_one_press_with_a_passkey_agrees_to_break_glass(desk):
    """At night, on a telephone, not stepped up: the one press is the proof as well."""
    from access.models import Staff
    from casework.actions import break_glass
    from casework.models import Case

    asking, deciding = (Staff.objects.get(username=name) for name in ("konselor", "supervisor"))
    file = Case.every.filter(counsellor=None, state="open").order_by("-opened").first()
    row = break_glass.ask(reference=file.reference, why="danger", by=asking)
    desk.page.set_viewport_size({"width": 390, "height": 844})
    desk.by_card(deciding.username)
    desk.make()
    desk.sign_out()
    desk.use()
    desk.page.wait_for_url(desk.address + "/")
    desk.open(f"/akses-darurat/{row.pk}/putuskan/")
    desk.use("Setujui dengan kunci sandi")
    expect(desk.page.get_by_text("Persetujuan Anda tercatat")).to_be_visible()
    row.refresh_from_db()
    assert (row.first_by, row.second_by, desk.said) == (deciding, None, [])
