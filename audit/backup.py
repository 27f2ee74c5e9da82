"""A backup and the way back: both databases and every sealed file, with an entry for each; never a root or a wrap."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from access.models import OpenSession
from audit import sealer
from audit.database_roles import give_rights
from audit.examine import examine
from audit.models import Checkpoint
from audit.objects import Thing
from audit.recording import record
from vault import entropy, keyring, wraps
from vault.backups import archive, databases
from vault.backups.folders import MARK
from vault.errors import BackupRefused, KeyMissing
from vault.files import NamedByRows
from vault.models import SealedModel
from vault.objects import fitness

UNDONE = (
    "what was done since is undone: close accounts, reset factors, declare conflicts, shred again (docs/operate.md)"
)
MADE, RESTORED = "backup.make", "backup.restore"


def trees(alias: str) -> dict[str, Path]:
    """The folders of sealed files that belong to a database, by their names in its archive; none where a bucket holds
    them: what it keeps is copied by its own means, which know what changed since (docs/operate.md)."""
    found = {} if settings.SEALED_FILES_BUCKET else settings.BACKUP_TREES.get(alias, {})
    return {tree: Path(where) for tree, where in found.items()}


def back_up(folder: Path) -> list[Path]:
    """Make the archives `default.tar` and `shelters.tar` in FOLDER, which must be new or empty. Returns their paths.

    Both are of one moment. Nothing in them opens without the keyring's store and the roots, which have copies of
    their own. Raises BackupRefused; an archive that is not whole never bears its name.
    """
    _make_ready(folder)
    name = entropy.random_bytes(8).hex()
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        record(None, MADE, Thing("backup", name))  # first, so that the copy holds it too
    sealer.run_until_done(timezone.now())
    about = {"backup": name, "made": timezone.now().isoformat(timespec="seconds")}
    made = []
    with tempfile.TemporaryDirectory(prefix=".copying-", dir=folder) as aside:
        copies = {alias: Path(aside) / alias for alias in connections}
        databases.copied(copies)
        for alias, copy in copies.items():
            path = folder / f"{alias}.tar"
            with archive.written(path, {**about, **_described(alias)}) as kept:
                kept.add_file(archive.DATABASE, copy)
                for tree, where in trees(alias).items():
                    kept.add_tree(tree, where)
            made.append(path)
    return made


def _make_ready(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(path.name != MARK for path in folder.iterdir()):
        raise BackupRefused("This folder is not empty; nothing was kept: name a new folder for each backup.")
    (folder / MARK).touch(mode=0o600)
    keyring.start()  # refuses where roots or wraps lie in this very folder


def _described(alias: str) -> dict[str, Any]:
    applied = MigrationRecorder(connections[alias]).applied_migrations()
    return {
        "database": alias,
        "vendor": connections[alias].vendor,
        "migrations": sorted(".".join(migration) for migration in applied),
        **({"bucket": settings.SEALED_FILES_BUCKET} if settings.SEALED_FILES_BUCKET else {}),
    }


def restore(folder: Path) -> list[str]:
    """Put a backup back into an installation that holds nothing yet; returns what its operator must be told.

    Everything is checked before anything is written. Nobody is signed in afterwards. What the log had beyond the
    backup is named by an entry, and stands before the auditor. Raises BackupRefused.
    """
    keyring.start()
    fitness.start()
    manifests = {alias: archive.checked(folder / f"{alias}.tar") for alias in connections}
    _refuse_unfit(manifests)
    for alias, manifest in manifests.items():
        _put_back(alias, folder / f"{alias}.tar", manifest["files"])
    OpenSession.objects.all().delete()
    told = [f"restored the backup {manifests[DEFAULT_DB_ALIAS]['backup']} of {manifests[DEFAULT_DB_ALIAS]['made']}"]
    told += _continue_log(manifests[DEFAULT_DB_ALIAS]["backup"])
    if any(_unapplied(alias) for alias in manifests):
        told.append("it was made by an older version: run `manage.py migrate`, then the other database's")
    elif found := len(examine(timezone.now()).problems):
        told.append(f"problems {found}: start nothing before `manage.py verify_audit_log` was read")
    if lacking := owners_without_key():
        told.append(f"{lacking} files have no key: the keyring's copy is older than the backup, find a newer one")
    if settings.SEALED_FILES_BUCKET:
        told.append(f"its sealed files are those of the bucket {settings.SEALED_FILES_BUCKET}: {files_missing()} lack")
    return told


def owners_without_key() -> int:
    """How many owners of sealed rows have no wrap at all; a shredded one has its mark, and isn't counted."""
    lacking = set()
    for model in apps.get_models():
        if not issubclass(model, SealedModel):
            continue
        if column := model.owner_column():
            owners = model._base_manager.order_by().values_list(column, flat=True).distinct()
            lacking |= {owner for owner in owners.iterator() if not wraps.exists(model.sealed_purpose, owner)}
    return len(lacking)


