"""Signing in by picking a card: exists under demo settings only."""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access.models import Staff
from access.signin import sign_in_as
from access.views import public
from demo.cast import CAST


@public("signs in a member of the demo's cast; the page of the cards is /masuk/")
@require_POST
def sign_in(request):
    """Signs the named person in as if both factors had just been given, and goes to the start page."""
    names = {player.username for player in CAST}
    staff = Staff.objects.filter(username=request.POST.get("username", "")[:40], is_active=True).first()
    if staff is None or staff.username not in names:
        context = {"problem": _("Nama ini bukan pemain demo. Tidak ada yang berubah. Pilih salah satu kartu.")}
        return render(request, "demo/not_cast.html", context, status=422)
    sign_in_as(request, staff)
    return HttpResponseRedirect(reverse("casework:today"))
