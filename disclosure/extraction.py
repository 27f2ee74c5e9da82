"""The text inside a file, for the matcher: what a PDF or a letter says, and where a picture was taken.

Nothing is written to disk, and a file that can't be read gives what could be read of it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pikepdf
from PIL import ExifTags, Image

LONGEST = 2_000_000  # characters; what a longer file says beyond them is not looked at
LARGEST_PART = 20_000_000  # bytes of one unpacked part of a letter
_TAG = re.compile(rb"<[^>]*>")
_PARAGRAPH = re.compile(rb"</(?:w:p|text:p|text:h)>|<w:(?:br|tab)[^>]*/>")
_HEX = re.compile(r"<([0-9a-fA-F\s]*)>")
_RANGE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(?:<([0-9a-fA-F]+)>|\[([^\]]*)\])")
_NEW_LINE = frozenset({"Td", "TD", "Tm", "T*", "BT", "'", '"'})


def text_of(content: bytes, kind: str) -> str:
    """The text of a file of that KIND (its media type). Unknown kinds are read as plain text."""
    read = _READERS.get(kind) or (_picture if kind.startswith("image/") else _plain)
    try:
        return read(content)[:LONGEST]
    except (ValueError, KeyError, OSError, zipfile.BadZipFile, pikepdf.PdfError, SyntaxError, ZeroDivisionError):
        return _plain(content)[:LONGEST]


def _plain(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="ignore")
    return content.decode("utf-8", errors="ignore")


def _letter(content: bytes) -> str:
    """A DOCX or ODT: the text of every XML part."""
    texts = []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for part in parts.infolist():
            if part.filename.endswith(".xml") and part.file_size <= LARGEST_PART:
                texts.append(_TAG.sub(b"", _PARAGRAPH.sub(b"\n", parts.read(part))).decode("utf-8", errors="ignore"))
    return "\n".join(texts)


def _picture(content: bytes) -> str:
    """Where a picture was taken, as its camera noted it, and what else it noted in words."""
    with Image.open(io.BytesIO(content)) as picture:
        exif = picture.getexif()
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    words = [str(value) for value in exif.values() if isinstance(value, str)]
    latitude, longitude = place.get(ExifTags.GPS.GPSLatitude), place.get(ExifTags.GPS.GPSLongitude)
    if latitude and longitude:
        words.append(f"{_degrees(latitude):.6f}, {_degrees(longitude):.6f}")
    return "\n".join(words)


def _degrees(parts: tuple) -> float:
    whole, minutes, seconds = (float(part) for part in parts)
    return whole + minutes / 60 + seconds / 3600


def _pdf(content: bytes) -> str:
    """What a PDF's pages say, then what its metadata and notes do."""
    texts = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            texts.append(_page(page))
            for note in page.obj.get("/Annots", []):
                texts += [str(note[name]) for name in ("/Contents", "/T") if name in note]
                if "/A" in note and "/URI" in note["/A"]:
                    texts.append(str(note["/A"]["/URI"]))
        texts += [str(value) for value in pdf.docinfo.values()]
    return "\n".join(texts)


def _page(page: pikepdf.Page) -> str:
    fonts = {name: _reader(font) for name, font in (page.resources.get("/Font") or {}).items()}
    decode: Callable[[bytes], str] = _latin
    said: list[str] = []
    for step in pikepdf.parse_content_stream(page):
        if isinstance(step, pikepdf.ContentStreamInlineImage):
            continue
        operands, name = step.operands, str(step.operator)
        if name == "Tf":
            decode = fonts.get(str(operands[0]), _latin)
        elif name in _NEW_LINE:
            said.append("\n")
        if name in ("Tj", "'", '"'):
            said.append(decode(bytes(operands[-1])))
        elif name == "TJ":
            said += [_piece(part, decode) for part in operands[0]]
    return re.sub(r"\n+", "\n", "".join(said))


def _piece(part: object, decode: Callable[[bytes], str]) -> str:
    """A piece of a line; a wide gap between two is a space."""
    if isinstance(part, pikepdf.String):
        return decode(bytes(part))
    return " " if float(part) < -200 else ""  # type: ignore[arg-type]


def _latin(raw: bytes) -> str:
    return raw.decode("latin-1")


def _reader(font: pikepdf.Object) -> Callable[[bytes], str]:
    """How this font's codes read as text, by the table that it carries for that."""
    table = font.get("/ToUnicode")
    if table is None:
        return _latin
    letters = _letters(bytes(table.read_bytes()).decode("latin-1"))
    width = 2 if font.get("/Subtype") == "/Type0" else 1

    def decode(raw: bytes) -> str:
        codes = (int.from_bytes(raw[n : n + width], "big") for n in range(0, len(raw), width))
        return "".join(letters.get(code, "") for code in codes)

    return decode


def _letters(table: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        codes = [re.sub(r"\s", "", one) for one in _HEX.findall(block)]
        found |= {int(code, 16): _utf16(text) for code, text in zip(codes[::2], codes[1::2], strict=False)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, start, each in _RANGE.findall(block):
            low, high = int(first, 16), min(int(last, 16), int(first, 16) + 65535)
            if start:
                base = int(start, 16)
                found |= {code: _utf16(f"{base + code - low:0{len(start)}x}") for code in range(low, high + 1)}
            else:
                found |= {low + n: _utf16(text) for n, text in enumerate(_HEX.findall(each))}
    return found


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", errors="ignore")


_READERS: dict[str, Callable[[bytes], str]] = {
    "application/pdf": _pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _letter,
    "application/vnd.oasis.opendocument.text": _letter,
}
