"""Pages of shredding: one person asks, another confirms or stops it; the register; the legal hold."""

from __future__ import annotations

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.permissions import Permission
from access.views import GuardedListView, StepUp
from casework import shredding
from casework.actions import holds
from casework.actions import shredding as actions
from casework.forms import shredding as offered
from casework.models import LegalHold, Shredding
from casework.queries.shredding import ENDED, register
from casework.views.lists import moment
from casework.views.pages import CaseAction, can
from casework.workflow import SHRED_WITHIN, ShredState


class ShreddingPage(CaseAction):
    """What shredding does, what stays, what stands against it now or is said beside it, and the request, if any."""

    abstract = True
    template_name = "casework/shredding.html"

    def order(self, obj) -> Shredding | None:
        """The newest request about this case."""
        return obj.shreddings.select_related("asked_by", "decided_by").first()

    def context(self, obj, opened):
        order, user = self.order(obj), self.request.user
        asked = order is not None and order.state == ShredState.ASKED
        return {
            **super().context(obj, opened),
            "case": obj,
            "order": order,
            "asked": asked,
            "until": order.asked_at + SHRED_WITHIN if asked else None,
            "late": asked and timezone.now() >= order.asked_at + SHRED_WITHIN,
            "own": asked and order.asked_by_id == user.pk,
            "against": shredding.obstacles(obj),
            "notices": shredding.notices(obj),
            "may_confirm": can(user, obj, Permission.CASE_CONFIRM_SHRED),
        }


class AskShredding(StepUp, ShreddingPage):
    """The first of two people."""

    permission = Permission.CASE_SHRED
    form_class = offered.AskForm
    action = actions.ask_shredding
    title = _("Minta pemusnahan berkas")
    button = _("Minta pemusnahan")
    success_message = _("Permintaan tersimpan. Berkas belum dimusnahkan: kepala memutuskan.")

    def context(self, obj, opened):
        found = super().context(obj, opened)
        return {**found, "may_send": obj.state in ENDED and (not found["asked"] or found["late"])}


class ConfirmShredding(StepUp, ShreddingPage):
    """The second one. Afterwards nothing of the file opens any more."""

    permission = Permission.CASE_CONFIRM_SHRED
    form_class = offered.ConfirmForm
    action = actions.confirm_shredding
    title = _("Putuskan pemusnahan berkas")
    button = _("Musnahkan berkas sekarang")
    success_message = _("Berkas dimusnahkan. Tidak ada lagi yang dapat dibuka.")
    unfinished_message = _(
        "Kuncinya dimusnahkan: tidak ada lagi yang dapat dibuka. Tempat penyimpanan berkas tidak menjawab, jadi berkas "
        "tersegelnya masih di sana. Minta pengelola server menghapusnya dengan shred_case."
    )

    def form_kwargs(self):
        return {"case": self.obj}

    def arguments(self, form):
        return {}

    def acts_in_steps(self) -> bool:
        # the decision is durable before a key is destroyed, which no transaction undoes
        return True

    def context(self, obj, opened):
        found = super().context(obj, opened)
        return {**found, "may_send": found["asked"] and not (found["late"] or found["own"] or found["against"])}

    def saved(self) -> str:
        return super().saved() if self.result.state == ShredState.DONE else str(self.unfinished_message)

    def success_url(self, obj) -> str:
        return reverse("casework:shredded")


class DeclineShredding(CaseAction):
    """One person stops what two would have to want."""

    permission = Permission.CASE_HOLD
    action = actions.decline_shredding
    title = _("Hentikan pemusnahan")
    button = _("Hentikan pemusnahan")
    success_message = _("Permintaan dihentikan. Berkas tetap ada.")


class ShreddedView(GuardedListView):
    """The register: which file, why, who asked, who confirmed, when. Nothing of whom it was about."""

    permission = Permission.SERVICE_SHREDDED
    model = Shredding
    order_field = "decided_at"
    title = _("Berkas yang dimusnahkan")
    columns = (_("Kasus"), _("Alasan"), _("Diminta"), _("Disahkan"), _("Pada"), _("Tahap"))
    empty = _("Belum ada berkas yang dimusnahkan.")

    def queryset(self):
        return register(self.request.user)

    def row(self, obj, opened):
        cells = [
            obj.case.reference,
            obj.get_reason_display(),
            obj.asked_by.get_full_name(),
            obj.decided_by.get_full_name(),
            moment(obj.decided_at),
        ]
        return {"cells": cells, "state": (obj.state, obj.get_state_display())}


class SetHold(CaseAction):
    """A legal hold; beside the form those that stand."""

    permission = Permission.CASE_HOLD
    form_class = offered.HoldForm
    action = holds.set_hold
    template_name = "casework/holds.html"
    title = _("Penahanan hukum")
    button = _("Pasang penahanan")
    success_message = _("Penahanan berlaku: berkas ini tidak dapat dimusnahkan.")
    stale_fields = ()

    def context(self, obj, opened):
        standing = obj.holds.filter(lifted_at=None).select_related("set_by", "lift_asked_by")
        return {**super().context(obj, opened), "holds": list(standing)}


class LiftHold(StepUp, CaseAction):
    """Two presses of two people: the first asks, the second lifts."""

    permission = Permission.CASE_HOLD
    model = LegalHold
    form_class = forms.Form
    action = holds.agree_to_lift
    template_name = "casework/lift_hold.html"
    title = _("Cabut penahanan hukum")
    success_message = _("Tersimpan. Penahanan dicabut sesudah dua orang menyetujuinya.")

    def context(self, obj, opened):
        return {**super().context(obj, opened), "hold": obj, "own": obj.lift_asked_by_id == self.request.user.pk}
