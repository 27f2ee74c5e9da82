"""The smoke detector: django-auditlog watching for writes that pass no action.

Each package calls `watch(Model, …)` for its models when the apps are ready. Inside an action nothing happens, at no
cost. Outside one, a save or delete raises under the tests' settings; in production it makes the entry
`tanpa tindakan` (outside any action), which stands first on the auditor's page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlog.context import disable_auditlog
from auditlog.receivers import check_disable
from auditlog.registry import AuditlogModelRegistry
from auditlog.signals import pre_log
from django.conf import settings
from django.db.models.signals import pre_delete, pre_save

from audit.errors import OutsideAction
from audit.models import AuditEntry, Decision
from audit.recording import record

if TYPE_CHECKING:
    from django.db import models

OUTSIDE = "tanpa tindakan"


@check_disable
def _before_save(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: object) -> None:
    kind = AuditEntry.Action.CREATE if instance._state.adding else AuditEntry.Action.UPDATE
    pre_log.send(sender, instance=instance, action=kind)


@check_disable
def _before_delete(sender: type[models.Model], instance: models.Model, **kwargs: object) -> None:
    pre_log.send(sender, instance=instance, action=AuditEntry.Action.DELETE)


# Before the row exists and before auditlog would read the old one: no query, no diff, no representation.
registry = AuditlogModelRegistry(
    create=False,
    update=False,
    delete=False,
    access=False,
    m2m=False,
    custom={pre_save: _before_save, pre_delete: _before_delete},
)


def watch(*watched: type[models.Model]) -> None:
    """Have every save and delete of these models noticed when it happens outside an action."""
    for model in watched:
        registry.register(model)


def watched(model: type[models.Model]) -> bool:
    """Whether MODEL is watched."""
    return registry.contains(model)


def unwatched():
    """A context in which the detector is silent: for factories, and for rows made before anybody can act."""
    return disable_auditlog()


def _smell(sender: type[models.Model], instance: models.Model, action: int, **kwargs: object) -> bool:
    if getattr(settings, "STRICT_WRITES", False):
        raise OutsideAction(f"{sender._meta.label} was written outside any action: decorate the verb with @action")
    record(None, OUTSIDE, instance, decision=Decision.OUTSIDE)
    return False


def listen() -> None:
    """Connect the detector; called once, when the apps are ready."""
    pre_log.connect(_smell, dispatch_uid="audit.register.smell")
