"""The exported log verifies elsewhere, by a program that shares nothing with the one that wrote it."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from audit import merkle, notes, sealer
from audit import tiles as layout
from audit.models import AuditEntry, Checkpoint
from tests.audit.logs import exported, members, packed, sealed, write
from vault import keyring

pytestmark = pytest.mark.django_db

PROGRAM = Path(__file__).resolve().parents[2] / "audit" / "verify.py"
ENTRIES = "tile/entries/000.p/{}"


def verify(path, *arguments):
    return subprocess.run(
        [sys.executable, "-I", str(PROGRAM), str(path), *map(str, arguments)],
        capture_output=True, text=True, timeout=60, cwd="/", env={"PATH": "/usr/bin:/bin"}, check=False,
    )  # fmt: skip


@pytest.fixture
def export_of(tmp_path):
    def make(data):
        path = tmp_path / "log.zip"
        path.write_bytes(data if isinstance(data, bytes) else packed(data))
        return path

    return make


def bundled(entries):
    return layout.bundle(entries)


def unbundled(bundle):
    entries, place = [], 0
    while place < len(bundle):
        length = int.from_bytes(bundle[place : place + 2], "big")
        entries.append(bundle[place + 2 : place + 2 + length])
        place += 2 + length
    return entries


def log_of(entries, *, key=None, newest=None):
    """A whole export over ENTRIES, well-formed and signed: what somebody who holds the key could make."""
    key = key or keyring.signing_key()
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    files = {"README.txt": b"read me", "keys": (notes.verifier_key(sealer.origin(), key) + "\n").encode()}
    note = notes.checkpoint(sealer.origin(), len(leaves), merkle.root(leaves), key).encode()
    files |= {"checkpoint": note, f"checkpoints/{len(leaves)}": note}
    writer = layout.TileWriter()
    for leaf in leaves:
        files |= dict(writer.append(leaf))
    files |= dict(writer.rest())
    for start in range(0, len(entries), 256):
        part = entries[start : start + 256]
        files[layout.tile_path("entries", start // 256, len(part))] = bundled(part)
    return files


def entry(**changes):
    content = AuditEntry.objects.order_by("number").first().content() | changes
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


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


def tampered(export_of, change, *arguments):
    sealed(5)
    files = members(exported())
    change(files)
    result = verify(export_of(files), *arguments)
    assert result.returncode == 1
    assert (result.stdout, len(result.stderr.splitlines())) == ("", 1)
    return result.stderr


def replace(name, old, new):
    def change(files):
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)

    return change


def test_an_edited_entry_is_named(export_of):
    said = tampered(export_of, replace(ENTRIES.format(6), b'"object":{"id":"3"', b'"object":{"id":"9"'))
    assert "entry 3 was changed" in said


def test_a_deleted_entry_is_found(export_of):
    def change(files):
        entries = unbundled(files.pop(ENTRIES.format(6)))
        files[ENTRIES.format(6)] = bundled(entries[:2] + entries[3:])

    assert "tile/entries/000.p/6 ends in the middle of an entry" in tampered(export_of, change)


def test_exchanged_entries_are_found(export_of):
    def change(files):
        entries = unbundled(files[ENTRIES.format(6)])
        entries[1], entries[2] = entries[2], entries[1]
        files[ENTRIES.format(6)] = bundled(entries)

    assert "entry 1 was changed" in tampered(export_of, change)


def test_entries_rewritten_together_with_their_tiles_do_not_fit_the_signature(export_of):
    def change(files):
        entries = unbundled(files[ENTRIES.format(6)])
        entries[2] = entries[2].replace(b'"test.entry"', b'"test.other"')
        rewritten = log_of(entries)
        files |= {name: content for name, content in rewritten.items() if name.startswith("tile/")}

    assert "the first 6 entries are not those that checkpoint was signed over" in tampered(export_of, change)


def test_a_log_that_was_cut_off_is_found_by_a_checkpoint_that_was_kept(export_of, tmp_path):
    sealed(5)
    kept = tmp_path / "kept"
    kept.write_text(Checkpoint.objects.get(size=5).note)
    shorter = log_of([entry.leaf() for entry in AuditEntry.objects.order_by("number")[:3]])
    assert verify(export_of(shorter)).returncode == 0
    result = verify(export_of(shorter), "--witness", kept)
    assert result.returncode == 1
    assert "newer than the newest: 5 entries were there, the export ends at 3" in result.stderr


def test_a_fork_is_found_by_a_checkpoint_that_was_kept(export_of, tmp_path):
    sealed(5)
    kept = tmp_path / "kept"
    kept.write_text(Checkpoint.objects.get(size=5).note * 2)
    entries = [entry.leaf() for entry in AuditEntry.objects.order_by("number")]
    entries[4] = entries[4].replace(b'"test.entry"', b'"test.other"')
    result = verify(export_of(log_of(entries)), "--witness", kept)
    assert result.returncode == 1
    assert "the first 5 entries are not those that the witness's file" in result.stderr


def test_a_log_re_signed_with_another_key_is_found_by_the_key_that_one_was_given(export_of):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    sealed(2)
    entries = [entry.leaf() for entry in AuditEntry.objects.order_by("number")]
    path = export_of(log_of(entries, key=Ed25519PrivateKey.from_private_bytes(bytes(32))))
    assert verify(path).returncode == 0
    result = verify(path, "--key", notes.verifier_key(sealer.origin(), keyring.signing_key()))
    assert (result.returncode, result.stderr) == (1, "PROBLEM: the export names another key for the log than --key\n")


def test_an_older_checkpoint_of_another_tree_is_found(export_of):
    def change(files):
        key = keyring.signing_key()
        files["checkpoints/3"] = notes.checkpoint(sealer.origin(), 3, bytes(32), key).encode()

    assert "the first 3 entries are not those that checkpoints/3" in tampered(export_of, change)


def test_an_older_checkpoint_of_the_same_tree_is_fine(export_of):
    sealed(3)
    early = Checkpoint.objects.get(size=3).note
    sealed(2)
    files = members(exported()) | {"checkpoints/3": early.encode()}
    result = verify(export_of(files))
    assert (result.returncode, "3 sizes" in result.stdout or "2 sizes" in result.stdout) == (0, True)


def test_a_checkpoint_newer_than_the_newest_is_a_problem(export_of):
    def change(files):
        note = notes.checkpoint(sealer.origin(), 9, bytes(32), keyring.signing_key())
        files["checkpoints/9"] = note.encode()

    assert "newer than the newest" in tampered(export_of, change)


def test_an_unknown_signature_line_is_no_problem(export_of):
    sealed(2)
    files = members(exported())
    files["checkpoint"] += "\u2014 somebody.example AAAAAAAAAA==\n".encode()
    assert verify(export_of(files)).returncode == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f.pop("tile/0/000.p/6"), "tile/0/000.p/6 is missing"),
        (lambda f: f.pop("README.txt"), "README.txt is missing"),
        (lambda f: f.update({"notes.txt": b""}), "'notes.txt' is no file of an exported log"),
        (lambda f: f.update({"tile/0/001": bytes(8192)}), "does not belong to a log of this size"),
        (replace("checkpoint", b"\n6\n", b"\n7\n"), "the signature of"),
        (replace("checkpoint", b"\n\n", b"\n"), "is not a signed note"),
        (lambda f: f.update({"keys": b"nonsense\n"}), "keys holds not a verifier key"),
        (lambda f: f.update({"keys": b"\xff\xfe"}), "keys is not UTF-8"),
        (lambda f: f.update({"tile/0/000.p/6": bytes(192)}), "entry 0 was changed"),
    ],
)
def test_what_is_missing_or_beside_or_broken_is_said_in_one_line(export_of, change, said):
    assert said in tampered(export_of, change)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda e: e.replace(b'{"action"', b'{ "action"'), "not in canonical form"),
        (lambda e: e.replace(b'{"action"', b'{"action":"x","action"'), "not in canonical form"),
        (lambda e: e[:-1] + b',"zone":"x"}', "names are not exactly those of an entry"),
        (lambda e: e.replace(b'"purpose":""', b'"purpose":1.5'), "no JSON that an entry may be"),
        (lambda e: e.replace(b'"purpose":""', b'"purpose":NaN'), "no JSON that an entry may be"),
        (lambda e: e.replace(b'"purpose":""', b'"purpose":[]'), "purpose is no text"),
        (lambda e: e.replace(b'"purpose":""', b'"purpose":' + b"[" * 30000), "no JSON that an entry may be"),
        (lambda e: e.replace(b'"purpose":""', b'"purpose":"\\ud800"'), "not in canonical form"),
        (lambda e: e.replace(b'"allowed"', b'"maybe"'), "decision is none of the known ones"),
        (lambda e: e.replace(b"Z", b"+00:00"), "time is not RFC 3339"),
        (lambda e: b"\xff" + e, "no JSON that an entry may be"),
        (lambda e: b"[]", "names are not exactly those of an entry"),
    ],
)
def test_an_entry_of_a_wrong_form_is_refused_even_when_it_is_signed(export_of, spoil, said):
    sealed(1)
    result = verify(export_of(log_of([entry(), spoil(entry(id="b6a1b6e0-c0de-4a5c-8a4b-e2c0a7f0d001"))])))
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert f"entry 1{' is' if said[0] == 'n' and 'names' not in said else ''}" in result.stderr or said in result.stderr
    assert said in result.stderr


def test_a_doubled_entry_is_refused_even_when_it_is_signed(export_of):
    sealed(1)
    result = verify(export_of(log_of([entry(), entry()])))
    assert (result.returncode, "is there twice" in result.stderr) == (1, True)


@pytest.mark.parametrize("garbage", [b"", b"PK", b"not a zip" * 100, b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_said_in_one_line(export_of, garbage):
    result = verify(export_of(garbage))
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert result.stderr.startswith("PROBLEM: ")


def test_a_bomb_is_refused_before_it_is_unpacked(export_of):
    sealed(1)
    files = members(exported()) | {"tile/0/000.p/2": bytes(50_000_000)}
    result = verify(export_of(files))
    assert (result.returncode, result.stderr) == (1, "PROBLEM: tile/0/000.p/2 is larger than it may be\n")


@pytest.mark.parametrize("flip", range(0, 100, 7))
def test_no_flipped_byte_gives_a_traceback(export_of, flip):
    sealed(3)
    data = bytearray(exported())
    data[len(data) * flip // 100] ^= 0x41
    result = verify(export_of(bytes(data)))
    assert result.returncode in (0, 1)
    assert "Traceback" not in result.stderr
    assert result.returncode == 0 or len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["--nothing"], ["a.zip", "b.zip"], ["/nowhere/log.zip"]])
def test_wrong_arguments_give_2(arguments):
    result = subprocess.run(
        [sys.executable, "-I", str(PROGRAM), *arguments], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)


def test_a_malformed_key_gives_2(export_of):
    sealed(1)
    path = export_of(exported())
    write(1)
    assert verify(path, "--key", "nonsense").returncode == 2
