"""How commands ask: at a terminal with a question, else one line of standard input for each answer."""

from __future__ import annotations

import getpass
import sys


def answer(question: str) -> str:
    """One answer, empty where there is none."""
    if sys.stdin.isatty():
        return input(question)
    return sys.stdin.readline().rstrip("\n")


def secret(question: str) -> str:
    """One answer that a terminal does not show."""
    return getpass.getpass(question) if sys.stdin.isatty() else answer(question)
