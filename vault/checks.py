"""System checks: every text column is sealed, or declared plain with a reason; and the keyring is fit to start.

A model declares its plain text columns where it is written:

    plain_text = {"state": "a coded choice: it names nobody"}
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import models

from vault.fields import BlindIndexField, SealedField
from vault.models import SealedModel
from vault.purpose import Purpose

PROJECT = Path(__file__).resolve().parent.parent
SHORTEST_REASON = 5

#: Columns that hold no text. Whatever is not named here is taken for text: a new kind of column must be decided on.
WITHOUT_TEXT = (
    models.AutoField,
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.DurationField,
    models.FloatField,
    models.ForeignObject,
    models.IntegerField,
    models.TimeField,
    models.UUIDField,
)


def own_apps() -> Iterator[AppConfig]:
    """The installed apps that belong to this project."""
    for config in apps.get_app_configs():
        path = Path(config.path).resolve()
        if path.is_relative_to(PROJECT) and "site-packages" not in path.parts:
            yield config


def declared(model: type[models.Model]) -> dict[str, str]:
    """The model's plain columns with their reasons, its bases' included."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        found.update(base.__dict__.get("plain_text", {}))
    return found


def written_in(model: type[models.Model]) -> str:
    """The file of the model's class."""
    file = inspect.getsourcefile(model)
    if file is None:
        return model.__module__
    path = Path(file).resolve()
    return str(path.relative_to(PROJECT)) if path.is_relative_to(PROJECT) else path.name


def _is_text(field: Any) -> bool:
    return not isinstance(field, (SealedField, *WITHOUT_TEXT))


def _about(model: type[models.Model], text: str, hint: str, number: int) -> Error:
    return Error(f"{model._meta.label}{text}", hint=hint, obj=model, id=f"vault.E{number:03}")


def check_model(model: type[models.Model]) -> list[CheckMessage]:
    """What is wrong with one model's text columns and seals."""
    problems: list[CheckMessage] = []
    reasons = declared(model)
    file = written_in(model)
    text_columns = {field.name for field in model._meta.local_concrete_fields if _is_text(field)}
    for name in sorted(text_columns - reasons.keys()):
        problems.append(
            _about(
                model,
                f".{name} is text that is neither sealed nor declared plain.",
                f'Seal it, or add to class {model.__name__} in {file}: plain_text = {{"{name}": "why it may be read"}}',
                1,
            )
        )
    for name in sorted(text_columns & reasons.keys()):
        if not isinstance(reasons[name], str) or len(reasons[name].strip()) < SHORTEST_REASON:
            problems.append(
                _about(model, f".{name} is declared plain without a reason.", f"Write the reason in {file}.", 2)
            )
    known = {field.name for field in model._meta.concrete_fields if _is_text(field)}
    for name in sorted(model.__dict__.get("plain_text", {}).keys() - known):
        problems.append(
            _about(
                model, f".{name} is declared plain but is no text column.", f"Take it out of plain_text in {file}.", 3
            )
        )
    return problems + _check_seals(model, file)


def _check_seals(model: type[models.Model], file: str) -> list[CheckMessage]:
    problems: list[CheckMessage] = []
    sealed = [field for field in model._meta.local_concrete_fields if isinstance(field, SealedField)]
    if sealed and not issubclass(model, SealedModel):
        problems.append(_about(model, " has sealed columns but is no SealedModel.", f"Derive it from it in {file}.", 4))
        return problems
    names = {field.attname for field in model._meta.concrete_fields}
    owner = getattr(model, "sealed_owner", "")
    if sealed and owner not in names and not isinstance(inspect.getattr_static(model, owner, None), property):
        problems.append(
            _about(model, f": its owner attribute `{owner}` is not there.", f"Set sealed_owner in {file}.", 5)
        )
    for field in sealed:
        if model.sealed_purpose == Purpose.LOCATION and field.pad is None:  # type: ignore[attr-defined]
            problems.append(
                _about(model, f".{field.name} holds a location and needs one size.", f"Give it pad=… in {file}.", 6)
            )
    indexes = [field for field in model._meta.local_concrete_fields if isinstance(field, BlindIndexField)]
    for index in indexes:
        problems += _check_index(model, index, file, {field.name for field in sealed})
    return problems


def _check_index(model: Any, field: BlindIndexField, file: str, sealed: set[str]) -> list[CheckMessage]:
    if field.source not in sealed:
        hint = f"Name a sealed field of the model as source in {file}."
        return [_about(model, f".{field.name} is an index over no sealed field.", hint, 7)]
    if model.sealed_purpose == Purpose.LOCATION:
        return [_about(model, f".{field.name} would make a location searchable.", f"Take it out of {file}.", 8)]
    return []


def text_columns_are_sealed(app_configs: Iterable[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """Every text column of our own apps is sealed or declared plain with a reason."""
    wanted = None if app_configs is None else {config.label for config in app_configs}
    return [
        problem
        for config in own_apps()
        if wanted is None or config.label in wanted
        for model in config.get_models(include_auto_created=True)
        if not model._meta.proxy
        for problem in check_model(model)
    ]


def keyring_is_fit(app_configs: Iterable[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """The roots are there, different from each other, and read by nobody else (for `check --deploy`)."""
    from vault import keyring

    return [Error(sentence, id="vault.E020") for sentence in keyring.health()]


def spool_is_fit(app_configs: Iterable[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """What can't wait for database or key provider can be kept, and opened afterwards (for `check --deploy`)."""
    from vault import spool

    return [Error(sentence, id="vault.E024") for sentence in spool.wrong()]


def sealed_files_have_a_place(app_configs: Iterable[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """The settings name one folder or one bucket for sealed files, and nobody on the way there reads along."""
    from vault.objects import fitness

    return [Error(sentence, id="vault.E022") for sentence in fitness.wrong()]


def bucket_is_fit(app_configs: Iterable[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """A bucket answers, and refuses to write over what is there (for `check --deploy`: it asks the store)."""
    from vault.objects import fitness

    return [] if fitness.wrong() else [Error(sentence, id="vault.E023") for sentence in fitness.unfit()]


def keys_are_rehearsed(app_configs: Iterable[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """Nags until somebody has tried the paper shares of each root within the year; a demo has nothing to lose."""
    from vault import keyring, rehearsal

    own = keyring.provider()
    if getattr(settings, "DEMO", False) or own.unsplittable or keyring.health():
        return []
    late = rehearsal.overdue(own)
    if not late:
        return []
    return [
        Warning(
            f"Nobody has tried within the year whether paper shares restore these roots: {', '.join(late)}.",
            hint="For each: `manage.py keys split` unless its sheets exist, then `manage.py keys rehearse`.",
            id="vault.W021",
        )
    ]
