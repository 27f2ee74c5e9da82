"""Padding, so that a ciphertext's length tells as little as possible.

A block is the content, a byte 0x80 and zeros (ISO/IEC 7816-4). Short fields have one size; text beyond it, and
long text, goes to the next Padmé step, which adds at most 12 % and tells at most O(log log n) bits of the length
(Nikitin et al., PURBs, 2019). Locations have exactly one size: longer is refused.
"""

from __future__ import annotations

from vault.errors import SealBroken, TooLong

SMALLEST = 64


def padme(length: int) -> int:
    """The Padmé step for `length` bytes."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    mask = (1 << low_bits) - 1
    return (length + mask) & ~mask


def block_size(length: int, size: int | None, *, exact: bool = False) -> int:
    """The size of the block that holds `length` bytes in a field of `size`; raises TooLong where the size is exact."""
    needed = length + 1
    if size is not None and length <= size:
        return size + 1
    if exact:
        raise TooLong(f"the value is longer than the one size of this field, {size} bytes")
    return padme(max(needed, SMALLEST))


def pad(content: bytes, size: int | None, *, exact: bool = False) -> bytes:
    """The block of `content`."""
    return (content + b"\x80").ljust(block_size(len(content), size, exact=exact), b"\x00")


def unpad(block: bytes) -> bytes:
    """The content of a block."""
    stripped = block.rstrip(b"\x00")
    if not stripped.endswith(b"\x80"):
        raise SealBroken("padding")
    return stripped[:-1]
