"""The keyring: minted once, held for a request, shredded for good."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from uuid import UUID

import pytest

from vault import events, keyring, wraps
from vault.entropy import new_id
from vault.errors import KeyMissing, KeyShredded, PortEmpty, SealBroken
from vault.purpose import Purpose

PURPOSES = [Purpose.CASE, Purpose.EVIDENCE, Purpose.LOCATION]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_key_is_minted_once_and_stays(own_keyring, purpose):
    owner = new_id()
    assert not keyring.exists(purpose, owner)
    keyring.mint(purpose, owner)
    first = wraps.read(purpose, owner)
    keyring.mint(purpose, owner)
    assert keyring.exists(purpose, owner)
    assert wraps.read(purpose, owner) == first


def test_each_purpose_and_owner_has_a_key_of_its_own(own_keyring):
    owners = [new_id(), new_id()]
    for purpose in PURPOSES:
        keyring.mint_many(purpose, owners)
    secrets = {keyring.keys_of(purpose, owner).newest.secret for purpose in PURPOSES for owner in owners}
    assert len(secrets) == 6


def test_wraps_lie_in_a_folder_of_their_purpose_readable_by_their_owner_alone(own_keyring):
    owner = new_id()
    keyring.mint(Purpose.LOCATION, owner)
    (path,) = [path for path in (own_keyring / "wraps" / "location").rglob("*") if path.is_file()]
    assert path.name == owner.hex
    assert path.stat().st_mode & 0o077 == 0
    assert not (own_keyring / "wraps" / "case").exists()


def test_a_purpose_may_have_a_keyring_elsewhere(settings, tmp_path):
    settings.VAULT_KEYS_DIR = tmp_path / "here"
    settings.VAULT_KEYS_DIRS = {"location": tmp_path / "there"}
    keyring.make_roots()
    owner = new_id()
    keyring.mint(Purpose.LOCATION, owner)
    keyring.mint(Purpose.CASE, owner)
    assert [path.name for path in (tmp_path / "there" / "roots").iterdir()] == ["location.root"]
    assert (tmp_path / "there" / "wraps" / "location").is_dir()
    assert not (tmp_path / "here" / "wraps" / "location").exists()
    assert not (tmp_path / "here" / "roots" / "location.root").exists()


def test_the_disk_holds_no_data_key(own_keyring):
    owner = new_id()
    keyring.mint(Purpose.CASE, owner)
    secret = keyring.keys_of(Purpose.CASE, owner).newest.secret
    for path in own_keyring.rglob("*"):
        if path.is_file():
            assert secret not in path.read_bytes()
            assert secret.hex().encode() not in path.read_bytes()


def test_many_keys_are_minted_at_once_and_those_that_exist_are_left_alone(own_keyring):
    old, *new = owners = [new_id() for _ in range(50)]
    keyring.mint(Purpose.CASE, old)
    before = wraps.read(Purpose.CASE, old)
    assert keyring.mint_many(Purpose.CASE, [*owners, *owners]) == len(new)
    assert keyring.mint_many(Purpose.CASE, owners) == 0
    assert wraps.read(Purpose.CASE, old) == before
    assert set(wraps.owners(Purpose.CASE)) == set(owners)
    assert len({keyring.keys_of(Purpose.CASE, owner).newest.secret for owner in owners}) == 50


def test_minting_is_flushed_to_the_disk_before_it_returns(own_keyring, monkeypatch):
    flushed = []
    fsync, sync = os.fsync, os.sync
    monkeypatch.setattr(
        os, "fsync", lambda handle: (flushed.append(os.readlink(f"/proc/self/fd/{handle}")), fsync(handle))
    )
    monkeypatch.setattr(os, "sync", lambda: (flushed.append("all"), sync()))
    owner = UUID("abcdef00-0000-4000-8000-000000000000")
    keyring.mint(Purpose.CASE, owner)
    folder = str(own_keyring / "wraps" / "case" / "ab")
    assert any(name.startswith(f"{folder}/.{owner.hex}") for name in flushed)
    assert flushed[-1] == folder
    assert str(own_keyring / "wraps" / "case") in flushed
    flushed.clear()
    keyring.mint_many(Purpose.CASE, [new_id(), new_id()])
    assert flushed == ["all", "all"]


def test_two_who_mint_at_the_same_moment_get_one_key(own_keyring):
    owner, found, start = new_id(), [], threading.Barrier(8)

    def mint():
        start.wait()
        keyring.mint(Purpose.CASE, owner)
        found.append(keyring.keys_of(Purpose.CASE, owner).newest.secret)

    threads = [threading.Thread(target=mint) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_mint_that_was_killed_leaves_no_key_and_can_be_repeated(own_keyring, monkeypatch):
    owner = new_id()
    link = os.link

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", killed)
    with pytest.raises(KeyboardInterrupt):
        keyring.mint(Purpose.CASE, owner)
    assert not keyring.exists(Purpose.CASE, owner)
    monkeypatch.setattr(os, "link", link)
    keyring.mint(Purpose.CASE, owner)
    assert keyring.exists(Purpose.CASE, owner)
    assert list(wraps.owners(Purpose.CASE)) == [owner]


def test_inside_held_a_key_is_unwrapped_once_and_at_its_end_dropped(own_keyring, monkeypatch):
    owner = new_id()
    keyring.mint(Purpose.CASE, owner)
    unwrapped = []
    real = keyring.provider().unwrap
    monkeypatch.setattr(keyring.provider(), "unwrap", lambda *args: (unwrapped.append(args[0]), real(*args))[1])
    with keyring.held():
        first = keyring.keys_of(Purpose.CASE, owner)
        with keyring.held():
            assert keyring.keys_of(Purpose.CASE, owner) is first
        assert keyring.keys_of(Purpose.CASE, owner) is first
        holding = keyring._held.get()
        assert len(holding) == 1
    assert len(unwrapped) == 1
    assert holding == {}
    assert keyring._held.get() is None
    keyring.keys_of(Purpose.CASE, owner)
    keyring.keys_of(Purpose.CASE, owner)
    assert len(unwrapped) == 3


def test_held_keys_are_dropped_when_the_request_fails(own_keyring):
    owner = new_id()
    keyring.mint(Purpose.CASE, owner)
    with pytest.raises(ZeroDivisionError), keyring.held():
        keyring.keys_of(Purpose.CASE, owner)
        holding = keyring._held.get()
        raise ZeroDivisionError
    assert holding == {}


def test_the_middleware_holds_keys_for_one_request_and_drops_them(own_keyring, rf):
    from vault.middleware import HoldKeys

    owner, seen = new_id(), []
    keyring.mint(Purpose.CASE, owner)

    def view(request):
        keyring.keys_of(Purpose.CASE, owner)
        seen.append(keyring._held.get())
        assert len(seen[-1]) == 1
        return "answer"

    handler = HoldKeys(view)
    assert [handler(rf.get("/")), handler(rf.get("/"))] == ["answer", "answer"]
    assert seen[0] is not seen[1]
    assert seen == [{}, {}]


def test_a_missing_key_is_said_by_purpose_and_owner(own_keyring):
    owner = new_id()
    with pytest.raises(KeyMissing, match=f"purpose case for owner {owner}"):
        keyring.keys_of(Purpose.CASE, owner)
    with pytest.raises(KeyMissing):
        keyring.shred(Purpose.CASE, owner)


def test_staffs_key_is_minted_when_first_used(own_keyring):
    assert not keyring.exists(Purpose.CASE, keyring.STAFF_KEY)
    first = keyring.keys_of(Purpose.CASE, keyring.STAFF_KEY).newest.secret
    assert keyring.keys_of(Purpose.CASE, keyring.STAFF_KEY).newest.secret == first


def test_a_shredded_key_is_gone_recorded_first_and_never_minted_again(own_keyring, listener, monkeypatch):
    owner = new_id()
    keyring.mint(Purpose.CASE, owner)
    wrap = wraps.read(Purpose.CASE, owner)[0][1]
    monkeypatch.setattr(
        events, "_listener", lambda *told: listener.append((*told, keyring.exists(Purpose.CASE, owner)))
    )
    keyring.shred(Purpose.CASE, owner)
    assert listener == [("key.shred", Purpose.CASE, owner, True)]
    assert not keyring.exists(Purpose.CASE, owner)
    for use in (keyring.keys_of, keyring.mint, keyring.shred, keyring.renew):
        with pytest.raises(KeyShredded):
            use(Purpose.CASE, owner)
    assert keyring.mint_many(Purpose.CASE, [owner]) == 0
    for path in own_keyring.rglob("*"):
        assert not path.is_file() or wrap.hex().encode() not in path.read_bytes()


def test_killed_when_its_wraps_are_overwritten_a_key_is_shredded_all_the_same(own_keyring, listener, monkeypatch):
    owner = new_id()
    keyring.mint(Purpose.CASE, owner)

    def killed(*_):
        raise InterruptedError

    with monkeypatch.context() as patched:
        patched.setattr(wraps.os, "replace", killed)
        with pytest.raises(InterruptedError):
            keyring.shred(Purpose.CASE, owner)
    assert keyring.is_shredded(Purpose.CASE, owner)
    assert not keyring.exists(Purpose.CASE, owner)
    assert keyring.mint_many(Purpose.CASE, [owner]) == 0


def test_a_key_that_nobody_records_is_not_shredded(own_keyring, monkeypatch):
    owner = new_id()
    keyring.mint(Purpose.CASE, owner)
    monkeypatch.setattr(events, "_listener", None)
    assert not events.filled()
    for change in (keyring.shred, keyring.renew):
        with pytest.raises(PortEmpty):
            change(Purpose.CASE, owner)
    assert keyring.exists(Purpose.CASE, owner)


def test_a_log_that_cannot_be_written_keeps_the_key(own_keyring, monkeypatch):
    owner = new_id()
    keyring.mint(Purpose.CASE, owner)

    def full(*_):
        raise OSError("no space")

    monkeypatch.setattr(events, "_listener", full)
    with pytest.raises(OSError, match="no space"):
        keyring.shred(Purpose.CASE, owner)
    assert keyring.exists(Purpose.CASE, owner)


@pytest.mark.parametrize(
    "text", [b"zz zz\n", b"0102\n", b"\xff\xff", b"01020304 00\n", b"01020304 " + b"00" * 60 + b"\n"]
)
def test_a_damaged_wrap_is_found(own_keyring, text):

    owner = new_id()
    keyring.mint(Purpose.CASE, owner)
    Path(wraps.path_of(Purpose.CASE, owner)).write_bytes(text)
    with pytest.raises(SealBroken):
        keyring.keys_of(Purpose.CASE, owner)


def test_a_mac_differs_by_column_and_message_and_by_installation(own_keyring, settings, tmp_path):
    seen = {keyring.mac(column, message) for column in ("a.b", "a.c") for message in (b"1", b"2")}
    assert len(seen) == 4
    assert keyring.mac("a.b", b"1") in seen
    settings.VAULT_KEYS_DIR = tmp_path / "other"
    keyring.make_roots()
    assert keyring.mac("a.b", b"1") not in seen


def test_the_logs_signing_key_stays_the_same(own_keyring):
    public = [keyring.signing_key().public_key().public_bytes_raw() for _ in range(2)]
    keyring.reset()
    assert keyring.signing_key().public_key().public_bytes_raw() == public[0] == public[1]
