"""Texts that left and name a house: for custodians, who must act at once."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import signin
from access.permissions import Permission
from access.submissions import once
from access.views import ActionView, ServiceView, StepUp
from shelters.actions.finds import handle_alert, look_at_alerts
from vault.entropy import new_id

KEPT = "/"  # as every form of this package leaves it


class OfAlerts(StepUp):
    """Mixin, left of both pages: whoever sits at a custodian's open tab, and lets texts be written, learns from neither
    what they name, and takes no alert from anybody's desk."""

    step_up_methods = frozenset({"GET", "HEAD", "POST"})

    def back_url(self) -> str:
        return reverse("shelters:alerts")


class Alerts(OfAlerts, ServiceView):
    """Which text, which house, who wrote it, when it left. No text is open here.

    A session that a code opened can't step up. It is shown which house and when, so that one who is alone at night can
    guard it, and neither the text nor a button.
    """

    permission = Permission.SERVICE_ALERTS
    template_name = "shelters/alerts.html"

    def needs_step_up(self) -> bool:
        return not signin.for_the_shift(self.request)

    def get(self, request, *args, **kwargs):
        told: list[Any] = []

        def look() -> str:
            told.extend(look_at_alerts(by=request.user))
            return KEPT

        if request.user.is_robot:
            look()
        else:  # a form's token is taken as by dealing with one, so that the main database can't tell the two apart
            once(new_id(), request.user, look, own_transactions=True)
        alerts, whole = told
        kept = any(alert.left is None for alert in alerts)
        return self.page(alerts=alerts, whole=whole, kept=kept, proved=self.needs_step_up())


class HandleAlert(OfAlerts, ServiceView, ActionView):
    """Dealt with. Any id can be named here, and nobody is asked about it: only alerts are pressed away."""

    permission = Permission.SERVICE_ALERTS
    title = _("Tandai selesai")
    button = _("Sudah ditangani")
    success_message = _("Peringatan ditandai selesai.")
    action = handle_alert

    def authorise(self) -> None:
        ServiceView.authorise(self)
        self.obj = self.kwargs["pk"]

    def asked_for(self) -> tuple[str, Any]:
        return "release", self.kwargs["pk"]

    def root(self):
        return None

    def success_url(self, obj) -> str:
        return reverse("shelters:alerts")