def files_missing() -> int:
    """How many files that a row names are not there. One whose owner has no key is not counted: it opens nowhere."""
    missing = 0
    for model in apps.get_models():
        named: NamedByRows | None = getattr(model, "sealed_files", None)
        if named is not None:
            rows = model._base_manager.order_by().values_list(named.owner, *named.digests)
            missing += sum(1 for owner, *names in rows.iterator() for name in names if _is_missing(named, owner, name))
    return missing


def _is_missing(named: NamedByRows, owner: UUID, name: str) -> bool:
    try:
        return bool(name) and not named.store.exists(owner, name)
    except KeyMissing:
        return False


def _refuse_other_place(manifest: dict[str, Any]) -> None:
    """Sealed files are looked for where they were when the backup was made, or in a copy of that bucket."""
    theirs, ours = manifest.get("bucket", ""), settings.SEALED_FILES_BUCKET
    if theirs and not ours:
        raise BackupRefused(
            f"This backup's sealed files lie in the bucket {theirs}; nothing was restored: set SEALED_FILES_BUCKET to "
            "it, or to a copy of it."
        )
    if ours and not theirs:
        raise BackupRefused(
            "This backup holds its sealed files itself and SEALED_FILES_BUCKET names a bucket; nothing was restored: "
            "restore without one, then move them there (docs/operate.md)."
        )
    for sentence in fitness.unfit():
        raise BackupRefused(f"{sentence} Nothing was restored.")


def _refuse_unfit(manifests: dict[str, dict[str, Any]]) -> None:
    if len({manifest["backup"] for manifest in manifests.values()}) != 1:
        raise BackupRefused("These archives are of two backups; nothing was restored: take two of one.")
    _refuse_other_place(manifests[DEFAULT_DB_ALIAS])
    for alias, manifest in manifests.items():
        if manifest["database"] != alias:
            raise BackupRefused(f"{alias}.tar holds another database; nothing was restored: rename it back.")
        if manifest["vendor"] != connections[alias].vendor:
            raise BackupRefused(
                f"{alias}.tar is of {manifest['vendor']}, this installation's is {connections[alias].vendor}; "
                "nothing was restored: set the same kind of database as when it was made."
            )
        known = MigrationLoader(None).disk_migrations or {}
        if unknown := set(manifest["migrations"]) - {".".join(migration) for migration in known}:
            raise BackupRefused(
                f"This backup is of a newer version ({min(unknown)}); nothing was restored: install that version."
            )
        if not databases.of(alias).is_empty():
            raise BackupRefused(
                f"The database {alias} holds something already; nothing was restored: restore into a new installation."
            )
        for where in trees(alias).values():
            if where.exists() and any(where.iterdir()):
                raise BackupRefused(f"{where} holds files already; nothing was restored: restore into a new one.")


def _put_back(alias: str, path: Path, digests: dict[str, str]) -> None:
    settings.HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".restoring-", dir=settings.HOME))
    try:
        archive.unpacked(path, {archive.DATABASE: aside / archive.DATABASE, **trees(alias)}, digests)
        databases.of(alias).put_back(aside / archive.DATABASE)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    role = settings.DATABASE_APP_ROLES.get(alias, "")
    if role:
        give_rights(role, alias)


def _unapplied(alias: str) -> bool:
    loader = MigrationLoader(connections[alias])
    return bool(set(loader.disk_migrations or ()) - set(loader.applied_migrations))


def _continue_log(backup: str) -> list[str]:
    """The entry of the restoring. What was sealed after the backup was made is gone, and the entry says how much."""
    lost = sealer.kept()
    remembered = lost is not None
    if lost is not None and Checkpoint.objects.filter(size=lost.size, root=lost.root).exists():
        lost = None
    newest = Checkpoint.objects.order_by("-size").first()
    size = newest.size if newest else 0
    beyond = {f"lost:{size}-{max(lost.size, size) - 1}": lost.root.hex()} if lost is not None else {}
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        record(None, RESTORED, Thing("backup", backup), digests=beyond)
    if newest is not None and lost is not None:
        sealer.go_on_from(newest.note)
    sealer.run_until_done(timezone.now())
    if not remembered:
        return ["nothing beside the keys remembers how far the log went: compare with an exported one, if you have any"]
    if lost is None:
        return ["the log goes on where it ended"]
    if lost.size <= size:
        return ["the keyring's store remembers another log than this backup's: tell the auditors", UNDONE]
    return [f"the log lost its entries {size} to {lost.size - 1}, made after the backup: tell the auditors", UNDONE]
