"""What referrals bring to the ports of the packages below, once, at start-up."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import navigation, roots
from access.permissions import Permission
from audit import register as smoke_detector
from audit import subjects
from casework import followers, panels, shredding, timeline, today
from disclosure import documents
from referrals import models, papers
from referrals.actions import follow_case
from referrals.panels import CasePanel, TicketPanel
from referrals.queries import obstacles, roots_of
from referrals.waiting import items, new_count

WATCHED = (
    models.Referral,
    models.Answer,
    models.Visum,
    models.Finding,
    models.CustodyItem,
    models.CustodyEvent,
    models.VisumPhoto,
    models.PoliceReport,
    models.VisumRequest,
    models.VisumDelivery,
)
DECIDING = (models.Referral, models.Answer, models.VisumDelivery, models.CustodyItem, models.CustodyEvent)


def register() -> None:
    """Root, watched models, papers, panels, start-page lines, the place in the left column."""
    roots.register("referral", models.Referral)
    smoke_detector.watch(*WATCHED)
    subjects.register("referral", subjects.ByColumn(models.Referral.every, ("reference",), file="case_id"))
    # A copy handed to a referral is for its receiver alone: the sender's side reads no visum through it.
    documents.register(
        "referral",
        read=Permission.REFERRAL_ANSWER,
        nature=lambda referral: referral.nature,
        url=lambda pk: reverse("referrals:referral", args=[pk]),
    )
    papers.register_all()
    timeline.register("referral.sent", _("Rujukan dikirim"))
    followers.register(follow_case)
    shredding.register(obstacles=obstacles, deciding=DECIDING, roots=roots_of)
    panels.register(TicketPanel())
    panels.register(CasePanel())
    today.register(items)
    navigation.register(
        navigation.Place(_("Rujukan"), "referrals:list", Permission.REFERRAL_READ, "send", 40, waiting=new_count)
    )
