"""The walls of a case, and lifting one: asked for by one person, decided by another."""

from __future__ import annotations

from typing import cast

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access import policy
from access.models import ConflictOfInterest, Staff
from access.permissions import Permission
from access.views import StepUp
from access.walls import is_of
from casework.actions import lifting
from casework.forms.conflicts import LiftForm, whom
from casework.models import WallLift
from casework.views.pages import CaseAction
from casework.workflow import LiftState


class Conflicts(StepUp, CaseAction):
    """Who is kept out of this file now and why, in words without a value; and the first step of lifting one."""

    permission = Permission.CASE_LIFT_WALL
    form_class = LiftForm
    action = lifting.ask_to_lift
    template_name = "casework/conflicts.html"
    title = _("Konflik kepentingan")
    button = _("Minta pencabutan")
    success_message = _("Permintaan tersimpan. Konflik berlaku sampai orang kedua menyetujui pencabutannya.")
    back_to = "conflicts"
    stale_fields = ()

    def authorise(self) -> None:
        super().authorise()
        rows = ConflictOfInterest.standing.filter(case_id=self.obj.pk).order_by("found_at", "pk")
        self.walls = list(rows.select_related("staff__unit", "unit__agency", "unit__group"))
        asked = self.obj.wall_lifts.filter(state=LiftState.ASKED).select_related("asked_by")
        self.lifts = {lift.conflict_id: lift for lift in asked}

    def form_kwargs(self):
        user = self.request.user
        fit = [w.pk for w in self.walls if w.pk not in self.lifts and lifting.is_fit(w, user)]
        rows = ConflictOfInterest.standing.filter(pk__in=fit).order_by("found_at", "pk")
        return {"walls": rows.select_related("staff__unit", "unit__agency")}

    def context(self, obj, opened):
        walls = [{"row": wall, "whom": whom(wall), "lift": self.lifts.get(wall.pk)} for wall in self.walls]
        may_send = any(wall["lift"] is None for wall in walls)
        back = reverse("casework:case", args=[obj.pk])
        return {**super().context(obj, opened), "walls": walls, "may_send": may_send, "back": back}


class OneLift(CaseAction):
    """A page about one request. Whom the wall keeps out, or kept out, learns nothing of it, now or later."""

    abstract = True
    permission = Permission.CASE_LIFT_WALL
    model = WallLift
    form_class = forms.Form
    back_to = "conflicts"

    def authorise(self) -> None:
        super().authorise()
        user, wall = cast(Staff, self.request.user), self.obj.conflict
        if wall.staff_id == user.pk or (wall.unit is not None and is_of(wall.unit, user)):
            raise policy.Unseen


class LiftWall(StepUp, OneLift):
    """The second of the two reads why, and lifts it."""

    permission = Permission.CASE_LIFT_WALL
    action = lifting.confirm_lift
    template_name = "casework/lift_wall.html"
    purpose = "case.conflicts"
    title = _("Putuskan pencabutan")
    button = _("Cabut konflik kepentingan")
    success_message = _("Konflik kepentingan dicabut.")

    def wants(self, obj):
        return [(obj, "because")]

    def opening(self, about, wants, reason=""):
        # a read of the file: the newest entry about the request itself stays that of asking, which vouches for it
        return super().opening(self.case_of(about), wants, reason)

    def context(self, obj, opened):
        user, asked = self.request.user, obj.state == LiftState.ASKED
        return {
            **super().context(obj, opened),
            "lift": obj,
            "whom": whom(obj.conflict),
            "because": opened[obj, "because"],
            "asked": asked,
            "own": asked and obj.asked_by_id == user.pk,
            "fit": lifting.is_fit(obj.conflict, user),
        }


class KeepWall(OneLift):
    """It stays: one person stops what two would have to want."""

    permission = Permission.CASE_LIFT_WALL
    action = lifting.decline_lift
    title = _("Tolak pencabutan")
    button = _("Tolak pencabutan")
    success_message = _("Konflik kepentingan tetap berlaku.")
