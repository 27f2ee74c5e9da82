"""The desk's answer when a call can't be saved: it is kept under a provisional number, and the next one can be typed.

Nothing here asks the database, the key provider or the session. If the call can't be kept either, the page says that
nothing was, and holds all that was typed.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation

from access.forms import TOKEN, fresh_token
from casework import spool
from casework.forms.desk import SpooledForm, call_token
from casework.queries.drafts import draft_token, read_token
from casework.spool import Call, Slip
from vault.entropy import new_id
from vault.errors import SpoolFull, VaultError

CSRF = "csrfmiddlewaretoken"
KEPT, WRONG, LOST = 202, 422, 503  # accepted, to be carried out later; what is missing; nothing was kept


def answer(request: HttpRequest) -> HttpResponse | None:
    """Keeps the call in this form. None, and nothing done, unless the form holds this session's slip."""
    slip = spool.shown_by(request)
    if slip is None:
        return None
    with translation.override(slip.language):
        form = SpooledForm(request.POST, slip=slip)
        if not form.is_valid():
            return _page(request, slip, form, WRONG)
        try:
            if slip.is_over():
                raise SpoolFull("the slip is over")
            call = _call(request, slip, form)
            number = spool.keep(call, slip)
        except (OSError, VaultError):
            return _page(request, slip, form, LOST, lost=True)
        told = {"number": number, "at": call.taken, "to_call": form.to_call}
        return _page(request, slip, _next(slip, form), KEPT, **told)


def _call(request: HttpRequest, slip: Slip, form: SpooledForm) -> Call:
    return Call(
        staff=slip.staff,
        ticket=read_token(request.POST.get("draf", ""), slip.staff) or new_id(),
        token=call_token(request.POST) or new_id(),
        taken=timezone.now(),
        said=form.said(),
    )


def _next(slip: Slip, form: SpooledForm) -> SpooledForm:
    """An empty desk for the next call, of the same way in."""
    draf = draft_token(new_id(), slip.staff)
    usual = {name: form.cleaned_data[name] for name in ("channel", "kind")}
    return SpooledForm(slip=slip, initial={**usual, "draf": draf, "meja": slip.text, TOKEN: fresh_token()})


def _page(request: HttpRequest, slip: Slip, form: forms.Form, status: int, **told: Any) -> HttpResponse:
    """The desk in a frame that knows nobody: whose role and places it would show lies in the database."""
    sent = request.POST.get(CSRF, "")
    context = {
        "form": form,
        "csrf_token": sent if re.fullmatch(r"[A-Za-z0-9]{32,64}", sent) else "",  # good until sign-out
        "opened_at": timezone.now(),
        "frame": {"language": slip.language, "home_url": "/"},
        **told,
    }
    response = HttpResponse(render_to_string("casework/desk_goes_on.html", context), status=status)
    response.headers["Content-Language"] = slip.language
    return response
