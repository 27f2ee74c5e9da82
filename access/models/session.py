"""Who is signed in, and since when; nothing of where from or with what."""

from __future__ import annotations

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class OpenSession(AbstractBaseSession):
    """One session, kept under the digest of its cookie (`access.sessions`); nobody's before a sign-in."""

    plain_text = {
        "session_key": "the digest of a random cookie",
        "session_data": "signed for that cookie: the account, when it proved who it is, a message to be shown",
    }

    staff = models.ForeignKey("access.Staff", null=True, on_delete=models.CASCADE, related_name="open_sessions")
    began = models.DateTimeField()

    @classmethod
    def get_session_store_class(cls):
        from access.sessions import SessionStore

        return SessionStore

    def __str__(self) -> str:
        return "Giliran"
