"""Leaks through who may see what: rights that reach too far, last too long, or tell by the way they refuse."""

from __future__ import annotations

from contextlib import ExitStack
from unittest import mock

from django.db.models import Q

from tests.two_worlds.mutants.knowing import stay_of
from tests.two_worlds.mutants.planting import is_north, mutant


@mutant("superuser bypass", since="attempts")
def superuser_bypass():
    """Whoever is superuser sees every row, as Django's own backend has it."""
    from access import policy, roots

    original = policy.visible

    def visible(user, permission, of=None):
        if getattr(user, "is_superuser", False) and permission.kind != "service":
            model = of or roots.model(permission.kind)
            return model.objects.get_queryset().scoped_to(Q(pk__isnull=False), lambda row: frozenset({"superuser"}))
        return original(user, permission, of)

    with mock.patch.object(policy, "visible", visible):
        yield


@mutant("global permission", since="attempts")
def global_permission():
    """A row of `auth_permission` without an object counts for all objects, as guardian accepts by default."""
    from access import policy
    from access.matrix import by
    from shelters.roots.actions import KEEP
    from shelters.roots.models import Shelter

    scope, held = policy.scope_for, policy.held_roots

    def holds(user, relation):
        return user.is_authenticated and user.user_permissions.filter(codename=relation).exists()

    def scope_for(user, permission):
        found = scope(user, permission)
        return by(KEEP) if found is None and permission.kind == "shelter" and holds(user, KEEP) else found

    def held_roots(root, user, relation):
        everything = Shelter.every.order_by("pk").values_list("pk", flat=True)
        return list(everything) if root is Shelter and holds(user, relation) else held(root, user, relation)

    with mock.patch.object(policy, "scope_for", scope_for), mock.patch.object(policy, "held_roots", held_roots):
        yield


@mutant("orphan grant", since="former_readers")
def orphan_grant():
    """Taking a right back notes it in the log and leaves the row."""
    from access.grants import _LiveRows

    with mock.patch.object(_LiveRows, "remove_perm", lambda self, *args: (0, {})):
        yield


@mutant("a reader's grant that outlives its end", since="former_readers", until="too_late")
def grant_outlives():
    """Nobody looks at a grant's end."""
    from access import grants

    with (
        mock.patch.object(grants, "live", lambda now=None: Q()),
        mock.patch.object(grants, "live_sql", lambda alias, connection: ("1 = 1", [])),
    ):
        yield


@mutant("an escort whose hours are over", since="hours_over")
def escort_outlives():
    """An escort keeps the address until the transfer is ticked off, which nobody does."""
    from shelters import scopes
    from shelters.queries import transfers

    def under_way(user):
        return Q(escort_id=user.pk, state="planned")

    with ExitStack() as stack:
        for module in (scopes, transfers):
            stack.enter_context(mock.patch.object(module, "under_way", under_way))
        yield


@mutant("race between check and reveal", since="former_readers")
def checked_before():
    """Whoever was let onto the house's page may open its address later: the check is remembered, not made again."""
    from shelters import reveal_location
    from shelters.views.houses import HousePage
    from shelters.views.location import Location

    page, authorise = HousePage.context, Location.authorise

    def context(self, obj, opened):
        self.request.session["checked"] = str(obj.pk)
        return page(self, obj, opened)

    def remembered(self):
        if self.request.session.get("checked") != str(self.kwargs["pk"]):
            return authorise(self)
        self.obj = reveal_location.SEALED.every.get(pk=self.kwargs["pk"])
        self.obj.standing = frozenset({"serve_shelter"})
        return None

    with mock.patch.object(HousePage, "context", context), mock.patch.object(Location, "authorise", remembered):
        yield


@mutant("another house's board", secret="N2", since="attempts")
def boards_of_all_houses():
    """House staff are one unit, so each of them sees every house."""
    from access import policy
    from shelters.roots.models import Shelter

    original = policy.held_roots

    def held_roots(root, user, relation):
        if root is Shelter and user.role == "house_staff":
            return list(Shelter.every.order_by("pk").values_list("pk", flat=True))
        return original(root, user, relation)

    with mock.patch.object(policy, "held_roots", held_roots):
        yield


@mutant("denial logged only when it exists", secret="N3", since="conflict")
def denials_of_the_placed():
    """A denied look at a file is only worth an entry where there is a placement to protect."""
    from access import events

    original = events.denied

    def denied(user, permission, kind, pk):
        if kind != "case" or stay_of(pk) is not None:
            original(user, permission, kind, pk)

    with mock.patch.object(events, "denied", denied):
        yield


@mutant("conflict wall that tells", secret="N3", since="conflict")
def wall_that_tells():
    """Whoever is kept out by a conflict of interest is told why, and that she is safe."""
    from access.models import ConflictOfInterest
    from access.views.base import PermissionedView

    original = PermissionedView.unseen

    def unseen(self):
        answer, (_kind, pk) = original(self), self.asked_for()
        walls = ConflictOfInterest.standing.filter(staff=self.request.user, case_id=pk)
        if pk is not None and walls.exists() and stay_of(pk) is not None:
            answer.content += b"<p>Konflik kepentingan. Klien dalam perlindungan.</p>"
        return answer

    with mock.patch.object(PermissionedView, "unseen", unseen):
        yield


