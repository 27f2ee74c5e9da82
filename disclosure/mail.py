"""Mail that says one thing: please sign in."""

from __future__ import annotations

from django.core.mail import send_mail
from django.db import transaction

SUBJECT = "Lindung"
BODY = "Ada yang menunggu Anda di Lindung. Silakan masuk."


def notify(agency) -> None:
    """Tells the agency that something waits, once the present transaction has committed. Never what or whose it is."""
    if agency.notify_address:
        address = agency.notify_address
        transaction.on_commit(lambda: send_mail(SUBJECT, BODY, None, [address], fail_silently=True))
