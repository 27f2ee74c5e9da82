"""A gigabyte sealed and opened, in a folder and through a bucket, and by how much the process grew meanwhile.

`python -m tests.vault.gigabyte` in a home of its own prints it as JSON; `measured` starts that process.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import buckets

SIZE, WARM = 2**30, 2**24
PIECE = hashlib.shake_256(b"film").digest(2**20)
PLACES = ("folder", "bucket")


class Film:
    """So many bytes that nobody holds at once."""

    def __init__(self, size: int) -> None:
        self.size = self.left = size
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        given = PIECE[: min(size, self.left)]
        self.left -= len(given)
        self.digest.update(given)
        return given


def measured(where: str) -> dict[str, int]:
    """{"size": bytes that came out, "same": whether they were those that went in, "grown": bytes}."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"LINDUNG_TEST_ROOT": folder, "DJANGO_SETTINGS_MODULE": "settings.test"}
        if where == "folder":
            return _ran(environment)
        with buckets.Store() as store:
            return _ran(environment | buckets.environment(store))


def _ran(environment: dict[str, str]) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.vault.gigabyte"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def _in_and_out(name: str, size: int) -> tuple[int, bool]:
    from vault.entropy import new_id
    from vault.files import sealed_files

    owner, film, out, came = new_id(), Film(size), hashlib.sha256(), 0
    sealed_files.write(owner, name, film)  # type: ignore[arg-type]
    for chunk in sealed_files.read(owner, name):
        out.update(chunk)
        came += len(chunk)
    return came, out.digest() == film.digest.digest()


def _forget_peak() -> None:
    """What start-up needed must not hide what a file needs: the peak counts from what is held now (proc(5), 5)."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    """The most memory that this process had since, in bytes; unlike `ru_maxrss` without what its parent had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)[1]) * 1024  # type: ignore[index]


def main() -> None:
    """Once with little, for what is loaded at first use; then with a gigabyte."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("init_keys", stdout=io.StringIO())
    _in_and_out("short", WARM)
    _forget_peak()
    before = _peak()
    came, same = _in_and_out("film", SIZE)
    print(json.dumps({"size": came, "same": same, "grown": _peak() - before}))


if __name__ == "__main__":
    main()
