"""Where sealed files lie: in a folder, or in a bucket of an S3-compatible store, if SEALED_FILES_BUCKET names one.

Both have the same layout, so whoever moves from one to the other copies files as they are (docs/operate.md).
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from vault.objects.base import ObjectStore
from vault.objects.folder import Folder


def of(directory_setting: str) -> ObjectStore:
    """The store of the files whose folder this setting names: that folder, or what bears its name in the bucket."""
    folder = Path(getattr(settings, directory_setting))
    if not settings.SEALED_FILES_BUCKET:
        return Folder(folder)
    from vault.objects.bucket import Bucket  # which loads what speaks to stores, only where there is one

    return Bucket(folder.name)
