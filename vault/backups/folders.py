"""Where backups lie, so that no root and no wrap is ever kept beside what it opens."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

#: A file of this name marks its folder as a backup's; `manage.py backup` puts it there before anything else.
MARK = ".lindung-backup"


def folder_around(path: Path) -> Path | None:
    """The backup's folder in which `path` really lies: one that VAULT_BACKUP_DIRS names or that bears the mark."""
    named = {Path(name).resolve() for name in getattr(settings, "VAULT_BACKUP_DIRS", ())}
    for folder in path.resolve().parents:
        if folder in named or (folder / MARK).exists():
            return folder
    return None
