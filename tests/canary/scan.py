"""Searches bytes and files for planted strings, in clear and in the disguises data takes on its way.

One Aho–Corasick pass per haystack, however many strings. ZIP members, compressed PDF streams and the text of PDFs are
looked into as well.
"""

from __future__ import annotations

import base64
import io
import re
import subprocess
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

import ahocorasick

NEAR = 160  # bytes within which a region's name counts as standing beside a house's code
REGION_KINDS = {"kelurahan", "kecamatan", "postcode"}


def disguises(text: str) -> Iterator[tuple[str, bytes]]:
    """(disguise, bytes) of every form in which the text would be found."""
    raw = text.encode()
    yield "utf-8", raw
    yield "lower case", text.lower().encode()
    yield "upper case", text.upper().encode()
    yield "utf-16-le", text.encode("utf-16-le")
    yield "utf-16-be", text.encode("utf-16-be")
    yield "hex", raw.hex().encode()
    yield "HEX", raw.hex().upper().encode()
    yield "url", quote(text, safe="").encode()
    yield "form", quote_plus(text).encode()
    yield "without spaces", text.replace(" ", "").encode()
    for alignment in range(3):
        # the characters at the edges depend on the neighbours: cut them off
        encoded = base64.b64encode(b"\0" * alignment + raw)
        start = (alignment * 8 + 5) // 6
        yield f"base64+{alignment}", encoded[start : len(encoded.rstrip(b"=")) - 1]


class Scanner:
    """Knows what must not be found: house strings and case strings of `demo_secrets`."""

    def __init__(self, secrets: dict) -> None:
        self._automaton = ahocorasick.Automaton()
        self._regions: list[tuple[bytes, bytes]] = []
        self.planted = 0
        for house in secrets["houses"]:
            for item in house["strings"]:
                if item["kind"] in REGION_KINDS:
                    self._regions.append((house["code"].encode(), item["value"].encode()))
                else:
                    self._plant(f"house {house['code']} {item['kind']}", item["value"])
        for case in secrets["cases"]:
            for item in case["strings"]:
                self._plant(f"case {case['reference']} {item['kind']}", item["value"])
        self._automaton.make_automaton()

    def _plant(self, label: str, value: str) -> None:
        self.planted += 1
        for disguise, needle in disguises(value):
            if len(needle) >= 6:
                self._automaton.add_word(needle.decode("latin-1"), f"{label} as {disguise}")

    def in_bytes(self, haystack: bytes) -> list[str]:
        """What is found in these bytes, as labels; never the value."""
        found = {label for _, label in self._automaton.iter(haystack.decode("latin-1"))}
        for code, region in self._regions:
            for match in re.finditer(re.escape(region), haystack):
                around = haystack[max(0, match.start() - NEAR) : match.end() + NEAR]
                if code in around:
                    found.add(f"region of house {code.decode()} beside its code")
        return sorted(found)

    def in_anything(self, haystack: bytes) -> list[str]:
        """The same, looking into ZIP members, PDF streams and PDF text as well."""
        found = set(self.in_bytes(haystack))
        for piece in unpacked(haystack):
            found |= set(self.in_bytes(piece))
        return sorted(found)

    def in_files(self, paths: Iterable[Path]) -> dict[str, list[str]]:
        """Path → findings, for files in which something was found."""
        found = {}
        for path in paths:
            if path.is_file() and (labels := self.in_anything(path.read_bytes())):
                found[str(path)] = labels
        return found


def unpacked(data: bytes) -> Iterator[bytes]:
    """What lies inside: members of a ZIP, decompressed streams and text of a PDF."""
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)
    if data.startswith(b"%PDF"):
        for match in re.finditer(rb"stream\r?\n", data):
            try:
                yield zlib.decompressobj().decompress(data[match.end() :])
            except zlib.error:
                continue
        yield subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout
