"""Blocks that are taken back: for machines that try many orders of acts on one made world."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction


def undone(alias: str) -> Callable[[], None]:
    """A block of the test case's own, which no `durable` minds; what is returned rolls it back."""
    block = transaction.atomic(using=alias)
    block._from_testcase = True  # type: ignore[attr-defined]
    block.__enter__()

    def undo() -> None:
        transaction.set_rollback(True, using=alias)
        block.__exit__(None, None, None)

    return undo
