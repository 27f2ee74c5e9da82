"""What every acting page of a referral shares."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse

from access.views import ActionView
from referrals.models import Referral


class ReferralAction(ActionView):
    """A page with one form about one referral, or about a row below it; it leads back to the referral's page."""

    abstract = True
    template_name = "referrals/action.html"
    hint: ClassVar[Any] = ""
    root_path: ClassVar[str] = ""

    def referral(self) -> Referral:
        """The referral that the object is, or hangs on."""
        obj = self.obj
        for step in self.root_path.split("__"):
            obj = getattr(obj, step) if step else obj
        return obj

    def success_url(self, obj: Any) -> str:
        return reverse("referrals:referral", args=[self.referral().pk])

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        return {"referral": self.referral(), "hint": self.hint, "back": self.success_url(obj)}
