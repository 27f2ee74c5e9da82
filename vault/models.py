"""The base of every model with sealed columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from vault import keyring
from vault.cipher import key_id_of, revision_of
from vault.entropy import new_id
from vault.errors import KeyMissing
from vault.fields import EMPTIED, BlindIndexField, indexes_of, sealed_fields
from vault.purpose import Purpose


class SealedModel(models.Model):
    """A row whose sealed values are bound to it: its id, its owner's data key and its revision.

    `sealed_owner` names the attribute that gives the owner's UUID; the owner's key must have been minted.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    sealed_purpose = Purpose.CASE
    sealed_owner = "case_id"

    class Meta:
        abstract = True

    @classmethod
    def columns_to_open(cls, *names: str) -> list[str]:
        """What `only()` must load so that these sealed fields open without a query more."""
        owner = cls.owner_column()
        return ["id", "revision", *([owner] if owner else []), *names]

    @classmethod
    def owner_column(cls) -> str:
        """The column that holds the owner's id; empty where all rows have one owner, which the attribute gives."""
        known = {name for field in cls._meta.concrete_fields for name in (field.name, field.attname)}
        return cls.sealed_owner if cls.sealed_owner in known else ""

    def check_newest(self) -> None:
        """Raises SealBroken if something beside the row says that another state of it was written last.

        Nothing says so of an ordinary row: `verify_audit_log` compares them all.
        """

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Saves; a changed sealed field makes a new revision, and takes its blind indexes with it."""
        if update_fields is not None:
            update_fields = frozenset(update_fields)
        changed = [
            field
            for field in sealed_fields(type(self)).values()
            if (update_fields is None or field.name in update_fields or field.attname in update_fields)
            and field.waits_for_seal(self)
        ]
        if changed:
            if not self._state.adding:
                self.revision += 1
            if update_fields is not None:
                indexes = {index.name for field in changed for index in indexes_of(type(self), field.name)}
                update_fields = {*update_fields, "revision", *indexes}
            for field in changed:
                field.seal(self)  # before the database is touched, so that a refusal breaks no transaction
        super().save(*args, update_fields=update_fields, **kwargs)
        self.__dict__.get(EMPTIED, set()).difference_update(field.name for field in changed)

    def empty_indexes(self) -> None:
        """Nobody finds this row by a blind index any more, whatever its sealed columns hold."""
        names = [field.name for field in self._meta.concrete_fields if isinstance(field, BlindIndexField)]
        for name in names:
            setattr(self, name, None)
        self.save(update_fields=names)

    def _save_table(
        self,
        raw: bool = False,
        cls: Any = None,
        force_insert: bool = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> bool:
        given = raw, cls, force_insert, force_update, using, update_fields
        updated: bool = super()._save_table(*given)  # type: ignore[misc]
        if updated and update_fields is not None:
            self._take_resealed(using, frozenset(update_fields))
        return updated

    def _take_resealed(self, using: str | None, written: frozenset[str]) -> None:
        """Values that were sealed anew since this row was loaded count as they are stored, now that the row is locked.

        Whoever is told of the save makes a digest of the row as it stands, not as it stood when it was loaded.
        """
        left = {
            name: field.attname
            for name, field in sealed_fields(type(self)).items()
            if name not in written and getattr(self.__dict__.get(field.attname), "_envelope", None) is not None
        }
        if not left or not self._may_be_resealed(left.values()):
            return
        row = type(self)._base_manager.using(using).filter(pk=self.pk).values_list(*left).first()
        for attname, stored in zip(left.values(), row or (), strict=False):
            sealed = self.__dict__[attname]
            if stored is not None and revision_of(stored._envelope) == revision_of(sealed._envelope):
                sealed._envelope = stored._envelope

    def _may_be_resealed(self, attnames: Iterable[str]) -> bool:
        """Whether one of these values stands under another key than the owner's newest one."""
        owner = next(iter(sealed_fields(type(self)).values())).owner_of(self)
        try:
            newest = keyring.ids(self.sealed_purpose, owner)[-1]
        except KeyMissing:
            return False
        return any(key_id_of(self.__dict__[attname]._envelope) != newest for attname in attnames)

    def refresh_from_db(self, using: str | None = None, fields: Any = None, from_queryset: Any = None) -> None:
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        self.__dict__.get(EMPTIED, set()).difference_update(
            fields or [field.name for field in self._meta.concrete_fields]
        )
