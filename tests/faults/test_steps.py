"""The list of steps comes from the code: what moves state is among them, and none stands beside without a reason."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import beside
from tests.faults.losing import Disk
from tests.faults.mutants import MUTANTS
from tests.faults.steps import CIPHER, FILE, PROVIDER, READ, ROOT, STATEMENT, TRANSACTION, every_step, wrapped

STEPS = every_step()


@pytest.mark.parametrize(
    ("step", "moves"),
    [
        ("vault.wraps.fsync_directory: os.fsync", FILE),
        ("vault.wraps.replace: os.replace", FILE),
        ("vault.keyring.unwrapped: unwrap", PROVIDER),
        ("vault.cipher.seal: key.encrypt", CIPHER),
        ("vault.models.SealedModel.save: super().save", STATEMENT),
        ("audit.action.action.decorate.perform: transaction.atomic", TRANSACTION),
        ("audit.recording._insert: entry.save", STATEMENT),
        ("audit.reveal._open: open_field", READ),
    ],
)
def test_what_moves_state_is_a_step(step, moves):
    assert STEPS[step].moves == moves


def test_a_new_call_is_a_step_without_anybody_listing_it():
    source = (
        "def keep(path):\n    os.link(path, path)\n    os.link(path, path)\n    path.read_text()\n    path.open('ab')\n"
    )
    assert [step.name for step in wrapped(source, "vault.new")[1]] == [
        "vault.new.keep: os.link",
        "vault.new.keep: os.link (2)",
        "vault.new.keep: path.open",
    ]


def test_a_new_step_among_those_beside_is_named():
    assert beside.miscounted([*STEPS, "vault.backups.new: os.link"]) == {"vault.backups.": 22}


def test_every_line_beside_stands_for_a_step_and_names_the_test_that_stands_there():
    assert beside.miscounted(list(STEPS)) == {}
    named = [why.rpartition(": ")[2].split()[0] for why in beside.BESIDE.values()]
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_every_planted_fault_says_what_it_breaks():
    assert len(MUTANTS) >= 12
    assert {mutant.breaks for mutant in MUTANTS.values()} == {"plain", "unread", "lost"}
    assert [name for name, mutant in MUTANTS.items() if len(mutant.says.split()) < 5] == []


LOADED = """
import os, sys
sys.path.insert(0, ".")
from tests.faults import probe, unlisted
from tests.faults.probe import Fault, Moment, Probe
known = probe.begin()
from vault import wraps
reading, writing = os.pipe()
standing = Probe(writing, known, Fault("kill", Moment("vault.wraps.fsync_directory: os.fsync", 2, "after")))
probe.standing.append(standing)
from pathlib import Path
for _ in range(3):
    wraps.fsync_directory(Path("."))
"""


def test_a_process_is_killed_at_the_moment_that_was_named():
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (-9, "")


# what the power takes


def written(disk: Disk, path: Path, content: bytes) -> int:
    handle = _called(disk, os.open, path, os.O_WRONLY | os.O_CREAT, 0o600)
    _called(disk, os.write, handle, content)
    return handle


def _called(disk: Disk, function, *args):
    given = disk.before(function, args)
    result = function(*args)
    disk.after(function, args, given)
    return result


def test_what_was_not_flushed_is_lost_with_the_power(tmp_path):
    disk, kept, lost = Disk(), tmp_path / "kept", tmp_path / "lost"
    for path in (kept, lost):
        handle = written(disk, path, b"wrap")
        if path == kept:
            _called(disk, os.fsync, handle)
        os.close(handle)
    folder = os.open(tmp_path, os.O_RDONLY)
    _called(disk, os.fsync, folder)
    disk.lose()
    assert (kept.read_bytes(), lost.read_bytes()) == (b"wrap", b"")


def test_a_file_that_was_written_over_is_as_it_was_unless_it_was_flushed(tmp_path):
    disk, path = Disk(), tmp_path / "wraps"
    path.write_bytes(b"wrap")
    with _called(disk, path.open, "r+b") as file:
        _called(disk, file.write, b"0000")
    assert path.read_bytes() == b"0000"
    disk.lose()
    assert path.read_bytes() == b"wrap"


def test_a_name_is_lost_unless_its_folder_was_flushed(tmp_path):
    disk, made, old = Disk(), tmp_path / "made", tmp_path / "old"
    old.write_bytes(b"earlier")
    handle = written(disk, made, b"newer")
    _called(disk, os.fsync, handle)
    os.close(handle)
    _called(disk, os.replace, made, old)
    assert old.read_bytes() == b"newer"
    disk.lose()
    assert (old.read_bytes(), made.exists()) == (b"earlier", False)


def test_a_new_folder_is_lost_with_all_in_it_unless_what_holds_it_was_flushed(tmp_path):
    disk, folder = Disk(), tmp_path / "ab"
    _called(disk, folder.mkdir)
    handle = written(disk, folder / "wraps", b"wrap")
    _called(disk, os.fsync, handle)
    os.close(handle)
    _called(disk, os.fsync, os.open(folder, os.O_RDONLY))
    disk.lose()
    assert not folder.exists()
