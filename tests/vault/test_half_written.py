"""What a process leaves that is killed, or finds no room, while it writes an owner's wraps: no second copy, no half."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from vault import keyring, wraps
from vault.entropy import new_id
from vault.errors import SealBroken
from vault.purpose import Purpose


@pytest.mark.parametrize("dies_at", ["replace", "fsync"])
def test_what_a_killed_renewal_left_goes_with_the_key(own_keyring, listener, monkeypatch, dies_at):
    owner = new_id()
    keyring.mint(Purpose.CASE, owner)
    ((_, wrap),) = wraps.read(Purpose.CASE, owner)
    with monkeypatch.context() as patched:
        patched.setattr(wraps.os, dies_at, ended)
        with pytest.raises(SystemExit):
            keyring.renew(Purpose.CASE, owner)
    assert len(holding(own_keyring, wrap)) == 2
    keyring.shred(Purpose.CASE, owner)
    assert holding(own_keyring, wrap) == []
    assert [path for path in own_keyring.rglob(".*")] == []


def test_what_a_full_disk_left_of_a_key_that_was_being_shredded_goes_with_the_next_shredding(own_keyring, listener):
    owner = new_id()
    keyring.mint(Purpose.CASE, owner)
    path = Path(wraps.path_of(Purpose.CASE, owner))
    ((_, wrap),) = wraps.read(Purpose.CASE, owner)
    rest = wrap[-8:]
    half = path.stat().st_size // 2
    path.write_bytes(b"0" * half + path.read_bytes()[half:])
    assert len(holding(own_keyring, rest)) == 1
    with pytest.raises(SealBroken):
        keyring.keys_of(Purpose.CASE, owner)
    assert keyring.exists(Purpose.CASE, owner)
    keyring.shred(Purpose.CASE, owner)
    assert (keyring.is_shredded(Purpose.CASE, owner), holding(own_keyring, rest)) == (True, [])


def test_a_second_name_that_a_killed_mint_left_goes_and_the_key_stays(own_keyring, listener, monkeypatch):
    owner = new_id()
    keyring.mint(Purpose.CASE, owner)
    path = Path(wraps.path_of(Purpose.CASE, owner))
    ((_, wrap),) = wraps.read(Purpose.CASE, owner)
    os.link(path, path.with_name(f".{path.name}.00000000"))
    with monkeypatch.context() as patched:
        patched.setattr(wraps.os, "replace", ended)
        with pytest.raises(SystemExit):
            keyring.renew(Purpose.CASE, owner)
    assert [found for _, found in wraps.read(Purpose.CASE, owner)] == [wrap]
    keyring.renew(Purpose.CASE, owner)
    assert wraps.read(Purpose.CASE, owner)[0][1] == wrap
    assert [path for path in own_keyring.rglob(".*")] == []


def test_a_key_that_found_no_room_is_not_kept_and_nothing_is_left_of_it(own_keyring, listener, monkeypatch):
    owner = new_id()
    keyring.mint(Purpose.CASE, owner)
    before = wraps.read(Purpose.CASE, owner)

    def full(*_):
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patched:
        patched.setattr(wraps.os, "fsync", full)
        with pytest.raises(OSError, match="no room"):
            keyring.renew(Purpose.CASE, owner)
    assert wraps.read(Purpose.CASE, owner) == before
    assert [path for path in own_keyring.rglob(".*")] == []


def ended(*_):
    """The process ends here."""
    raise SystemExit


def holding(folder: Path, wrap: bytes) -> list[Path]:
    """The files in which this wrap stands."""
    return [path for path in folder.rglob("*") if path.is_file() and wrap.hex().encode() in path.read_bytes()]
