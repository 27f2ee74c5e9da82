"""Who rotates keys at a terminal sees how far it is; who keeps the output has lines of text alone."""

from __future__ import annotations

import os
import pty
import re
import sys

import pytest
from django.db import connections

import manage
from tests.shelters.rotating import keys

pytestmark = [
    pytest.mark.django_db(databases=["default", "shelters"], transaction=True),
    pytest.mark.usefixtures("own_keyring", "films"),
]
BAR = re.compile(r"\r\[(#* *)\] (\d+) / (\d+)")


def said(reading: int, writing: int, *arguments: str) -> str:
    """All that `manage.py ARGUMENTS` prints in a process of its own whose output is that end of a terminal or pipe."""
    connections.close_all()
    child = os.fork()
    if not child:
        ended = 1
        try:
            for number, name in ((1, "stdout"), (2, "stderr")):
                os.dup2(writing, number)
                setattr(sys, name, open(number, "w", closefd=False))  # noqa: SIM115 the process ends
            sys.argv = ["manage.py", *arguments]
            ended = manage.main()
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(ended)
    os.close(writing)
    parts = []
    try:
        while part := os.read(reading, 65536):
            parts.append(part)
    except OSError:
        pass  # a terminal nobody writes to any more
    os.close(reading)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, b"".join(parts)
    return b"".join(parts).decode()


def test_on_a_terminal_the_bar_moves_to_its_end(case):
    total = len(keys())
    told = said(*pty.openpty(), "rotate_keys", "--by", "admin")
    bars = BAR.findall(told)
    done = [int(some) for _, some, _ in bars]
    assert len(bars) > 3
    assert done == sorted(set(done))
    assert {(len(bar), bar.rstrip(" "), of) for bar, _, of in bars} == {
        (40, "#" * (40 * some // total), str(total)) for some in done
    }
    assert bars[-1] == ("#" * 40, str(total), str(total))
    assert told.replace("\r\n", "\n").endswith(f"{total} / {total}\n" + told.splitlines()[-1] + "\n")
    assert told.splitlines()[-1].startswith(f"new data keys {total} (")
    assert "\x1b" not in told  # it is no error: it isn't red


def test_without_a_terminal_there_are_lines_of_text_alone(case):
    told = said(*os.pipe(), "rotate_keys", "--by", "admin")
    assert told.startswith("new data keys ") and told.count("\n") == 1
    assert [sign for sign in told if sign < " "] == ["\n"]
