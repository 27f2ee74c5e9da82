"""Coded choices of the case file, one subject a file, each with its source.

Codes are English and never change once stored; labels are what people read.
"""

from __future__ import annotations


def label(choices, code: str) -> str:
    """The label of CODE in CHOICES; a code that is not listed is shown as it is."""
    return dict(choices).get(code, code)


def labels(choices, codes) -> list[str]:
    """Labels of CODES in the order of CHOICES."""
    wanted = set(codes)
    return [name for code, name in choices if code in wanted]
