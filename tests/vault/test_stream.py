"""The public vectors of age's payload (C2SP/CCTV, age's testkit, `stream_*`, BSD-3-Clause).

A vector is told by its file key, its nonce and what its chunks hold, and known by its SHA-256: what is made here of
these is the vector, byte for byte.
"""

from __future__ import annotations

import hashlib
import io
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vault import stream
from vault.errors import SealBroken
from vault.stream import CHUNK

SHORT = "59454c4c4f57205355424d4152494e45", "eecf62c7ce91b433274e68d4f2f9134c"  # file key, nonce
LONG = "7aa5bdac0e6afeed3dd0a7eccb42af44", "c82f71eb82029b77136399e485e879f4"
MORE, LAST = False, True


class Full(NamedTuple):
    """A full chunk, the byte that it repeats, and whether it was sealed as the last."""

    byte: int
    last: bool

    def sealed(self, cipher: ChaCha20Poly1305, number: int) -> bytes:
        nonce = number.to_bytes(11, "big") + bytes([self.last])
        return cipher.encrypt(nonce, bytes([self.byte]) * CHUNK, None)


WHOLE = {
    "stream_last_chunk_full": ([0], "d032c0649fdd6f97e126be8899a7b2ec72eba69ca364fa6801327691e6675868"),
    "stream_two_chunks": ([0, 1], "64924c050d0a6867d5672cfd78f0eb5232d7f9cae0462f98a1fc4d880862fbef"),
    "stream_three_chunks": ([0, 1, 2], "ad80136e6c42d32ad8a1f9b64f82b505117dcddc4819458d3a9b9f533fd796c0"),
}
BROKEN = {  # how each is put together: full chunks, or bytes as they stand
    "stream_bad_tag": (SHORT, ["b74c5bfef7beaa52c8f0bc0e992c1e8331fb46"],
        "60c666c2a2f2abd62590e503b5b842e940aa062ca4fec01a029e35a292910568"),
    "stream_bad_tag_second_chunk": (LONG, [Full(0, MORE), "9a5eee34156b8bdb131062ff70bffd99bb77f5"],
        "49e7883b79a2bacc572da5fd510662a15e36f4fc4463830277af1ccaa8b2eed8"),
    "stream_last_chunk_empty": (LONG, [Full(0, MORE), "08618b133711e4d0f07b9dfde6c565e8"],
        "6d06312e08d452fef17bc33a18df2fd2a1c235a62890cc92ca09ed93f05953a2"),
    "stream_missing_tag": (SHORT, ["b74c5b"],
        "7e7897f45d6ffd04d33d6b7188a9690e4276a2b96d690a8a2d983df95f7868d7"),
    "stream_no_chunks": (SHORT, [],
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    "stream_no_final": (SHORT, ["90ed530b3be0fbac7cba39a5a5c80a77815eda"],
        "8cf6a2bc4712a69166d11da69f7a440299972477172b5c9f2daefc4ba99ddea7"),
    "stream_no_final_full": (LONG, [Full(0, MORE)],
        "9f1556c0ad286a0cff4142a3b9e14769726b0bb085cb6db883a101576bfed751"),
    "stream_no_final_two_chunks": (LONG, [Full(0, MORE), "be651d2c58e215b1be7db12aae13bb9ec9c087"],
        "6f8f0a0234eea171919efbf0c3f80e888b775192fb7c2f3ab425a27ddc8d2337"),
    "stream_no_final_two_chunks_full": (LONG, [Full(0, MORE), Full(1, MORE)],
        "c84ac88dc740085045f4992fa6bcffe0db969abc9dcad6118c34eb77e674050b"),
    "stream_short_chunk": (SHORT, ["5b1de6e82e0e0cbdd323c877"],
        "337dfb8ac1e0933184c07e2bbb8938fff0aca709877fb30fd87290cd47ad31f2"),
    "stream_short_second_chunk": (LONG, [Full(0, MORE), "eecf62c7ce91b433274e68d4"],
        "326474247e307ea2f7fd2eade971cbb881717cb8ec98da976a257ad898b48f26"),
    "stream_trailing_garbage_long": (LONG, [Full(0, LAST), "eecf62c7ce91b433274e68d4f2f9134c5b1de6e8"],
        "b7c23718d87a16a6b9c04cf59c5c40a3f045edc47e1fb62c43ad94451eebded3"),
    "stream_trailing_garbage_short": (LONG, [Full(0, LAST), "eecf62c7ce91b433274e68d4"],
        "f8ae87963093102c6fb3c0e53d01954a5f873d26a553132683d6c500087ffe24"),
    "stream_two_final_chunks": (LONG, [Full(0, LAST), "5dc5314a29a54cefaf1ec0d3652c3e5b3cf70a"],
        "efb156da1f804d693368d112a06b739bf94bd2cacf9a877c34ae40f5ecfc1644"),
}  # fmt: skip


def cipher_of(keys: tuple[str, str]) -> ChaCha20Poly1305:
    """The payload's, as age makes it of file key and nonce."""
    file_key, nonce = map(bytes.fromhex, keys)
    return ChaCha20Poly1305(HKDF(algorithm=SHA256(), length=32, salt=nonce, info=b"payload").derive(file_key))


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_sealed_is_the_vector_and_opens(name):
    held, digest = WHOLE[name]
    content, cipher = b"".join(bytes([byte]) * CHUNK for byte in held), cipher_of(LONG)
    sealed = b"".join(piece for _chunk, piece in stream.sealed(cipher, io.BytesIO(content)))
    assert hashlib.sha256(sealed).hexdigest() == digest
    assert b"".join(stream.opened(cipher, io.BytesIO(sealed))) == content


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_whole_payload_does_not_open(name):
    keys, parts, digest = BROKEN[name]
    cipher = cipher_of(keys)
    pieces = [bytes.fromhex(one) if isinstance(one, str) else one.sealed(cipher, n) for n, one in enumerate(parts)]
    vector = b"".join(pieces)
    assert hashlib.sha256(vector).hexdigest() == digest
    with pytest.raises(SealBroken):
        list(stream.opened(cipher, io.BytesIO(vector)))


def test_an_empty_payload_which_age_takes_is_none_here():
    """`stream_empty_payload`: nobody hands in a file with nothing in it."""
    vector = bytes.fromhex("ad2e4fcf3e528a4130deabef4336e555")
    with pytest.raises(SealBroken):
        list(stream.opened(cipher_of(SHORT), io.BytesIO(vector)))
    assert list(stream.sealed(cipher_of(SHORT), io.BytesIO(b""))) == []
