"""The base of every model with sealed columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import ExitStack
from typing import Any

from django.db import connections, models, router, transaction

from vault import keyring
from vault.cipher import key_id_of, revision_of
from vault.entropy import new_id
from vault.errors import KeyMissing
from vault.fields import EMPTIED, RESEALED, BlindIndexField, indexes_of, sealed_fields
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
        """Saves; a changed sealed field makes a new revision, at which all the row's values are sealed then, and takes
        its blind indexes with it. What was not changed is not written back as it was loaded."""
        sealed, resealed = sealed_fields(type(self)), self.__dict__.pop(RESEALED, set())
        named = None if update_fields is None else set(update_fields)
        changed = [
            field for name, field in sealed.items() if (named is None or name in named) and field.waits_for_seal(self)
        ]
        if named is not None:
            named -= sealed.keys() - resealed - {field.name for field in changed}
        left = {name: field for name, field in sealed.items() if field not in changed}
        pending = {field.attname: self.__dict__[field.attname] for field in left.values() if field.waits_for_seal(self)}
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        with ExitStack() as stack:
            if changed and not self._state.adding:
                if left and not connections[using].in_atomic_block:
                    stack.enter_context(transaction.atomic(using=using))
                carried = self._go_on(left, using)
                if named is not None:
                    named |= {"revision", *carried}
            if named is not None:
                named |= {index.name for field in changed for index in indexes_of(type(self), field.name)}
            for field in changed:
                field.seal(self)  # before the database is written to, so that a refusal breaks no transaction
            super().save(*args, update_fields=named, **kwargs)
        self.__dict__.update(pending)  # assigned, and not among the fields of this save
        self.__dict__.get(EMPTIED, set()).difference_update(field.name for field in changed)

    def _go_on(self, left: Collection[str], using: str) -> list[str]:
        """The row's next revision, and what a change LEFT alone sealed at it, as it is stored now: somebody may have
        changed it since this row was loaded. Their names."""
        from vault import reseal  # it opens, and knows all models

        names = ("revision", *left)
        stored = self._stored(names, using) if left else None
        state = stored or {name: getattr(self, name) for name in names}
        self.revision = state["revision"] + 1
        return reseal.carry_on(self, state["revision"], {name: state[name] for name in left})

    def _stored(self, names: Iterable[str], using: str) -> dict[str, Any] | None:
        """These columns as they are in the database, which nobody else changes until the transaction is over."""
        return type(self)._base_manager.using(using).select_for_update().filter(pk=self.pk).values(*names).first()

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
