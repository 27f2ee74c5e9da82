"""Searches bytes and files for planted strings, in clear and in the disguises data takes on its way.

One Aho–Corasick pass per haystack, however many strings, and one over its text with case, spaces and abbreviations
folded away. ZIP and gzip members, compressed PDF streams and the text of PDFs are looked into, and what lies in these;
of a tar, whose members lie in it in clear, what is packed in them.
"""

from __future__ import annotations

import gzip
import html
import io
import re
import subprocess
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import ahocorasick

from shelters.canary.disguises import disguises, folded
from tests.canary.neighbours import Neighbours

REGION_KINDS = {"kelurahan", "kecamatan", "postcode"}
SPELT = {"address", "street", "phone", "note"}  # kinds that people spell in more than one way
SHORTEST = 8  # letters of a folded string: shorter ones come about by chance where spaces are gone
DEEPEST = 3  # a file in a file in a file


class Scanner:
    """Knows what must not be found: house strings and case strings of `demo_secrets`."""

    def __init__(self, secrets: dict) -> None:
        self._forms, self._spelt = ahocorasick.Automaton(), ahocorasick.Automaton()
        regions: list[tuple[str, str]] = []
        self.planted = 0
        for house in secrets["houses"]:
            for item in house["strings"]:
                if item["kind"] in REGION_KINDS:
                    regions.append((house["code"], item["value"]))
                else:
                    self._plant(f"house {house['code']} {item['kind']}", item)
        for case in secrets["cases"]:
            for item in case["strings"]:
                self._plant(f"case {case['reference']} {item['kind']}", item)
        self._forms.make_automaton()
        self._spelt.make_automaton()
        self._neighbours = Neighbours(regions)

    def _plant(self, label: str, item: dict) -> None:
        self.planted += 1
        for disguise, needle in disguises(item["value"]):
            self._forms.add_word(needle.decode("latin-1"), f"{label} as {disguise}")
        short = folded(item["value"])
        if item["kind"] in SPELT and len(short) >= SHORTEST:
            self._spelt.add_word(short, f"{label} in another spelling")

    def in_bytes(self, haystack: bytes) -> list[str]:
        """What is found in these bytes, as labels; never the value."""
        raw, text = haystack.decode("latin-1"), folded(html.unescape(haystack.decode("utf-8", "replace")))
        found = {label for _, label in self._forms.iter(raw)}
        if len(self._spelt):
            found |= {label for _, label in self._spelt.iter(text)}
        found |= {f"region of house {code} beside its code" for code in self._neighbours.found_in(raw, text)}
        return sorted(found)

    def in_anything(self, haystack: bytes, depth: int = DEEPEST) -> list[str]:
        """The same, looking into archives, PDF streams and PDF text as well."""
        found = set(self.in_bytes(haystack))
        for piece in unpacked(haystack) if depth else ():
            found |= set(self.in_anything(piece, depth - 1))
        return sorted(found)

    def in_files(self, paths: Iterable[Path]) -> dict[str, list[str]]:
        """Path → findings, for files in which something was found, in the name or in the bytes."""
        found = {}
        for path in paths:
            if path.is_file() and (labels := self.in_bytes(path.name.encode()) + self.in_anything(path.read_bytes())):
                found[str(path)] = labels
        return found


def unpacked(data: bytes) -> Iterator[bytes]:
    """What lies inside: names, comments and members of a ZIP, a gzip's content, a PDF's streams and text, and what lies
    inside the members of a tar."""
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield entry.filename.encode() + b"\n" + entry.comment
                yield archive.read(entry)
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)
    if data[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for member in archive:
                if packed := archive.extractfile(member):
                    yield from unpacked(packed.read())
    if data.startswith(b"%PDF"):
        for match in re.finditer(rb"stream\r?\n", data):
            try:
                yield zlib.decompressobj().decompress(data[match.end() :])
            except zlib.error:
                continue
        yield subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout
