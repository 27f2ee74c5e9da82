"""A model field that encrypts what it stores with Fernet, and decrypts it whenever a row is loaded."""

from __future__ import annotations

from functools import cache

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models


@cache
def _fernet() -> Fernet:
    return Fernet(settings.FERNET_KEY)


class EncryptedTextField(models.TextField):
    """Text in the program, a Fernet token in the database."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return None if value is None else _fernet().encrypt(value.encode()).decode()

    def from_db_value(self, value, expression, connection):
        return None if value is None else _fernet().decrypt(value.encode()).decode()
