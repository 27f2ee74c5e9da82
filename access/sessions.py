"""Where sessions lie: under the digest of the cookie, signed for that cookie alone.

Whoever reads the table, a dump, a backup or a log of statements can't put on anybody's session; whoever writes to it
can't give one's content to a cookie of his own. What the cookie holds is random, so a plain digest suffices.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as InTheDatabase
from django.db.models import QuerySet
from django.utils import timezone

from access.models import OpenSession, Staff
from access.prepared import Prepared, now

DIGITS = 40  # of the digest: what the table's key has room for, 160 bits
BEGAN = "began"

_OPEN = Prepared(lambda key: OpenSession.objects.filter(session_key=key, expire_date__gt=now()).order_by()[:1], str)


def kept_under(key: str) -> str:
    """The key in the table for a cookie's value."""
    return hashlib.sha256(key.encode()).hexdigest()[:DIGITS]


def open_sessions(staff: Staff) -> QuerySet[OpenSession]:
    """The sessions of this account that are still open, the newest first."""
    return OpenSession.objects.filter(staff=staff, expire_date__gt=timezone.now()).order_by("-began", "session_key")


def signed_in() -> set[UUID]:
    """The accounts that have an open session: who came in within the last 13 hours and has not signed out. Nothing
    tells who has left the desk since; of what is known it is the nearest to being there."""
    rows = OpenSession.objects.filter(expire_date__gt=timezone.now(), staff__isnull=False).order_by()
    return set(rows.values_list("staff_id", flat=True))


def run_once(now: datetime) -> int:
    """Forgets the sessions whose time is over; returns how many."""
    return OpenSession.objects.filter(expire_date__lte=now).delete()[0]


class SessionStore(InTheDatabase):
    """Django's sessions in the database, but for the name under which each is kept. Synchronous alone, as our views."""

    @classmethod
    def get_model_class(cls) -> type[OpenSession]:
        return OpenSession

    @property
    def key_salt(self) -> str:
        return f"access.sessions.{kept_under(self.session_key or '')}"

    def _get_session_from_db(self) -> OpenSession | None:
        found = _OPEN.first(kept_under(self.session_key or ""))
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        return super().exists(kept_under(session_key))

    def create_model_instance(self, data: dict) -> OpenSession:
        made = super().create_model_instance(data)
        made.session_key = kept_under(made.session_key)
        made.staff_id = data.get(SESSION_KEY)
        made.began = datetime.fromtimestamp(data[BEGAN], UTC) if BEGAN in data else timezone.now()
        if BEGAN in data:  # the end is a shift and an hour after the beginning, whatever is written meanwhile
            made.expire_date = made.began + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        return made

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            super().delete(kept_under(key))
