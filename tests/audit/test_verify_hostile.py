"""Whatever the offline verifier is given, it says in one line what is wrong: never a traceback. See `tampering`."""

import subprocess
import sys

import pytest
from django.utils import timezone

from audit import merkle, notes, sealer
from audit import verify as program
from audit.models import AuditEntry, Checkpoint
from audit.recording import ROWS_PER_ENTRY
from tests.audit.exports import PROGRAM, entry, log_of, verify
from tests.audit.logs import exported, members, sealed, vkey, write
from tests.audit.outside import NAME, OTHER_KEY, Signer

NOW = timezone.now()
STRANGER = "\u2014 somebody.example AAAAAAA=\n"
pytestmark = pytest.mark.django_db


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
    assert verify(path, "--key", "a\x1b[2J+00000000+AAAA").stderr.count("\x1b") == 0


def with_a_tail(witness, lines_of):
    """Who holds none of our keys signs the true checkpoint over three entries, too, and goes on with two of their own.

    LINES_OF gives what of the true note they leave there.
    """
    sealed(3)
    note = Checkpoint.objects.get(size=3).note
    entries = [one.leaf() for one in AuditEntry.objects.order_by("number")]
    tail = [entry(id=f"b6a1b6e0-c0de-4a5c-8a4b-e2c0a7f0d00{i}") for i in range(2)]
    files = log_of([*entries, *tail], key=OTHER_KEY)
    root = merkle.root([merkle.leaf_hash(one) for one in entries])
    theirs = notes.checkpoint(sealer.origin(), 3, root, OTHER_KEY)
    word = notes.signature_line(NAME, witness.over(note, NOW))
    files["checkpoints/3"] = (theirs + lines_of(note) + word).encode()
    return files


def test_a_tail_that_a_stranger_wrote_is_not_vouched_for_by_the_witness_of_what_came_before(export_of):
    witness = Signer()
    result = verify(export_of(with_a_tail(witness, lambda note: "")), "--key", witness.line)
    assert (result.returncode, result.stderr) == (0, "")
    found, seen, vouched, whose = result.stdout.splitlines()
    assert found.startswith("OK: 5 entries, ")
    assert seen == f"WITNESS: '{NAME}' saw the first 3 entries at {NOW.replace(microsecond=0).isoformat()}"
    assert vouched == (
        "NOTE: only the first 3 entries are vouched for, by a witness; anybody may have written the rest"
    )
    assert whose == (
        "NOTE: the log's key came from the export itself. Compare it with one that you were given (--key) or with "
        f"checkpoints that others kept (--witness): {notes.verifier_key(sealer.origin(), OTHER_KEY)}"
    )


def test_with_the_log_s_key_or_a_kept_checkpoint_such_a_tail_is_found(export_of, tmp_path):
    witness = Signer()
    path = export_of(with_a_tail(witness, lambda note: ""))
    (tmp_path / "kept").write_text(Checkpoint.objects.get(size=3).note)
    with_key = verify(path, "--key", witness.line, "--key", vkey())
    with_kept = verify(path, "--key", witness.line, "--witness", tmp_path / "kept")
    assert (with_key.stdout, with_key.stderr) == ("", "PROBLEM: the export names another key for the log than --key\n")
    assert (with_kept.returncode, with_kept.stdout) == (1, "")
    assert with_kept.stderr.endswith("kept' is not signed by the log's key\n")


def test_where_the_log_s_own_signature_still_stands_beside_a_stranger_s_it_is_a_problem(export_of):
    witness = Signer()
    files = with_a_tail(witness, lambda note: note.rpartition("\n\n")[2])
    result = verify(export_of(files), "--key", witness.line)
    assert result.stderr == "PROBLEM: checkpoints/3 is signed by another key in the log's name\n"


