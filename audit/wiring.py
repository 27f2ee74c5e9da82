"""Audit fills the ports of the packages below it: their events become entries, their verbs become actions."""

from __future__ import annotations

import functools
import hashlib
import inspect
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from access import events as access_events
from audit import canonical, house, refusals
from audit.action import action, running
from audit.holding import GRANT, UNTIL
from audit.models import Decision
from audit.objects import Thing, asked_id
from audit.recording import actor_of, record
from audit.reveal import reveal
from vault import events as vault_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from access.models import Staff


def recorded(name: str) -> Callable[[Callable], Callable]:
    """`action` for the verbs of access; an entry about a grant also names relation, root, receiver and until when."""

    def decorate(verb: Callable) -> Callable:
        parameters = inspect.signature(verb)
        if "to" not in parameters.parameters:
            return action(name)(verb)

        @functools.wraps(verb)
        def noting(*args, **kwargs):
            given = parameters.bind(*args, **kwargs).arguments
            to = given["to"]
            whom = actor_of(to)[0] if hasattr(to, "role") else str(to.pk)
            key = f"{GRANT}{given['relation']}:{given['obj'].pk}:{whom}"
            names = [key] if given.get("until") is None else [key, f"{UNTIL}{canonical.moment(given['until'])}"]
            running().digests.update({name: hashlib.sha256(name.encode()).hexdigest() for name in names})
            return verb(*args, **kwargs)

        return action(name)(noting)

    return decorate


def denied(user: Staff | None, permission: str, kind: str, pk: object) -> None:
    """One entry for each 404 on a route with an id, without a name of somebody who acts in houses, at a house's."""
    if house.is_about_one(user, str(permission)):
        house.denied(by=user)
        return
    record(user, str(permission), Thing(str(kind), asked_id(pk)), decision=Decision.DENIED)


def _staff(user: Staff) -> Thing:
    return Thing("staff", actor_of(user)[0])


def signed_in(user: Staff) -> None:
    """One entry for each sign-in, after both factors; before it, of refusals that were only counted."""
    refusals.tell()
    record(user, refusals.SIGN_IN, _staff(user))


def signed_out(user: Staff) -> None:
    """One entry for each sign-out."""
    record(user, "sign.out", _staff(user))


def sign_in_refused() -> None:
    """One entry for each wrong password or code, or for many; nothing of what was typed is kept."""
    refusals.door.refused()


def asked_by_a_stranger() -> None:
    """One entry a minute for all pages with an id that somebody asked for who wasn't signed in."""
    refusals.pages.refused()


def key_event(kind: str, purpose: str, owner: UUID) -> None:
    """A data key is about to be shredded or rotated: the entry commits first."""
    with transaction.atomic(using="default"):
        record(None, kind, Thing("key", str(owner)), purpose=str(purpose))


def fill() -> None:
    """Called once, when the apps are ready."""
    vault_events.fill(key_event)
    access_events.register(
        recorded=recorded,
        reveal=reveal,
        denied=denied,
        signed_in=signed_in,
        signed_out=signed_out,
        sign_in_refused=sign_in_refused,
        asked_by_a_stranger=asked_by_a_stranger,
    )
