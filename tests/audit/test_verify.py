"""The exported log verifies elsewhere, by a program that shares nothing with the one that wrote it."""

import ast
import json
import subprocess
import sys

import pytest

from audit import notes, sealer
from audit import tiles as layout
from audit.models import Checkpoint
from tests.audit.exports import ENTRIES, PROGRAM, unbundled, verify
from tests.audit.logs import exported, members, sealed
from vault import keyring

pytestmark = pytest.mark.django_db


def test_an_export_verifies_without_django_and_says_where_its_key_came_from(export_of):
    sealed(5)
    result = verify(export_of(exported()))
    newest = Checkpoint.objects.order_by("-size").first()
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].startswith(f"OK: 6 entries, root {bytes(newest.root).hex()}")
    assert lines[1].startswith("NOTE: the log's key came from the export itself.")


def test_with_the_key_that_one_was_given_there_is_nothing_to_note(export_of):
    sealed(2)
    vkey = notes.verifier_key(sealer.origin(), keyring.signing_key())
    result = verify(export_of(exported()), "--key", vkey)
    assert (result.returncode, len(result.stdout.splitlines())) == (0, 1)


def test_the_program_imports_neither_django_nor_a_line_of_ours():
    tree = ast.parse(PROGRAM.read_text())
    named = {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    named |= {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    assert named - set(sys.stdlib_module_names) == {"cryptography"}
    assert len(PROGRAM.read_text().splitlines()) <= 700


def test_nothing_of_django_is_loaded_while_it_runs(export_of):
    sealed(1)
    path = export_of(exported())
    program = (
        "import sys, runpy; sys.argv = sys.argv[1:]\n"
        "try: runpy.run_path(sys.argv[0], run_name='__main__')\n"
        "except SystemExit as end: code = end.code\n"
        "mine = {name.split('.')[0] for name in sys.modules} & {'django', 'audit', 'vault', 'access', 'settings'}\n"
        "print(sorted(mine)); sys.exit(code)"
    )
    result = subprocess.run(
        [sys.executable, "-I", "-c", program, str(PROGRAM), str(path)], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout.splitlines()[-1]) == (0, "[]")


@pytest.mark.parametrize("size", [1, 255, 256, 257, 513])
def test_logs_of_every_shape_of_tile_verify(export_of, size):
    sealed(size - 1)
    files = members(exported())
    level_0 = [name for name in files if name.startswith("tile/0/")]
    assert len(level_0) == -(-size // 256)
    assert verify(export_of(files)).returncode == 0


def test_the_export_holds_exactly_the_files_of_the_layout():
    sealed(300)
    assert set(members(exported())) == {
        "README.txt", "keys", "checkpoint", "checkpoints/301",
        "tile/0/000", "tile/0/001.p/45", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/45",
    }  # fmt: skip


def test_the_export_is_itself_an_entry_of_the_log():
    sealed(1)
    last = unbundled(members(exported())[ENTRIES.format(2)])[-1]
    assert json.loads(last)["action"] == "log.export"


def test_a_path_is_split_in_groups_of_three():
    assert layout.index_path(1234067) == "x001/x234/067"
    assert layout.tile_path(0, 5) == "tile/0/005"
    assert layout.tile_path("entries", 1000, 3) == "tile/entries/x001/000.p/3"


def test_an_older_checkpoint_of_the_same_tree_is_fine(export_of):
    sealed(3)
    early = Checkpoint.objects.get(size=3).note
    sealed(2)
    files = members(exported()) | {"checkpoints/3": early.encode()}
    result = verify(export_of(files))
    assert (result.returncode, "3 sizes" in result.stdout or "2 sizes" in result.stdout) == (0, True)


def test_an_unknown_signature_line_is_no_problem(export_of):
    sealed(2)
    files = members(exported())
    files["checkpoint"] += "\u2014 somebody.example AAAAAAAAAA==\n".encode()
    assert verify(export_of(files)).returncode == 0
