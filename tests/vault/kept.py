"""Where sealed files lie, folder or bucket, as whoever holds that place sees it and can change it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from tests import buckets
from vault.files import sealed_files
from vault.stream import CHUNK


class InFolder:
    """A folder of a test's own."""

    name = "folder"
    memory = 20 * CHUNK

    def __init__(self, settings: Any, folder: Path) -> None:
        settings.SEALED_FILES_DIR = folder / "files"
        self.folder = folder / "files"

    def all(self) -> list[Path]:
        """Everything that lies there, half-written things too."""
        return [path for path in self.folder.rglob("*") if path.is_file()]

    def of(self, owner: UUID, name: str) -> Path:
        """One sealed file, to be read, changed or exchanged."""
        hidden = sealed_files._found(owner, name)
        assert hidden is not None
        return self.folder / owner.hex[:2] / owner.hex / hidden

    def leave_half(self, owner: UUID, hidden: str) -> None:
        """What a rotation leaves that is killed while it writes."""
        path = self.folder / owner.hex[:2] / owner.hex / f".{hidden}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")


@dataclass
class Object:
    """An object of a bucket, as a path is one of a folder."""

    store: buckets.Store
    key: str

    def __str__(self) -> str:
        return self.key

    def read_bytes(self) -> bytes:
        with self.store.client.get_object(Bucket=buckets.NAME, Key=self.key)["Body"] as body:
            return body.read()

    def write_bytes(self, data: bytes) -> None:
        self.store.client.put_object(Bucket=buckets.NAME, Key=self.key, Body=data)


class InBucket:
    """An emptied bucket."""

    name = "bucket"
    memory = 3 * 5 * 1024 * 1024

    def __init__(self, settings: Any, folder: Path, store: buckets.Store) -> None:
        buckets.settled(settings, store, folder)
        self.store = store
        store.empty()

    def all(self) -> list:
        return [*(Object(self.store, key) for key in self.store.lying()), *self.store.uploads()]

    def of(self, owner: UUID, name: str) -> Object:
        hidden = sealed_files._found(owner, name)
        assert hidden is not None
        return Object(self.store, f"files/{owner.hex[:2]}/{owner.hex}/{hidden}")

    def leave_half(self, owner: UUID, hidden: str) -> None:
        where = {"Bucket": buckets.NAME, "Key": f"files/{owner.hex[:2]}/{owner.hex}/{hidden}"}
        begun = self.store.client.create_multipart_upload(**where)["UploadId"]
        self.store.client.upload_part(**where, UploadId=begun, PartNumber=1, Body=b"half")
