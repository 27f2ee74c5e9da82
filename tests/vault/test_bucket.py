"""A bucket that is away, that fails half-way, or that breaks its promise; and the settings that name one."""

from __future__ import annotations

import io
import os
import tracemalloc

import pytest
from django.core.checks import run_checks
from django.test import Client

from tests import buckets
from vault import keyring
from vault.entropy import new_id
from vault.errors import FileRefused, StoreAway, StoreRefused
from vault.files import sealed_files
from vault.objects import bucket as speaking
from vault.objects import fitness
from vault.purpose import Purpose
from vault.stream import CHUNK

LONG = 6 * 1024 * 1024  # more than one part
pytestmark = pytest.mark.usefixtures("bucket")


@pytest.fixture
def owner():
    return new_id()


def read(owner, name):
    return b"".join(sealed_files.read(owner, name))


def refused(work) -> str:
    """The sentence with which something is not done for the store's sake."""
    with pytest.raises(StoreAway) as away:
        work()
    assert (away.value.__cause__, away.value.__context__) == (None, None)
    return str(away.value)


class Film(io.RawIOBase):
    """SIZE bytes that are made while they are read."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size=-1):
        given = min(size, self.left)
        self.left -= given
        return b"x" * given

    def seek(self, *_):
        return 0


def test_a_film_that_is_larger_than_the_memory_goes_in_and_out(owner):
    """64 MiB in less than 32, of all that Python holds."""
    tracemalloc.start()
    try:
        sealed_files.write(owner, "film", Film(64 << 20))
        size = sum(len(piece) for piece in sealed_files.read(owner, "film"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (size, sealed_files.size(owner, "film")) == (64 << 20, 64 << 20)
    assert peak < 32 << 20


def test_whoever_holds_the_bucket_learns_whose_how_many_how_long_and_when_and_no_more(owner, store):
    told = b"luka memar di lengan kiri " * 9_000
    for name in ("Melati visum.pdf", "Melati foto.jpg"):
        sealed_files.write(owner, name, io.BytesIO(told))
    listed = store.client.list_objects_v2(Bucket=buckets.NAME)["Contents"]
    pieces = -(-len(told) // CHUNK)
    assert [(one["Key"].rpartition("/")[0], len(one["Key"]), one["Size"]) for one in listed] == [
        (f"files/{owner.hex[:2]}/{owner.hex}", 74, 53 + len(told) + 16 * pieces)
    ] * 2
    assert all(one["LastModified"] for one in listed)
    for one in listed:
        answer = store.client.get_object(Bucket=buckets.NAME, Key=one["Key"])
        with answer["Body"] as body:
            assert b"memar" not in body.read()
        assert (answer["Metadata"], answer["ContentType"]) == ({}, "binary/octet-stream")


def test_a_store_that_is_away_is_one_sentence_without_a_value_and_nothing_is_done(owner, settings, store):
    sealed_files.write(owner, "foto", io.BytesIO(b"first"))
    settings.SEALED_FILES_ENDPOINT = buckets.NOBODY
    told = {
        refused(work)
        for work in (
            lambda: sealed_files.write(owner, "baru", io.BytesIO(b"second")),
            lambda: sealed_files.read(owner, "foto"),
            lambda: sealed_files.exists(owner, "foto"),
            lambda: sealed_files.size(owner, "foto"),
            lambda: sealed_files.key_ids(owner),
            lambda: sealed_files.reseal(owner, "foto"),
            lambda: sealed_files.delete(owner, "foto"),
            lambda: sealed_files.delete_all(owner),
        )
    }
    assert told == {"the store of sealed files doesn't answer (EndpointConnectionError)"}
    buckets.settled(settings, store, settings.SEALED_FILES_DIR.parent)
    assert (read(owner, "foto"), sealed_files.exists(owner, "baru")) == (b"first", False)


def test_a_bucket_that_is_not_there_is_said(owner, settings):
    settings.SEALED_FILES_BUCKET = "lain"
    assert refused(lambda: sealed_files.write(owner, "foto", io.BytesIO(b"x"))).endswith("(NoSuchBucket)")
    assert refused(lambda: sealed_files.delete_all(owner)).endswith("(NoSuchBucket)")


def happens(store, settings, deed):
    """From here on, whatever DEED says happens to each request."""
    between = buckets.Between(store, deed)
    settings.SEALED_FILES_ENDPOINT = between.endpoint
    return between


FAILURES = {
    "its second part never arrives": ("cut", lambda asked: "partNumber=2" in asked.path),
    "its end never arrives": ("cut", lambda asked: asked.method == "POST" and "uploadId=" in asked.path),
    "the answer to its first part is lost": ("lost", lambda asked: "partNumber=1" in asked.path),
}


@pytest.mark.parametrize("when", FAILURES)
def test_cut_off_while_it_is_written_nothing_of_it_stays(owner, settings, store, when):
    what, where = FAILURES[when]
    with happens(store, settings, lambda asked: what if where(asked) else ""):
        refused(lambda: sealed_files.write(owner, "film", Film(LONG)))
    assert (store.lying(), store.uploads()) == ([], [])


@pytest.mark.parametrize(("size", "method"), [(5, "PUT"), (LONG, "POST")])
def test_an_end_whose_answer_is_lost_is_not_told_as_done_nor_written_over(owner, settings, store, size, method):
    ends = "uploadId=" if method == "POST" else ""
    with happens(store, settings, lambda a: "lost" if a.method == method and ends in a.path else ""):
        refused(lambda: sealed_files.write(owner, "film", Film(size)))
    buckets.settled(settings, store, settings.SEALED_FILES_DIR.parent)
    with pytest.raises(FileRefused):
        sealed_files.write(owner, "film", Film(3))
    assert read(owner, "film") == b"x" * size
    assert store.uploads() == []


def test_cut_off_while_it_is_read_it_ends_with_an_error_and_not_as_if_it_were_whole(owner, settings, store):
    sealed_files.write(owner, "film", Film(LONG))
    with happens(store, settings, lambda asked: "half" if asked.method == "GET" else ""):
        pieces = sealed_files.read(owner, "film")
        assert next(pieces) == b"x" * CHUNK
        refused(lambda: list(pieces))


def test_a_forked_process_has_a_connection_of_its_own(owner):
    sealed_files.write(owner, "foto", io.BytesIO(b"first"))
    assert speaking._storage.cache_info().currsize > 0
    child = os.fork()
    if not child:
        try:
            inherited = speaking._storage.cache_info().currsize
            os._exit(int(inherited > 0 or read(owner, "foto") != b"first"))
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert read(owner, "foto") == b"first"


def test_nobody_stands_between_us_and_the_store_whatever_the_environment_says(owner, settings, store, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, buckets.NOBODY)
    monkeypatch.setenv("AWS_SESSION_TOKEN", "asing")
    heard = []
    with happens(store, settings, lambda asked: heard.append(asked) or ""):
        sealed_files.write(owner, "foto", io.BytesIO(b"first"))
    assert {"X-Amz-Security-Token" in asked.headers for asked in heard} == {False}


WRONG = {
    "an endpoint without a bucket": ({"SEALED_FILES_BUCKET": ""}, "names a store and SEALED_FILES_BUCKET no bucket"),
    "a bucket without a store": ({"SEALED_FILES_ENDPOINT": "", "SEALED_FILES_REGION": ""}, "lies nowhere"),
    "no TLS": ({"SEALED_FILES_ENDPOINT": "http://s3.contoh.go.id"}, "is no https:// address"),
    "no address": ({"SEALED_FILES_ENDPOINT": "s3.contoh.go.id"}, "is no https:// address"),
    "no host": ({"SEALED_FILES_ENDPOINT": "https://"}, "is no https:// address"),
    "half a key": ({"SEALED_FILES_SECRET_KEY": ""}, "opens for nobody without a key"),
    "no key": ({"SEALED_FILES_ACCESS_KEY": ""}, "opens for nobody without a key"),
}


@pytest.mark.parametrize("what", WRONG)
def test_settings_that_fit_no_place_refuse_the_start_with_one_sentence(settings, what):
    changes, sentence = WRONG[what]
    for name, value in changes.items():
        setattr(settings, name, value)
    (told,) = fitness.wrong()
    assert sentence in told
    with pytest.raises(StoreRefused, match="SEALED_FILES_"):
        Client().get("/masuk/")
    assert [(one.id, one.msg) for one in run_checks() if one.id in ("vault.E022", "vault.E023")] == [
        ("vault.E022", told)
    ]


@pytest.mark.parametrize("endpoint", ["", "https://s3.contoh.go.id", "http://127.0.0.1:9000", "http://[::1]:9000",
                                      "http://localhost:9000"])  # fmt: skip
def test_an_address_with_tls_or_of_this_machine_is_fit(settings, endpoint):
    settings.SEALED_FILES_ENDPOINT = endpoint
    assert fitness.wrong() == []


def test_files_that_were_not_moved_refuse_the_start(owner, settings):
    assert fitness.wrong() == []
    settings.DOCUMENTS_DIR.mkdir()
    assert fitness.wrong() == []
    (settings.DOCUMENTS_DIR / "ab").mkdir()
    (told,) = fitness.wrong()
    assert told.startswith(f"{settings.DOCUMENTS_DIR} holds sealed files and SEALED_FILES_BUCKET names a bucket")
    settings.SEALED_FILES_BUCKET = settings.SEALED_FILES_ENDPOINT = ""
    assert fitness.wrong() == []


def deploying() -> list[str]:
    return [one.msg for one in run_checks(include_deployment_checks=True) if one.id == "vault.E023"]


def test_a_store_is_tried_before_it_is_used_and_nothing_stays_of_it(settings, store):
    assert deploying() == []
    assert (store.lying(), store.uploads()) == ([], [])
    settings.SEALED_FILES_ENDPOINT = buckets.NOBODY
    (told,) = deploying()
    assert told.startswith("The store of SEALED_FILES_BUCKET doesn't answer (EndpointConnectionError)")


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_store_that_writes_over_what_is_there_is_found(settings, store, method):
    def heedless(asked):
        if asked.method == method:
            asked.headers.pop("If-None-Match", None)
        return ""

    with happens(store, settings, heedless):
        (told,) = deploying()
    assert told.startswith("The store of SEALED_FILES_BUCKET writes over what is there")


def test_a_folder_is_asked_nothing(settings):
    settings.SEALED_FILES_BUCKET = settings.SEALED_FILES_ENDPOINT = ""
    assert deploying() == []


def test_a_key_that_was_shredded_opens_nothing_of_what_the_bucket_still_holds(owner, store, listener):
    sealed_files.write(owner, "foto", io.BytesIO(b"first"))
    keyring.shred(Purpose.EVIDENCE, owner)
    assert len(store.lying()) == 1
    with pytest.raises(keyring.KeyShredded):
        read(owner, "foto")
