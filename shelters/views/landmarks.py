"""What stands near a house: its custodians list it, and the matcher looks for it."""

from __future__ import annotations

from typing import cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.errors import Unseen
from access.models import Staff
from access.permissions import Permission
from access.roles import Role
from access.views import ActionView, StepUp
from shelters import reveal_location
from shelters.forms import LandmarksForm


class Landmarks(StepUp, ActionView):
    """Writes the whole list anew. What stands in it now is shown beside the address alone."""

    permission = Permission.SHELTER_LOCATE
    model = reveal_location.SEALED
    form_class = LandmarksForm
    action = reveal_location.keep_landmarks
    title = _("Penanda di sekitar rumah")
    button = _("Simpan penanda")
    success_message = _("Penanda tersimpan. Pencocok memakainya mulai sekarang.")

    def authorise(self) -> None:
        super().authorise()
        if cast(Staff, self.request.user).role != Role.CUSTODIAN:
            raise Unseen

    def back_url(self) -> str:
        return reverse("shelters:houses")  # kept in the main database beside the account, so it names no house

    def success_url(self, obj) -> str:
        return reverse("shelters:house", args=[obj.pk])
