"""An archive that isn't as it was made is refused before anything is written."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from pathlib import Path

import pytest

from audit.backup import back_up, restore
from vault.backups import archive
from vault.errors import BackupRefused
from vault.files import sealed_files

DATABASES = ["default", "shelters"]
pytestmark = pytest.mark.django_db(databases=DATABASES, transaction=True)


def rewritten(path: Path, change) -> None:
    """The archive with its (member, content) pairs passed through CHANGE."""
    with tarfile.open(path) as tar:
        members = [(member, tar.extractfile(member).read()) for member in tar]
    with tarfile.open(path, "w") as tar:
        for member, content in change(members):
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))


def flip(members):
    (first, content), *rest = members
    return [(first, bytes([content[0] ^ 1]) + content[1:]), *rest]


def add(members):
    return [(tarfile.TarInfo("files/baru"), b"x"), *members]


def climb(members):
    return [(tarfile.TarInfo("files/../../keluar"), b"x"), *members]


def vouched(members, change, *, by_us: bool = True):
    """The members with a manifest that CHANGE was made to; by us: as our own program would have written it."""
    manifest = json.loads(members[-1][1])
    del manifest["mac"]
    change(manifest)
    mac = archive._mac(manifest) if by_us else "0" * 64
    return [*members[:-1], (members[-1][0], json.dumps({**manifest, "mac": mac}).encode())]


def newer(members):
    return vouched(members, lambda manifest: manifest["migrations"].append("casework.9999_future"))


def other_vendor(members):
    return vouched(members, lambda manifest: manifest.update(vendor="oracle"))


def forged(members):
    """A member is exchanged, and its digest with it."""
    changed = flip(members)
    digest = hashlib.sha256(changed[0][1]).hexdigest()
    return vouched(changed, lambda manifest: manifest["files"].update({changed[0][0].name: digest}), by_us=False)


def unvouched(members):
    manifest = json.loads(members[-1][1])
    del manifest["mac"]
    return [*members[:-1], (members[-1][0], json.dumps(manifest).encode())]


def link(members):
    member = tarfile.TarInfo("files/tautan")
    member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return [(member, b""), *members]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (flip, "was changed"),
        (lambda members: members[:-1], "cut short"),
        (lambda members: [members[0], members[-1]] if len(members) > 2 else members[1:], "was changed"),
        (add, "was changed"),
        (climb, "no backup does"),
        (lambda members: [*members, members[0]], "no backup does"),
        (newer, "newer version"),
        (forged, "not made with these roots"),
        (unvouched, "not made with these roots"),
        (link, "no backup does"),
        (other_vendor, "oracle"),
    ],
)
def test_an_archive_that_is_not_as_it_was_made_is_refused_before_anything_is_written(
    world, films, tmp_path, change, said
):
    sealed_files.write(world.case().pk, "film", io.BytesIO(b"x"))
    back_up(tmp_path)
    rewritten(tmp_path / "default.tar", change)
    with pytest.raises(BackupRefused, match=said):
        restore(tmp_path)


def test_bytes_that_are_no_archive_are_refused_in_a_sentence(world, films, tmp_path):
    back_up(tmp_path)
    whole = (tmp_path / "shelters.tar").read_bytes()
    for content in (b"", b"PK", whole[: len(whole) // 2], whole[:700]):
        (tmp_path / "shelters.tar").write_bytes(content)
        with pytest.raises(BackupRefused, match="nothing was restored"):
            restore(tmp_path)
    (tmp_path / "shelters.tar").unlink()
    with pytest.raises(BackupRefused, match="There is no shelters"):
        restore(tmp_path)


def test_archives_of_two_backups_and_exchanged_ones_are_refused(world, films, tmp_path):
    for name in ("one", "two"):
        back_up(tmp_path / name)
    (tmp_path / "two" / "shelters.tar").replace(tmp_path / "one" / "shelters.tar")
    with pytest.raises(BackupRefused, match="two backups"):
        restore(tmp_path / "one")
    back_up(tmp_path / "three")
    default, shelters = (tmp_path / "three" / f"{alias}.tar" for alias in DATABASES)
    default.rename(tmp_path / "aside")
    shelters.rename(default)
    (tmp_path / "aside").rename(shelters)
    with pytest.raises(BackupRefused, match="another database"):
        restore(tmp_path / "three")


def test_what_changes_between_the_check_and_the_reading_does_not_count(world, films, tmp_path):
    back_up(tmp_path)
    manifest = archive.checked(tmp_path / "default.tar")
    rewritten(tmp_path / "default.tar", flip)
    with pytest.raises(BackupRefused, match="while it was read"):
        archive.unpacked(tmp_path / "default.tar", {"database": tmp_path / "database"}, manifest["files"])
