"""What stands near a house: its custodians list it, and the matcher looks for it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.permissions import Permission
from access.views import ActionView
from shelters import reveal_location
from shelters.forms import LandmarksForm
from shelters.views.custodians import OfCustodians


class Landmarks(OfCustodians, ActionView):
    """Writes the whole list anew. What stands in it now is shown beside the address alone."""

    permission = Permission.SHELTER_LOCATE
    model = reveal_location.SEALED
    form_class = LandmarksForm
    action = reveal_location.keep_landmarks
    template_name = "shelters/whereabouts.html"
    title = _("Penanda di sekitar rumah")
    button = _("Simpan penanda")
    success_message = _("Penanda tersimpan. Pencocok memakainya mulai sekarang.")

    def success_url(self, obj) -> str:
        return reverse("shelters:house", args=[obj.pk])
