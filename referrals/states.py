"""The states a referral and a visum can be in, in the words shown to people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReferralState(TextChoices):
    """`sent` is the first state: a referral is never a draft, what leaves has left."""

    SENT = "sent", _("Terkirim")
    ACCEPTED = "accepted", _("Diterima")
    ANSWERED = "answered", _("Dijawab")
    DECLINED = "declined", _("Ditolak")


class VisumState(TextChoices):
    """Between `prepared` and `delivered` its document goes its own way: release, signature, issue."""

    RECORDED = "recorded", _("Dicatat")
    PREPARED = "prepared", _("Disusun menjadi surat")
    DELIVERED = "delivered", _("Diserahkan")
