"""`python -m tests.audit.tampering`: carries every attack out, a line each, and says how many were found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

TESTS = f"{Path(__file__).parent}/test_attacks.py::test_each_attack_is_found_and_located"


class Lines:
    """Prints what each attack came to, as it is carried out."""

    def __init__(self) -> None:
        self.carried_out = self.found = 0

    def pytest_runtest_logreport(self, report) -> None:
        if report.when != "call" and report.passed:
            return
        self.carried_out += 1
        said = dict(report.user_properties).get("found")
        if report.passed and said:
            self.found += 1
            print(f"found: {said}", flush=True)
        else:
            print(f"NOT FOUND: {report.nodeid.partition('[')[2].rstrip(']')}", flush=True)


def main() -> int:
    lines = Lines()
    status = pytest.main(["-q", "--no-header", "-p", "no:terminal", "-p", "no:cacheprovider", TESTS], [lines])
    print(f"attacks {lines.carried_out}, found {lines.found}")
    return 1 if status or lines.found != lines.carried_out else 0


if __name__ == "__main__":
    sys.exit(main())
