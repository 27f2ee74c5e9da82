"""Root keys in the environment: for installations whose supervisor hands secrets to the process."""

from __future__ import annotations

import os
from pathlib import Path

from vault.backups.folders import folder_around
from vault.errors import RootsRefused
from vault.providers.base import ROOT_SIZE, RootsProvider
from vault.purpose import Purpose


def variable(purpose: Purpose) -> str:
    """The name of the variable that holds a purpose's root; with `_FILE` after it, the path of a file that does."""
    return f"LINDUNG_ROOT_{purpose.upper()}"


def said(name: str) -> str:
    """The value of a variable, or the content of the file that `<name>_FILE` names; OSError if that can't be read."""
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text(encoding="utf-8").strip() if file else os.environ.get(name, "")


def _open_to_others(path: Path) -> bool:
    """Whether somebody else may read the file, in a container, too, where secrets often lie at 0444.

    One that is not ours was laid there for us: we may be reading it through its group, or a list that shows as one.
    """
    try:
        status = path.stat()
    except OSError:
        return False  # then it is said to be missing
    return bool(status.st_mode & (0o077 if status.st_uid == os.geteuid() else 0o037))


class EnvironmentProvider(RootsProvider):
    """64 hexadecimal digits per purpose in LINDUNG_ROOT_CASE and so on."""

    unrestorable = (
        "The {purpose} root can't be put back into the environment from here: restore it with VAULT_PROVIDER=file, "
        "then let the variable with _FILE at its end name the file that was made."
    )

    def _read(self) -> tuple[dict[Purpose, bytes], list[str]]:
        roots: dict[Purpose, bytes] = {}
        wrong: list[str] = []
        files: dict[Path, Purpose] = {}
        for purpose in Purpose:
            name = variable(purpose)
            try:
                root = bytes.fromhex(said(name))
            except (OSError, ValueError):
                root = b""
            if len(root) == ROOT_SIZE:
                roots[purpose] = root
            else:
                wrong.append(f"The {purpose} root is missing: set {name} to its 64 hexadecimal digits.")
            if file := os.environ.get(f"{name}_FILE"):
                path = Path(file).resolve()
                if path in files:
                    wrong.append(
                        f"The roots {files[path]} and {purpose} share one file: give {name}_FILE a file of its own."
                    )
                files[path] = purpose
                if _open_to_others(path):
                    wrong.append(
                        f"The {purpose} root can be read by others: chmod 600 {path}, or have it mounted with mode "
                        "0400 for the account that runs Lindung."
                    )
                if folder := folder_around(path):
                    wrong.append(f"The {purpose} root lies in a backup's folder, {folder}: move {path} out of it.")
        return roots, wrong

    def missing(self) -> list[Purpose]:
        roots, _ = self._read()
        return [purpose for purpose in Purpose if purpose not in roots]

    def make(self, purpose: Purpose) -> None:
        raise RootsRefused(
            f"The {purpose} root is missing: set {variable(purpose)} to its 64 hexadecimal digits; a root in the "
            "environment is made where it is kept."
        )

    def destroy(self, purpose: Purpose) -> None:
        raise RootsRefused(
            f"A root in the environment is destroyed where it is kept: remove {variable(purpose)} there."
        )
