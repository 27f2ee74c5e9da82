"""A second, independent way to read what the vault writes, from the format's description alone.

It shares no code with `vault`: the ciphers come from `cryptography`, everything else is written out.
"""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305


def framed(*parts: bytes) -> bytes:
    out = bytearray()
    for part in parts:
        out += bytes(divmod(len(part), 256)) + part
    return bytes(out)


def expand(secret: bytes, info: bytes, length: int) -> bytes:
    made = block = b""
    while len(made) < length:
        block = hmac.digest(secret, block + info + bytes([len(made) // 32 + 1]), "sha256")
        made += block
    return made[:length]


def data_key(root: bytes, purpose: str, owner: bytes, key_id: bytes, wrap: bytes) -> bytes:
    wrapping = expand(root, b"lindung wrap 1 " + purpose.encode(), 32)
    context = framed(b"lindung data key 1", purpose.encode(), owner, key_id)
    return AESGCM(wrapping).decrypt(wrap[:12], wrap[12:], context)


def value(secret: bytes, purpose: str, owner: bytes, model: str, field: str, row: bytes, envelope: bytes) -> bytes:
    layout, key_id, tag, revision, nonce = (
        envelope[0],
        envelope[1:5],
        envelope[5:37],
        envelope[37:41],
        envelope[41:53],
    )
    assert layout == 1
    expanded = expand(secret, b"lindung seal 1" + framed(purpose.encode(), owner, key_id), 64)
    assert tag == expanded[32:]
    context = framed(b"\x01", model.encode(), field.encode(), key_id, owner, row + revision)
    block = AESGCM(expanded[:32]).decrypt(nonce, envelope[53:], context)
    end = max(position for position, byte in enumerate(block) if byte)
    assert block[end] == 0x80
    return block[:end]


def file(secret: bytes, owner: bytes, name: str, data: bytes) -> bytes:
    key_id, salt, tag, body = data[1:5], data[5:21], data[21:53], data[53:]
    assert data[0] == 1
    made = expand(secret, b"lindung file 1" + framed(key_id, owner, name.encode(), salt), 64)
    assert tag == made[32:]
    size = 65536 + 16
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    cipher = ChaCha20Poly1305(made[:32])
    return b"".join(
        cipher.decrypt(number.to_bytes(11, "big") + bytes([number == len(pieces) - 1]), piece, None)
        for number, piece in enumerate(pieces)
    )
