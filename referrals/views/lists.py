"""The list: what was sent to me, what I sent."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from access.addresses import address
from access.models import Staff
from access.permissions import Permission
from access.views import GuardedListView
from referrals.queries import RECEIVING
from referrals.shown import moment_of, state_of
from referrals.states import ReferralState


class ReferralList(GuardedListView):
    """Newest first; the state is the one filter. Nothing sealed is opened."""

    permission = Permission.REFERRAL_READ
    template_name = "referrals/list.html"
    title = _("Rujukan")
    filters = {"tahap": ("state", ReferralState.values)}
    empty = _("Tidak ada rujukan di sini.")

    @property
    def receiving(self) -> bool:
        return cast(Staff, self.request.user).role in RECEIVING

    def rows(self) -> tuple[list, str | None]:
        rows, next_key = super().rows()
        prefetch_related_objects(rows, "from_agency" if self.receiving else "to_agency")
        return rows, next_key

    def row(self, obj: Any, opened: Any) -> dict[str, Any]:
        agency = obj.from_agency if self.receiving else obj.to_agency
        return {
            "cells": [obj.reference, agency.name, ", ".join(obj.needs_labels), moment_of(obj.opened)],
            "url": address("referrals:referral", obj.pk),
            "state": state_of(obj),
        }

    def context(self, rows: list, opened: Any) -> dict[str, Any]:
        chosen = self.request.GET.get("tahap", "")
        tabs = [("", _("Semua")), *ReferralState.choices]
        return {
            "columns": [
                _("Rujukan"),
                _("Dari") if self.receiving else _("Kepada"),
                _("Diminta"),
                _("Dikirim"),
                _("Tahap"),
            ],
            "tabs": [(f"?tahap={code}" if code else "?", label, code == chosen) for code, label in tabs],
        }
