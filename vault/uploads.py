"""An upload stays in memory until it is sealed: nothing unsealed touches the disk, not even a temporary file."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class MemoryUpload(FileUploadHandler):
    """Keeps up to `UPLOAD_MEMORY_LIMIT` bytes of a file and counts the rest.

    A longer file arrives at its form with its true size and none of its content: the form refuses it by its size, and
    a sealed file whose content is shorter than its size is refused when it is written.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._kept = BytesIO()
        self._left = settings.UPLOAD_MEMORY_LIMIT

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._left -= len(raw_data)
        if self._left >= 0:
            self._kept.write(raw_data)
        else:
            self._kept = BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._kept.seek(0)
        return InMemoryUploadedFile(
            file=self._kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
