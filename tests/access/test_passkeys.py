"""What a passkey is worth: bound to its owner, never counted, never enough for what it isn't."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client, RequestFactory, override_settings
from fido2.utils import websafe_encode

from access import mfa, passkeys
from access.adapters import ClosedAccounts
from access.errors import Refused
from access.models import Staff
from audit.models import AuditEntry
from tests.access.making import person

pytestmark = pytest.mark.django_db

PASSWORD = "sandi-yang-panjang-1"
CREDENTIAL = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"attestationObject": "o2NmbXQ"}}
AS_JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


def kept(staff: Staff) -> Authenticator:
    passkeys.add(staff, credential=CREDENTIAL, by=staff)
    return Authenticator.objects.filter(user=staff, type="webauthn").latest("pk")


def test_a_passkey_counts_for_its_owner_and_as_it_was_made():
    staff, other = person(), person()
    row = kept(staff)
    assert passkeys.of(staff) == [row]
    row.refresh_from_db()
    assert passkeys.is_bound(row)
    Authenticator.objects.filter(pk=row.pk).update(user=other)
    assert passkeys.of(other) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("bound"),
        lambda data: data.update(bound=""),
        lambda data: data.update(bound=7),
        lambda data: data["credential"].update(rawId="BBBB"),
        lambda data: data["credential"]["response"].update(attestationObject="o2NmbXR"),
        lambda data: data["credential"].update(more="x"),
        lambda data: data.pop("credential"),
        lambda data: data.update(bound="ü"),
    ],
)
def test_one_put_in_or_changed_by_sql_counts_nowhere(change):
    staff = person()
    row = kept(staff)
    data = deepcopy(row.data)
    change(data)
    Authenticator.objects.filter(pk=row.pk).update(data=data)
    assert passkeys.of(staff) == []


def test_whatever_is_put_in_as_a_passkey_the_account_s_page_opens(signed_in):
    staff = person()
    for data in ([], 7, {}, {"bound": None}):
        Authenticator.objects.create(user=staff, type="webauthn", data={})
        Authenticator.objects.filter(user=staff, type="webauthn").update(data=data)
        assert signed_in(staff).get("/akun/").status_code == 200


def test_an_account_has_five_at_most():
    staff = person()
    for _ in range(5):
        kept(staff)
    with pytest.raises(Refused, match="lima"):
        kept(staff)


def test_making_and_removing_one_are_entries(signed_in):
    staff, other = person(), person()
    mine, theirs = kept(staff), kept(other)
    client = signed_in(staff)
    for number in (str(theirs.pk), str(mine.pk), "", "x", "٣", "9" * 30):
        assert client.post("/akun/kunci/hapus/", {"number": number})["Location"] == "/akun/"
    assert (passkeys.of(staff), passkeys.of(other)) == ([], [theirs])
    assert AuditEntry.objects.filter(action="account.passkey_add").count() == 2
    assert AuditEntry.objects.filter(action="account.passkey_remove", actor=str(staff.pk)).count() == 1


def test_setting_one_up_and_taking_one_away_ask_for_a_step_up(signed_in):
    client = signed_in(person(), stepped_up=False)
    assert client.get("/akun/kunci/")["Location"] == "/masuk/lagi/"
    assert client.post("/akun/kunci/")["Location"] == "/masuk/lagi/"
    assert client.post("/akun/kunci/hapus/", {"number": "1"})["Location"] == "/masuk/lagi/"


def signed_by(staff: Staff, authenticator_data: bytes = b"") -> str:
    """As if this account's key had signed: the account is named, the signature is nobody's."""
    named = user_pk_to_url_str(staff).encode()
    asked = json.dumps({"type": "webauthn.get", "challenge": "AAAA", "origin": "http://testserver"}).encode()
    answer = {"clientDataJSON": asked, "authenticatorData": authenticator_data or bytes(37), "signature": b"x",
              "userHandle": named}  # fmt: skip
    sent = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "clientExtensionResults": {}}
    return json.dumps({**sent, "response": {name: websafe_encode(value) for name, value in answer.items()}})


def test_bytes_that_break_a_decoder_are_refused_like_any_other(client, signed_in):
    staff = person()
    for broken in (bytes(32) + b"\x80" + bytes(4), bytes(32) + b"\xc0" + bytes(4) + b"\x9b", bytes(32) + b"\x40"):
        client.get("/masuk/kunci/", **AS_JSON)
        assert client.post("/masuk/kunci/", {"credential": signed_by(staff, broken)}).status_code == 303
        made = signed_in(staff)
        made.get("/akun/kunci/")
        assert made.post("/akun/kunci/", {"credential": signed_by(staff, broken)}).status_code == 303


GARBAGE = ["", "{", "null", "7", "[]", '"x"', "{}", '{"response": null}', '{"response": {"userHandle": 7}}',
           json.dumps(CREDENTIAL), json.dumps({**CREDENTIAL, "response": {"userHandle": "////"}}),
           json.dumps({"id": "AAAA", "rawId": "AAAA", "type": "public-key", "clientExtensionResults": {},
                       "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA",
                                    "userHandle": "bm9ib2R5"}})]  # fmt: skip


@pytest.mark.parametrize("sent", GARBAGE)
def test_what_is_no_signature_is_refused_in_a_sentence_and_recorded(client, signed_in, sent):
    assert client.get("/masuk/kunci/", **AS_JSON).json()["request_options"]["publicKey"]["allowCredentials"] == []
    answer = client.post("/masuk/kunci/", {"credential": sent})
    assert (answer.status_code, answer["Location"]) == (303, "/masuk/")
    assert "Kunci sandi ini tidak cocok" in client.get("/masuk/").content.decode()
    assert AuditEntry.objects.filter(action="sign.in", decision="denied").count() == 1
    again = signed_in(person(), stepped_up=False)
    assert again.get("/masuk/lagi/kunci/", **AS_JSON).status_code == 200
    answer = again.post("/masuk/lagi/kunci/", {"credential": sent})
    assert (answer.status_code, answer["Location"]) == (303, "/masuk/lagi/")
    made = signed_in(person())
    made.get("/akun/kunci/")
    assert made.post("/akun/kunci/", {"credential": sent})["Location"] == "/akun/kunci/"
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_opened_by_hand_the_doors_for_scripts_lead_to_the_pages(client, signed_in):
    assert client.get("/masuk/kunci/")["Location"] == "/masuk/"
    assert signed_in(person()).get("/masuk/lagi/kunci/")["Location"] == "/masuk/lagi/"
    assert client.get("/masuk/lagi/kunci/", **AS_JSON)["Location"] == "/masuk/"


@pytest.mark.parametrize(
    ("host", "offered"), [("localhost", True), ("lindung.example", True), ("127.0.0.1", False), ("[::1]:8000", False)]
)
@override_settings(ALLOWED_HOSTS=["*"])
def test_they_are_offered_where_the_address_has_a_name_and_elsewhere_it_says_why_not(client, signed_in, host, offered):
    page = client.get("/masuk/", HTTP_HOST=host).content.decode()
    assert ("Masuk dengan kunci sandi" in page, "tidak ditawarkan di sini" in page) == (offered, not offered)
    page = signed_in(person()).get("/akun/kunci/", HTTP_HOST=host).content.decode()
    assert ("Buat kunci sandi di perangkat ini" in page, "bukan pada alamat angka" in page) == (offered, not offered)


def test_guesses_at_the_password_close_the_password_s_door_and_not_the_passkey_s(client, settings):
    """The browser's side of it: tests/browser/test_passkeys.py."""
    from settings import security

    settings.ACCOUNT_RATE_LIMITS, settings.MFA_RATE_LIMITS = security.ACCOUNT_RATE_LIMITS, security.MFA_RATE_LIMITS
    staff = person()
    adapter, request = ClosedAccounts(), RequestFactory().post("/masuk/")
    refused = 0
    for _ in range(10_000):
        try:
            adapter.pre_authenticate(request, username=staff.username, password="salah")
        except Exception:
            refused += 1
    assert refused == 10_000 - 5
    for _ in range(50):
        answer = client.post("/masuk/kunci/", {"credential": "{}"})
        assert (answer.status_code, answer["Location"]) == (303, "/masuk/")


