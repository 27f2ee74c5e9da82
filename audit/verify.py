"""Verify an exported log without Lindung: the standard library and `cryptography` alone.

    python verify.py FILE.zip [--witness FILE]... [--key VKEY]...

The export follows C2SP tlog-tiles: a signed checkpoint, hash tiles, and bundles of entries. This program reads every
entry, checks its form, hashes it, rebuilds the whole Merkle tree (RFC 6962) and compares it with every tile and every
checkpoint in the file. With --witness, checkpoints that others kept must lie on the same tree: that finds what was cut
off or rewritten by whoever holds the log's key. With --key, the log's key is the one you were given, not the one in
the file; given a witness's key, a checkpoint here must bear its signature, and a line says how much it saw and when.

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
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MOST_ENTRIES = 20_000_000
MOST_BYTES = 16 * 2**30
MOST_MEMBERS = 400_000
LONGEST_ENTRY = 65_535
LONGEST_NOTE = 65_536
LONGEST_README = 2**20
LONGEST_WITNESS = 2**26
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
        total, end = 0, 0
        for info in members:
            if info.filename in self.members or info.orig_filename != info.filename:
                raise Problem(f"the name {_shown(info.orig_filename)} is there twice, or is two names")
            if info.flag_bits & 0x2061 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Problem(f"{_shown(info.filename)} is encrypted or packed in an unknown way")
            total += info.file_size
            if total > MOST_BYTES:
                raise Problem("refused: more than 16 GiB unpacked")
            self.members[info.filename] = info
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
        told = (info.compress_size, info.file_size)
        if name != info.filename.encode("ascii", "replace") or method != info.compress_type:
            raise Problem(f"{_shown(info.filename)} is called or packed otherwise in its own header")
        if not flags & 8 and sizes != told and 0xFFFFFFFF not in sizes:
            raise Problem(f"{_shown(info.filename)} has another size in its own header")
        packed = self.file.read(info.compress_size)
        if len(packed) != info.compress_size:
            raise Problem(f"{_shown(info.filename)} is cut off")
        return packed


def _refuse_huge_directory(file: io.BufferedReader) -> None:
    """Look at the end record first: a directory of millions of names would fill the memory before any check."""
    file.seek(0, io.SEEK_END)
    length = file.tell()
    file.seek(max(0, length - 65_557))
    tail = file.read()
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or found + 22 > len(tail):
        raise Problem("not a readable ZIP file (no end record)")
    count, size = struct.unpack("<HI", tail[found + 10 : found + 16])
    locator = tail[found - 20 : found] if found >= 20 else b""
    if locator[:4] == b"PK\x06\x07":
        file.seek(min(struct.unpack("<Q", locator[8:16])[0], length))
        record = file.read(56)
        if len(record) == 56 and record[:4] == b"PK\x06\x06":
            count, size = struct.unpack("<QQ", record[32:48])
    if count > MOST_MEMBERS or size > MOST_MEMBERS * 200:
        raise Problem(f"refused: more than {MOST_MEMBERS} files in the ZIP")


def _shown(name: str) -> str:
    """A name from the file, harmless to print."""
    return ascii(name[:80])


# --- keys and signed notes -------------------------------------------------------------------------------------------


class Key:
    """A signed-note verifier key: `<name>+<hash>+<base64 of type and public key>`; type 1 signs, type 4 witnesses."""

    def __init__(self, line: str) -> None:
        parts = line.split("+", 2)
        if len(parts) != 3 or not parts[0] or any(c.isspace() for c in parts[0]):
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


class Checkpoint:
    """A signed note that says: this log had SIZE entries with this root."""

    def __init__(self, text: str, where: str) -> None:
        self.where = where
        body, blank, signatures = text.rpartition("\n\n")
        if not blank or not signatures.endswith("\n"):
            raise Problem(f"{where} is not a signed note")
        self.body = (body + "\n").encode()
        lines = body.split("\n")
        if len(lines) < 3 or not DECIMAL(lines[1]) or "" in lines:
            raise Problem(f"{where} is not a checkpoint")
        self.origin, self.size = lines[0], int(lines[1])
        self.root = _base64(lines[2], where)
        if len(self.root) != HASH:
            raise Problem(f"{where} is not a checkpoint")
        self.signatures: list[tuple[str, bytes]] = []
        self.seen: dict[str, int] = {}  # when, in seconds since 1970, by the line of a witness's key
        for line in signatures[:-1].split("\n"):
            name, _, encoded = line.removeprefix(DASH).partition(" ")
            raw = _base64(encoded, where)
            if not line.startswith(DASH) or not name or len(raw) < 5:
                raise Problem(f"{where} has a malformed signature line")
            self.signatures.append((name, raw))

    def check(self, log: Key, witnesses: list[Key]) -> None:
        """The log's signature must be there and right; a known witness's must be right; others say nothing."""
        if self.origin != log.name:
            raise Problem(f"{self.where} is of another log than the key's")
        signed = False
        for name, raw in self.signatures:
            for key in (log, *witnesses):
                if name == key.name and raw[:4] == key.hash:
                    if not key.verify(self.body, raw[4:]):
                        raise Problem(f"{self.where}: the signature of {_shown(key.name)} is wrong")
                    signed = signed or key is log
                    if key.kind == 4:
                        self.seen[key.line] = int.from_bytes(raw[4:12], "big")
        if not signed:
            raise Problem(f"{self.where} is not signed by the log's key")


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
    lines = _text(archive.read("keys", LONGEST_NOTE), "keys").splitlines()
    try:
        keys = [Key(line) for line in lines]
    except ValueError as error:
        raise Problem(f"keys holds {error}") from None
    if not keys or keys[0].kind != 1:
        raise Problem("keys does not begin with the log's key")
    return keys


def kept_checkpoints(text: str, where: str) -> list[Checkpoint]:
    """The checkpoints in a witness's file: signed notes, one after the other."""
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
    return [Checkpoint(note, where) for note in notes]


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
    wrong = _wrong_form(entry)
    if wrong:
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
    if type(digests) is not dict:
        return "digests is no object"
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

    def doubled(self) -> str | None:
        """An id that is there twice, or None."""
        for bucket in self.buckets:
            ids = [bytes(bucket[i : i + 16]) for i in range(0, len(bucket), 16)]
            if len(set(ids)) != len(ids):
                seen: set[bytes] = set()
                for identity in ids:
                    if identity in seen:
                        return identity.hex()
                    seen.add(identity)
        return None


