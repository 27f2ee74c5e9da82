"""System checks: ports that nobody filled, roots that grants cannot stand on."""

from __future__ import annotations

from django.core.checks import Error, register

from access import events, grants, roots
from access.grants import GroupGrant, UserGrant
from access.matrix import MATRIX


@register("access")
def ports_are_filled(app_configs, **kwargs) -> list[Error]:
    """Fails closed: without the log nothing may be read or written."""
    return [
        Error(
            f"access.events.{name} is not filled.",
            hint=f"Call access.events.register({name}=…) in the AppConfig.ready() of the package that keeps the log.",
            id="access.E001",
        )
        for name in events.missing()
    ]


@register("access")
def roots_hold_grants(app_configs, **kwargs) -> list[Error]:
    """Each root has its two grant models and declares every relation that MATRIX uses."""
    problems = []
    for kind, model in roots.all_roots().items():
        for base, find in ((UserGrant, grants.of_persons), (GroupGrant, grants.of_units)):
            try:
                find(model)
            except LookupError as problem:
                problems.append(
                    Error(
                        str(problem),
                        hint=f"class {model.__name__}{base.__name__}({base.__name__}): content_object = ForeignKey(…)",
                        obj=model,
                        id="access.E005",
                    )
                )
        declared = {codename for codename, _ in model._meta.permissions}
        used = {
            relation
            for permission, row in MATRIX.items()
            if permission.kind == kind
            for scope in row.values()
            for relation in scope.relations
        }
        problems += [
            Error(
                f"MATRIX uses the relation {relation}, but {model.__name__} doesn't declare it.",
                hint=f'Add ("{relation}", "…") to Meta.permissions of {model.__name__}.',
                obj=model,
                id="access.E006",
            )
            for relation in sorted(used - declared)
        ]
    return problems
