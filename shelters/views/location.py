"""The answer that shows where a house is: to a POST, to its readers, and to nobody else."""

from __future__ import annotations

from django.urls import reverse

from access.errors import Refused
from access.permissions import Permission
from access.roles import Role
from access.views import GuardedView, StepUp
from shelters import reveal_location
from shelters.forms import LandmarksForm, PurposeForm
from shelters.queries.houses import code_of
from shelters.views.address import correcting, filled


class Location(StepUp, GuardedView):
    """Opens a house's location. Whoever may not see it gets the 404 before any step-up; an escort is never held up."""

    permission = Permission.SHELTER_LOCATE
    model = reveal_location.SEALED
    template_name = "shelters/location.html"

    def needs_step_up(self) -> bool:
        return not reveal_location.is_escort(self.request.user, self.obj.pk)

    def back_url(self) -> str:
        return reverse("shelters:houses")  # kept in the main database beside the account, so it names no house

    def post(self, request, *args, **kwargs):
        explained = reveal_location.explains_itself(request.user, self.obj.pk)
        form = PurposeForm(request.POST, explained=explained)
        if not form.is_valid():
            return self.asked_again(form)
        reason = form.cleaned_data["purpose"]
        address_form = correcting(self.obj) if self.keeps() else None
        try:
            with reveal_location.open_location(self.obj, by=request.user, reason=reason) as shown:
                return self.page(
                    code=code_of(self.obj.pk),
                    shown=shown,
                    place=shown.whereabouts,
                    house_id=self.obj.pk,
                    address_form=filled(address_form, shown.whereabouts) if address_form else None,
                    landmarks_form=self.landmarks_form(shown.landmarks),
                )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
            return self.asked_again(form)

    def keeps(self):
        """Custodians mend address and landmarks where they see them."""
        return self.request.user.role == Role.CUSTODIAN

    def landmarks_form(self, listed):
        return LandmarksForm(initial={"landmarks": "\n".join(listed)}) if self.keeps() else None

    def asked_again(self, form):
        return self.page(
            status=422, template="shelters/purpose.html", form=form, code=code_of(self.obj.pk), keeps=self.keeps()
        )