class Clock:
    """Notes where an entry is dated before one that was sealed earlier: at each step back, and where small ones add up.

    Times as entries spell them sort as text.
    """

    def __init__(self) -> None:
        self.latest, self.at, self.more = "", 0, 0
        self.notes: list[str] = []

    def add(self, time: str, number: int) -> None:
        if time >= self.latest:
            self.latest, self.at = time, number
            return
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
        self.levels: list[bytearray] = [bytearray()]
        self.done = [0]

    def root(self) -> bytes:
        if not self.nodes:
            return hashlib.sha256(b"").digest()
        root = self.nodes[-1]
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
            if level == len(self.levels):
                self.levels.append(bytearray())
                self.done.append(0)
            tile = self.levels[level]
            tile += node
            if len(tile) < WIDTH * HASH:
                return
            content = bytes(tile)
            yield level, self.done[level], content
            self.done[level] += 1
            self.levels[level] = bytearray()
            level, node = level + 1, _tile_root(content)

    def rest(self) -> Iterator[tuple[int, int, bytes]]:
        """The partial tiles."""
        for level, tile in enumerate(self.levels):
            if tile:
                yield level, self.done[level], bytes(tile)


def _tile_root(tile: bytes) -> bytes:
    nodes = [tile[i : i + HASH] for i in range(0, len(tile), HASH)]
    while len(nodes) > 1:
        nodes = [_node(nodes[i], nodes[i + 1]) for i in range(0, len(nodes), 2)]
    return nodes[0]


# --- the layout ------------------------------------------------------------------------------------------------------


def tile_name(level: int | str, index: int, width: int = WIDTH) -> str:
    """C2SP's path of a tile: `tile/<L>/x001/x234/067`, with `.p/<W>` where it is partial."""
    groups = [f"{index % 1000:03d}"]
    index //= 1000
    while index:
        groups.insert(0, f"x{index % 1000:03d}")
        index //= 1000
    return f"tile/{level}/{'/'.join(groups)}" + ("" if width == WIDTH else f".p/{width}")


