"""Grant rows: guardian's direct-foreign-key permissions, with what our lists and reviews need on the row itself.

A root declares two concrete models:

    class CaseUserGrant(UserGrant):
        content_object = models.ForeignKey(Case, on_delete=models.CASCADE)

    class CaseGroupGrant(GroupGrant):
        content_object = models.ForeignKey(Case, on_delete=models.CASCADE)

guardian reads through `objects`, which holds live rows only: that is how expiry enters its answers.
"""

from __future__ import annotations

import functools

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.managers import GroupObjectPermissionManager, UserObjectPermissionManager
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from access import prepared, relations
from vault.entropy import new_id


def live(now=None) -> Q:
    """Rows that have not expired."""
    return Q(expires__isnull=True) | Q(expires__gt=now or prepared.now())


def live_sql(alias: str, connection) -> tuple[str, list]:
    """The same, written out for a table under this alias."""
    column = f"{alias}.{connection.ops.quote_name('expires')}"
    now = models.DateTimeField().get_db_prep_value(prepared.now(), connection)
    return f"({column} IS NULL OR {column} > %s)", [now]


class _LiveRows:
    """guardian's manager over live rows; one row at a time, expired ones found again."""

    def get_queryset(self):
        return super().get_queryset().filter(live())

    def assign_perm(self, perm, user_or_group, obj, *, expires=None, granted_by=None, why=""):
        """Makes the grant, or renews the row that is there, expired or not, with these terms. Returns the row."""
        permission_id = relations.permission_id(type(obj), getattr(perm, "codename", perm))
        key = {
            self.user_or_group_field: user_or_group,
            "permission_id": permission_id,
            "content_object": obj,
        }
        terms = {
            "expires": expires,
            "granted_by": granted_by,
            "why": why,
            "granted_at": timezone.now(),
            "opened": getattr(obj, "opened", None) or timezone.now(),
            "state": getattr(obj, "state", None) or "",
        }
        row = self.model.every.filter(**key).first()
        if row is None:
            try:
                with transaction.atomic(using=self.db):
                    row = self.model(**key, **terms)
                    row.save(force_insert=True)
                return row
            except IntegrityError:  # another worker granted the same in this moment
                row = self.model.every.get(**key)
        for name, value in terms.items():
            setattr(row, name, value)
        row.save(update_fields=list(terms))
        return row

    def remove_perm(self, perm, user_or_group, obj):
        """Removes the row, expired or not. Returns what `delete()` returns."""
        permission_id = relations.permission_id(type(obj), getattr(perm, "codename", perm))
        return self.model.every.filter(
            **{self.user_or_group_field: user_or_group, "permission_id": permission_id, "content_object": obj}
        ).delete()

    def _one_at_a_time(self, *args, **kwargs):
        raise NotImplementedError("grants are given and taken one at a time, each with its log entry")

    bulk_assign_perm = assign_perm_to_many = bulk_remove_perm = remove_perm_from_many = assign = _one_at_a_time


class UserGrantManager(_LiveRows, UserObjectPermissionManager):
    """Live grants to a person."""


class GroupGrantManager(_LiveRows, GroupObjectPermissionManager):
    """Live grants to a unit."""


class Grant(models.Model):
    """The columns both kinds of grant share."""

    plain_text = {
        "state": "the root's state word, copied so that lists filter on the grant row",
        "why": "a word of our own for what led to the grant (assignment, referral, post), never free text",
    }
    uncompared = dict.fromkeys(("opened", "state"), "copied from the root, for lists to sort and filter by")
    compared_beside = ("relation",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    opened = models.DateTimeField(_("dibuka"))
    state = models.CharField(_("tahap"), max_length=32, blank=True, default="")
    expires = models.DateTimeField(_("berlaku sampai"), null=True, blank=True)
    granted_at = models.DateTimeField(_("diberikan pada"))
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(_("sebab"), max_length=64, blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"

    @property
    def relation(self) -> str:
        """The relation's name; the row holds a number that another table gives a meaning."""
        return relations.name_of(self.permission_id)

    def save(self, *args, **kwargs) -> None:
        # guardian's own check loads the root and the permission again; the manager took the id from the root's class.
        models.Model.save(self, *args, **kwargs)


class UserGrant(Grant, UserObjectPermissionBase):
    """A relation of one person to one root."""

    objects = UserGrantManager()
    every = models.Manager()

    class Meta(UserObjectPermissionBase.Meta):
        abstract = True
        base_manager_name = "every"
        indexes = [
            models.Index(fields=["user", "permission", "-opened", "-content_object"], name="%(class)s_newest"),
            models.Index(fields=["user", "permission", "state", "-opened", "-content_object"], name="%(class)s_state"),
            models.Index(fields=["content_object", "user", "permission"], name="%(class)s_root"),
        ]


class GroupGrant(Grant, GroupObjectPermissionBase):
    """A relation of one unit to one root."""

    objects = GroupGrantManager()
    every = models.Manager()

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = True
        base_manager_name = "every"
        indexes = [
            models.Index(fields=["group", "permission", "-opened", "-content_object"], name="%(class)s_newest"),
            models.Index(fields=["group", "permission", "state", "-opened", "-content_object"], name="%(class)s_state"),
            models.Index(fields=["content_object", "group", "permission"], name="%(class)s_root"),
        ]


@functools.cache
def _models_for(root: type, base: type) -> type:
    found = [
        model
        for model in apps.get_models()
        if issubclass(model, base) and model._meta.get_field("content_object").related_model is root
    ]
    if len(found) != 1:
        raise LookupError(f"{root.__name__} needs exactly one {base.__name__} model, it has {len(found)}")
    return found[0]


def of_persons(root: type) -> type:
    """The model of grants to persons on this root; LookupError if it has none (guardian finds the same, by a query)."""
    return _models_for(root, UserGrant)


def of_units(root: type) -> type:
    """The model of grants to units on this root."""
    return _models_for(root, GroupGrant)
