"""Uploads stay in memory until they are sealed."""

from __future__ import annotations

import os
import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from vault.entropy import new_id
from vault.errors import FileRefused
from vault.files import sealed_files


@pytest.fixture
def received(rf, settings):
    """What a view gets for a file of some size, and its name."""

    def send(size):
        settings.UPLOAD_MEMORY_LIMIT = 300_000
        file = SimpleUploadedFile("foto.jpg", b"p" * size, "image/jpeg")
        return rf.post("/", {"file": file}).FILES["file"]

    return send


@pytest.mark.parametrize("size", [1, 70_000, 300_000])
def test_an_upload_arrives_whole_without_touching_the_disk(received, monkeypatch, size):
    made = []
    monkeypatch.setattr(tempfile, "_mkstemp_inner", lambda *args: made.append(args))
    opened, real = [], os.open
    monkeypatch.setattr(os, "open", lambda *args, **kwargs: (opened.append(args), real(*args, **kwargs))[1])
    file = received(size)
    assert (file.name, file.size, file.read()) == ("foto.jpg", size, b"p" * size)
    assert made == opened == []


def test_an_upload_beyond_the_limit_brings_its_size_and_no_content_and_is_never_sealed(received, settings, tmp_path):
    settings.SEALED_FILES_DIR = tmp_path
    file = received(300_001)
    assert (file.size, file.read()) == (300_001, b"")
    for size in (300_001, 2_000_000):
        with pytest.raises(FileRefused):
            sealed_files.write(new_id(), "foto", received(size))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_an_upload_is_sealed_as_it_came(received, settings, tmp_path):
    settings.SEALED_FILES_DIR = tmp_path
    owner = new_id()
    record = sealed_files.write(owner, "foto", received(150_000))
    assert b"".join(sealed_files.read(owner, "foto")) == b"p" * 150_000
    assert record.size == 150_000


def test_the_installation_takes_uploads_in_no_other_way():
    from settings import base

    assert base.FILE_UPLOAD_HANDLERS == ["vault.uploads.MemoryUpload"]
