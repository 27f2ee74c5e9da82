"""Relations by number: guardian keeps a grant's relation as a row of `auth_permission`.

The numbers are read once a process and kept, so that a check needs no join and a list uses its index.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Permission as PermissionRow
from django.db.models.signals import post_migrate

from access import prepared

_numbers: dict[tuple[str, str, str], int] = {}
_names: dict[int, str] = {}


def _load() -> None:
    rows = PermissionRow.objects.values_list(
        "content_type__app_label", "content_type__model", "codename", "pk"
    ).order_by()
    _numbers.update({(label, model, codename): pk for label, model, codename, pk in rows})
    _names.update({pk: relation for (_label, _model, relation), pk in _numbers.items()})


def permission_id(model: type, relation: str) -> int:
    """The number of a relation that the root declares in Meta.permissions; LookupError if it declares none such."""
    key = (model._meta.app_label, model._meta.model_name, relation)
    if key not in _numbers:
        _load()
    try:
        return _numbers[key]
    except KeyError:
        raise LookupError(f"{model.__name__} declares no relation {relation} in Meta.permissions") from None


def permission_ids(model: type, names: Iterable[str]) -> dict[str, int]:
    """Numbers by relation name."""
    return {name: permission_id(model, name) for name in names}


def name_of(number: int) -> str:
    """The relation that has this number, "" if none has."""
    if number not in _names:
        _load()
    return _names.get(number, "")


def forget(**kwargs) -> None:
    """Numbers may change when tables are made anew."""
    _numbers.clear()
    _names.clear()
    prepared.forget()


post_migrate.connect(forget, dispatch_uid="access.relations")
