"""Texts that left and name a house: for custodians, who must act at once."""

from __future__ import annotations

from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.models import Staff
from access.permissions import Permission
from access.views import ActionView, ServiceView
from shelters.actions.finds import handle_alert, look_at_alerts
from shelters.queries import finds


class Alerts(ServiceView):
    """Which text, which house, who wrote it, when it left. No text is open here."""

    permission = Permission.SERVICE_RELEASE
    template_name = "shelters/alerts.html"

    def get(self, request, *args, **kwargs):
        alerts, whole = look_at_alerts(by=request.user)
        return self.page(alerts=alerts, whole=whole)


class HandleAlert(ServiceView, ActionView):
    """Dealt with. Any text can be named here, so that the answer and the log say nothing of what was found in it."""

    permission = Permission.SERVICE_RELEASE
    title = _("Tandai selesai")
    button = _("Sudah ditangani")
    success_message = _("Peringatan ditandai selesai.")
    action = handle_alert

    def authorise(self) -> None:
        ServiceView.authorise(self)
        self.obj = finds.text(cast(Staff, self.request.user), self.kwargs["pk"])

    def asked_for(self) -> tuple[str, Any]:
        return "release", self.kwargs["pk"]

    def root(self):
        return None

    def success_url(self, obj) -> str:
        return reverse("shelters:alerts")