@pytest.mark.parametrize(
    "data", [[], 7, {}, {"bound": None}, {"credential": CREDENTIAL}, {"credential": "x", "bound": "y"}]
)
def test_one_that_was_not_made_here_keeps_nobody_out_and_is_thrown_away(client, signed_in, data):
    staff = person(password=PASSWORD)
    mfa.enrol(staff, secret=mfa.new_secret(), by=staff)
    for page in ("/masuk/kode/", "/masuk/lagi/kunci/", "/akun/kunci/"):
        Authenticator.objects.create(user=staff, type="webauthn", data={})
        Authenticator.objects.filter(user=staff, type="webauthn").update(data=data)
        browser = client if page == "/masuk/kode/" else signed_in(staff)
        if browser is client:
            client.post("/masuk/", {"login": staff.username, "password": PASSWORD})
        assert browser.get(page, **AS_JSON).status_code == 200, page
        assert not Authenticator.objects.filter(user=staff, type="webauthn").exists()
    Authenticator.objects.create(user=staff, type="webauthn", data={})
    Authenticator.objects.filter(user=staff, type="webauthn").update(data=data)
    stranger = Client()
    stranger.get("/masuk/kunci/", **AS_JSON)
    stranger.post("/masuk/kunci/", {"credential": signed_by(staff)})
    assert not Authenticator.objects.filter(user=staff, type="webauthn").exists()
    assert AuditEntry.objects.filter(action="account.passkey_foreign", actor=str(staff.pk)).count() == 4
    assert Authenticator.objects.filter(user=staff, type="totp").exists()


def test_nothing_is_said_to_be_removed_where_nothing_was(signed_in):
    client = signed_in(person())
    client.post("/akun/kunci/hapus/", {"number": "1"})
    assert "Kunci sandi dihapus" not in client.get("/akun/").content.decode()
