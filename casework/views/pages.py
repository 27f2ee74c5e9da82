"""What the pages and forms of a case share: its head, its tabs, and the way back."""

from __future__ import annotations

from typing import Any, ClassVar

from access import policy
from access.addresses import address
from access.permissions import Permission
from access.views import ActionView, GuardedDetailView
from casework import tabs
from casework.workflow import CaseState


def can(user, case, permission: Permission) -> bool:
    """Whether this person, standing to the case as they do, may also do that; asks no database."""
    scope = policy.scope_for(user, permission)
    return scope is not None and bool(case.standing & set(scope.relations))


class CaseTab(GuardedDetailView):
    """One tab. A person whose relation to the case does not see it gets the 404."""

    abstract = True
    permission = Permission.CASE_READ
    tab: ClassVar[str]

    def authorise(self) -> None:
        super().authorise()
        if not tabs.sees(self.obj, self.tab):
            raise policy.Unseen

    def wants(self, obj) -> list[tuple]:
        return []

    def inside(self, obj, opened) -> dict[str, Any]:
        """What this tab shows besides the head."""
        return {}

    def context(self, obj, opened):
        user = self.request.user
        running = obj.state == CaseState.OPEN
        return {
            "case": obj,
            "tabs": tabs.shown(obj, self.tab),
            "running": running,
            "may_handle": running and can(user, obj, Permission.CASE_HANDLE),
            "may_decide": can(user, obj, Permission.CASE_DECIDE),
            "may_discuss": can(user, obj, Permission.CASE_DISCUSS),
            **self.inside(obj, opened),
        }


class CaseAction(ActionView):
    """A form on a case, leading back to one of its tabs."""

    abstract = True
    template_name = "casework/form.html"
    back_to: ClassVar[str] = "case"

    def case_of(self, obj):
        """The case that the object is or hangs on."""
        return obj if obj.audit_kind == "case" else obj.case

    def success_url(self, obj) -> str:
        return address(f"casework:{self.back_to}", self.case_of(obj).pk)

    def foreseen(self) -> str:
        return "" if self.obj is None else self.success_url(self.obj)

    def context(self, obj, opened):
        return {"back": self.success_url(obj), "about": self.case_of(obj).reference}
