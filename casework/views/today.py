"""The start page: what is due, what is new, what waits for others."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from access.permissions import Permission
from access.views import ServiceView
from casework import today

TITLES = {"due": _("Perlu Anda kerjakan"), "new": _("Baru masuk"), "waiting": _("Menunggu pihak lain")}
NOTHING = {
    "due": _("Tidak ada yang menunggu Anda sekarang."),
    "new": _("Belum ada yang baru."),
    "waiting": _("Tidak ada yang menunggu pihak lain."),
}


class TodayView(ServiceView):
    """Plain columns; where a source opens something to find its items, that is an entry of its own."""

    permission = Permission.SERVICE_TODAY
    template_name = "casework/today.html"

    def get(self, request, *args, **kwargs):
        found = today.lists(request.user)
        lists = [
            {"key": key, "title": TITLES[key], "items": found[key], "nothing": NOTHING[key]} for key in today.BUCKETS
        ]
        return self.page(lists=lists)
