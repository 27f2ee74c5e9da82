"""Whether sealed files have one place, and a fit one: what the settings say, and what the store itself does."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from vault.errors import StoreRefused
from vault.files import SealedFiles, stores
from vault.purpose import Purpose


def start() -> None:
    """Raise StoreRefused where the settings forbid a start."""
    sentences = wrong()
    if sentences:
        raise StoreRefused(sentences[0])


def wrong() -> list[str]:
    """One sentence with its remedy for everything in the settings that forbids a start; asks no store."""
    return _of_settings() + [
        f"{folder} holds sealed files and SEALED_FILES_BUCKET names a bucket: move them there (docs/operate.md), or "
        "nobody finds them and no shredding deletes them."
        for folder in (Path(getattr(settings, files.directory_setting)) for files in _every())
        if settings.SEALED_FILES_BUCKET and folder.is_dir() and any(folder.iterdir())
    ]


def unfit() -> list[str]:
    """One sentence with its remedy for each thing that the store itself does and no store of ours may; asks it."""
    return [sentence for sentence in dict.fromkeys(files.objects.unfit() for files in _every()) if sentence]


def _every() -> list[SealedFiles]:
    return [files for purpose in Purpose for files in stores(purpose)]


def _of_settings() -> list[str]:
    endpoint = settings.SEALED_FILES_ENDPOINT
    if not settings.SEALED_FILES_BUCKET:
        if endpoint:
            return [
                "SEALED_FILES_ENDPOINT names a store and SEALED_FILES_BUCKET no bucket in it: name one, or take the "
                "endpoint away, and files lie in a folder."
            ]
        return []
    sentences = []
    if not (endpoint or settings.SEALED_FILES_REGION):
        sentences.append(
            "SEALED_FILES_BUCKET lies nowhere: name its store in SEALED_FILES_ENDPOINT, or Amazon's own by its "
            "SEALED_FILES_REGION."
        )
    if endpoint and not _is_private(endpoint):
        sentences.append(
            "SEALED_FILES_ENDPOINT is no https:// address: set one; http:// is for a store on this very machine alone."
        )
    if not (settings.SEALED_FILES_ACCESS_KEY and settings.SEALED_FILES_SECRET_KEY):
        sentences.append(
            "SEALED_FILES_BUCKET opens for nobody without a key: put both halves of it in the files that "
            "SEALED_FILES_ACCESS_KEY_FILE and SEALED_FILES_SECRET_KEY_FILE name."
        )
    return sentences


def _is_private(endpoint: str) -> bool:
    """Whether nobody on the way sees what is asked for: TLS, or no way at all."""
    parts = urlsplit(endpoint)
    host = parts.hostname or ""
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and _is_here(host)))


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
