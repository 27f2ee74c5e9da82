"""What pages of a house share that are its custodians' alone."""

from __future__ import annotations

from typing import Any, cast

from django.urls import reverse

from access.errors import Unseen
from access.models import Staff
from access.roles import Role
from access.views import StepUp


class OfCustodians(StepUp):
    """Mixin, left of a page of one house: the 404 for whoever reads there by another role, then a step-up."""

    def authorise(self) -> None:
        page: Any = super()
        page.authorise()
        if cast(Staff, cast(Any, self).request.user).role != Role.CUSTODIAN:
            raise Unseen

    def back_url(self) -> str:
        return reverse("shelters:houses")  # kept in the main database beside the account, so it names no house
