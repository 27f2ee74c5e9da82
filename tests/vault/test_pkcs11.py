"""Root keys on a token (SoftHSM2): they stay there, and each way a token can fail is one sentence with its remedy."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import traceback
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.vault import softhsm
from tests.vault.children import in_child
from tests.vault.installations import Pkcs11Installation
from vault import checks, keyring
from vault.errors import RootsAway, RootsRefused, SealBroken
from vault.purpose import Purpose

CONTEXT, SECRET = b"context", b"thirty-two octets of a data key!"


@pytest.fixture
def installation(settings, tmp_path, monkeypatch):
    made = Pkcs11Installation(settings, tmp_path, monkeypatch)
    made.make()
    yield made
    keyring.reset()


def only(sentences):
    (sentence,) = sentences
    return sentence


def test_the_token_itself_made_the_roots_and_gives_none_away(installation):
    from pkcs11 import Attribute as A
    from pkcs11 import AttributeSensitive, KeyType

    kinds = []
    for purpose in Purpose:
        for key in installation.keys(purpose):
            assert key[A.LOCAL] and key[A.SENSITIVE] and key[A.ALWAYS_SENSITIVE] and key[A.NEVER_EXTRACTABLE]
            assert not (key[A.EXTRACTABLE] or key[A.WRAP] or key[A.UNWRAP] or key[A.DERIVE] or key[A.MODIFIABLE])
            assert key[A.SIGN] == (key.key_type == KeyType.GENERIC_SECRET)
            assert key[A.ENCRYPT] == key[A.DECRYPT] == (key.key_type == KeyType.AES)
            with pytest.raises(AttributeSensitive):
                key[A.VALUE]
            kinds.append((key.key_type, key[A.VALUE_LEN]))
    assert sorted(kinds) == sorted([(KeyType.AES, 32), (KeyType.GENERIC_SECRET, 32)] * 5)
    assert not list(installation.folder.rglob("*.root"))


def test_a_root_that_is_deleted_on_the_token_makes_the_next_start_refuse(installation):
    wrapped = keyring.provider().wrap(Purpose.CASE, CONTEXT, SECRET)
    installation.keys(Purpose.CASE)[0].destroy()
    keyring.reset()
    assert only(keyring.health()).startswith("The case root is missing on the token: run `manage.py init_keys` on a")
    with pytest.raises(RootsRefused, match="The case root is missing on the token"):
        keyring.start()
    for key in installation.keys(Purpose.CASE):
        key.destroy()
    with pytest.raises(RootsRefused, match="The case root is missing on the token"):
        keyring.provider().unwrap(Purpose.CASE, CONTEXT, wrapped)


def test_a_root_deleted_under_a_running_server_is_said_at_the_next_use(installation):
    provider = keyring.provider()
    wrapped = provider.wrap(Purpose.CASE, CONTEXT, SECRET)
    installation.lose(Purpose.CASE)
    with pytest.raises(RootsRefused, match="The case root is missing on the token"):
        provider.unwrap(Purpose.CASE, CONTEXT, wrapped)


def test_a_root_brought_from_outside_is_refused(installation):
    installation.equal(Purpose.CASE, Purpose.LOCATION)
    keyring.reset()
    said = keyring.health()
    assert [s.split(" ", 1)[1].split(":")[0] for s in said] == [
        "case root was brought onto the token from outside, or may leave it",
        "location root was brought onto the token from outside, or may leave it",
        "roots case and location are equal",
    ]


def test_two_keys_of_one_kind_and_name_are_refused(installation):
    installation.share(Purpose.CASE, Purpose.LOCATION)
    keyring.reset()
    assert "Several keys on the token share the name `lindung location`: remove" in keyring.health()[0]
    with pytest.raises(RootsRefused, match="Several keys"):
        keyring.provider().wrap(Purpose.LOCATION, CONTEXT, SECRET)


def test_a_session_that_was_lost_is_opened_again(installation):
    provider = keyring.provider()
    wrapped = provider.wrap(Purpose.CASE, CONTEXT, SECRET)
    softhsm.start_anew()
    assert provider.unwrap(Purpose.CASE, CONTEXT, wrapped) == SECRET
    softhsm.session().close()  # logs this process out
    assert provider.unwrap(Purpose.CASE, CONTEXT, wrapped) == SECRET
    softhsm.session().close()
    with pytest.raises(SealBroken):
        provider.unwrap(Purpose.CASE, CONTEXT, wrapped[:-1] + bytes([wrapped[-1] ^ 1]))


def test_a_token_that_is_away_is_said_and_found_when_it_is_back(installation):
    provider = keyring.provider()
    wrapped = provider.wrap(Purpose.CASE, CONTEXT, SECRET)
    tokens = installation.folder / "tokens"
    tokens.rename(installation.folder / "pulled")
    tokens.mkdir()
    for use in (
        lambda: provider.unwrap(Purpose.CASE, CONTEXT, wrapped),
        lambda: provider.mac("a.b", b""),
    ):
        with pytest.raises(RootsAway, match=r"^The token lindung-test is away: connect it, or name the one that holds"):
            use()
    assert "is away" in only(checks.keyring_is_fit()).msg
    tokens.rmdir()
    (installation.folder / "pulled").rename(tokens)
    assert provider.unwrap(Purpose.CASE, CONTEXT, wrapped) == SECRET


def test_a_wrong_pin_is_said_without_it_and_not_tried_again_until_its_file_changes(installation, monkeypatch):
    keyring.reset()
    softhsm.start_anew()
    pin = installation.folder / "pin"
    pin.write_text("246802")
    tried = counted_logins(monkeypatch)
    for _ in range(3):
        provider = keyring.provider()
        assert only(provider.health()).startswith(f"The token lindung-test refuses the PIN: put the right one in {pin}")
        with pytest.raises(RootsAway) as refused:
            provider.mac("a.b", b"")
        assert "246802" not in "".join(traceback.format_exception(refused.value))
        keyring.reset()  # what a restart does
    assert tried == [False]
    pin.write_text(softhsm.PIN)
    assert keyring.health() == []
    assert tried == [False, True]


def counted_logins(monkeypatch):
    """A list that grows with each login: whether the token accepted it."""
    from vault.providers import pkcs11_session

    tried, real = [], pkcs11_session._token

    class Counting:
        def __init__(self, token):
            self.token = token

        def open(self, **how):
            tried.append(False)
            session = self.token.open(**how)
            tried[-1] = True
            return session

    monkeypatch.setattr(pkcs11_session, "_token", lambda: Counting(real()))
    return tried


@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_pin_that_others_can_read_is_refused(installation, mode):
    keyring.reset()
    softhsm.start_anew()
    (installation.folder / "pin").chmod(mode)
    assert only(keyring.health()) == f"The token's PIN can be read by others: chmod 600 {installation.folder / 'pin'}."


def test_a_pin_that_is_nowhere_is_said(installation):
    keyring.reset()
    softhsm.start_anew()
    (installation.folder / "pin").unlink()
    assert only(keyring.health()).startswith("The token's PIN can't be read: put it in ")


@pytest.mark.parametrize("name", ["VAULT_PKCS11_LIBRARY", "VAULT_PKCS11_TOKEN", "VAULT_PKCS11_PIN_FILE"])
def test_a_token_that_is_not_named_is_said(installation, settings, name):
    setattr(settings, name, "")
    assert only(keyring.health()).startswith("The token is not named: set VAULT_PKCS11_LIBRARY, VAULT_PKCS11_TOKEN and")


def test_a_making_that_was_cut_off_is_finished(installation):
    provider = keyring.provider()
    wrapped = provider.wrap(Purpose.LOCATION, CONTEXT, SECRET)
    installation.keys(Purpose.CASE)[0].destroy()
    assert provider.missing() == [Purpose.CASE]
    assert keyring.make_roots() == [Purpose.CASE]
    assert keyring.health() == []
    assert len(installation.keys(Purpose.CASE)) == 2
    assert provider.unwrap(Purpose.LOCATION, CONTEXT, wrapped) == SECRET


def test_a_token_serves_in_sessions_that_can_change_nothing(installation):
    from pkcs11 import KeyType, SessionReadOnly

    provider = keyring.provider()
    provider.mac("a.b", b"")
    with pytest.raises(SessionReadOnly):
        provider._token._session.generate_key(KeyType.AES, 256, label="another", store=True)


def test_a_provider_made_in_a_forked_child_sets_the_library_up_anew(installation):
    wrapped = keyring.provider().wrap(Purpose.CASE, CONTEXT, SECRET)
    keyring.reset()
    assert in_child(lambda: keyring.provider().unwrap(Purpose.CASE, CONTEXT, wrapped)) == SECRET
    assert keyring.provider().unwrap(Purpose.CASE, CONTEXT, wrapped) == SECRET


def test_a_session_of_its_parent_is_left_to_the_parent(installation):
    provider = keyring.provider()
    wrapped = provider.wrap(Purpose.CASE, CONTEXT, SECRET)
    session = provider._token._session

    def opened_anew():
        opened = provider.unwrap(Purpose.CASE, CONTEXT, wrapped)
        return b"the parent's" if provider._token._session is session else opened

    assert in_child(opened_anew) == SECRET
    assert provider._token._session is session


def test_a_library_that_is_not_there_is_said(installation, settings):
    settings.VAULT_PKCS11_LIBRARY = "/nowhere/libtoken.so"
    assert only(keyring.health()).startswith("The library of the token can't be loaded: install it, or set VAULT_PKCS")
    with pytest.raises(RootsAway):
        keyring.provider().mac("a.b", b"")


def test_a_second_token_of_the_same_name_is_refused(installation):
    softhsm.initialise(installation.folder)
    keyring.reset()
    assert only(keyring.health()) == "Two tokens are called lindung-test: disconnect the one that holds no roots."


def test_a_child_that_forks_while_a_thread_holds_the_token_is_not_stuck(installation):
    provider = keyring.provider()
    wrapped = provider.wrap(Purpose.CASE, CONTEXT, SECRET)
    holds, may_let_go = threading.Event(), threading.Event()

    def hold():
        with provider._token._lock:
            holds.set()
            may_let_go.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    holds.wait()
    told = in_child(lambda: provider.unwrap(Purpose.CASE, CONTEXT, wrapped))
    may_let_go.set()
    thread.join()
    assert told == SECRET


def test_an_installation_without_a_token_loads_no_library():
    told = subprocess.run(
        [sys.executable, "-c", "import django, sys; django.setup(); print('pkcs11' in sys.modules)"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "settings.test"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "False\n"


@pytest.mark.parametrize("command", ["split", "restore", "rehearse"])
def test_it_says_plainly_that_its_roots_are_never_on_paper_and_what_to_do(installation, command):
    with pytest.raises(CommandError, match=r"token.*(copy the whole token|connect the token's copy)"):
        call_command("keys", command, "case", stdout=StringIO())
