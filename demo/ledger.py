"""What the demo must remember of its own making: which reference stands for which invented row. Holds no invented value."""

from __future__ import annotations

import json

from django.conf import settings


def _path():
    return settings.HOME / "demo.json"


def write(references: list[str], living: list[str]) -> None:
    """Keeps the references of the imported cases, in the order of their rows, and of the living ones."""
    _path().write_text(json.dumps({"imported": references, "living": living}))


def read() -> dict[str, list[str]]:
    """What `write` kept; empty lists before the set-up is done."""
    return json.loads(_path().read_text()) if _path().exists() else {"imported": [], "living": []}
