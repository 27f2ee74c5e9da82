"""How the 112 desk goes on while database, disk or key provider is away: a slip beforehand, a letter then.

With its page an open desk is given a *slip*: signed, good for the session that it was given to until that session's
end, and for nothing but keeping calls. It holds what can't be asked when the database is away: whose desk it is, the
spool's public key, and the agencies that the desk can choose from. A call that can't be saved is written as a letter
into the spool (`vault.spool`), under a provisional number; `casework.actions.spooled` makes the ticket of it.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.translation import get_language

from access import signin
from access.models import Agency, AgencyKind
from access.roles import Role
from access.sessions import kept_under
from access.submissions import key_of
from vault import spool
from vault.entropy import ALPHABET
from vault.sealed import Closed

SALT = "casework.spool"
TAKING = {Role.OPERATOR, Role.DUTY_OFFICER}  # whose work it is to take calls
# calls of one account that wait at once: a night of the 112 desk is more than one's own report
EACH, EACH_TAKING = 40, 200
LEFT = 200  # places that are left to those whose work it is, however many others tell of something


class Known(NamedTuple):
    """An agency, as the desk knows it without a database."""

    pk: str
    name: str


@dataclass(frozen=True)
class Slip:
    """What an open desk holds beforehand. `text` is the slip as it stands in the form."""

    text: str
    staff: UUID
    until: int  # seconds of the epoch
    session: str  # the digest of the cookie it was given to
    key: bytes  # the spool's public one
    language: str
    agencies: tuple[Known, ...]  # in the order of their keys
    employers: tuple[Known, ...]
    home: str = ""  # the key of the agency that each ticket goes to
    takes: bool = False  # whether calls are the work of whoever holds it

    def is_over(self) -> bool:
        """Whether the session it was given to has reached its end."""
        return time.time() >= self.until


@dataclass(frozen=True, slots=True, repr=False)
class Call(Closed):
    """A call as a letter tells it: `said` is what the form held, agencies as their ids."""

    staff: UUID
    ticket: UUID
    token: UUID  # of the form and what was said in it (casework.forms.desk)
    taken: datetime
    said: Mapping[str, Any]

    @property
    def id(self) -> UUID:
        """Known again whenever the same words are sent from the same form by the same person."""
        return key_of(self.token, self.staff)

    @property
    def name(self) -> str:
        """The letter's: the draft's id, so that the desk sees that it is on its way, the call's own, and an end that
        all of one account bear: by it the account's share is counted."""
        of_one = hashlib.sha256(b"share of the spool" + self.staff.bytes).hexdigest()[:16]
        return f"{self.ticket.hex}-{self.id.hex}-{of_one}"


def give(request: HttpRequest, agencies: Iterable[Agency], employers: Iterable[Agency]) -> str:
    """The slip for this desk; empty where there is no spool, for the desk itself must open."""
    key = b""
    with suppress(OSError):
        key = spool.public()
    if not key:
        return ""
    held = {
        "staff": str(request.user.pk),
        "until": signin.ends_at(request),
        "session": kept_under(request.session.session_key or ""),
        "key": key.hex(),
        "language": get_language(),
        "agencies": [(agency.pk.hex, agency.name) for agency in agencies],
        "employers": [(agency.pk.hex, agency.name) for agency in employers],
        "home": next((agency.pk.hex for agency in employers if agency.kind == AgencyKind.PPAPP), ""),
        "takes": getattr(request.user, "role", "") in TAKING,
    }
    return signing.dumps(held, salt=SALT, compress=True)


def signed_here(text: str) -> Slip | None:
    """The slip that was given here, to whomever and whenever; None for anything else."""
    try:
        held = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return Slip(
        text=text,
        staff=UUID(held["staff"]),
        until=held["until"],
        session=held["session"],
        key=bytes.fromhex(held["key"]),
        language=held["language"],
        agencies=tuple(Known(*one) for one in held["agencies"]),
        employers=tuple(Known(*one) for one in held["employers"]),
        home=held.get("home", ""),
        takes=held.get("takes", False),
    )


def shown_by(request: HttpRequest) -> Slip | None:
    """The slip in this form, if it was given to the session whose cookie came with it. No database is asked."""
    slip = signed_here(request.POST.get("meja", ""))
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return slip if slip is not None and slip.session == kept_under(cookie) else None


def number_of(call_id: UUID) -> str:
    """`S-7Q4K-9MVA`: the provisional number that is read out on the telephone, the same for the same call."""
    left, letters = int.from_bytes(hashlib.sha256(call_id.bytes).digest(), "big"), ""
    for _letter in range(8):
        left, place = divmod(left, len(ALPHABET))
        letters += ALPHABET[place]
    return f"S-{letters[:4]}-{letters[4:]}"


def keep(call: Call, slip: Slip) -> str:
    """Keeps the call, durably, and gives its provisional number; the same words sent twice are one call.

    Raises OSError or a VaultError if nothing is kept: whoever's work calls aren't has a smaller share, and none of what
    is left to the others.
    """
    letter = {
        "slip": slip.text,
        "ticket": call.ticket.hex,
        "token": call.token.hex,
        "taken": call.taken.isoformat(),
        "said": call.said,
    }
    share = {"each": EACH_TAKING} if slip.takes else {"each": EACH, "left": LEFT}
    spool.put(call.name, json.dumps(letter, ensure_ascii=False).encode(), slip.key, **share)
    return number_of(call.id)


def letters() -> list[tuple[UUID, UUID]]:
    """Of each letter that lies here the draft it was typed in, and the call."""
    with suppress(OSError):
        return [(UUID(name.split("-")[0]), call_of(name)) for name in spool.waiting()]
    return []


def call_of(name: str) -> UUID:
    """The call of the letter of this name."""
    return UUID(name.split("-")[1])
