"""What was signed off lately, by whom."""

from __future__ import annotations

from contextlib import AbstractContextManager

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from access.permissions import Permission
from access.views import ServiceView
from audit import reviewed
from audit.actions import LOG
from audit.objects import Thing
from audit.reveal import Opened, reveal


class ReviewedView(ServiceView):
    """The findings that auditors signed off, the newest first; each look is an entry."""

    permission = Permission.SERVICE_LOG
    template_name = "audit/reviewed.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        signed, after = reviewed.page(request.user, request.GET.get("sesudah"), self.opening)
        return self.page(signed=signed, next_url="?" + urlencode({"sesudah": after}) if after else "")

    def opening(self, wants: list[tuple]) -> AbstractContextManager[Opened]:
        """Opens what says whom each is kept from; what doesn't open has its second entry."""
        reader, about = self.request.user, Thing(LOG, "")
        return reveal(reader, "log.reviewed", about, wants, permission=self.permission, partly=True)
