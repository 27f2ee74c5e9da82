"""Referrals, their answers, visums and what follows from them."""

from referrals.models.answer import Answer
from referrals.models.custody import CustodyEvent, CustodyItem, VisumPhoto
from referrals.models.delivery import VisumDelivery
from referrals.models.grants import ReferralGroupGrant, ReferralUserGrant
from referrals.models.police import PoliceReport, VisumRequest
from referrals.models.referral import Referral
from referrals.models.visum import Finding, Visum

__all__ = [
    "Answer",
    "CustodyEvent",
    "CustodyItem",
    "Finding",
    "PoliceReport",
    "Referral",
    "ReferralGroupGrant",
    "ReferralUserGrant",
    "Visum",
    "VisumDelivery",
    "VisumPhoto",
    "VisumRequest",
]
