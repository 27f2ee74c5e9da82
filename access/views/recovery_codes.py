"""The page on which somebody makes the codes for the day on which the telephone is gone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from access import recovery_codes
from access.permissions import Permission
from access.views.base import ServiceView
from access.views.step_up import StepUp


class MakeRecoveryCodes(StepUp, ServiceView):
    """Says what they are for; POST makes ten new ones and shows them, once."""

    permission = Permission.SERVICE_OWN_ACCOUNT
    template_name = "access/recovery_codes.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(left=recovery_codes.left(request.user))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        codes = recovery_codes.new_codes()
        recovery_codes.make(request.user, codes=codes, by=request.user)
        return self.page(codes=[f"{code[:5]} {code[5:]}" for code in codes])
