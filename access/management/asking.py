"""How commands ask: at a terminal with a question, else one line of standard input for each answer."""

from __future__ import annotations

import getpass
import sys
from typing import Any

from django.core.management.base import CommandError

from access.models import Staff


def answer(question: str) -> str:
    """One answer, empty where there is none."""
    if sys.stdin.isatty():
        return input(question)
    return sys.stdin.readline().rstrip("\n")


def secret(question: str) -> str:
    """One answer that a terminal does not show."""
    return getpass.getpass(question) if sys.stdin.isatty() else answer(question)


def open_account(username: str) -> Staff:
    """The open account of that name; CommandError where there is none."""
    staff = Staff.objects.filter(is_active=True, username=username).first()
    if staff is None:
        raise CommandError("Nothing was changed: --by must name an open account.", returncode=2)
    return staff


def open_accounts(options: dict[str, Any]) -> tuple[Staff, Staff]:
    """The open accounts that `username` and `by` name; CommandError where one names none."""
    people = {staff.username: staff for staff in Staff.objects.filter(is_active=True)}
    try:
        return people[options["username"]], people[options["by"]]
    except KeyError:
        raise CommandError("Nothing was changed: both names must be those of open accounts.", returncode=2) from None
