"""Addresses of pages by name. Django works one out anew each time, and a page has dozens; they never change."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.conf import settings
from django.urls import get_script_prefix, reverse

NOBODY = str(UUID(int=0))


def address(name: str, pk: UUID | None = None) -> str:
    """The address of the page NAME, about PK where the page is about one thing; NoReverseMatch if there is no page."""
    found = _pattern(name, pk is not None, settings.ROOT_URLCONF, get_script_prefix())
    return found if pk is None else found.replace(NOBODY, str(pk))


@cache
def _pattern(name: str, about_one: bool, _root: str, _prefix: str) -> str:
    return reverse(name, args=[NOBODY] if about_one else [])
