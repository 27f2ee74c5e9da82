"""A second factor is lost at night: whoever is on duty gives a code for one shift, for daily work alone.

It takes the place of the authenticator's code once, after the password. What a step-up guards stays shut until the
person signs in with a factor of their own, but for holding a place and sending an escort (ADR 13), and the auditor
reviews each code that was given. A supervisor or duty officer helps colleagues who know no house; those who know one,
an escort on the way included, are helped by a placement officer or custodian, who know it anyway: a code tells nobody
where a house is who couldn't tell already.
A hospital or police post has neither: the 112 desk's duty officer helps there. And where an agency has no other one
who knows houses, any placement officer or custodian helps those of its people who do.
Those of `NOBODY_ELSE` are given none: what they read, or decide, is no giver's.
Wrong ones are slowed and end no code, or whoever knows the password would burn each one before its owner types it:
five in five minutes from one browser, 600 for an account. So 3,600 of a hundred million are looked at in a code's half
hour, 4,200 where the counts' day ends meanwhile: whoever knows the password finds one of 23,000 such codes at best.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hmac import compare_digest

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access import events, robots
from access.errors import Refused
from access.models import ShiftCode, Staff
from access.roles import KNOW_A_HOUSE, Role
from vault import entropy, keyring
from vault.framing import framed

DIGITS = 8  # an authenticator's code has six
TYPED_WITHIN = timedelta(minutes=30)
LASTS = timedelta(hours=12)  # the session that it opens
COLUMN = "access_shiftcode.digest"
HELPING = (str(Role.SUPERVISOR), str(Role.DUTY_OFFICER))  # of those who give codes: who helps people that know no house
HELPING_WHO_KNOW = (str(Role.PLACEMENT_OFFICER), str(Role.CUSTODIAN))  # and who helps those that know one
NOBODY_ELSE = frozenset({Role.COUNSELLOR, Role.HEAD, Role.AUDITOR, Role.ADMINISTRATOR})
"""Whose notes, log, approvals or accounts are theirs alone: they come in with a code on paper, or a passkey."""


def new_code() -> str:
    """Eight random digits, to be told over the telephone."""
    return f"{entropy.below(10**DIGITS):0{DIGITS}d}"


def colleagues(giver: Staff) -> QuerySet[Staff]:
    """To whom this person may give a code: the working people of their own agency that know as much of houses as they,
    but themselves, and nobody whose notes or powers are theirs alone. The 112 desk's duty officer, who is there at
    every hour, and of those who know houses any placement officer or custodian, help those of agencies where nobody
    else gives them any, too."""
    people = Staff.objects.working().exclude(pk=giver.pk)
    helped = Q(agency_id=giver.agency_id)
    if giver.role == Role.DUTY_OFFICER or giver.role in KNOW_A_HOUSE:
        roles = HELPING_WHO_KNOW if giver.role in KNOW_A_HOUSE else HELPING
        helpers = Staff.objects.working().filter(role__in=roles, agency_id=OuterRef("agency_id"))
        helped |= ~Q(Exists(helpers.exclude(pk=OuterRef("pk"))))
    people = people.filter(helped)
    know = [str(role) for role in KNOW_A_HOUSE]
    people = people.filter(role__in=know) if giver.role in KNOW_A_HOUSE else people.exclude(role__in=know)
    alone = [str(role) for role in NOBODY_ELSE]
    people = people.exclude(Q(role__in=alone) | Q(own_role__in=alone))  # a session outlasts a shift that is covered
    return people.exclude(username__startswith=robots.PREFIX).order_by("name", "username")


def _digest(staff: Staff, at: datetime, code: str) -> str:
    return keyring.mac(COLUMN, framed(staff.pk.bytes, at.isoformat().encode(), code.encode())).hex()


@events.recorded("account.shift_code")
def give(staff: Staff, *, code: str, how: str, by: Staff) -> Staff:
    """From now on this code, and none that was given before, lets STAFF in once within half an hour."""
    if not colleagues(by).filter(pk=staff.pk).exists():
        raise Refused(_("Kepada rekan ini Anda tidak dapat memberi kode. Tidak ada yang berubah."))
    now = timezone.now()
    ShiftCode.objects.update_or_create(
        staff=staff,
        defaults={"given_by": by, "given_at": now, "how": how, "digest": _digest(staff, now, code), "used_at": None},
    )
    return staff


def taken(staff: Staff, code: str) -> datetime | None:
    """Until when the session lasts that this code opens, once; None if it opens none."""
    now = timezone.now()
    with transaction.atomic(using="default"):
        row = ShiftCode.objects.select_for_update().filter(staff=staff).first()
        if row is None or row.used_at or now >= row.given_at + TYPED_WITHIN:
            return None
        if not compare_digest(row.digest, _digest(staff, row.given_at, code)):
            return None
        row.used_at = now
        row.save(update_fields=["used_at"])
    return row.given_at + LASTS
