"""Who holds a referral: guardian's direct-FK rows with our columns."""

from __future__ import annotations

from django.db import models

from access.grants import GroupGrant, UserGrant
from referrals.models.referral import Referral


class ReferralUserGrant(UserGrant):
    """A person's relation to a referral."""

    content_object = models.ForeignKey(Referral, on_delete=models.CASCADE)


class ReferralGroupGrant(GroupGrant):
    """A unit's relation to a referral."""

    content_object = models.ForeignKey(Referral, on_delete=models.CASCADE)
