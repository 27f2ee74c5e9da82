"""In an exported log: edited by whoever holds the file, or made anew by whoever holds the key. verify.py finds it."""

from __future__ import annotations

import base64
from collections.abc import Callable

from audit import notes, sealer
from audit.models import AuditEntry, Checkpoint
from tests.audit.exports import ENTRIES, bundled, entry, log_of, replace, unbundled, verify
from tests.audit.logs import exported, members, sealed, vkey
from tests.audit.tampering.attack import OTHER_KEY, Attack, Scene
from tests.audit.tampering.in_database import act_an_hour_behind
from vault import keyring

BUNDLE = ENTRIES.format(6)  # of the export that everybody here has: five entries, and the export's own
CHANGED = r"entry %d was changed: it does not have the hash that tile/0/000\.p/6 gives"


def with_files(change: Callable[[dict[str, bytes]], object], *arguments: str) -> Callable[[Scene], str]:
    """CHANGE of the export's files, then the verifier with these ARGUMENTS."""

    def carried_out(scene: Scene) -> str:
        sealed(5)
        files = members(exported())
        change(files)
        return scene.offline(files, *arguments)

    return carried_out


def clock_set_back(scene: Scene) -> str:
    """The log is whole, and its times aren't: what verify.py notes of that."""
    act_an_hour_behind()
    result = verify(scene.file("log.zip", exported()), "--key", vkey())
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout.splitlines()[1].removeprefix("NOTE: ")


def with_entries(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Scene], str]:
    """CHANGE of the bundle of entries alone."""
    return with_files(lambda files: files.update({BUNDLE: bundled(change(unbundled(files[BUNDLE])))}))


def rewritten_with_tiles(files: dict[str, bytes]) -> None:
    entries = unbundled(files[BUNDLE])
    entries[2] = entries[2].replace(b'"test.entry"', b'"test.other"')
    files |= {name: content for name, content in log_of(entries).items() if name.startswith("tile/")}


def second_level(scene: Scene) -> str:
    sealed(299)
    files = members(exported())
    files["tile/1/000.p/1"] = bytes(32)
    return scene.offline(files)


def key_line_swapped(files: dict[str, bytes]) -> None:
    files["keys"] = f"{notes.verifier_key(sealer.origin(), OTHER_KEY)}\n".encode()


def witness_first(files: dict[str, bytes]) -> None:
    raw = notes.COSIGNATURE + notes.public_bytes(OTHER_KEY)
    hashed = notes.key_hash("saksi.example/w1", raw[1:], notes.COSIGNATURE).hex()
    witness = f"saksi.example/w1+{hashed}+{base64.b64encode(raw).decode()}\n"
    files["keys"] = witness.encode() + files["keys"]


def note_over(size: object, root: bytes = bytes(32), key: object = None) -> bytes:
    """A note of the log's name over any text where the size stands."""
    return notes.checkpoint(sealer.origin(), size, root, key or keyring.signing_key()).encode()


def under(name: str, size: object, **more: object) -> Callable[[dict[str, bytes]], object]:
    return lambda files: files.update({name: note_over(size, **more)})


def another_log_s_checkpoint(files: dict[str, bytes]) -> None:
    """Signed by the log's key, under another name."""
    files["checkpoint"] = notes.checkpoint("log.example/other", 6, bytes(32), keyring.signing_key()).encode()


def re_signed(files: dict[str, bytes]) -> None:
    """Everything made anew with another key, which the file then names as the log's."""
    files.clear()
    files.update(log_of([entry.leaf() for entry in AuditEntry.objects.order_by("number")], key=OTHER_KEY))


def kept_by_somebody(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Scene], str]:
    """Whoever holds the key makes another log of it, which is whole; somebody kept a checkpoint of the true one."""

    def carried_out(scene: Scene) -> str:
        sealed(5)
        kept = scene.file("kept", Checkpoint.objects.get(size=5).note)
        entries = [entry.leaf() for entry in AuditEntry.objects.order_by("number")]
        return scene.offline(log_of(change(entries)), "--witness", kept)

    return carried_out


def other(entry: bytes) -> bytes:
    return entry.replace(b'"test.entry"', b'"test.other"')


