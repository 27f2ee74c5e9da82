"""The forms in which a text would be found in bytes: as it is, and as data changes it on its way.

Case, spaces and the usual abbreviations are folded away on both sides; encodings are searched for as they are.
"""

from __future__ import annotations

import base64
import html
import json
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

SHORTEST = 6  # bytes of a form that is looked for
SPELLINGS = {
    "jalan": "jl", "jln": "jl", "gang": "gg", "nomor": "no", "nomer": "no", "blok": "bl", "perumahan": "perum",
    "komplek": "komp", "kompleks": "komp", "kelurahan": "kel", "kecamatan": "kec",
}  # fmt: skip
_LONG = re.compile(rf"\b(?:{'|'.join(sorted(SPELLINGS, key=len, reverse=True))})\b")
_SIGNS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """TEXT in lower case, composed, its street words in their shortest spelling, without spaces and signs."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return _SIGNS.sub("", _LONG.sub(lambda long: SPELLINGS[long[0]], text))


def _texts(text: str) -> Iterator[tuple[str, str]]:
    yield "utf-8", text
    yield "lower case", text.lower()
    yield "upper case", text.upper()
    yield "nfd", unicodedata.normalize("NFD", text)
    yield "nfc", unicodedata.normalize("NFC", text)
    yield "without spaces", text.replace(" ", "")
    yield "json", json.dumps(text)[1:-1]
    yield "json, all escaped", "".join(f"\\u{ord(c):04x}" for c in text)
    yield "html", html.escape(text)
    yield "html, numbers", "".join(f"&#{ord(c)};" for c in text)
    yield "html, hexadecimal", "".join(f"&#x{ord(c):x};" for c in text)
    yield "url", quote(text, safe="")
    yield "url, small", re.sub("%[0-9A-F]{2}", lambda m: m[0].lower(), quote(text, safe=""))
    yield "url, all escaped", "".join(f"%{byte:02X}" for byte in text.encode())
    yield "form", quote_plus(text)


def disguises(text: str) -> Iterator[tuple[str, bytes]]:
    """(disguise, bytes) of every form in which TEXT would stand in bytes, each once."""
    forms = {raw.encode(): name for name, raw in reversed(list(_texts(text)))}
    raw = text.encode()
    forms |= {raw.hex().encode(): "hex", raw.hex().upper().encode(): "HEX"}
    forms |= {text.encode("utf-16-le"): "utf-16-le", text.encode("utf-16-be"): "utf-16-be"}
    for alphabet, name in ((base64.b64encode, "base64"), (base64.urlsafe_b64encode, "base64url")):
        for alignment in range(3):
            # the characters at the edges depend on the neighbours: cut them off
            encoded = alphabet(b"\0" * alignment + raw)
            start = (alignment * 8 + 5) // 6
            forms.setdefault(encoded[start : len(encoded.rstrip(b"=")) - 1], f"{name}+{alignment}")
    for form, name in forms.items():
        if len(form) >= SHORTEST:
            yield name, form


class Needles:
    """Texts that must not be found."""

    def __init__(self, texts: list[str]) -> None:
        self._forms = {form for text in texts for _, form in disguises(text)}
        self._folded = {short for text in texts if len(short := folded(text)) >= SHORTEST}

    def found_in(self, data: bytes) -> bool:
        """Whether one of them stands in DATA, in whatever form."""
        if any(form in data for form in self._forms):
            return True
        page = folded(html.unescape(data.decode("utf-8", "replace")))
        return any(short in page for short in self._folded)
