"""The present row of an object, held until the action ends."""

from __future__ import annotations


def locked(obj):
    """The row as it is now; what the page had loaded may be older."""
    return type(obj).every.select_for_update(of=("self",)).get(pk=obj.pk)
