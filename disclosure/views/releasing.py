"""The release desk, a custodian's: place-like phrases alone, opened by POST, and two answers. A placement officer finds
there what no custodian may see.

What names a known place is marked for custodians, who are its readers, once they have proved again who they are:
whoever has their open tab, and lets texts be written, would otherwise ask with each of them where a house is.
"""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import signin
from access.models import Staff
from access.permissions import Permission
from access.roles import Role
from access.views import ActionView, ServiceView, StepUp
from audit.reveal import reveal
from disclosure import actions, matching, queries
from disclosure.forms import LetGoForm
from disclosure.gate import REWRITE_SENTENCE

SHOWN = 50


class ReleaseList(ServiceView):
    """What waits, oldest first. Nothing is open here: a reference, since when, how long; after a step-up, which name a
    house."""

    permission = Permission.SERVICE_RELEASE
    template_name = "disclosure/releases.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        waiting = queries.waiting_releases(request.user)
        found = list(waiting[: SHOWN + 1])
        releases, more = found[:SHOWN], len(found) > SHOWN
        proved = signin.stepped_up(request)
        marks = matching.matcher().marks(request.user, [release.pk for release in releases]) if proved else {}
        rows = [{"release": release, "hit": release.pk in marks} for release in releases]
        stands_in = cast(Staff, request.user).role != Role.CUSTODIAN
        return self.page(rows=rows, more=more, marked=proved, stands_in=stands_in)


class OfRelease(ServiceView):
    """Loads a waiting text for a custodian."""

    abstract = True
    permission = Permission.SERVICE_RELEASE

    def authorise(self) -> None:
        ServiceView.authorise(self)
        self.obj = queries.release(self.request.user, self.kwargs["pk"])

    def asked_for(self) -> tuple[str, Any]:
        return "release", self.kwargs["pk"]


class OpenRelease(StepUp, OfRelease):
    """Opens the phrases of one text, on POST, after a step-up and after their entry is committed.

    A session that a code opened for daily work can't step up: it is shown the phrases without marks, so that releasing
    goes on at night.
    """

    permission = Permission.SERVICE_RELEASE
    template_name = "disclosure/release.html"

    def needs_step_up(self) -> bool:
        return not signin.for_the_shift(self.request)

    def back_url(self) -> str:
        return reverse("disclosure:releases")

    def post(self, request: HttpRequest, pk) -> HttpResponse:
        wants = [(self.obj, "phrases")]
        marked = self.needs_step_up()
        marks = matching.matcher().marks(request.user, [self.obj.pk]) if marked else {}
        mark = marks.get(self.obj.pk, matching.Mark())
        with reveal(cast(Staff, request.user), "release.look", self.obj, wants, permission=self.permission) as opened:
            found = cast("list[str]", opened[self.obj, "phrases"])
            phrases = [{"text": text, "hit": number in mark.phrases} for number, text in enumerate(found)]
            told: dict[str, Any] = {"phrases": phrases, "beyond": mark.beyond, "marked": marked}
            return self.page(release=self.obj, sentence=REWRITE_SENTENCE, **told)


class Decide(OfRelease, ActionView):
    """One of the two answers."""

    abstract = True
    permission = Permission.SERVICE_RELEASE

    def success_url(self, obj) -> str:
        return reverse("disclosure:releases")

    def context(self, obj, opened) -> dict[str, Any]:
        return {"about": obj.reference, "back": self.success_url(obj)}

    def root(self):
        return None


class LetGo(Decide):
    """The text may leave."""

    title = _("Lepaskan teks")
    button = _("Lepaskan")
    form_class = LetGoForm
    success_message = _("Teks dilepaskan.")
    action = actions.let_go

    def initial(self, obj, opened) -> dict[str, Any]:
        return {"unseen": not obj.looked_at}


class AskRewrite(Decide):
    """The writer is asked to write it anew."""

    title = _("Minta tulis ulang")
    button = _("Minta tulis ulang")
    success_message = _("Penulis diminta menulis ulang dengan kalimat tetap.")
    action = actions.ask_rewrite
