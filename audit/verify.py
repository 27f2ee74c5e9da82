"""Verify an exported log without Lindung: the standard library and `cryptography` alone.

    python verify.py FILE.zip [--witness FILE]... [--key VKEY]...

The export follows C2SP tlog-tiles: a signed checkpoint, hash tiles, and bundles of entries. This program reads every
entry, checks its form, hashes it, rebuilds the whole Merkle tree (RFC 6962) and compares it with every tile and every
checkpoint in the file. With --witness, checkpoints that others kept must lie on the same tree: that finds what was cut
off or rewritten by whoever holds the log's key. With --key, the log's key is the one you were given, not the one in
the file; given a witness's key, a checkpoint here must bear its signature, and a line says how much it saw and when.
Where only the file says which key is the log's, a line notes it: what no witness saw anybody may have written.

Exit 0: nothing found; a line notes each place where the clock of whoever wrote the log went back by over a minute.
Exit 1: one line says what is wrong and where. Exit 2: wrong arguments.
It repeats RFC 6962 and the notes' format on purpose: it shares no line with the program that writes the log.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import io
import json
import re
import struct
import sys
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MOST_ENTRIES = 20_000_000
MOST_BYTES = 16 * 2**30
MOST_MEMBERS = 400_000
LONGEST_ENTRY = 65_535
LONGEST_NOTE = 16_384
LONGEST_README = 2**20
LONGEST_WITNESS = 2**23
MOST_SIGNATURES = 32  # a note, as a witness takes it
MOST_NAMED = 50_000  # signatures of witnesses that the export alone names: they prove nothing, and each takes its time
MOST_DIGESTS = 400  # an entry; the log writes 302 at most
WIDTH = 256
HASH = 32
LARGEST_INTEGER = 2**53 - 1
BACK = 60  # seconds by which an entry may be dated before one that was sealed earlier
MOST_NOTES = 100

NAMES = frozenset({"id", "time", "actor", "role", "action", "purpose", "object", "decision", "digests"})
DECISIONS = frozenset({"allowed", "denied", "intended", "done", "failed", "outside"})
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").fullmatch
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII).fullmatch
DIGEST = re.compile(r"[0-9a-f]{64}|gone").fullmatch
PRINTABLE = re.compile(r"[!-~]{1,512}").fullmatch
DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}").fullmatch
TILE = re.compile(r"tile/(?:[0-9]|[1-5][0-9]|6[0-3]|entries)/(?:x[0-9]{3}/)*[0-9]{3}(?:\.p/[0-9]{1,3})?").fullmatch
CHECKPOINT_NAME = re.compile(r"checkpoints/(0|[1-9][0-9]{0,18})").fullmatch
DASH = "\u2014 "


class Problem(Exception):
    """What is wrong with the file, in one line."""


class WrongArguments(Exception):
    """What is wrong with the command line, in one line."""


# --- the ZIP ---------------------------------------------------------------------------------------------------------


class Archive:
    """The members of the ZIP by name. What is doubled, encrypted, overlapping or too large is a problem."""

    def __init__(self, file: io.BufferedReader) -> None:
        self.file = file
        _refuse_huge_directory(file)
        try:
            members = zipfile.ZipFile(file).infolist()
        except Exception as error:  # whatever a hostile file makes of the library
            raise Problem(f"not a readable ZIP file ({type(error).__name__})") from None
        self.members: dict[str, zipfile.ZipInfo] = {}
        for info in members:
            if info.filename in self.members or info.orig_filename != info.filename:
                raise Problem(f"the name {_shown(info.orig_filename)} is there twice, or is two names")
            if info.flag_bits & 0x2061 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Problem(f"{_shown(info.filename)} is encrypted or packed in an unknown way")
            self.members[info.filename] = info
        if sum(info.file_size for info in members) > MOST_BYTES:
            raise Problem("refused: more than 16 GiB unpacked")
        end = 0
        for info in sorted(members, key=lambda info: info.header_offset):
            if info.header_offset < end:
                raise Problem(f"{_shown(info.filename)} overlaps another file of the ZIP")
            end = info.header_offset + 30 + len(info.filename) + info.compress_size

    def read(self, name: str, most: int) -> bytes:
        """The content of NAME, at most MOST bytes, exactly as long as the directory says and with its checksum."""
        info = self.members.get(name)
        if info is None:
            raise Problem(f"{name} is missing")
        if info.file_size > most:
            raise Problem(f"{name} is larger than it may be")
        packed = self._packed(info)
        if info.compress_type == zipfile.ZIP_STORED:
            content = packed
        else:
            inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                content = inflater.decompress(packed, most + 1)
            except zlib.error:
                raise Problem(f"{name} can't be unpacked") from None
            if not inflater.eof or inflater.unused_data:
                raise Problem(f"{name} is not as long as the ZIP says")
        if len(content) != info.file_size:
            raise Problem(f"{name} is not as long as the ZIP says")
        if zlib.crc32(content) != info.CRC:
            raise Problem(f"{name} does not have the checksum that the ZIP gives")
        return content

    def _packed(self, info: zipfile.ZipInfo) -> bytes:
        self.file.seek(info.header_offset)
        header = self.file.read(30)
        if len(header) != 30 or header[:4] != b"PK\x03\x04":
            raise Problem(f"{_shown(info.filename)} has no header in the ZIP")
        flags, method = struct.unpack("<HH", header[6:10])
        name_length, extra_length = struct.unpack("<HH", header[26:30])
        name = self.file.read(name_length)
        self.file.seek(extra_length, io.SEEK_CUR)
        sizes = struct.unpack("<II", header[18:26])
        if name != info.filename.encode("ascii", "replace") or method != info.compress_type:
            raise Problem(f"{_shown(info.filename)} is called or packed otherwise in its own header")
        if not flags & 8 and sizes != (info.compress_size, info.file_size) and 0xFFFFFFFF not in sizes:
            raise Problem(f"{_shown(info.filename)} has another size in its own header")
        if info.compress_size > info.file_size + info.file_size // 1000 + 64:  # more than what no packing makes smaller
            raise Problem(f"{_shown(info.filename)} is larger than it may be")
        packed = self.file.read(info.compress_size)
        if len(packed) != info.compress_size:
            raise Problem(f"{_shown(info.filename)} is cut off")
        return packed


def _refuse_huge_directory(file: io.BufferedReader) -> None:
    """Walk through the directory first: one of millions of names would fill the memory before any check."""
    end, size = _place_of_directory(file)
    file.seek(max(0, end - size))
    directory = file.read(size) if size <= MOST_MEMBERS * 100 else b""
    place, count = 0, 0
    while place + 46 <= len(directory):
        name, extra, comment = struct.unpack_from("<HHH", directory, place + 28)
        if extra > 255:  # sizes of a large file take 28 bytes
            raise Problem("not a readable ZIP file (too much beside a name)")
        place, count = place + 46 + name + extra + comment, count + 1
    if size > MOST_MEMBERS * 100 or count > MOST_MEMBERS:
        raise Problem(f"refused: more than {MOST_MEMBERS} files in the ZIP")


def _place_of_directory(file: io.BufferedReader) -> tuple[int, int]:
    """Where the directory ends, and its size, as the end record says, or in a large ZIP a larger one before it."""
    length = file.seek(0, io.SEEK_END)
    file.seek(max(0, length - 65_557))
    tail = file.read()
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or found + 22 > len(tail):
        raise Problem("not a readable ZIP file (no end record)")
    end = length - len(tail) + found
    file.seek(max(0, end - 76))
    larger = file.read(min(76, end))
    if larger[-20:-16] != b"PK\x06\x07":
        return end, int.from_bytes(tail[found + 12 : found + 16], "little")
    if larger[:4] != b"PK\x06\x06" or int.from_bytes(larger[64:72], "little") != end - 76:
        raise Problem("not a readable ZIP file (its larger end record lies elsewhere)")
    return end - 76, int.from_bytes(larger[40:48], "little")


def _shown(name: str) -> str:
    """A name from the file, harmless to print."""
    return ascii(name[:80])


# --- keys and signed notes -------------------------------------------------------------------------------------------


class Key:
    """A signed-note verifier key: `<name>+<hash>+<base64 of type and public key>`; type 1 signs, type 4 witnesses."""

    def __init__(self, line: str) -> None:
        parts = line.split("+", 2)
        if len(parts) != 3 or not PRINTABLE(parts[0]):
            raise ValueError("not a verifier key")
        self.line, self.name = line, parts[0]
        try:
            raw = base64.b64decode(parts[2], validate=True)
        except (binascii.Error, ValueError):
            raise ValueError("not a verifier key") from None
        if len(raw) != 33 or raw[0] not in (1, 4):
            raise ValueError("a key of an unknown type")
        self.kind, self.public = raw[0], raw[1:]
        self.hash = hashlib.sha256(self.name.encode() + b"\n" + raw).digest()[:4]
        if self.hash.hex() != parts[1]:
            raise ValueError("a key whose hash is not its own")

    def verify(self, body: bytes, signature: bytes) -> bool:
        """Whether SIGNATURE (without the key's hash) over the note's BODY is this key's."""
        message = body
        if self.kind == 4:
            if len(signature) != 72:
                return False
            time = int.from_bytes(signature[:8], "big")
            message, signature = b"cosignature/v1\ntime %d\n" % time + body, signature[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


class Checkpoint(NamedTuple):
    """A signed note that says: this log had SIZE entries with this root."""

    where: str
    size: int
    root: bytes


class Signers:
    """The log's key, the witnesses' that were given, those that the export alone names; and what a witness saw."""

    def __init__(self, log: Key, given: list[Key], named: list[Key]) -> None:
        self.log, self.relied_on, self.named_left = log, (*given, log), MOST_NAMED
        self.keys = {(key.name, key.hash): key for key in (*named, *self.relied_on)}
        self.seen: dict[str, tuple[int, int]] = {}  # most entries and when, in seconds since 1970, by the key's line

    def checkpoint(self, text: str, where: str) -> Checkpoint:
        """What a note says. The log's signature must be there and right; a known witness's must be right; others say
        nothing, and are not in the log's name."""
        body, blank, signatures = text.rpartition("\n\n")
        if not blank or not signatures.endswith("\n"):
            raise Problem(f"{where} is not a signed note")
        lines = body.split("\n")
        if len(lines) < 3 or not DECIMAL(lines[1]) or "" in lines or len(_base64(lines[2], where)) != HASH:
            raise Problem(f"{where} is not a checkpoint")
        if lines[0] != self.log.name:
            raise Problem(f"{where} is of another log than the key's")
        checkpoint = Checkpoint(where, int(lines[1]), _base64(lines[2], where))
        signed = _signatures(signatures, where)
        for who, signature in signed.items():
            if who in self.keys:
                self._check(self.keys[who], signature, body + "\n", checkpoint)
        if (self.log.name, self.log.hash) not in signed:
            raise Problem(f"{where} is not signed by the log's key")
        if any(who not in self.keys and who[0] == self.log.name for who in signed):
            raise Problem(f"{where} is signed by another key in the log's name")
        return checkpoint

    def _check(self, key: Key, signature: bytes, body: str, checkpoint: Checkpoint) -> None:
        if key not in self.relied_on:
            self.named_left -= 1
            if self.named_left < 0:
                return
        if not key.verify(body.encode(), signature):
            raise Problem(f"{checkpoint.where}: the signature of {_shown(key.name)} is wrong")
        if key.kind == 4:
            seen = (checkpoint.size, int.from_bytes(signature[:8], "big"))
            self.seen[key.line] = max(seen, self.seen.get(key.line, seen))


def _signatures(text: str, where: str) -> dict[tuple[str, bytes], bytes]:
    """The first signature of each key, by its name and hash."""
    if text.count("\n") > MOST_SIGNATURES:
        raise Problem(f"{where} has more than {MOST_SIGNATURES} signatures")
    signed: dict[tuple[str, bytes], bytes] = {}
    for line in text[:-1].split("\n"):
        name, _, encoded = line.removeprefix(DASH).partition(" ")
        raw = _base64(encoded, where)
        if not line.startswith(DASH) or not name or len(raw) < 5:
            raise Problem(f"{where} has a malformed signature line")
        signed.setdefault((name, raw[:4]), raw[4:])
    return signed


def _base64(text: str, where: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Problem(f"{where} holds what is no base64") from None
    if base64.b64encode(raw).decode() != text:
        raise Problem(f"{where} holds base64 that is not canonical")
    return raw


def _text(content: bytes, where: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem(f"{where} is not UTF-8") from None


def keys_of(archive: Archive) -> list[Key]:
    """The keys that the export names, the log's first."""
    try:
        keys = [Key(line) for line in _text(archive.read("keys", LONGEST_NOTE), "keys").splitlines()]
    except ValueError as error:
        raise Problem(f"keys holds {error}") from None
    if not keys or keys[0].kind != 1:
        raise Problem("keys does not begin with the log's key")
    return keys


def kept_notes(text: str, where: str) -> list[str]:
    """The signed notes in a witness's file, one after the other."""
    notes, lines, in_signatures = [], [], False
    for line in text.split("\n"):
        if in_signatures and not line.startswith(DASH):
            notes.append("\n".join(lines) + "\n")
            lines, in_signatures = [], False
            if not line:
                continue
        in_signatures = in_signatures or (line.startswith(DASH) and bool(lines) and lines[-1] == "")
        lines.append(line)
    if in_signatures:
        notes.append("\n".join(lines) + "\n")
    elif any(lines):
        raise Problem(f"{where} is not a signed note")
    if not notes:
        raise Problem(f"{where} holds no checkpoint")
    return notes


# --- entries ---------------------------------------------------------------------------------------------------------


def _no_fraction(text: str) -> int:
    raise ValueError("integers only")


def _integer(text: str) -> int:
    number = int(text) if len(text) < 20 else LARGEST_INTEGER + 1
    if abs(number) > LARGEST_INTEGER:
        raise ValueError("an integer beyond 2^53")
    return number


_parse = json.JSONDecoder(parse_float=_no_fraction, parse_constant=_no_fraction, parse_int=_integer).decode
_spell = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def id_and_time(raw: bytes, number: int) -> tuple[bytes, str]:
    """Check the form of one entry; gives the 16 bytes of its id, and its time."""
    try:
        text = raw.decode("utf-8")
        entry = _parse(text)
        canonical = _spell(entry) == text
    except (ValueError, RecursionError):
        raise Problem(f"entry {number} is no JSON that an entry may be") from None
    if not canonical:
        raise Problem(f"entry {number} is not in canonical form")
    if wrong := _wrong_form(entry):
        raise Problem(f"entry {number}: {wrong}")
    return bytes.fromhex(entry["id"].replace("-", "")), entry["time"]


def _wrong_form(entry: object) -> str:
    if type(entry) is not dict or entry.keys() != NAMES:
        return "its names are not exactly those of an entry"
    actor, thing, digests = entry["actor"], entry["object"], entry["digests"]
    for name in ("id", "time", "role", "action", "purpose", "decision"):
        if type(entry[name]) is not str:
            return f"{name} is no text"
    if not UUID(entry["id"]):
        return "id is no UUID"
    if not TIME(entry["time"]) or not _exists(entry["time"]):
        return "time is not RFC 3339 in UTC with six decimals"
    if entry["decision"] not in DECISIONS:
        return "decision is none of the known ones"
    if type(actor) is not dict or actor.keys() != {"agency", "id"} or not _texts(actor):
        return "actor is not exactly agency and id"
    if type(thing) is not dict or not {"id", "kind"} <= thing.keys() <= {"case", "id", "kind"} or not _texts(thing):
        return "object is not kind, id and perhaps case"
    if type(digests) is not dict or len(digests) > MOST_DIGESTS:
        return f"digests is no object of {MOST_DIGESTS} names at most"
    for name, digest in digests.items():
        if type(digest) is not str or not DIGEST(digest) or not PRINTABLE(name):
            return "a digest is none"
    return ""


def _texts(values: dict) -> bool:
    return all(type(value) is str for value in values.values())


def _exists(time: str) -> bool:
    try:
        datetime.fromisoformat(time[:-1])
    except ValueError:
        return False
    return True


class Ids:
    """Finds an id that is there twice, in about 16 bytes an entry whatever the ids are."""

    def __init__(self) -> None:
        self.buckets = [bytearray() for _ in range(4096)]

    def add(self, identity: bytes) -> None:
        self.buckets[int.from_bytes(hashlib.sha256(identity).digest()[:2], "big") & 4095].extend(identity)

    def check(self) -> None:
        for bucket in self.buckets:
            ids = [bytes(bucket[i : i + 16]) for i in range(0, len(bucket), 16)]
            if len(set(ids)) != len(ids):
                doubled = next(identity for identity, times in Counter(ids).items() if times > 1)
                raise Problem(f"the id {doubled.hex()} is there twice")


class Clock:
    """Notes where an entry is dated before one that was sealed earlier: at each step back, and where small ones add up.

    Times as entries spell them sort as text.
    """

    def __init__(self) -> None:
        self.latest, self.at, self.more = "", 0, 0
        self.notes: list[str] = []

    def add(self, time: str, number: int) -> None:
        if time < self.latest:
            back = (datetime.fromisoformat(self.latest[:-1]) - datetime.fromisoformat(time[:-1])).total_seconds()
            if back <= BACK:
                return
            if len(self.notes) < MOST_NOTES:
                said = "the clock was set back, or what it records took so long"
                self.notes.append(f"entry {number} is dated {back:.0f} s before entry {self.at}: {said}")
            else:
                self.more += 1
        self.latest, self.at = time, number

    def told(self) -> list[str]:
        return [*self.notes, *([f"and {self.more} more such steps back"] if self.more else [])]


# --- the tree (RFC 6962) ---------------------------------------------------------------------------------------------


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """Takes leaf hashes in order; gives the root at any moment, and each hash tile once it is full or the log ends."""

    def __init__(self) -> None:
        self.size = 0
        self.nodes: list[bytes] = []
        self.levels: defaultdict[int, bytearray] = defaultdict(bytearray)  # the hashes that fill no tile yet

    def root(self) -> bytes:
        root = self.nodes[-1] if self.nodes else hashlib.sha256(b"").digest()
        for node in self.nodes[-2::-1]:
            root = _node(node, root)
        return root

    def append(self, leaf: bytes) -> Iterator[tuple[int, int, bytes]]:
        """Take a leaf hash; gives (level, index, content) of every tile that it made full."""
        size, node = self.size, leaf
        while size & 1:
            node = _node(self.nodes.pop(), node)
            size >>= 1
        self.nodes.append(node)
        self.size += 1
        level, node = 0, leaf
        while True:
            tile = self.levels[level]
            tile += node
            if len(tile) < WIDTH * HASH:
                return
            content = bytes(tile)
            yield level, self.size // WIDTH ** (level + 1) - 1, content
            self.levels[level] = bytearray()
            level, node = level + 1, _tile_root(content)

    def rest(self) -> Iterator[tuple[int, int, bytes]]:
        """The partial tiles."""
        for level, tile in self.levels.items():
            if tile:
                yield level, self.size // WIDTH ** (level + 1), bytes(tile)


def _tile_root(tile: bytes) -> bytes:
    nodes = [tile[i : i + HASH] for i in range(0, len(tile), HASH)]
    while len(nodes) > 1:
        nodes = [_node(nodes[i], nodes[i + 1]) for i in range(0, len(nodes), 2)]
    return nodes[0]


# --- the layout ------------------------------------------------------------------------------------------------------


def tile_name(level: int | str, index: int, width: int = WIDTH) -> str:
    """C2SP's path of a tile: `tile/<L>/x001/x234/067`, with `.p/<W>` where it is partial."""
    groups = [f"{index % 1000:03d}"]
    while index := index // 1000:
        groups.insert(0, f"x{index % 1000:03d}")
    return f"tile/{level}/{'/'.join(groups)}" + ("" if width == WIDTH else f".p/{width}")


def widths(count: int) -> Iterator[tuple[int, int]]:
    """(index, width) of the tiles that hold COUNT hashes or entries."""
    for start in range(0, count, WIDTH):
        yield start // WIDTH, min(WIDTH, count - start)


def check_names(archive: Archive, size: int) -> None:
    """Exactly the files that a log of this size has: none missing, none beside."""
    wanted = {tile_name("entries", index, width) for index, width in widths(size)}
    level, count = 0, size
    while count:
        wanted |= {tile_name(level, index, width) for index, width in widths(count)}
        level, count = level + 1, count // WIDTH
    fixed = {"checkpoint", "keys", "README.txt", f"checkpoints/{size}"}
    for name in sorted((wanted | fixed) - archive.members.keys()):
        raise Problem(f"{name} is missing")
    for name in archive.members:
        if name not in wanted and name not in fixed and not CHECKPOINT_NAME(name):
            kind = "does not belong to a log of this size" if TILE(name) else "is no file of an exported log"
            raise Problem(f"{_shown(name)} {kind}")


def entries_of(archive: Archive, size: int) -> Iterator[bytes]:
    """The raw entries in order."""
    for index, width in widths(size):
        name = tile_name("entries", index, width)
        bundle = archive.read(name, WIDTH * (LONGEST_ENTRY + 2))
        place = 0
        for _ in range(width):
            end = place + 2 + int.from_bytes(bundle[place : place + 2], "big")
            if place + 2 > len(bundle) or end > len(bundle):
                raise Problem(f"{name} ends in the middle of an entry")
            yield bundle[place + 2 : end]
            place = end
        if place != len(bundle):
            raise Problem(f"{name} holds more than {width} entries")


def check_tile(archive: Archive, level: int, index: int, content: bytes) -> None:
    """The tile in the file must be the one that the entries give; else name the first place where it isn't."""
    name = tile_name(level, index, len(content) // HASH)
    told = archive.read(name, WIDTH * HASH)
    if told == content:
        return
    if len(told) != len(content):
        raise Problem(f"{name} is not as long as its name says")
    place = next(i for i in range(len(content) // HASH) if told[i * HASH :][:HASH] != content[i * HASH :][:HASH])
    if level == 0:
        raise Problem(f"entry {index * WIDTH + place} was changed: it does not have the hash that {name} gives")
    raise Problem(f"{name} does not fit the entries (hash {place})")


# --- the whole -------------------------------------------------------------------------------------------------------


def verify(file: io.BufferedReader, given: list[Key], kept: list[tuple[str, str]]) -> list[str]:
    """Check the export in FILE. Gives the lines that say what is true of it, and what is to be noted."""
    archive = Archive(file)
    log, *others = keys_of(archive)
    if any(key.kind == 1 and key.line != log.line for key in given):
        raise Problem("the export names another key for the log than --key")
    pinned = [key for key in given if key.kind == 4]
    signers = Signers(log, pinned, [key for key in others if key.kind == 4])
    newest = signers.checkpoint(_text(archive.read("checkpoint", LONGEST_NOTE), "checkpoint"), "checkpoint")
    if newest.size > MOST_ENTRIES:
        raise Problem(f"refused: more than {MOST_ENTRIES} entries")
    check_names(archive, newest.size)
    archive.read("README.txt", LONGEST_README)
    roots: dict[int, list[tuple[str, bytes]]] = {}
    for one in (newest, *_others(archive, signers, kept)):
        if one.size > newest.size:
            said = f"{one.size} entries were there, the export ends at {newest.size}; one made later must hold them"
            raise Problem(f"{one.where} is newer than the newest: {said}")
        roots.setdefault(one.size, []).append((one.where, one.root))
    seen = [f"WITNESS: {_seen_by(key, signers)}" for key in pinned]
    notes = _rebuild(archive, newest, roots)
    if not kept and given == pinned:
        notes += _of_the_key(log, [signers.seen[key.line] for key in pinned])
    found = f"OK: {newest.size} entries, root {newest.root.hex()}, log {log.name!a}, {len(roots)} sizes compared"
    return [found, *seen, *(f"NOTE: {note}" for note in notes)]


def _of_the_key(log: Key, seen: list[tuple[int, int]]) -> Iterator[str]:
    """What is to be noted where the export alone says which key is the log's, whatever witnesses have SEEN."""
    if seen:
        yield f"only the first {max(seen)[0]} entries are vouched for, by a witness; anybody may have written the rest"
    how = "one that you were given (--key) or with checkpoints that others kept (--witness)"
    yield f"the log's key came from the export itself. Compare it with {how}: {log.line}"


def _seen_by(witness: Key, signers: Signers) -> str:
    if witness.line not in signers.seen:
        raise Problem(f"no checkpoint here is signed by {_shown(witness.name)}")
    size, time = signers.seen[witness.line]
    return f"{_shown(witness.name)} saw the first {size} entries at {datetime.fromtimestamp(time, UTC).isoformat()}"


def _others(archive: Archive, signers: Signers, kept: list[tuple[str, str]]) -> Iterator[Checkpoint]:
    """The checkpoints beside the newest, their signatures checked: the export's own and those that witnesses kept."""
    for name in filter(CHECKPOINT_NAME, archive.members):
        checkpoint = signers.checkpoint(_text(archive.read(name, LONGEST_NOTE), name), name)
        if name != f"checkpoints/{checkpoint.size}":
            raise Problem(f"{name} is a checkpoint of another size")
        yield checkpoint
    for path, text in kept:
        where = f"the witness's file {_shown(path)}"
        for note in kept_notes(text, where):
            yield signers.checkpoint(note, where)


def _rebuild(archive: Archive, newest: Checkpoint, told: dict[int, list[tuple[str, bytes]]]) -> list[str]:
    """Read every entry and rebuild the tree; gives what is to be noted of times.

    Tiles are compared first: they name the entry, a root only the log.
    """
    tree, ids, clock = Tree(), Ids(), Clock()
    roots = {0: tree.root()}
    for number, raw in enumerate(entries_of(archive, newest.size)):
        identity, time = id_and_time(raw, number)
        ids.add(identity)
        clock.add(time, number)
        for level, index, content in tree.append(hashlib.sha256(b"\x00" + raw).digest()):
            check_tile(archive, level, index, content)
        if tree.size in told:
            roots[tree.size] = tree.root()
    for level, index, content in tree.rest():
        check_tile(archive, level, index, content)
    for size, root in roots.items():
        for where, other in told.get(size, ()):
            if other != root:
                raise Problem(f"the first {size} entries are not those that {where} was signed over")
    ids.check()
    return clock.told()


class _Arguments(argparse.ArgumentParser):
    def error(self, message: str) -> None:
        raise WrongArguments(message)


def _read_arguments(arguments: list[str]) -> tuple[str, list[Key], list[tuple[str, str]]]:
    parser = _Arguments(prog="verify.py", description="Verify an exported log.")
    parser.add_argument("file", metavar="FILE.zip")
    parser.add_argument("--witness", metavar="FILE", action="append", default=[], help="checkpoints that others kept")
    parser.add_argument("--key", metavar="VKEY", action="append", default=[], help="the log's key, or a witness's")
    parsed = parser.parse_args(arguments)
    try:
        keys = [Key(line) for line in parsed.key]
    except ValueError as error:
        raise WrongArguments(f"--key: {error}") from None
    kept = []
    for path in parsed.witness:
        try:
            with open(path, "rb") as file:
                content = file.read(LONGEST_WITNESS + 1)
        except OSError:
            raise WrongArguments(f"can't read {path!a}") from None
        if len(content) > LONGEST_WITNESS:
            raise Problem(f"refused: {path!a} is larger than 8 MiB")
        kept.append((path, _text(content, ascii(path))))
    return parsed.file, keys, kept


def main(arguments: list[str]) -> int:
    """The command: prints what it found and gives the exit code."""
    try:
        path, given, kept = _read_arguments(arguments)
        try:
            file = open(path, "rb")  # noqa: SIM115 (closed below)
        except OSError:
            raise WrongArguments(f"can't read {path!a}") from None
        with file:
            lines = verify(file, given, kept)
    except WrongArguments as error:
        print(f"usage: verify.py FILE.zip [--witness FILE]... [--key VKEY]...: {error}", file=sys.stderr)
        return 2
    except Problem as error:
        print(f"PROBLEM: {error}", file=sys.stderr)
        return 1
    except (Exception, RecursionError, MemoryError) as error:  # a hostile file never gets a traceback
        print(f"PROBLEM: the file can't be checked ({type(error).__name__})", file=sys.stderr)
        return 1
    print(*lines, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
