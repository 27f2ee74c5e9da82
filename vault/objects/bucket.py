"""Sealed objects in a bucket of an S3-compatible store, by django-storages; the store is the only one we speak to.

What Django's storage API can do is done by it. It can't write a stream in little memory, write only where nothing is,
or read a stream without a file beside: for these the client is asked that django-storages' own bucket brings.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from storages.backends.s3 import S3Storage

from vault import entropy
from vault.errors import StoreAway
from vault.objects.base import ObjectStore

PART = 5 * 1024 * 1024  # the least that stores take; at most twice in memory, and 10,000 of them make 50 GB
SECONDS = 20  # without a byte from the store, and it counts as away
TAKEN = 412  # the answer where `If-None-Match` finds something
T = TypeVar("T")


@cache
def _storage(bucket: str, endpoint: str, region: str, access_key: str, secret_key: str) -> S3Storage:
    return S3Storage(
        bucket_name=bucket,
        endpoint_url=endpoint or None,
        region_name=region or "us-east-1",  # a store with an address of its own takes any
        access_key=access_key,
        secret_key=secret_key,
        security_token=None,
        session_profile=None,
        client_config=Config(
            connect_timeout=SECONDS,
            read_timeout=SECONDS,
            # an answer that got lost isn't asked for again: what was written meanwhile would count as another's
            retries={"total_max_attempts": 1},
            proxies={},  # whoever stands between would see whose files are asked for
            s3={"addressing_style": "path" if endpoint else "auto"},
            # digests in trailers are refused by stores that aren't Amazon's; the seal finds every flipped bit
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


os.register_at_fork(after_in_child=_storage.cache_clear)  # a connection answers one process


def _ask(question: Callable[..., T], *words: Any, **more: Any) -> T:
    """What the store answers. Its own errors become ours: what it said is not repeated but for a word of its code."""
    try:
        return question(*words, **more)
    except ClientError as refusal:
        status = refusal.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        code = str(refusal.response.get("Error", {}).get("Code", ""))
        kind = code if re.fullmatch(r"[A-Za-z]{1,40}", code) else f"HTTP {status}"
        told: Exception = FileExistsError() if status == TAKEN else StoreAway(kind)
        if code == "NoSuchKey":
            told = FileNotFoundError()
    except BotoCoreError as trouble:
        told = StoreAway(type(trouble).__name__)
    raise told


class _Upload:
    """One object on its way: in one request if it is short, else in parts; nothing bears its name before its end."""

    def __init__(self, client: Any, bucket: str, key: str) -> None:
        self.client, self.where = client, {"Bucket": bucket, "Key": key}
        self.held, self.id = bytearray(), ""
        self.parts: list[dict[str, Any]] = []

    def take(self, piece: bytes) -> None:
        self.held += piece
        if len(self.held) >= PART:
            self.send()

    def send(self) -> None:
        """What is held, as a part."""
        if not self.id:
            self.id = _ask(self.client.create_multipart_upload, **self.where)["UploadId"]
        place = {"UploadId": self.id, "PartNumber": len(self.parts) + 1}
        sent = _ask(self.client.upload_part, **self.where, **place, Body=bytes(self.held))
        self.parts.append({"PartNumber": place["PartNumber"], "ETag": sent["ETag"]})
        self.held.clear()

    def end(self) -> None:
        """The object is there. Raises FileExistsError where there is one already."""
        if self.id and self.held:
            self.send()
        if self.id:
            whole = {"UploadId": self.id, "MultipartUpload": {"Parts": self.parts}}
            _ask(self.client.complete_multipart_upload, **self.where, **whole, IfNoneMatch="*")
        else:
            _ask(self.client.put_object, **self.where, Body=bytes(self.held), IfNoneMatch="*")
        self.id = ""

    def abort(self) -> None:
        """Nothing of it is kept, if the store can be told."""
        if self.id:
            with suppress(StoreAway):
                _ask(self.client.abort_multipart_upload, **self.where, UploadId=self.id)


class _Body:
    """An object that is being read."""

    def __init__(self, body: Any) -> None:
        self.body = body

    def read(self, size: int = -1, /) -> bytes:
        return _ask(self.body.read, None if size < 0 else size)

    def __enter__(self) -> _Body:
        return self

    def __exit__(self, *_: object) -> None:
        self.body.close()


class Bucket(ObjectStore):
    """What lies below PREFIX in the bucket that the settings name."""

    def __init__(self, prefix: str) -> None:
        self.prefix, self.name = prefix, settings.SEALED_FILES_BUCKET
        self.storage = _storage(
            self.name,
            settings.SEALED_FILES_ENDPOINT,
            settings.SEALED_FILES_REGION,
            settings.SEALED_FILES_ACCESS_KEY,
            settings.SEALED_FILES_SECRET_KEY,
        )

    @property
    def client(self) -> Any:
        return self.storage.bucket.meta.client

    def of_owner(self, owner: UUID) -> str:
        return f"{self.prefix}/{owner.hex[:2]}/{owner.hex}"

    def place(self, owner: UUID, name: str) -> str:
        return f"{self.of_owner(owner)}/{name}"

    @contextmanager
    def writing(self, owner: UUID, name: str, *, again: bool = False) -> Iterator[Callable[[bytes], object]]:
        with self._writing(self.place(owner, name)) as upload:
            yield upload.take

    @contextmanager
    def _writing(self, key: str) -> Iterator[_Upload]:
        upload = _Upload(self.client, self.name, key)
        try:
            yield upload
            upload.end()
        finally:
            upload.abort()

    def forget_half(self, owner: UUID, name: str) -> None:
        self._abort_below(self.place(owner, name))

    def _abort_below(self, prefix: str) -> None:
        """End the uploads that a killed process left: no listing of objects shows them, and no deletion ends them."""
        pages = self.client.get_paginator("list_multipart_uploads").paginate(Bucket=self.name, Prefix=prefix)
        found: list[dict[str, Any]] = _ask(list, pages)
        for page in found:
            for one in page.get("Uploads", ()):
                upload = {"Key": one["Key"], "UploadId": one["UploadId"]}
                _ask(self.client.abort_multipart_upload, Bucket=self.name, **upload)

    def open(self, owner: UUID, name: str) -> _Body:
        return _Body(_ask(self.client.get_object, Bucket=self.name, Key=self.place(owner, name))["Body"])

    def beginnings(self, owner: UUID, size: int) -> Iterator[bytes]:
        for name in self._names(owner):
            with self.open(owner, name) as body:
                yield body.read(size)

    def _names(self, owner: UUID) -> list[str]:
        return _ask(self.storage.listdir, self.of_owner(owner))[1]

    def exists(self, owner: UUID, name: str) -> bool:
        return _ask(self.storage.exists, self.place(owner, name))

    def size(self, owner: UUID, name: str) -> int:
        return _ask(self.storage.size, self.place(owner, name))

    def delete(self, owner: UUID, *names: str) -> None:
        for name in names:
            _ask(self.storage.delete, self.place(owner, name))

    def delete_all(self, owner: UUID) -> None:
        self._abort_below(f"{self.of_owner(owner)}/")
        self.delete(owner, *self._names(owner))

    def unfit(self) -> str:
        key = f"{self.prefix}/probe-{entropy.random_bytes(8).hex()}"
        try:
            written = [self._probe(key), self._probe(key), self._probe(key, in_parts=True)]
            _ask(self.storage.delete, key)
        except StoreAway as away:
            return (
                f"The store of SEALED_FILES_BUCKET doesn't answer ({away.kind}): see that the bucket is there and that "
                "our key may list, read, write and delete in it."
            )
        if written != [True, False, False]:
            return (
                "The store of SEALED_FILES_BUCKET writes over what is there: take one that heeds If-None-Match, for "
                "objects sent at once and in parts."
            )
        return ""

    def _probe(self, key: str, *, in_parts: bool = False) -> bool:
        """Whether something could be written there."""
        try:
            with self._writing(key) as upload:
                upload.take(b"probe")
                if in_parts:
                    upload.send()
        except FileExistsError:
            return False
        return True
