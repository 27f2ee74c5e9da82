"""The base of models that only the policy opens."""

from __future__ import annotations

from django.core.checks import Error
from django.db import models
from django.db.models.signals import class_prepared

from access import prepared
from access.querysets import GuardedManager
from access.wording import InWords


class GuardedModel(InWords, models.Model):
    """A root (`guarded_kind = "case"`) or a child of one (`guarded_by = "case"`, the path to its root).

    `objects` raises unless scoped; `every` sees all rows and may be used only in the own package's actions,
    queries and jobs. `wall` is the column that holds the case's id, compared with conflicts of interest.
    `author_field` names who wrote the row, for permissions that reach one's own rows only.
    `assigned_by`, on a root: the relations which, held by a person and not by their unit, say that this person is
    assigned to the root's file. A wall before a whole unit lets them pass; no other wall does.
    In the second database `guarded_by` is a path to a column that holds the root's id.
    """

    guarded_kind: str | None = None
    guarded_by: str | None = None
    wall: str | None = None
    author_field: str | None = None
    assigned_by: tuple[str, ...] = ()
    audit_kind: str = ""

    objects = GuardedManager()
    every = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "every"

    def _do_insert(self, manager, using, fields, returning_fields, raw):
        """The INSERT of a save, put together once for all rows of the model: the database makes up nothing of them."""
        prepared.insert(self, using)
        return []

    @classmethod
    def check(cls, **kwargs) -> list:
        problems = super().check(**kwargs)
        if bool(cls.guarded_kind) == bool(cls.guarded_by):
            problems.append(
                Error(
                    f"{cls.__name__} must be a root (guarded_kind) or a child (guarded_by), one of them.",
                    hint='Add `guarded_by = "case"` (the path to its root) to the class.',
                    obj=cls,
                    id="access.E002",
                )
            )
        if cls._meta.base_manager_name != "every":
            problems.append(Error("base_manager_name must be 'every'.", obj=cls, id="access.E003"))
        if not isinstance(cls._default_manager, GuardedManager):
            problems.append(Error("The default manager must be a GuardedManager.", obj=cls, id="access.E004"))
        return problems


def _keep_base_manager(sender, **kwargs) -> None:
    # A Meta of a model's own does not inherit this one's options; cascades and `refresh_from_db` need it all the same.
    if issubclass(sender, GuardedModel) and not sender._meta.base_manager_name:
        sender._meta.base_manager_name = "every"


class_prepared.connect(_keep_base_manager, dispatch_uid="access.guarded")
