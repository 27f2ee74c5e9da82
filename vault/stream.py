"""age's STREAM (age-encryption.org/v1, "Payload"): content in chunks of 64 KiB under ChaCha20-Poly1305.

Each has a nonce of an 11-byte counter and a byte that is 1 on the last chunk, so that a cut, reordered, doubled or
lengthened stream does not open. In the memory of two chunks, however long it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from vault.errors import SealBroken
from vault.objects.base import Readable

CHUNK = 64 * 1024
TAG = 16


def sealed(cipher: ChaCha20Poly1305, content: Readable) -> Iterator[tuple[bytes, bytes]]:
    """(chunk, what it is sealed as), one after the other; none of an empty content."""
    for number, chunk, last in _with_last(content, CHUNK):
        yield chunk, cipher.encrypt(_nonce(number, last=last), chunk, None)


def opened(cipher: ChaCha20Poly1305, stream: Readable) -> Iterator[bytes]:
    """The content, chunk by chunk. Raises SealBroken at the first that is wrong; of a stream without any at the end."""
    number = -1
    for number, chunk, last in _with_last(stream, CHUNK + TAG):
        yield _chunk(cipher, number, chunk, last=last)
    if number < 0:
        raise SealBroken("cut", "a file")


def full(file: Readable, size: int) -> bytes:
    """SIZE bytes, fewer only at the end."""
    parts = []
    while size and (part := file.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _nonce(counter: int, *, last: bool) -> bytes:
    return counter.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _with_last(file: Readable, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """(number, chunk, is it the last) over a file."""
    number, chunk = 0, full(file, size)
    while chunk:
        following = full(file, size)
        yield number, chunk, not following
        number, chunk = number + 1, following


def _chunk(cipher: ChaCha20Poly1305, number: int, chunk: bytes, *, last: bool) -> bytes:
    """An empty one stands nowhere: nothing empty is sealed, and after a full one age allows none."""
    try:
        content = cipher.decrypt(_nonce(number, last=last), chunk, None)
    except InvalidTag:
        content = b""
    if not content:
        raise SealBroken("chunk", f"chunk {number} of a file")
    return content