def signed_anyhow(spoil: Callable[[bytes], bytes]) -> Callable[[Scene], str]:
    """The second of two entries is of a wrong form, and all is signed by the log's key."""

    def carried_out(scene: Scene) -> str:
        sealed(1)
        return scene.offline(log_of([entry(), spoil(entry(id="b6a1b6e0-c0de-4a5c-8a4b-e2c0a7f0d001"))]))

    return carried_out


def put(old: bytes, new: bytes) -> Callable[[Scene], str]:
    return signed_anyhow(lambda entry: entry.replace(old, new))


def doubled(scene: Scene) -> str:
    sealed(1)
    return scene.offline(log_of([entry(), entry()]))


NO_JSON = "entry 1 is no JSON that an entry may be"
NOT_CANONICAL = "entry 1 is not in canonical form"
NAMES = "entry 1: its names are not exactly those of an entry"
PURPOSE = b'"purpose":""'

EDITED = [
    Attack("an exported entry edited", with_files(replace(BUNDLE, b'{"id":"3"', b'{"id":"9"')), CHANGED % 3),
    Attack(
        "an exported entry deleted",
        with_entries(lambda entries: entries[:2] + entries[3:]),
        r"tile/entries/000\.p/6 ends in the middle of an entry",
    ),
    Attack("exported entries exchanged", with_entries(lambda e: [e[0], e[2], e[1], *e[3:]]), CHANGED % 1),
    Attack(
        "an entry inserted into an export",
        with_entries(lambda entries: [*entries, entries[0]]),
        r"tile/entries/000\.p/6 holds more than 6 entries",
    ),
    Attack("an exported entry put in another's place", with_entries(lambda e: [*e[:4], e[0], e[5]]), CHANGED % 4),
    Attack(
        "an exported entry's length edited",
        with_files(lambda files: files.update({BUNDLE: b"\xff\xff" + files[BUNDLE][2:]})),
        r"tile/entries/000\.p/6 ends in the middle of an entry",
    ),
    Attack("a tile edited", with_files(lambda files: files.update({"tile/0/000.p/6": bytes(192)})), CHANGED % 0),
    Attack("a tile of the second level edited", second_level, r"tile/1/000\.p/1 does not fit the entries \(hash 0\)"),
    Attack(
        "an entry edited together with its tiles",
        with_files(rewritten_with_tiles),
        "the first 6 entries are not those that checkpoint was signed over",
    ),
    Attack("a tile taken away", with_files(lambda f: f.pop("tile/0/000.p/6")), r"tile/0/000\.p/6 is missing"),
    Attack(
        "a tile added",
        with_files(lambda files: files.update({"tile/0/001": bytes(8192)})),
        "'tile/0/001' does not belong to a log of this size",
    ),
    Attack("an explanation taken away", with_files(lambda files: files.pop("README.txt")), r"README\.txt is missing"),
    Attack(
        "a file added",
        with_files(lambda files: files.update({"notes.txt": b""})),
        r"'notes\.txt' is no file of an exported log",
    ),
]
SIGNED = [
    Attack(
        "the number of entries edited in the checkpoint",
        with_files(replace("checkpoint", b"\n6\n", b"\n7\n")),
        "checkpoint: the signature of 'lindung.localhost/log' is wrong",
    ),
    Attack(
        "the checkpoint's empty line taken away",
        with_files(replace("checkpoint", b"\n\n", b"\n")),
        "checkpoint is not a signed note",
    ),
    Attack(
        "the checkpoint replaced by one of another key",
        with_files(under("checkpoint", 6, key=OTHER_KEY)),
        "checkpoint is not signed by the log's key",
    ),
    Attack(
        "the clock set back, as exported",
        clock_set_back,
        r"entry 4 is dated \d+ s before entry 3: the clock was set back, or .*",
    ),
    Attack(
        "a checkpoint of another log",
        with_files(another_log_s_checkpoint),
        "checkpoint is of another log than the key's",
    ),
    Attack("a key line swapped", with_files(key_line_swapped), "checkpoint is not signed by the log's key"),
    Attack("a witness's key put before the log's", with_files(witness_first), "keys does not begin with the log's key"),
    Attack(
        "a key that is none",
        with_files(lambda files: files.update({"keys": b"nonsense\n"})),
        "keys holds not a verifier key",
    ),
    Attack("keys in no text", with_files(lambda files: files.update({"keys": b"\xff\xfe"})), "keys is not UTF-8"),
    Attack(
        "an older checkpoint over other entries",
        with_files(under("checkpoints/3", 3)),
        "the first 3 entries are not those that checkpoints/3 was signed over",
    ),
    Attack(
        "a checkpoint under another's name",
        with_files(under("checkpoints/3", 4)),
        "checkpoints/3 is a checkpoint of another size",
    ),
    Attack(
        "a checkpoint newer than the newest",
        with_files(under("checkpoints/9", 9)),
        "checkpoints/9 is newer than the newest: 9 entries were there, the export ends at 6; "
        "one made later must hold them",
    ),
    Attack(
        "a checkpoint over 2^63 entries", with_files(under("checkpoint", 2**63)), "refused: more than 20000000 entries"
    ),
    Attack("a checkpoint over 2^64 entries", with_files(under("checkpoint", 2**64)), "checkpoint is not a checkpoint"),
    Attack("a checkpoint over -1 entries", with_files(under("checkpoint", -1)), "checkpoint is not a checkpoint"),
    Attack("a checkpoint over 06 entries", with_files(under("checkpoint", "06")), "checkpoint is not a checkpoint"),
    Attack(
        "a checkpoint of a short root",
        with_files(under("checkpoint", 6, root=bytes(31))),
        "checkpoint is not a checkpoint",
    ),
    Attack(
        "a log signed anew with another key",
        lambda scene: with_files(re_signed, "--key", vkey())(scene),
        "the export names another key for the log than --key",
    ),
    Attack(
        "a log cut off by whoever holds the key",
        kept_by_somebody(lambda entries: entries[:3]),
        ".+kept' is newer than the newest: 5 entries were there, the export ends at 3; one made later must hold them",
    ),
    Attack(
        "a log forked by whoever holds the key",
        kept_by_somebody(lambda entries: [*entries[:4], other(entries[4])]),
        "the first 5 entries are not those that the witness's file .+ was signed over",
    ),
    Attack(
        "a log with an entry inserted by whoever holds the key",
        kept_by_somebody(lambda entries: [entry(id="b6a1b6e0-c0de-4a5c-8a4b-e2c0a7f0d001"), *entries]),
        "the first 5 entries are not those that the witness's file .+ was signed over",
    ),
]
FORMS = [
    Attack("a blank that isn't canonical", put(b'{"action"', b'{ "action"'), NOT_CANONICAL),
    Attack("a name that is there twice", put(b'{"action"', b'{"action":"x","action"'), NOT_CANONICAL),
    Attack("a name that no entry has", signed_anyhow(lambda entry: entry[:-1] + b',"zone":"x"}'), NAMES),
    Attack("a fraction", put(PURPOSE, b'"purpose":1.5'), NO_JSON),
    Attack("a number that is none", put(PURPOSE, b'"purpose":NaN'), NO_JSON),
    Attack("a number of 2^63", put(PURPOSE, b'"purpose":9223372036854775808'), NO_JSON),
    Attack("a number of 5,000 digits", put(PURPOSE, b'"purpose":' + b"9" * 5000), NO_JSON),
    Attack("a list where a text stands", put(PURPOSE, b'"purpose":[]'), "entry 1: purpose is no text"),
    Attack("30,000 lists in one another", put(PURPOSE, b'"purpose":' + b"[" * 30_000), NO_JSON),
    Attack("half a character", put(PURPOSE, b'"purpose":"\\ud800"'), NOT_CANONICAL),
    Attack("a decision that there isn't", put(b'"allowed"', b'"maybe"'), "entry 1: decision is none of the known ones"),
    Attack(
        "a time in another zone",
        put(b"Z", b"+00:00"),
        "entry 1: time is not RFC 3339 in UTC with six decimals",
    ),
    Attack("bytes that are no text", signed_anyhow(lambda entry: b"\xff" + entry), NO_JSON),
    Attack("JSON that is cut off", signed_anyhow(lambda entry: entry[:-1]), NO_JSON),
    Attack("a list that is no entry", signed_anyhow(lambda entry: b"[]"), NAMES),
    Attack("an entry signed twice", doubled, "the id [0-9a-f]{32} is there twice"),
]
ATTACKS = [*EDITED, *SIGNED, *FORMS]
