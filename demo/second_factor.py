"""The cast's second factor: secrets anyone can reckon from the user name, so that a checker can sign in. Demo only."""

from __future__ import annotations

import base64
import hashlib


def totp_secret(username: str) -> str:
    """The base32 TOTP secret of a member of the cast."""
    digest = hashlib.sha256(f"lindung demo, not a secret: {username}".encode()).digest()
    return base64.b32encode(digest[:20]).decode()