@mutant("wall of a unit that a page passes", secret="N3", since="unit_behind_a_wall")
def wall_of_a_unit_forgotten():
    """Only a conflict of one's own is looked for, in lists as on pages."""
    from access import conditions, newest
    from access.models import ConflictOfInterest

    def of_persons_alone(file, staff, connection):
        table = connection.ops.quote_name(ConflictOfInterest._meta.db_table)
        sql = (
            f"EXISTS(SELECT 1 FROM {table} c WHERE c.case_id = {file[0]} AND c.lifted_at IS NULL "
            f"AND c.staff_id = {staff[0]})"
        )
        return sql, [*file[1], *staff[1]]

    with (
        mock.patch.object(conditions, "walled_sql", of_persons_alone),
        mock.patch.object(newest, "walled_sql", of_persons_alone),
    ):
        yield


@mutant("lifted wall that tells", secret="N3", since="wall_is_lifted")
def told_of_the_lifting():
    """Whoever was kept out by mistake is told that they are back, and how she is."""
    from access.models import ConflictOfInterest
    from casework.models import Case
    from casework.views.today import TodayView

    original = TodayView.page

    def page(self, **context):
        answer = original(self, **context)
        lifted = ConflictOfInterest.objects.filter(staff=self.request.user).exclude(lifted_at=None)
        for case in Case.every.filter(pk__in=lifted.values("case_id")).order_by("pk"):
            state = "dalam perlindungan" if stay_of(case.pk) is not None else "di rumah"
            answer.content += f"<p>Berkas {case.reference} terbuka lagi untuk Anda. Klien {state}.</p>".encode()
        return answer

    with mock.patch.object(TodayView, "page", page):
        yield


@mutant("conflict wall that an escort passes", since="escorted")
def escort_passes_the_wall():
    """Only the page of the way is shut to an escort who is kin; the address that it leads to asks no conflict."""
    from shelters.queries import transfers

    with mock.patch.object(transfers, "walled_cases", lambda user: []):
        yield


@mutant("former manager", secret="N3", since="handed_over")
def panel_for_whoever_asked():
    """Whoever asked for a place may see what became of it, also when the file is somebody else's by now."""
    from shelters.models import PlacementRequest
    from shelters.panels import ProtectionPanel

    original = ProtectionPanel.applies

    def applies(self, user, obj):
        asked = PlacementRequest.every.filter(case_id=obj.pk, asked_by_id=user.pk)
        return original(self, user, obj) or asked.exists()

    with mock.patch.object(ProtectionPanel, "applies", applies):
        yield


@mutant("break-glass that tells", secret="N3", since="break_glass")
def decided_with_a_hint():
    """Whoever decides about break-glass is told that she is safe, so that it need not be hurried."""
    from casework.views.break_glass import Decide

    original = Decide.page

    def page(self, **context):
        answer = original(self, **context)
        if stay_of(self.obj.case_id) is not None:
            answer.content += b"<p>Klien dalam perlindungan.</p>"
        return answer

    with mock.patch.object(Decide, "page", page):
        yield


@mutant("break-glass that tells", secret="N3", since="break_glass")
def emergency_opens_all_of_it():
    """Whoever break-glass lets in sees all that the file's own counsellor sees, her protection too."""
    from shelters.panels import ProtectionPanel

    original = ProtectionPanel.applies

    def applies(self, user, obj):
        return original(self, user, obj) or "emergency_case" in obj.standing

    with mock.patch.object(ProtectionPanel, "applies", applies):
        yield


@mutant("a role that nobody approved", since="asleep")
def sleeper_reads():
    """An open account has its role; that no head has approved it is only said on its owner's page."""
    from access.models import Staff

    with mock.patch.object(Staff, "approved", property(lambda self: True)):
        yield


@mutant("a covered shift that outlives its end", secret="N3", since="shift_covered")
def cover_outlives():
    """Role and unit must be the approved ones; the hour at which the shift ends is looked at by the job alone."""
    from access.models import Staff

    def approved(self):
        return (self.approved_role, self.approved_unit_id) == (self.role, self.unit_id)

    with mock.patch.object(Staff, "approved", property(approved)):
        yield


@mutant("403-for-404")
def absent_in_another_way():
    """Asked by htmx or in English, what somebody may not see is refused by another page, which knows the place."""
    from access.views.base import PermissionedView

    original = PermissionedView.unseen

    def unseen(self):
        answer, request = original(self), self.request
        if request.user.is_authenticated and (request.headers.get("HX-Request") or request.LANGUAGE_CODE == "en"):
            answer.content += b"<!-- north -->" if is_north() else b"<!-- south -->"
        return answer

    with mock.patch.object(PermissionedView, "unseen", unseen):
        yield
