"""In the ZIP itself: names, sizes and headers that lie, bombs. verify.py unpacks nothing to the disk, and says so."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable

from tests.audit.logs import exported, members, sealed
from tests.audit.tampering.attack import Attack, Scene

TILE = "tile/0/000.p/4"
NOT_READABLE = r"not a readable ZIP file \(.+\)"
END = b"PK\x05\x06"


def with_bytes(change: Callable[[bytes], bytes]) -> Callable[[Scene], str]:
    """CHANGE of the file as it lies."""

    def carried_out(scene: Scene) -> str:
        sealed(3)
        return scene.offline(change(exported()))

    return carried_out


def with_directory(change: Callable[[zipfile.ZipFile], object]) -> Callable[[Scene], str]:
    """CHANGE of the archive before its directory is written: what files say of themselves no longer fits."""

    def packed_so(data: bytes) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # zipfile warns of a name that is there twice
            for name, content in members(data).items():
                archive.writestr(name, content)
            change(archive)
        return target.getvalue()

    return with_bytes(packed_so)


def told(name: str, **fields: object) -> Callable[[zipfile.ZipFile], object]:
    """The directory says FIELDS of the file of that NAME."""

    def change(archive: zipfile.ZipFile) -> None:
        for field, value in fields.items():
            setattr(archive.getinfo(name), field, value)

    return change


def added(name: str, content: bytes = b"") -> Callable[[zipfile.ZipFile], object]:
    return lambda archive: archive.writestr(name, content)


def bomb(archive: zipfile.ZipFile) -> None:
    """Fifty megabytes where a tile of 128 bytes belongs, and a directory that says 128."""
    del archive.NameToInfo[TILE]
    archive.filelist = [info for info in archive.filelist if info.filename != TILE]
    archive.writestr(TILE, bytes(50_000_000))


def lying_bomb(archive: zipfile.ZipFile) -> None:
    bomb(archive)
    archive.getinfo(TILE).file_size = 128


def upon_another(archive: zipfile.ZipFile) -> None:
    archive.getinfo("keys").header_offset = archive.getinfo("README.txt").header_offset


def larger_end(data: bytes, told_at: int | None = None) -> bytes:
    """The end record's count can't say 2^63 files; the record of large archives before it can, and a locator says where
    it lies: there, or where it is TOLD to be."""
    end = data.rindex(END)
    large = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**63, 2**63, 2**63, 0)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end if told_at is None else told_at, 1)
    return data[:end] + large + locator + data[end:]


def behind_a_long_comment(data: bytes) -> bytes:
    """The end record as far from the end as it may be: what stands before it is read all the same."""
    return larger_end(data)[:-2] + b"\xff\xff" + b" " * 65_535


def many_names(data: bytes) -> bytes:
    """A directory of 400,001 files without names, in an end record that says one."""
    directory = (b"PK\x01\x02" + bytes(42)) * 400_001
    return directory + struct.pack("<4sHHHHIIH", END, 0, 0, 1, 1, len(directory), 0, 0)


def beside_a_name(archive: zipfile.ZipFile) -> None:
    archive.getinfo("keys").extra = struct.pack("<HH252x", 0x9999, 252)


def packed_for_nothing(data: bytes) -> bytes:
    """A file of ten bytes that takes a megabyte; both headers say so."""
    size, sizes = 2**20, struct.pack("<HHIII", 0, 33, 0, 2**20, 10)
    header = struct.pack("<4sHHH", b"PK\x03\x04", 20, 0, 8) + sizes + struct.pack("<HH", 4, 0) + b"keys"
    entry = struct.pack("<4sHHHH", b"PK\x01\x02", 20, 20, 0, 8) + sizes + struct.pack("<H16x", 4) + b"keys"
    begins = len(header) + size
    return header + bytes(size) + entry + struct.pack("<4sHHHHIIH", END, 0, 0, 1, 1, len(entry), begins, 0)


NO_ZIP = {"nothing at all": b"", "the beginning of a ZIP": b"PK", "no ZIP": b"not a zip" * 100}
ATTACKS = [
    Attack(
        "a path that leads out of the folder",
        with_directory(added("../../etc/cron.d/job", b"* * * * *")),
        r"'\.\./\.\./etc/cron\.d/job' is no file of an exported log",
    ),
    Attack("a path from the root", with_directory(added("/etc/passwd")), "'/etc/passwd' is no file of an exported log"),
    Attack(
        "a tile's name that leads out",
        with_directory(added("tile/0/../../x")),
        r"'tile/0/\.\./\.\./x' is no file of an exported log",
    ),
    Attack(
        "a name that is there twice in the ZIP",
        with_directory(added("checkpoint", b"x")),
        "the name 'checkpoint' is there twice, or is two names",
    ),
    Attack(
        "a name with an end in its middle",
        with_bytes(lambda data: data.replace(b"README.txt", b"READM\x00.txt")),
        r"the name 'READM\\x00\.txt' is there twice, or is two names",
    ),
    Attack(
        "a name that is another in the file's own header",
        with_bytes(lambda data: data.replace(b"README.txt", b"readme.txt", 1)),
        r"'README\.txt' is called or packed otherwise in its own header",
    ),
    Attack(
        "an encrypted file",
        with_directory(told("keys", flag_bits=1)),
        "'keys' is encrypted or packed in an unknown way",
    ),
    Attack(
        "a file packed in an unknown way",
        with_directory(told("keys", compress_type=zipfile.ZIP_LZMA)),
        "'keys' is encrypted or packed in an unknown way",
    ),
    Attack(
        "two files in one place",
        with_directory(upon_another),
        r"'(keys|README\.txt)' overlaps another file of the ZIP",
    ),
    Attack(
        "a size of 2^63 in the ZIP",
        with_directory(told("keys", file_size=2**63)),
        "refused: more than 16 GiB unpacked",
    ),
    Attack(
        "a packed size of 2^63 in the ZIP",
        with_directory(told("checkpoint", compress_size=2**63)),
        "'[^']+' overlaps another file of the ZIP",
    ),
    Attack("2^63 files in the ZIP", with_bytes(larger_end), "refused: more than 400000 files in the ZIP"),
    Attack(
        "2^63 files in the ZIP, behind a long comment",
        with_bytes(behind_a_long_comment),
        "refused: more than 400000 files in the ZIP",
    ),
    Attack(
        "two larger end records, of which readers take one or the other",
        with_bytes(lambda data: larger_end(data, told_at=0)),
        r"not a readable ZIP file \(its larger end record lies elsewhere\)",
    ),
    Attack(
        "400,001 files in the ZIP that says it holds one",
        with_bytes(many_names),
        "refused: more than 400000 files in the ZIP",
    ),
    Attack(
        "much beside a file's name",
        with_directory(beside_a_name),
        r"not a readable ZIP file \(too much beside a name\)",
    ),
    Attack(
        "a file that is packed into a hundred thousand times its size",
        with_bytes(packed_for_nothing),
        "'keys' is larger than it may be",
    ),
    Attack(
        "another size in the directory",
        with_directory(told("keys", file_size=9)),
        "'keys' has another size in its own header",
    ),
    Attack(
        "a checksum that is not the file's",
        with_directory(told("keys", CRC=1)),
        "keys does not have the checksum that the ZIP gives",
    ),
    Attack(
        "a ZIP of 65,535 files that holds none",
        with_bytes(lambda data: END + b"\xff" * 18),
        "refused: more than 400000 files in the ZIP",
    ),
    Attack("a bomb", with_directory(bomb), r"tile/0/000\.p/4 is larger than it may be"),
    Attack(
        "a bomb that lies of its size",
        with_directory(lying_bomb),
        r"'tile/0/000\.p/4' has another size in its own header",
    ),
    Attack("a ZIP cut off", with_bytes(lambda data: data[: len(data) // 2]), NOT_READABLE),
    *(
        Attack(f"{name} where a ZIP is awaited", with_bytes(lambda data, said=said: said), NOT_READABLE)
        for name, said in NO_ZIP.items()
    ),
]
