"""Where a house is, written by its custodians: whole, in one size, and for the matcher from its next step."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.permissions import Permission
from access.views import ActionView
from shelters import reveal_location
from shelters.forms import AddressForm
from shelters.models import House
from shelters.queries.houses import code_of
from shelters.views.custodians import OfCustodians


class Address(OfCustodians, ActionView):
    """Writes a house's address anew. What stands there is shown where it was opened alone: GET gives an empty form.

    The step-up comes before the form, so that nothing that was typed is lost on the way to it.
    """

    permission = Permission.SHELTER_LOCATE
    model = House
    form_class = AddressForm
    action = reveal_location.keep_location
    template_name = "shelters/whereabouts.html"
    step_up_methods = frozenset({"GET", "HEAD", "POST"})
    title = _("Alamat rumah")
    button = _("Simpan alamat")
    success_message = _(
        "Alamat tersimpan. Pencocok memakainya mulai sekarang. Bila rumahnya pindah, perbarui juga penandanya."
    )
    stale_message = _(
        "Alamat rumah ini ditulis lagi sejak Anda membuka halaman ini. Isian Anda tetap ada dan belum disimpan. "
        "Buka alamatnya di tab lain dan bandingkan; kirim lagi bila isian Anda yang benar."
    )

    def version(self) -> str:
        return reveal_location.writing_of(self.obj.pk)

    def arguments(self, form: Any) -> dict[str, Any]:
        return {"whereabouts": reveal_location.Whereabouts(**super().arguments(form))}

    def context(self, obj: Any, opened: Any) -> dict[str, Any]:
        has_address = obj.pk in reveal_location.houses_open_to(self.request.user)
        return {"code": code_of(obj.pk), "back": self.success_url(obj), "has_address": has_address}

    def success_url(self, obj: Any) -> str:
        return reverse("shelters:house", args=[obj.pk])


def correcting(location: Any) -> AddressForm:
    """The form that stands beside an opened address, made before it opens: what somebody else writes from then on is
    noticed. `filled` fills it in."""
    return Address(obj=location).make_form()  # type: ignore[return-value]


def filled(form: AddressForm, place: reveal_location.Whereabouts) -> AddressForm:
    """The same form, with what stands there now."""
    form.initial = place.as_json() | {"phones": "\n".join(place.phones)}
    return form
