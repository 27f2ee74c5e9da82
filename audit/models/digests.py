"""What an entry says of rows, as it lies in the database: whatever lies there, it is read as names and digests."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeGuard

from django.db import models

#: What anything else is read as: no entry of the application's says this, so its stamp and its leaf don't fit it.
FOREIGN = {"foreign": ""}


class Digests(models.JSONField):
    """Names in ASCII, each with a text: `{"casework.case:…": "9f…"}`. Never raises for what it reads.

    Whoever has the application's rights can put a row in whose digests are a list, a number, or nested so deep that no
    program reads them. It stays for ever, so it may stop neither the sealer nor the check, nor the auditors' page.
    """

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> dict[str, str]:
        return _read(lambda: super(Digests, self).from_db_value(value, expression, connection))

    def deconstruct(self) -> Any:
        """To the database it is JSON like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


def read(text: str) -> dict[str, str]:
    """The same of a row's digests as the database spells them, for whoever reads a few of thousands."""
    return _read(lambda: json.loads(text))


def _read(told_by: Callable[[], object]) -> dict[str, str]:
    try:
        told = told_by()
    except (ValueError, RecursionError):
        return dict(FOREIGN)
    return told if _is_ours(told) else dict(FOREIGN)


def _is_ours(told: object) -> TypeGuard[dict[str, str]]:
    return isinstance(told, dict) and all(name.isascii() and isinstance(text, str) for name, text in told.items())
