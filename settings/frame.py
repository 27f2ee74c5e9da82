"""What the page frame shows around every page: places, person, language, footer."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language


@dataclass(frozen=True)
class FramePlace:
    """A place of this role in the left bar (the bottom bar at 390 px)."""

    label: str
    url: str
    icon: str
    waiting: int | None
    current: bool


def url_or_none(name: str) -> str | None:
    """The address of a named page, or None where this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _places(request) -> list[FramePlace]:
    from access import navigation

    if not request.user.is_authenticated:
        return []
    found = []
    for place in navigation.places(request.user):
        url = url_or_none(place.url_name)
        if url is None:
            continue
        current = request.path == url or (url != "/" and request.path.startswith(url))
        waiting = place.waiting(request.user) if callable(place.waiting) else place.waiting
        found.append(FramePlace(str(place.label), url, place.icon, waiting, current))
    return found


def frame(request) -> dict:
    """Context processor: `frame.*`. Lazy, so that a fragment without the frame asks nothing."""

    def build() -> dict:
        user = getattr(request, "user", None)
        signed_in = bool(user is not None and user.is_authenticated)
        return {
            "places": _places(request) if signed_in else [],
            "signed_in": signed_in,
            "person": str(user.pk) if signed_in else "",
            "demo": getattr(settings, "DEMO", False),
            "language": get_language(),
            "languages": [(code, code.upper(), str(name)) for code, name in settings.LANGUAGES],
            "search_url": url_or_none("casework:search") if signed_in else None,
            "account_url": url_or_none("access:account") if signed_in else None,
            "home_url": "/" if signed_in else "/masuk/",
        }

    return {"frame": SimpleLazyObject(build)}
