"""The application's own mark on an entry, made when the row is made.

Between an entry's commit and its checkpoint (a second at most) nothing signed covers it yet. The stamp does: a row
inserted or changed by SQL in that second doesn't carry the right one, is never sealed, and is named by the check.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings

from vault import keyring

if TYPE_CHECKING:
    from audit.models import AuditEntry

SIZE = 16


def stamp(leaf: bytes) -> bytes:
    """The 16-byte mark over an entry's canonical bytes."""
    return hmac.digest(_key(str(getattr(settings, "VAULT_KEYS_DIR", ""))), leaf, "sha256")[:SIZE]


def genuine(leaf: bytes, mark: bytes) -> bool:
    """Whether MARK was made by this application for exactly these bytes."""
    return hmac.compare_digest(stamp(leaf), bytes(mark))


def ours(entry: AuditEntry) -> bytes:
    """The canonical bytes of an entry that this application wrote; empty for a row that was put in or changed by SQL,
    whatever it says."""
    try:
        leaf = entry.leaf()
        return leaf if genuine(leaf, entry.stamp) else b""
    except (AttributeError, TypeError, ValueError):
        return b""


def keyed(content: bytes) -> bytes:
    """32 bytes over CONTENT that nobody makes without the application's key."""
    return hmac.digest(_key(str(getattr(settings, "VAULT_KEYS_DIR", ""))), b"row" + content, "sha256")


@lru_cache(maxsize=4)
def _key(keys_dir: str) -> bytes:
    secret = keyring.signing_key().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    return hmac.digest(secret, b"lindung entry stamp v1", hashlib.sha256)
