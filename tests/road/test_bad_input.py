"""Every form of the product, given what people and attackers send: a sentence, no 500, nothing logged."""

from __future__ import annotations

import io
import logging

import pytest
from django.test import Client

from demo.walk import Forms
from tests.road.conftest import listed

pytestmark = pytest.mark.slow

NASTY = {
    "a NUL": "satu\0dua",
    "an emoji": "\N{POLICE CARS REVOLVING LIGHT} tolong",
    "ten thousand letters": "A" * 10_000,
    "markup": "<script>alert(1)</script>",
    "an unpaired surrogate's escape": "\\ud800",
}
# one press signs out, or closes the account of the next one; the gallery shows forms that go nowhere
LEFT_ALONE = ("/keluar/", "/demo/", "/akun/semua/", "/komponen/")
UNTOUCHED = {"csrfmiddlewaretoken", "kirim"}


def forms_of(path: str, username: str) -> tuple[Client, list[dict]]:
    client = Client(headers={"host": "localhost"}, raise_request_exception=False)
    client.post("/demo/masuk/", {"username": username})
    answer = client.get(path)
    if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
        return client, []
    return client, [f for f in Forms(answer.content.decode()).found if f["method"] == "post"]


def pages() -> list[tuple[str, str]]:
    """(path, somebody who may see it) of every page that has an example."""
    found = []
    for route in listed():
        if "GET" not in route["methods"] or route["name"] in ("sign-out",):
            continue
        for example in route["examples"]:
            if example["visible_to"]:
                found.append((example["path"], example["visible_to"][0]))
                break
    return found


@pytest.fixture(scope="module")
def forms(city):
    """Every form reachable from an example page, once per address it posts to."""
    seen, found = set(), []
    for path, username in pages():
        _, these = forms_of(path, username)
        for form in these:
            action = form["action"] or path
            if action not in seen and not action.startswith(LEFT_ALONE):
                seen.add(action)
                found.append((username, path, action, form))
    return found


def test_there_are_forms_to_try(forms):
    assert len(forms) >= 20


@pytest.mark.parametrize("nasty", NASTY)
def test_no_form_breaks_on(nasty, forms, caplog):
    broken = []
    with caplog.at_level(logging.DEBUG):
        for username, path, action, form in forms:
            client = Client(headers={"host": "localhost"}, raise_request_exception=False)
            client.post("/demo/masuk/", {"username": username})
            fields = {k: v for k, v in form["fields"].items()}
            data = {n: fields.get(n, [NASTY[nasty]]) if n in UNTOUCHED else NASTY[nasty] for n in form["names"]}
            answer = client.post(action, data)
            answer.close()
            if answer.status_code >= 500:
                broken.append(f"{action} from {path}: {answer.status_code}")
    assert broken == []
    assert NASTY[nasty] not in caplog.text


UPLOADS = {
    "nothing": (b"", "kosong.jpg", "image/jpeg"),
    "a program": (b"MZ\x90\x00" + b"\0" * 64, "foto.jpg", "image/jpeg"),
    "half a picture": (b"\xff\xd8\xff\xe0" + b"\0" * 200, "foto.jpg", "image/jpeg"),
    "a page of script": (b"<html><script>alert(1)</script>", "foto.svg", "image/svg+xml"),
}


@pytest.mark.parametrize("upload", UPLOADS)
def test_no_upload_breaks_with(upload, forms):
    tried, broken = 0, []
    for username, path, action, form in forms:
        client, these = forms_of(path, username)
        mine = next((f for f in these if (f["action"] or path) == action), None)
        if mine is None or "file" not in mine["names"]:
            continue
        tried += 1
        data, name, kind = UPLOADS[upload]
        file = io.BytesIO(data)
        file.name, file.content_type = name, kind
        answer = client.post(action, {**mine["fields"], "title": "uji", "file": file})
        if answer.status_code != 422:
            broken.append(f"{action}: {answer.status_code}")
    assert tried >= 1
    assert broken == []
