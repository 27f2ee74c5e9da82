"""Where sessions lie: under the digest of the cookie, signed for that cookie alone.

Whoever reads the table, a dump, a backup or a log of statements can't put on anybody's session; whoever writes to it
can't give one's content to a cookie of his own. What the cookie holds is random, so a plain digest suffices.
"""

from __future__ import annotations

import hashlib

from django.contrib.sessions.backends.db import SessionStore as InTheDatabase
from django.contrib.sessions.models import Session

DIGITS = 40  # of the digest: what the table's key has room for, 160 bits


def kept_under(key: str) -> str:
    """The key in the table for a cookie's value."""
    return hashlib.sha256(key.encode()).hexdigest()[:DIGITS]


class SessionStore(InTheDatabase):
    """Django's sessions in the database, but for the name under which each is kept. Synchronous alone, as our views."""

    @property
    def key_salt(self) -> str:
        return f"access.sessions.{kept_under(self.session_key or '')}"

    def _get_session_from_db(self) -> Session | None:
        key, self._session_key = self._session_key, kept_under(self.session_key or "")
        found = super()._get_session_from_db()
        self._session_key = key if found else None
        return found

    def exists(self, session_key: str) -> bool:
        return super().exists(kept_under(session_key))

    def create_model_instance(self, data: dict) -> Session:
        made = super().create_model_instance(data)
        made.session_key = kept_under(made.session_key)
        return made

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            super().delete(kept_under(key))
