"""Sealed files where they lie, folder and bucket alike: none is written over, none is left, none of another's goes."""

from __future__ import annotations

import hashlib
import io

import pytest

from vault import keyring
from vault.entropy import new_id
from vault.errors import FileRefused
from vault.files import sealed_files
from vault.purpose import Purpose
from vault.stream import CHUNK


@pytest.fixture
def owner(kept):
    return new_id()


def read(owner, name):
    return b"".join(sealed_files.read(owner, name))


@pytest.mark.parametrize("size", [5, 200 * CHUNK])
def test_of_two_who_write_one_name_at_once_the_later_is_refused(owner, kept, size):
    """The other one ends while this one's last bytes are on their way."""

    class Overtaken(io.BytesIO):
        def read(self, wanted=-1):
            given = super().read(wanted)
            if self.tell() == size and not sealed_files.exists(owner, "film"):
                sealed_files.write(owner, "film", io.BytesIO(b"first"))
            return given

    with pytest.raises(FileRefused, match="never overwritten"):
        sealed_files.write(owner, "film", Overtaken(bytes(size)))
    assert read(owner, "film") == b"first"
    assert len(kept.all()) == 1


def test_a_file_is_sealed_anew_beside_the_earlier_one_and_what_was_left_half_written_goes(owner, kept, listener):
    given = bytes(range(256)) * 600
    sealed_files.write(owner, "foto", io.BytesIO(given))
    sealed_files.write(owner, "surat", io.BytesIO(b"surat"))
    keyring.renew(Purpose.EVIDENCE, owner)
    first, second = keyring.ids(Purpose.EVIDENCE, owner)
    assert sealed_files.is_waiting(owner, "foto")
    assert sealed_files.key_ids(owner) == {first}
    kept.leave_half(owner, sealed_files._all_hidden(owner, "foto")[-1])
    digest = sealed_files.reseal(owner, "foto")
    assert digest == hashlib.sha256(kept.of(owner, "foto").read_bytes()).hexdigest()
    assert sealed_files.reseal(owner, "foto") == digest
    assert (len(kept.all()), sealed_files.key_ids(owner)) == (3, {first, second})
    sealed_files.forget_earlier(owner, "foto")
    sealed_files.forget_earlier(owner, "surat")  # which lies nowhere else yet
    assert (len(kept.all()), sealed_files.is_waiting(owner, "foto")) == (2, False)
    assert (read(owner, "foto"), read(owner, "surat")) == (given, b"surat")


def test_all_of_an_owner_goes_and_nothing_of_anybody_else(owner, kept, listener):
    other = new_id()
    for whose in (owner, other):
        for name in ("foto", "surat"):
            sealed_files.write(whose, name, io.BytesIO(b"isi"))
    kept.leave_half(owner, "ab" * 16)
    keyring.shred(Purpose.EVIDENCE, owner)
    assert len(kept.all()) == 5
    sealed_files.delete_all(owner)
    assert [owner.hex in str(file) for file in kept.all()] == [False, False]
    sealed_files.delete_all(owner)
    assert (read(other, "foto"), read(other, "surat")) == (b"isi", b"isi")
    sealed_files.delete(other, "foto")
    sealed_files.delete(other, "foto")
    assert (sealed_files.exists(other, "foto"), len(kept.all())) == (False, 1)


def test_an_object_that_is_cut_short_names_a_key_by_as_much_as_is_left(owner, kept):
    sealed_files.write(owner, "foto", io.BytesIO(b"isi"))
    for left in (b"", b"\x01\x02"):
        kept.of(owner, "foto").write_bytes(left)
        assert sealed_files.key_ids(owner) == {left[1:]}
