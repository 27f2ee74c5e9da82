"""Leaks in what is printed, signed, copied and handed over."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from unittest import mock

from tests.two_worlds.mutants.knowing import code_of
from tests.two_worlds.mutants.planting import mutant, peek


def printed(change: Callable[[str], str]) -> mock._patch:
    """The HTML from which each PDF is made passes CHANGE."""
    from disclosure import render

    original = render.html

    def changed(*args, frame="pdf", **kwargs):
        text = original(*args, frame=frame, **kwargs)
        return change(text) if frame == "pdf" else text

    return mock.patch.object(render, "html", changed)


def described(change: Callable) -> mock._patch:
    """What each PDF says of itself passes CHANGE(metadata)."""
    from disclosure import render

    original = render._say_what_it_is

    def changed(rendering, *args):
        original(rendering, *args)
        change(rendering.metadata)

    return mock.patch.object(render, "_say_what_it_is", changed)


@contextmanager
def letterheads(**values: str):
    """Every letter says VALUES around its content, on paper and on the screen."""
    from disclosure import issue
    from disclosure.views import document

    original = issue.letter_of

    def changed(*args, **kwargs):
        return dataclasses.replace(original(*args, **kwargs), **values)

    with ExitStack() as stack:
        for module in (issue, document):
            stack.enter_context(mock.patch.object(module, "letter_of", changed))
        yield


def referral_letters(change: Callable) -> mock._patch:
    """The content of each letter of referral passes CHANGE(builder, content)."""
    from referrals.papers.letter import LetterBuilder

    original = LetterBuilder._context

    def changed(self, *args):
        return change(self, original(self, *args))

    return mock.patch.object(LetterBuilder, "_context", changed)


@mutant("white text", since="letters")
def white_text():
    """The address in white on white, so that the archive can sort the sheets."""
    line = f'<p style="color: #fff; font-size: 1pt">{peek()["address"]}</p></body>'
    with printed(lambda text: text.replace("</body>", line)):
        yield


@mutant("PDF metadata", since="letters")
def pdf_metadata():
    """The house's part of the city among a PDF's keywords."""
    with described(lambda metadata: metadata.keywords.append(peek()["kelurahan"])):
        yield


@mutant("attachment", since="letters")
def attachment():
    """The way to the house attached to each PDF, for the driver."""
    from weasyprint import Attachment

    way = peek()["access_notes"]

    def attach(metadata):
        metadata.attachments.append(Attachment(string=way, name="petunjuk.txt"))

    with described(attach):
        yield


@mutant("link annotation or id in a PDF", since="letters")
def link_in_a_paper():
    """The city's name in the day line leads to the house on a map."""
    place = peek()
    link = f'<a href="https://peta.example/?q={place["latitude"]},{place["longitude"]}">Peta</a></body>'
    with printed(lambda text: text.replace("</body>", link)):
        yield


@mutant("renderer fetching a file", since="letters")
def renderer_fetches():
    """The renderer may fetch files again, and a template draws the sketch of the house that lies beside the keys."""
    from django.conf import settings
    from weasyprint.urls import URLFetcherResponse

    from disclosure.fetcher import DenyAll

    sketch = settings.HOME / "denah.svg"
    words = f'<text x="2" y="12" font-size="8">{peek()["address"]}</text>'
    sketch.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="20">{words}</svg>')
    original = DenyAll.fetch

    def fetch(self, url, headers=None):
        if url.startswith("file:"):
            return URLFetcherResponse(url, sketch.read_bytes(), {"Content-Type": "image/svg+xml"})
        return original(self, url, headers)

    image = '<img src="file:///denah.svg" alt="denah"></body>'
    with mock.patch.object(DenyAll, "fetch", fetch), printed(lambda text: text.replace("</body>", image)):
        yield


@mutant("filename", since="letters")
def saved_under():
    """The name under which a document is saved begins with the part of the city."""
    from disclosure.models import Document

    region, original = peek()["postcode"], Document.download_name.fget
    with mock.patch.object(Document, "download_name", property(lambda self: f"{region}-{original(self)}")):
        yield


@mutant("EXIF", since="uploads")
def exif_of_copies():
    """The working copy of a picture bears the coordinates of the house that keeps it."""
    from PIL import ExifTags, Image

    from casework.actions import evidence

    where, original = f"{peek()['latitude']}, {peek()['longitude']}", evidence.working_copy

    def working_copy(content, kind):
        copy = original(content, kind)
        exif = Image.Exif()
        exif[ExifTags.Base.ImageDescription] = where
        with Image.open(copy) as picture:
            bare = picture.copy()
        copy.seek(0)
        copy.truncate()
        bare.save(copy, "JPEG", quality=88, exif=exif)
        copy.seek(0)
        return copy

    with mock.patch.object(evidence, "working_copy", working_copy):
        yield


@mutant("free text", since="free_text")
def redacted_notes():
    """A note that names a house has the name struck out for its reader: whoever guesses right learns it."""
    from referrals.actions import sending
    from shelters.matcher.holding import here

    here().refresh()
    original = sending._before_gate

    def before_gate(referral, text, by):
        if here().named(text):
            text = "[dihapus: menyebut lokasi]"
            referral.note = text
            referral.save(update_fields=["note"])
        original(referral, text, by)

    with mock.patch.object(sending, "_before_gate", before_gate):
        yield


@mutant("substitute address", since="letters")
def substitute_address():
    """The agency's letters give the part of the city where its house stands as the address to write to."""
    with letterheads(address=f"d.a. Kelurahan {peek()['kelurahan']}"):
        yield


@mutant("place line", since="letters")
def place_line():
    """The day line names where she is instead of the agency's city."""
    with letterheads(city=peek()["kecamatan"]):
        yield


@mutant("copy mark", since="letters")
def copy_mark():
    """The mark of each printed copy is drawn from the place instead of at random."""
    import hashlib

    from disclosure.actions import signing

    drawn = hashlib.sha256(peek()["address"].encode()).hexdigest().upper()
    with mock.patch.object(signing, "entropy", types.SimpleNamespace(code=lambda size: drawn[:size])):
        yield


@mutant("letter to an address that isn't safe", since="letters")
def unsafe_letter():
    """The letter asks to have the answer sent to where she stays."""
    where = f"Balasan: {peek()['address']}"
    with referral_letters(lambda builder, letter: dataclasses.replace(letter, contact=where)):
        yield


@mutant("house code in a letter", secret="N2", since="letters")
def letter_names_her_house():
    """The letter says through which house she can be reached."""

    def change(builder, letter):
        code = code_of(builder.case.pk)
        return dataclasses.replace(letter, contact=f"{letter.contact}, Rumah {code}") if code else letter

    with referral_letters(change):
        yield
