"""A referral that left a ticket is followed by whoever gets the case."""

from __future__ import annotations

from access import policy
from access.models import Staff
from audit.action import action
from casework.models import Case
from referrals.models import Referral
from referrals.queries import followers, former_managers


@action("referral.follow")
def follow_case(case: Case, *, by: Staff) -> Case:
    """Gives the case's manager and its supervisors' unit the sender's side of every referral that left.

    A former manager's ends.
    """
    following = followers(case.pk)
    for referral in Referral.every.filter(case_id=case.pk):
        for follower in following:
            policy.grant(referral, "send_referral", follower, by=by, why="case")
        for former in former_managers(referral):
            policy.revoke(referral, "send_referral", former, by=by)
    return case