def widths(count: int) -> Iterator[tuple[int, int]]:
    """(index, width) of the tiles that hold COUNT hashes or entries."""
    for index in range(count // WIDTH):
        yield index, WIDTH
    if count % WIDTH:
        yield count // WIDTH, count % WIDTH


def check_names(archive: Archive, size: int) -> None:
    """Exactly the files that a log of this size has: none missing, none beside."""
    wanted = {tile_name("entries", index, width) for index, width in widths(size)}
    level, count = 0, size
    while count:
        wanted |= {tile_name(level, index, width) for index, width in widths(count)}
        level, count = level + 1, count // WIDTH
    fixed = {"checkpoint", "keys", "README.txt", f"checkpoints/{size}"}
    for name in sorted(wanted | fixed):
        if name not in archive.members:
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


class Verified(NamedTuple):
    """What is true of the export: its newest checkpoint, the log's key, at how many sizes it was compared, notes."""

    newest: Checkpoint
    log: Key
    compared: int
    notes: list[str]


def verify(file: io.BufferedReader, given: list[Key], kept: list[tuple[str, str]]) -> Verified:
    """Check the export in FILE."""
    archive = Archive(file)
    keys = keys_of(archive)
    if any(key.kind == 1 and key.line != keys[0].line for key in given):
        raise Problem("the export names another key for the log than --key")
    log, pinned = keys[0], [key for key in given if key.kind == 4]
    witnesses = pinned + [key for key in keys[1:] if key.kind == 4]
    newest = Checkpoint(_text(archive.read("checkpoint", LONGEST_NOTE), "checkpoint"), "checkpoint")
    newest.check(log, witnesses)
    if newest.size > MOST_ENTRIES:
        raise Problem(f"refused: more than {MOST_ENTRIES} entries")
    check_names(archive, newest.size)
    archive.read("README.txt", LONGEST_README)
    told = _told(archive, newest, log, witnesses, kept)
    roots: dict[int, list[tuple[str, bytes]]] = {}
    for one in told:
        roots.setdefault(one.size, []).append((one.where, one.root))
    seen = [f"WITNESS: {_seen_by(key, told)}" for key in pinned]
    return Verified(newest, log, len(roots), seen + [f"NOTE: {note}" for note in _rebuild(archive, newest, roots)])


def _seen_by(witness: Key, told: list[Checkpoint]) -> str:
    seen = [(one.size, one.seen[witness.line]) for one in told if witness.line in one.seen]
    if not seen:
        raise Problem(f"no checkpoint here is signed by {_shown(witness.name)}")
    size, time = max(seen)
    return f"{_shown(witness.name)} saw the first {size} entries at {datetime.fromtimestamp(time, UTC).isoformat()}"


def _told(
    archive: Archive, newest: Checkpoint, log: Key, witnesses: list[Key], kept: list[tuple[str, str]]
) -> list[Checkpoint]:
    """Every checkpoint, its signatures checked: the export's own and those that witnesses kept."""
    told: list[Checkpoint] = [newest]
    for name in archive.members:
        match = CHECKPOINT_NAME(name)
        if match:
            checkpoint = Checkpoint(_text(archive.read(name, LONGEST_NOTE), name), name)
            if checkpoint.size != int(match[1]):
                raise Problem(f"{name} is a checkpoint of another size")
            told.append(checkpoint)
    for path, text in kept:
        told += kept_checkpoints(text, f"the witness's file {_shown(path)}")
    for checkpoint in told:
        checkpoint.check(log, witnesses)
        if checkpoint.size > newest.size:
            raise Problem(
                f"{checkpoint.where} is newer than the newest: {checkpoint.size} entries were there, "
                f"the export ends at {newest.size}"
            )
    return told


def _rebuild(archive: Archive, newest: Checkpoint, told: dict[int, list[tuple[str, bytes]]]) -> list[str]:
    """Read every entry and rebuild the tree. Tiles are compared first: they name the entry, a root only the log.

    Gives what is to be noted of times.
    """
    tree, ids, roots, clock = Tree(), Ids(), {}, Clock()
    if 0 in told:
        roots[0] = tree.root()
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
        for where, other in told[size]:
            if other != root:
                raise Problem(f"the first {size} entries are not those that {where} was signed over")
    doubled = ids.doubled()
    if doubled:
        raise Problem(f"the id {doubled} is there twice")
    return clock.told()


class _Arguments(argparse.ArgumentParser):
    def error(self, message: str) -> None:
        raise WrongArguments(message)


def _read_arguments(arguments: list[str]) -> tuple[str, list[Key], list[tuple[str, str]]]:
    parser = _Arguments(prog="verify.py", description="Verify an exported log.")
    parser.add_argument("file", metavar="FILE.zip")
    parser.add_argument("--witness", metavar="FILE", action="append", default=[], help="checkpoints that others kept")
    what = "the log's verifier key, or a witness's, as you were given it"
    parser.add_argument("--key", metavar="VKEY", action="append", default=[], help=what)
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
            raise Problem(f"refused: {path!a} is larger than 64 MiB")
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
            newest, log, compared, notes = verify(file, given, kept)
    except WrongArguments as error:
        print(f"usage: verify.py FILE.zip [--witness FILE]... [--key VKEY]...: {error}", file=sys.stderr)
        return 2
    except Problem as error:
        print(f"PROBLEM: {error}", file=sys.stderr)
        return 1
    except (Exception, RecursionError, MemoryError) as error:  # a hostile file never gets a traceback
        print(f"PROBLEM: the file can't be checked ({type(error).__name__})", file=sys.stderr)
        return 1
    print(f"OK: {newest.size} entries, root {newest.root.hex()}, log {log.name!a}, {compared} sizes compared")
    for note in notes:
        print(note)
    if not given and not kept:
        print(
            "NOTE: the log's key came from the export itself. Compare it with one that you were given "
            f"(--key) or with checkpoints that others kept (--witness): {log.line}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
