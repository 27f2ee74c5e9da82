"""`manage.py keys` as a person uses it: what is typed, what is printed, and what a sheet says."""

from __future__ import annotations

import io
import sys
from itertools import pairwise

from django.core.management import call_command

from vault import shares


def keys(verb, purpose, typed=""):
    """What the command prints when this is typed."""
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.StringIO(typed)
    try:
        call_command("keys", verb, purpose, stdout=out, stderr=err)
    finally:
        sys.stdin = before
    return out.getvalue()


def words_of(printed):
    """The words of each sheet, as a person copies them."""
    sheets = printed.split("\f")[:-1]
    return [" ".join(w for w in sheet.split() if w in shares.BY_START.values()) for sheet in map(numbered, sheets)]


def numbered(sheet):
    """The lines with numbers and words alone."""
    return "\n".join(line for line in sheet.splitlines() if line[:2].strip().isdigit())


def shown(text, sheets):
    """Whether two neighbouring words of a sheet stand together in this text."""
    return bool(neighbours(text.lower()) & {pair for sheet in sheets for pair in neighbours(sheet)})


def neighbours(sheet):
    """Each word with the next."""
    words = sheet.split()
    return set(pairwise(words))
