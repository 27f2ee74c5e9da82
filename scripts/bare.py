"""Runs a program as somebody else's machine would: Python, the package `cryptography`, and nothing of ours."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

NEEDS = ("cryptography", "cffi", "_cffi_backend", "pycparser")
BEGIN = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); "
    "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
)


def ran(program: Path, *arguments: object) -> subprocess.CompletedProcess:
    """What PROGRAM said and how it ended: isolated, without the machine's site packages, in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        for path in Path(sys.prefix).glob("lib/python3*/site-packages/*"):
            if path.name.startswith(NEEDS):
                (Path(folder) / path.name).symlink_to(path)
        command = [sys.executable, "-I", "-S", "-c", BEGIN, folder, str(program), *map(str, arguments)]
        return subprocess.run(command, cwd=folder, env={}, capture_output=True, text=True, check=False)
