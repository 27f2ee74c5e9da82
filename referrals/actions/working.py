"""Who of the receiving unit works on a referral: known by name, so that a wall before the unit leaves them at it."""

from __future__ import annotations

from access import policy
from access.models import Staff
from access.relations import permission_id
from referrals.models import Referral, ReferralUserGrant

RELATION = "work_referral"


def at_work(referral: Referral, *, by: Staff) -> None:
    """Inside the action by which somebody takes a referral on, or does what it asks. It opens nothing by itself."""
    mine = ReferralUserGrant.objects.filter(content_object=referral, user=by)
    if not mine.filter(permission=permission_id(Referral, RELATION)).exists():
        policy.grant(referral, RELATION, by, by=by, why="work")
