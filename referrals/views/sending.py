"""Sending: the urgent form on a ticket, the ordinary one on a case."""

from __future__ import annotations

from typing import Any, cast

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.models import Staff
from access.permissions import Permission
from access.views import ActionView, GivesReading
from casework.models import CasePerson
from casework.models.person import Part
from referrals import actions, forms
from referrals.codes.referral import URGENT_KINDS
from referrals.consent import agencies_agreed, works_somewhere
from referrals.queries import receiving_units


class SendUrgent(ActionView):
    """Leaves at once. The page says before the press what the receiver will see."""

    permission = Permission.TICKET_REFER
    form_class = forms.UrgentForm
    action = actions.send_urgent
    template_name = "referrals/send.html"
    title = _("Rujukan mendesak")
    button = _("Kirim rujukan mendesak")
    success_message = _("Rujukan terkirim.")

    def form_kwargs(self) -> dict[str, Any]:
        user = cast(Staff, self.request.user)
        unit = Staff.objects.working().filter(unit=user.unit_id) if user.unit_id else Staff.objects.none()
        return {
            "units": receiving_units(URGENT_KINDS),
            "colleagues": unit.exclude(pk=str(user.pk)).order_by("name"),
            "conflict": works_somewhere(self.obj.pk),
        }

    def success_url(self, obj: Any) -> str:
        return reverse("referrals:referral", args=[self.result.pk]) if self.result else reverse("referrals:list")

    def root(self) -> Any:
        return self.result

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        return {"urgent": True}


class SendReferral(GivesReading, ActionView):
    """From a case. Her name, age and sex are offered as the file knows them; what is not needed is taken out."""

    permission = Permission.CASE_REFER
    form_class = forms.ReferralForm
    action = actions.send_referral
    template_name = "referrals/send.html"
    title = _("Rujukan baru")
    button = _("Kirim rujukan")
    success_message = _("Rujukan terkirim.")
    purpose = "referral.write"
    stale_fields = ()

    def form_kwargs(self) -> dict[str, Any]:
        return {
            "units": receiving_units(),
            "agreed": agencies_agreed(self.request.user, self.obj),
            "conflict": works_somewhere(self.obj.pk),
        }

    def victim(self) -> CasePerson | None:
        """The first victim of the file."""
        return self.obj.persons.filter(part=Part.VICTIM).order_by("added", "id").first()

    def wants(self, obj: Any) -> list[tuple]:
        self.her = self.victim() if self.request.method != "POST" else None
        return [(self.her, "name", "born")] if self.her else []

    def initial(self, obj: Any, opened: Any) -> dict[str, Any]:
        if self.her is None:
            return {}
        return {
            "name": opened.get(self.her, "name"),
            "age": age_at(str(opened.get(self.her, "born")), timezone.localdate()),
            "sex": self.her.sex,
        }

    def success_url(self, obj: Any) -> str:
        return reverse("referrals:referral", args=[self.result.pk]) if self.result else reverse("referrals:list")

    def root(self) -> Any:
        return self.result

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        return {"urgent": False}


def age_at(born: str, today) -> int | None:
    """Her age today from a date of birth as it is kept (ISO date or year); None where it can't be told."""
    parts = born.split("-")
    try:
        numbers = [int(part) for part in parts]
    except ValueError:
        return None
    if len(numbers) == 1 and numbers[0] > 1900:
        return today.year - numbers[0]
    if len(numbers) != 3 or numbers[0] < 1900:
        return None
    year, month, day_of_month = numbers
    return today.year - year - ((today.month, today.day) < (month, day_of_month))
