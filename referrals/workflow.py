"""Which step may follow which: the whole life of a referral and of a visum."""

from access.transitions import Transitions
from referrals.states import ReferralState, VisumState

REFERRAL = Transitions(
    {
        (ReferralState.SENT, "accept"): ReferralState.ACCEPTED,
        (ReferralState.SENT, "decline"): ReferralState.DECLINED,
        (ReferralState.ACCEPTED, "answer"): ReferralState.ANSWERED,
        (ReferralState.ACCEPTED, "decline"): ReferralState.DECLINED,
        # an answer may be followed by another: treatment goes on
        (ReferralState.ANSWERED, "answer"): ReferralState.ANSWERED,
    }
)

VISUM = Transitions(
    {
        (VisumState.RECORDED, "revise"): VisumState.RECORDED,
        (VisumState.RECORDED, "prepare"): VisumState.PREPARED,
        (VisumState.PREPARED, "revise"): VisumState.PREPARED,
        (VisumState.PREPARED, "deliver"): VisumState.DELIVERED,
        # a second letter of the police gets a copy of the same visum
        (VisumState.DELIVERED, "deliver"): VisumState.DELIVERED,
    }
)

TRANSITIONS = {"Referral": REFERRAL, "Visum": VISUM}
