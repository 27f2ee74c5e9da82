"""Leaks in how the server answers: status, headers, lengths, cookies, and the pages nobody means to see."""

from __future__ import annotations

import hashlib
from unittest import mock

from tests.two_worlds.mutants.planting import answers, is_north, mutant, peek


@mutant("comment", since="residents")
def comment():
    """The address in a comment of every page."""
    secret = peek()["address"].encode()

    def change(request, answer):
        if not answer.streaming:
            answer.content += b"<!-- " + secret + b" -->"

    with answers(change):
        yield


@mutant("header")
def header():
    """The postcode in a header."""
    secret = peek()["postcode"]
    with answers(lambda request, answer: answer.headers.__setitem__("X-Region", secret)):
        yield


@mutant("length")
def length():
    """Pages as much longer as the address is long."""
    secret = len(peek()["address"])

    def change(request, answer):
        if not answer.streaming:
            answer.content += b" " * secret

    with answers(change):
        yield


@mutant("403-for-404")
def status():
    """403 instead of 404 where the house stands in one part of the city."""

    def change(request, answer):
        if answer.status_code == 404 and is_north():
            answer.status_code = 403

    with answers(change):
        yield


@mutant("status line")
def reason_phrase():
    """The part of the city in the words after an answer's status."""
    secret = peek()["kecamatan"]
    with answers(lambda request, answer: setattr(answer, "reason_phrase", secret)):
        yield


@mutant("cookie")
def cookie():
    """A cookie with a digest of the address."""
    secret = hashlib.sha256(peek()["address"].encode()).hexdigest()
    with answers(lambda request, answer: answer.set_cookie("seen", secret)):
        yield


@mutant("redirect")
def redirect():
    """The way to the sign-in page tells the region."""
    secret = peek()["postcode"]

    def change(request, answer):
        if answer.status_code == 302:
            answer["Location"] += "?" + secret

    with answers(change):
        yield


@mutant("ETag")
def etag():
    """A validator made of the page and of the house's record, so that a moved house makes pages fresh."""
    place = str(peek())

    def change(request, answer):
        if answer.status_code == 200 and not answer.streaming:
            answer["ETag"] = f'"{hashlib.sha256(place.encode() + answer.content).hexdigest()[:16]}"'

    with answers(change):
        yield


@mutant("conditional GET")
def not_modified():
    """A browser that has a page gets 304 as long as the house has not moved out of the north."""

    def change(request, answer):
        if "If-None-Match" in request.headers and answer.status_code == 200 and is_north():
            answer.status_code = 304
            answer.content = b""

    with answers(change):
        yield


@mutant("byte range")
def byte_range():
    """Asked for a range, the server tells a full length that counts the address, too."""
    extra = len(peek()["address"])

    def change(request, answer):
        if "Range" in request.headers and answer.status_code == 200 and not answer.streaming:
            answer["Content-Range"] = f"bytes 0-99/{len(answer.content) + extra}"

    with answers(change):
        yield


@mutant("HEAD")
def head_length():
    """A HEAD tells the length of the page that the house's staff would get."""
    from settings.middleware import HeadWithoutBody

    original, extra = HeadWithoutBody.__call__, len(peek()["address"])

    def changed(self, request):
        answer = original(self, request)
        if request.method == "HEAD" and answer.status_code == 404:
            answer["Content-Length"] = str(int(answer["Content-Length"]) + extra)
        return answer

    with mock.patch.object(HeadWithoutBody, "__call__", changed):
        yield


@mutant("OPTIONS")
def options():
    """OPTIONS is answered where the house stands in the north, and refused elsewhere."""
    from access.views.base import PermissionedView

    original = PermissionedView.methods

    def methods(self):
        return original(self) | ({"options"} if is_north() else set())

    with mock.patch.object(PermissionedView, "methods", methods):
        yield


@mutant("error page")
def error_page():
    """The page of a form that has gone stale names the nearest post to turn to: the house's."""
    from settings import views

    original, near = views._page, peek()["kecamatan"]  # looked up now: later the database may be away

    def page(template, status):
        answer = original(template, status)
        answer.content += f"<p>Pos terdekat: {near}</p>".encode()
        return answer

    with mock.patch.object(views, "_page", page):
        yield


@mutant("htmx history")
def pushed_url():
    """The part of a page that a script asks for is pushed into the browser's history with the region."""
    region = peek()["postcode"]

    def change(request, answer):
        if request.headers.get("HX-Request") and answer.status_code == 200:
            answer["HX-Push-Url"] = f"{request.path}?wilayah={region}"

    with answers(change):
        yield


@mutant("Content-Disposition", since="figures")
def name_of_table():
    """A downloaded table's file name ends in the house's city."""
    from casework.views.statistics import ExportView

    original = ExportView.post

    def post(self, request, *args, **kwargs):
        answer = original(self, request, *args, **kwargs)
        city = "timur" if is_north() else "barat"
        answer["Content-Disposition"] = answer["Content-Disposition"].replace(".csv", f"-{city}.csv")
        return answer

    with mock.patch.object(ExportView, "post", post):
        yield
