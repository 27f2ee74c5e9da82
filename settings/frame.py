"""What the page frame shows around every page: places, person, language, footer."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from access import locking, navigation, policy
from access.addresses import address
from access.permissions import Permission


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
        return address(name)
    except NoReverseMatch:
        return None


def _places(request) -> list[FramePlace]:
    """The places of this person's role; the one whose address fits the page best is the current one."""
    mine = navigation.places(request.user)
    fitting = [place.url for place in mine if request.path == place.url or request.path.startswith(place.url)]
    here = max(fitting, key=len, default="")
    if here == "/" and request.path != "/":
        here = ""
    return [FramePlace(place.label, place.url, place.icon, place.waiting, place.url == here) for place in mine]


def frame(request) -> dict:
    """Context processor: `frame.*`. Lazy, so that a fragment without the frame asks nothing."""

    def build() -> dict:
        user = getattr(request, "user", None)
        signed_in = bool(user is not None and user.is_authenticated)
        locked = signed_in and locking.is_locked(request)
        may_open = locked and policy.may(user, Permission.TICKET_OPEN)
        return {
            "places": _places(request) if signed_in else [],
            "signed_in": signed_in,
            "locked": locked,
            "person": str(user.pk) if signed_in and not locked else "",
            "demo": getattr(settings, "DEMO", False),
            "language": get_language(),
            "languages": [(code, code.upper(), str(name)) for code, name in settings.LANGUAGES],
            "search_url": url_or_none("casework:search") if signed_in and not locked else None,
            "new_ticket_url": url_or_none("casework:blank_desk") if may_open else None,
            "account_url": url_or_none("access:account") if signed_in else None,
            "home_url": "/" if signed_in else "/masuk/",
        }

    return {"frame": SimpleLazyObject(build)}
