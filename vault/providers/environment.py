"""Root keys in the environment: for installations whose supervisor hands secrets to the process."""

from __future__ import annotations

import os
from pathlib import Path

from vault.errors import RootsRefused
from vault.providers.base import ROOT_SIZE, RootsProvider
from vault.purpose import Purpose


def variable(purpose: Purpose) -> str:
    """The name of the variable that holds a purpose's root; with `_FILE` after it, the path of a file that does."""
    return f"LINDUNG_ROOT_{purpose.upper()}"


class EnvironmentProvider(RootsProvider):
    """64 hexadecimal digits per purpose in LINDUNG_ROOT_CASE and so on."""

    def _read(self) -> tuple[dict[Purpose, bytes], list[str]]:
        roots: dict[Purpose, bytes] = {}
        wrong: list[str] = []
        for purpose in Purpose:
            name = variable(purpose)
            file = os.environ.get(f"{name}_FILE")
            try:
                text = Path(file).read_text(encoding="ascii").strip() if file else os.environ.get(name, "")
                root = bytes.fromhex(text)
            except (OSError, ValueError):
                root = b""
            if len(root) == ROOT_SIZE:
                roots[purpose] = root
            else:
                wrong.append(f"The {purpose} root is missing: set {name} to its 64 hexadecimal digits.")
        return roots, wrong

    def make_roots(self) -> list[Purpose]:
        wrong = self.health()
        if wrong:
            raise RootsRefused(wrong[0])
        return []

    def destroy(self, purpose: Purpose) -> None:
        raise RootsRefused(
            f"A root in the environment is destroyed where it is kept: remove {variable(purpose)} there."
        )