def test_a_note_has_thirty_two_signatures_at_most_in_the_export_and_with_a_witness(export_of, tmp_path):
    sealed(2)
    files = members(exported())
    whole, note = export_of(files).read_bytes(), files["checkpoint"].decode()
    for count, code in ((31, 0), (32, 1)):
        more = note + STRANGER * count
        (tmp_path / "kept").write_text(more)
        with_it = verify(export_of(files | {"checkpoint": more.encode()}))
        kept = verify(export_of(whole), "--witness", tmp_path / "kept")
        assert (with_it.returncode, kept.returncode) == (code, code)
    assert with_it.stderr == "PROBLEM: checkpoint has more than 32 signatures\n"
    assert kept.stderr.endswith("kept' has more than 32 signatures\n")


def test_a_note_of_many_lines_is_refused(export_of):
    sealed(2)
    files = members(exported())
    body, _, lines = files["checkpoint"].decode().rpartition("\n\n")
    files["checkpoint"] = (body + "\nmore" * 4_000 + "\n\n" + lines).encode()
    assert verify(export_of(files)).stderr == "PROBLEM: checkpoint is larger than it may be\n"


@pytest.fixture
def verified(monkeypatch):
    """The names of the keys of which a signature was verified."""
    names, really = [], program.Key.verify

    def verify_and_tell(key, body, signature):
        names.append(key.name)
        return really(key, body, signature)

    monkeypatch.setattr(program.Key, "verify", verify_and_tell)
    return names


def test_of_each_key_one_signature_is_verified_however_often_it_stands_there(verified):
    sealed(2)
    note = Checkpoint.objects.get(size=2).note
    line = note.rpartition("\n\n")[2]
    log = program.Key(vkey())
    assert program.Signers(log, [], []).checkpoint(note + line * 20, "here").size == 2
    assert verified == [log.name]


def test_words_of_witnesses_that_the_export_alone_names_are_verified_up_to_a_limit(verified, monkeypatch):
    monkeypatch.setattr(program, "MOST_NAMED", 1)
    sealed(2)
    note = Checkpoint.objects.get(size=2).note
    named, given = Signer("named.example/w"), Signer("given.example/w")
    for witness in (named, given):
        note += notes.signature_line(witness.line.partition("+")[0], witness.over(note, NOW))
    log = program.Key(vkey())
    signers = program.Signers(log, [program.Key(given.line)], [program.Key(named.line), program.Key(given.line)])
    for _ in range(2):
        signers.checkpoint(note, "here")
    ours = log.name
    assert verified == [ours, "named.example/w", "given.example/w", ours, "given.example/w"]


def test_of_checkpoints_nothing_is_kept_but_what_is_compared():
    """A hundred thousand of them are as many notes otherwise."""
    assert program.Checkpoint._fields == ("where", "size", "root")


def test_an_entry_names_as_many_digests_as_the_log_ever_writes_and_not_thousands(export_of):
    sealed(1)
    told = {f"row:{i:03}": "gone" for i in range(401)}
    result = verify(export_of(log_of([entry(digests=told)])))
    assert result.stderr == "PROBLEM: entry 0: digests is no object of 400 names at most\n"
    told.popitem()
    assert verify(export_of(log_of([entry(digests=told)]))).returncode == 0
    assert len(told) > ROWS_PER_ENTRY + 2  # the reason's row, and the list of touched files


def test_a_witness_s_file_of_more_than_8_mib_is_refused(export_of, tmp_path):
    sealed(1)
    path = export_of(exported())
    (tmp_path / "kept").write_bytes(b"\n" * (2**23 + 1))
    result = verify(path, "--witness", tmp_path / "kept")
    assert (result.returncode, result.stderr.endswith("kept' is larger than 8 MiB\n")) == (1, True)


@pytest.mark.parametrize("name", ["\x1b[2J\x1b[H", "log\x7f", "log\u202e", "log\x9b2J", ""])
def test_a_name_of_a_key_that_would_command_a_terminal_is_none(export_of, settings, name):
    sealed(1)
    settings.AUDIT_ORIGIN = name
    result = verify(export_of(log_of([entry()])))
    assert (result.stdout, result.stderr) == ("", "PROBLEM: keys holds not a verifier key\n")
