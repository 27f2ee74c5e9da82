"""Real sign-ins in tests: a password and a code, or a passkey whose signatures hold."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

from access import mfa, passkeys
from access.models import Staff
from access.roles import Role
from tests.access.making import person

PASSWORD = "sandi-yang-panjang-1"
AS_SCRIPT = {"HTTP_ACCEPT": "application/json"}
SITE = "testserver"


def app_code(secret: str, at: datetime) -> str:
    """What an authenticator app shows at that moment."""
    return format_hotp_value(hotp_value(secret, int(at.timestamp()) // 30))


def enrolled(role: Role = Role.CASE_MANAGER, **fields) -> tuple[Staff, str]:
    """Somebody with a password and an authenticator app, and the app's secret."""
    staff = person(role, password=PASSWORD, **fields)
    mfa.enrol(staff, secret=(secret := mfa.new_secret()), by=staff)
    return staff, secret


def come_in(client: Client, staff: Staff, code: str) -> None:
    """Signs in with password and code."""
    client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
    answer = client.post("/masuk/kode/", {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/")


class Key:
    """A passkey in software: one credential of one account."""

    def __init__(self, staff: Staff) -> None:
        self.staff, self.id = staff, hashlib.sha256(staff.pk.bytes).digest()[:16]
        self.secret = ec.derive_private_key(int.from_bytes(self.id, "big"), ec.SECP256R1())
        passkeys.add(staff, credential=self._made(), by=staff)

    def _about(self, attested: bytes = b"") -> bytes:
        flags = 0x45 if attested else 0x05  # somebody was there, and it was their finger
        return hashlib.sha256(SITE.encode()).digest() + bytes([flags]) + bytes(4) + attested

    def _credential(self, **answer: bytes) -> dict:
        sent = {"id": websafe_encode(self.id), "rawId": websafe_encode(self.id), "type": "public-key",
                "clientExtensionResults": {}}  # fmt: skip
        return {**sent, "response": {name: websafe_encode(value) for name, value in answer.items()}}

    def _made(self) -> dict:
        public = cbor.encode(dict(ES256.from_cryptography_key(self.secret.public_key())))
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        statement = cbor.encode({"fmt": "none", "attStmt": {}, "authData": self._about(attested)})
        return self._credential(clientDataJSON=_asked("webauthn.create", "AAAA"), attestationObject=statement)

    def pressed(self, client: Client, door: str) -> str:
        """What this key signs for the door at which the client stands."""
        challenge = client.get(door, **AS_SCRIPT).json()["request_options"]["publicKey"]["challenge"]
        asked, about = _asked("webauthn.get", challenge), self._about()
        signature = self.secret.sign(about + hashlib.sha256(asked).digest(), ec.ECDSA(hashes.SHA256()))
        owner = user_pk_to_url_str(self.staff).encode()
        answer = {"clientDataJSON": asked, "authenticatorData": about, "signature": signature, "userHandle": owner}
        return json.dumps(self._credential(**answer))


def _asked(kind: str, challenge: str) -> bytes:
    return json.dumps({"type": kind, "challenge": challenge, "origin": f"http://{SITE}"}).encode()
