"""One browser with a virtual authenticator in it, as a desk with a key that people press."""

from __future__ import annotations

import base64

from allauth.account.utils import user_pk_to_url_str
from playwright.sync_api import expect

KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


class Desk:
    """One browser with one person's key in it."""

    def __init__(self, browser, address: str) -> None:
        self.address = address
        self.page = browser.new_context(locale="id-ID").new_page()
        self.said: list[str] = []  # errors, but that a form came back with what is wrong in it
        self.page.on(
            "console", lambda said: said.type == "error" and "422" not in said.text and self.said.append(said.text)
        )
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.devices = self.page.context.new_cdp_session(self.page)
        self.devices.send("WebAuthn.enable")
        self.key = self.devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def by_card(self, username: str) -> None:
        self.open("/masuk/")
        self.page.locator(f'button[name=username][value="{username}"]').click()
        self.page.wait_for_load_state()

    def make(self) -> None:
        self.open("/akun/kunci/")
        self.page.get_by_role("button", name="Buat kunci sandi").press("Enter")
        expect(self.page.get_by_text("Kunci sandi tersimpan")).to_be_visible()

    def sign_out(self) -> None:
        self.page.context.clear_cookies()
        self.open("/masuk/")

    def use(self, name: str = "Masuk dengan kunci sandi") -> None:
        self.page.get_by_role("button", name=name).press("Enter")

    def made(self) -> list[dict]:
        return self.devices.send("WebAuthn.getCredentials", {"authenticatorId": self.key})["credentials"]

    def say_it_is(self, staff) -> None:
        """The browser's one key names STAFF as its owner from now on."""
        (made,) = self.made()
        self.forget()
        named = base64.b64encode(user_pk_to_url_str(staff).encode()).decode()
        self.devices.send(
            "WebAuthn.addCredential", {"authenticatorId": self.key, "credential": {**made, "userHandle": named}}
        )

    def forget(self) -> None:
        for made in self.made():
            self.devices.send(
                "WebAuthn.removeCredential", {"authenticatorId": self.key, "credentialId": made["credentialId"]}
            )
