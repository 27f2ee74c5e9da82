"""Sealed files, in a folder and in a bucket alike: byte for byte the same, and nothing else opens."""

from __future__ import annotations

import hashlib
import io
import tracemalloc

import pytest

from vault import keyring
from vault.entropy import new_id
from vault.errors import FileRefused, SealBroken
from vault.files import HEADER_SIZE, sealed_files
from vault.purpose import Purpose
from vault.storage import SealedFileStorage
from vault.stream import CHUNK, TAG

PIECE = CHUNK + TAG


@pytest.fixture
def owner(kept):
    return new_id()


def content(size):
    return hashlib.shake_256(b"picture").digest(size)


def read(owner, name):
    return b"".join(sealed_files.read(owner, name))


@pytest.mark.parametrize("size", [1, 15, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])
def test_a_file_comes_back_byte_for_byte(owner, kept, size):
    given = content(size)
    record = sealed_files.write(owner, "foto.jpg", io.BytesIO(given))
    assert read(owner, "foto.jpg") == given
    assert (record.name, record.size, record.sha256) == ("foto.jpg", size, hashlib.sha256(given).hexdigest())
    assert record.sealed_sha256 == hashlib.sha256(kept.of(owner, "foto.jpg").read_bytes()).hexdigest()
    assert sealed_files.size(owner, "foto.jpg") == size


def test_the_disk_holds_neither_name_nor_content(owner, kept):
    given = b"luka memar di lengan kiri " * 9000
    sealed_files.write(owner, "Melati visum.pdf", io.BytesIO(given))
    files = kept.all()
    assert len(files) == 1
    assert "Melati" not in str(files[0])
    assert b"memar" not in files[0].read_bytes()
    if kept.name == "folder":
        assert files[0].stat().st_mode & 0o077 == 0


def test_a_source_that_reads_in_small_pieces_gives_the_same_file(owner):
    class Trickle(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 1000))

    given = content(2 * CHUNK + 5)
    sealed_files.write(owner, "film", Trickle(given))
    assert read(owner, "film") == given


def test_an_empty_file_is_refused_and_leaves_nothing(owner, kept):
    with pytest.raises(FileRefused):
        sealed_files.write(owner, "kosong", io.BytesIO(b""))
    assert not sealed_files.exists(owner, "kosong")
    assert kept.all() == []


@pytest.mark.parametrize("first", [0, 200])
def test_a_failing_source_leaves_nothing(owner, kept, first):
    class Broken(io.BytesIO):
        left = first

        def read(self, size=-1):
            if not self.left:
                raise OSError("unplugged")
            self.left -= 1
            return b"x" * size

    with pytest.raises(OSError, match="unplugged"):
        sealed_files.write(owner, "film", Broken(b"x"))
    assert kept.all() == []


def test_a_file_is_never_overwritten(owner):
    sealed_files.write(owner, "foto", io.BytesIO(b"first"))
    with pytest.raises(FileRefused):
        sealed_files.write(owner, "foto", io.BytesIO(b"second"))
    assert read(owner, "foto") == b"first"


def cut_to_nothing(data):
    return b""


def cut_in_the_header(data):
    return data[: HEADER_SIZE - 1]


def cut_after_the_header(data):
    return data[:HEADER_SIZE]


def cut_after_a_chunk(data):
    return data[: HEADER_SIZE + PIECE]


def cut_inside_a_chunk(data):
    return data[:-3]


def reordered(data):
    head, body = data[:HEADER_SIZE], data[HEADER_SIZE:]
    return head + body[PIECE : 2 * PIECE] + body[:PIECE] + body[2 * PIECE :]


def doubled(data):
    head, body = data[:HEADER_SIZE], data[HEADER_SIZE:]
    return head + body[:PIECE] + body


def left_out(data):
    return data[:HEADER_SIZE] + data[HEADER_SIZE + PIECE :]


def lengthened(data):
    return data + b"\x00"


def lengthened_by_its_own_end(data):
    return data + data[-(5 + TAG) :]


def other_format(data):
    return b"\x02" + data[1:]


