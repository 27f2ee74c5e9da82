"""An installation whose sealed files lie in a bucket: rotated, killed, backed up and restored."""

from __future__ import annotations

import os
import random
import shutil
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from access.errors import Refused
from audit.backup import back_up, files_missing, restore
from audit.rotation import rotate
from referrals.actions import take_item
from referrals.models import CustodyItem
from tests import buckets
from tests.referrals import world as referring
from tests.shelters import rotating
from tests.shelters.rotating import FINAL, in_a_process, left_under_earlier_keys, picture, problems, values
from tests.shelters.test_backup import bring_keys, manage
from tests.shelters.test_backup import elsewhere as elsewhere
from vault import keyring, rotation
from vault.backups import archive
from vault.errors import BackupRefused

KILLS = 8
pytestmark = [
    pytest.mark.django_db(databases=["default", "shelters"], transaction=True),
    pytest.mark.usefixtures("own_keyring", "bucket"),
]


def test_a_rotation_seals_every_object_anew_and_leaves_none_of_the_earlier_ones(case, admin, store):
    before, lying = values(), set(store.lying())
    assert len(lying) == 5
    assert rotate(rotation.PURPOSES, by=admin).broken == 0
    assert values() == before
    assert set(left_under_earlier_keys()) == FINAL
    assert (len(store.lying()), lying & set(store.lying())) == (5, set())
    assert problems() == []


@pytest.mark.parametrize("what", ["HEAD", "PUT"])
def test_a_rotation_stops_while_the_store_is_away_and_goes_on_where_it_was(case, admin, settings, store, what):
    before, lying = values(), set(store.lying())
    with buckets.Between(store, lambda asked: "cut" if asked.method == what else "") as between:
        settings.SEALED_FILES_ENDPOINT = between.endpoint
        with pytest.raises(CommandError, match="Stopped: the store of sealed files doesn't answer") as stopped:
            call_command("rotate_keys", "--by", admin.username)
    assert (stopped.value.returncode, rotation.is_under_way(), set(store.lying())) == (1, True, lying)
    settings.SEALED_FILES_ENDPOINT = store.endpoint
    assert values() == before
    call_command("rotate_keys", "--by", admin.username)
    assert (values(), set(left_under_earlier_keys()), lying & set(store.lying())) == (before, FINAL, set())
    assert problems() == []


@pytest.mark.slow
def test_a_rotation_killed_anywhere_goes_on_and_leaves_nothing_half_written(case, admin, store):
    before = values()

    def work():
        rotate(rotation.PURPOSES, by=admin)

    steps, draw = in_a_process(work)[1], random.Random(20261128)
    for _ in range(KILLS):
        in_a_process(work, dying_at=draw.randint(1, steps))
        assert values() == before
    work()
    assert (values(), set(left_under_earlier_keys())) == (before, FINAL)
    assert (len(store.lying()), store.uploads()) == (5, [])
    assert problems() == []


def test_a_photo_is_taken_into_custody_whole_or_not_at_all(world, settings):
    people = world.people
    visum = referring.examined(referring.send(world.case(), people.dokter, people), people)
    settings.SEALED_FILES_ENDPOINT = buckets.NOBODY
    photo = {"kind": "photo", "specimen": "image", "at": timezone.now(), "file": picture(), "by": people.dokter}
    with pytest.raises(Refused, match="tidak menjawab") as refused:
        take_item(visum, **photo)
    assert (refused.value.field, CustodyItem.every.count()) == ("file", 0)


def told_by(command, *words, capsys) -> list[str]:
    call_command(command, *words)
    return capsys.readouterr().out.splitlines()


def test_a_backup_says_that_files_are_not_in_it_and_a_restore_looks_for_them(case, store, tmp_path, elsewhere, capsys):
    folder = tmp_path / "backup"
    assert told_by("backup", str(folder), capsys=capsys)[:3] == [
        "made default.tar",
        "made shelters.tar",
        f"no sealed file is in them: copy the bucket {buckets.NAME} after each",
    ]
    names = set()
    for path in folder.glob("*.tar"):
        with tarfile.open(path) as tar:
            names |= set(tar.getnames())
    assert names == {archive.DATABASE, archive.MANIFEST}
    bring_keys(elsewhere)
    without = manage(elsewhere, "restore", str(folder))
    assert (without.returncode, f"lie in the bucket {buckets.NAME}; nothing was restored" in without.stderr) == (
        1,
        True,
    )
    there = elsewhere | buckets.environment(store)
    away = manage(there | {"SEALED_FILES_ENDPOINT": buckets.NOBODY}, "restore", str(folder))
    assert (away.returncode, "Nothing was restored." in away.stderr) == (1, True)
    store.client.delete_object(Bucket=buckets.NAME, Key=store.lying()[0])
    restored = manage(there, "restore", str(folder))
    assert (restored.returncode, restored.stderr) == (0, "")
    assert restored.stdout.splitlines()[1:] == [
        "the log goes on where it ended",
        f"its sealed files are those of the bucket {buckets.NAME}: 1 lack",
    ]


def test_a_file_that_opens_nowhere_any_more_lacks_to_nobody(case, store):
    files, owner, name = rotating.files()[0]
    files.delete(owner, name)
    assert files_missing() == 1
    keyring.shred(files.purpose, owner)
    assert files_missing() == 0


def test_a_backup_that_holds_its_files_is_not_restored_beside_a_bucket(world, settings, store, tmp_path):
    settings.SEALED_FILES_BUCKET = settings.SEALED_FILES_ENDPOINT = ""
    back_up(tmp_path / "backup")
    buckets.settled(settings, store, tmp_path)
    with pytest.raises(BackupRefused, match="holds its sealed files itself and SEALED_FILES_BUCKET names a bucket"):
        restore(tmp_path / "backup")


def test_files_copied_from_the_folders_into_the_bucket_open_as_before(world, settings, store, tmp_path):
    """How an installation moves: what lies in the folders is copied under the same names, then the folders go."""
    settings.SEALED_FILES_BUCKET = settings.SEALED_FILES_ENDPOINT = ""
    rotating.fill(world)
    before = values()
    for folder in (settings.SEALED_FILES_DIR, settings.DOCUMENTS_DIR):
        for path in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            store.client.upload_file(str(path), buckets.NAME, str(path.relative_to(tmp_path)))
        shutil.rmtree(folder)
    buckets.settled(settings, store, tmp_path)
    assert values() == before
    assert not any(os.path.exists(folder) for folder in (settings.SEALED_FILES_DIR, settings.DOCUMENTS_DIR))
