"""`python -m tests.audit.tampering`: carries every attack out, a line each, and says how many were found."""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TextIO

import pytest

TESTS = f"{Path(__file__).parent}/test_attacks.py::test_each_attack_is_found_and_located"


class Lines:
    """Prints what each attack came to, as it is carried out."""

    def __init__(self, out: TextIO) -> None:
        self.out, self.carried_out, self.found = out, 0, 0

    def pytest_runtest_logreport(self, report) -> None:
        if report.when != "call" and report.passed:
            return
        self.carried_out += 1
        said = dict(report.user_properties).get("found")
        if report.passed and said:
            self.found += 1
            print(f"found: {said}", file=self.out, flush=True)
        else:
            name = report.nodeid.partition("[")[2].rstrip("]")
            print(f"NOT FOUND: {name}", file=self.out, flush=True)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.test")
    lines = Lines(sys.stdout)
    with redirect_stdout(io.StringIO()) as said:
        status = pytest.main(["-q", "-s", "-p", "no:cacheprovider", TESTS], [lines])
    if status:
        print(said.getvalue(), file=sys.stderr)
    print(f"attacks {lines.carried_out}, found {lines.found}")
    return 1 if status or lines.found != lines.carried_out else 0


if __name__ == "__main__":
    sys.exit(main())