def other_salt(data):
    return data[:9] + bytes([data[9] ^ 1]) + data[10:]


def other_commitment(data):
    return data[: HEADER_SIZE - 1] + bytes([data[HEADER_SIZE - 1] ^ 1]) + data[HEADER_SIZE:]


def one_bit(data):
    return data[:-40] + bytes([data[-40] ^ 1]) + data[-39:]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (cut_to_nothing, "empty"),
        (cut_in_the_header, "format"),
        (cut_after_the_header, "cut"),
        (cut_after_a_chunk, "chunk"),
        (cut_inside_a_chunk, "chunk"),
        (reordered, "chunk"),
        (doubled, "chunk"),
        (left_out, "chunk"),
        (lengthened, "chunk"),
        (lengthened_by_its_own_end, "chunk"),
        (other_format, "format"),
        (other_salt, "commitment"),
        (other_commitment, "commitment"),
        (one_bit, "chunk"),
    ],
)
def test_a_changed_file_does_not_open(owner, kept, change, kind):
    sealed_files.write(owner, "film", io.BytesIO(content(3 * CHUNK + 5)))
    assert read(owner, "film") == content(3 * CHUNK + 5)
    file = kept.of(owner, "film")
    file.write_bytes(change(file.read_bytes()))
    with pytest.raises(SealBroken) as broken:
        read(owner, "film")
    assert broken.value.kind == kind


def test_a_file_put_in_anothers_place_does_not_open(owner, kept):
    other = new_id()
    for whose, name in [(owner, "a"), (owner, "b"), (other, "a")]:
        sealed_files.write(whose, name, io.BytesIO(b"of " + name.encode()))
    given = kept.of(owner, "a").read_bytes()
    kept.of(owner, "b").write_bytes(given)
    kept.of(other, "a").write_bytes(given)
    for whose, name, kind in [(owner, "b", "commitment"), (other, "a", "key")]:
        with pytest.raises(SealBroken) as broken:
            read(whose, name)
        assert broken.value.kind == kind


def test_a_file_opens_after_its_owners_key_was_renewed_and_not_after_it_was_shredded(owner, listener):
    sealed_files.write(owner, "foto", io.BytesIO(b"first"))
    keyring.renew(Purpose.EVIDENCE, owner)
    sealed_files.write(owner, "foto 2", io.BytesIO(b"second"))
    assert (read(owner, "foto"), read(owner, "foto 2")) == (b"first", b"second")
    with pytest.raises(FileRefused):
        sealed_files.write(owner, "foto", io.BytesIO(b"again"))
    keyring.shred(Purpose.EVIDENCE, owner)
    with pytest.raises(keyring.KeyShredded):
        read(owner, "foto")
    with pytest.raises(keyring.KeyShredded):
        sealed_files.write(owner, "foto 3", io.BytesIO(b"third"))


def test_a_large_file_is_sealed_and_opened_in_little_memory(owner, kept):
    class Film(io.RawIOBase):
        left = 300 * CHUNK

        def read(self, size=-1):
            given = min(size, self.left)
            self.left -= given
            return b"x" * given

        def seek(self, *_):
            return 0

    tracemalloc.start()
    try:
        sealed_files.write(owner, "film", Film())
        size = sum(len(piece) for piece in sealed_files.read(owner, "film"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size == 300 * CHUNK
    assert peak < kept.memory


def test_the_storage_writes_and_never_reads(owner):
    from django.core.files.base import ContentFile

    storage = SealedFileStorage()
    name = storage.save(f"{owner}/foto.jpg", ContentFile(b"picture"))
    assert name == f"{owner}/foto.jpg"
    assert (storage.exists(name), storage.size(name)) == (True, 7)
    assert read(owner, "foto.jpg") == b"picture"
    for attempt in (lambda: storage.open(name), lambda: storage.url(name), lambda: storage.exists("foto.jpg")):
        with pytest.raises(FileRefused):
            attempt()
    storage.delete(name)
    assert not storage.exists(name)
    with pytest.raises(FileRefused):
        read(owner, "foto.jpg")
