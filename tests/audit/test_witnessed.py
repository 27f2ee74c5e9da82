"""What witnesses said stands in the export, in the check and on the page; strict, a place waits for it."""

import hashlib
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit import feeder, notes, register, sealer, witnesses
from audit.errors import NotWitnessed
from audit.models import AuditEntry, Checkpoint, Decision, Departure, WitnessAnswer
from audit.reveal import reveal
from tests.audit.exports import log_of, verify
from tests.audit.logs import exported, members, owner, problems, sealed, text, vkey
from tests.audit.outside import NAME, Signer, key_of

pytestmark = pytest.mark.django_db(databases=["default", "shelters"])
NOW = timezone.now()
MINUTE = timedelta(minutes=1)
AWAY = "unix:/nonexistent/witness"


def newest():
    return Checkpoint.objects.order_by("-size").first()


def test_an_export_bears_the_words_of_witnesses_and_verifies_with_what_they_kept(witness, export_of, tmp_path):
    sealed(3)
    feeder.run_once(NOW)
    files = members(exported())
    line = notes.signature_line(NAME, WitnessAnswer.objects.get().signature)
    assert files["keys"].decode().splitlines() == [vkey(), witness.key.line]
    assert files["checkpoints/3"].decode() == Checkpoint.objects.get(size=3).note + line
    _, _, kept = witness.request("GET", f"/{_digest()}/checkpoint")
    (tmp_path / "kept").write_bytes(kept)
    result = verify(export_of(files), "--witness", tmp_path / "kept", "--key", vkey())
    assert (result.returncode, result.stderr) == (0, "")
    files["checkpoints/3"] = files["checkpoints/3"].replace(line[-20:].encode(), b"A" * 15 + line[-5:].encode())
    result = verify(export_of(files))
    assert (result.returncode, f"the signature of '{NAME}' is wrong" in result.stderr) == (1, True)


def test_a_checkpoint_put_in_by_sql_leaves_in_no_export(export_of):
    sealed(4)
    foreign = {"size": 3, "root": b"x", "frontier": b"y", "leaves": b"", "note": "nonsense", "at": NOW}
    Checkpoint.objects.bulk_create([Checkpoint(**foreign)])
    Departure.objects.create(checkpoint_id=3, how=Departure.How.PRINT, at=NOW)
    files = members(exported())
    assert sorted(name for name in files if name.startswith("checkpoints/")) == ["checkpoints/5"]
    assert verify(export_of(files)).returncode == 0


def test_logs_that_were_bent_are_found_with_what_the_witness_kept(witness, export_of, tmp_path):
    sealed(6)
    feeder.run_once(NOW)
    _, _, note = witness.request("GET", f"/{_digest()}/checkpoint")
    (tmp_path / "kept").write_bytes(note)
    entries = [entry.leaf() for entry in AuditEntry.objects.order_by("number")]
    forked = [*entries[:5], entries[5].replace(b'"test.entry"', b'"test.other"')]
    for bent, said in ((entries[:4], "newer than the newest"), (forked, "the first 6 entries are not those that")):
        path = export_of(log_of(bent))
        assert verify(path).returncode == 0
        result = verify(path, "--witness", tmp_path / "kept")
        assert (result.returncode, said in result.stderr) == (1, True)


def test_with_a_witness_s_key_alone_it_is_said_how_much_it_saw_and_when(witness, export_of):
    sealed(3)
    feeder.run_once(NOW)
    files, key = members(exported()), witness.key.line
    result = verify(export_of(files), "--key", key)
    assert (result.returncode, result.stderr) == (0, "")
    at = witness.key.moment_of(Checkpoint.objects.get(size=3).note, WitnessAnswer.objects.get().signature)
    seen = f"WITNESS: '{NAME}' saw the first 3 entries at {at.isoformat()}"
    assert [line.partition(" ")[0] for line in result.stdout.splitlines()] == ["OK:", "WITNESS:", "NOTE:", "NOTE:"]
    both = verify(export_of(files), "--key", key, "--key", vkey())
    assert both.stdout.splitlines() == result.stdout.splitlines()[:2] == [both.stdout.splitlines()[0], seen]


def test_a_log_made_anew_by_whoever_holds_its_key_bears_no_word_of_the_witness(witness, export_of):
    """Whatever list of witnesses it brings itself: the expert has the key from the institution."""
    sealed(3)
    feeder.run_once(NOW)
    files, key = members(exported()), witness.key.line
    for name in ("checkpoint", "checkpoints/3", "checkpoints/4"):
        lines = files[name].decode().splitlines(keepends=True)
        files[name] = "".join(line for line in lines if NAME not in line).encode()
    assert verify(export_of(files)).returncode == 0
    result = verify(export_of(files), "--key", key)
    assert (result.returncode, result.stderr) == (1, f"PROBLEM: no checkpoint here is signed by '{NAME}'\n")


def test_a_witness_s_word_counts_by_the_key_that_was_given(export_of):
    """Whoever holds the log's key names a key of their own under the witness's name, and gives words with that one."""
    sealed(3)
    files, theirs, real = members(exported()), Signer(), Signer()
    note = files["checkpoint"].decode()
    files["keys"] = f"{vkey()}\n{theirs.line}\n".encode()
    files["checkpoint"] = (note + notes.signature_line(NAME, theirs.over(note, NOW))).encode()
    assert verify(export_of(files)).returncode == 0
    result = verify(export_of(files), "--key", real.line)
    assert (result.returncode, result.stderr) == (1, f"PROBLEM: no checkpoint here is signed by '{NAME}'\n")


def _digest():
    return hashlib.sha256(sealer.origin().encode()).hexdigest()


def put_in(of: WitnessAnswer, **differently) -> None:
    """A word of a witness as whoever has the application's rights puts it in."""
    said = {"checkpoint": of.checkpoint, "witness": of.witness, "signature": of.signature, "at": of.at}
    WitnessAnswer.objects.create(answer="cosigned", **said | differently)


def test_a_word_that_no_witness_gave_counts_for_nothing_and_is_named(witness):
    sealed(4)
    feeder.run_once(timezone.now())
    [word] = WitnessAnswer.objects.all()
    sealed(2)
    put_in(word, checkpoint=newest(), at=word.at + MINUTE)
    assert witnesses.seen_at(AuditEntry.objects.get(number=3)) == word.at
    assert witnesses.seen_at(AuditEntry.objects.get(number=4)) is None
    assert witnesses.newest_at() == word.at
    assert problems() == [f"checkpoint 6 is not the one that the witness {NAME} signed"]


def test_a_word_that_is_dated_before_it_was_given_is_named_and_counts_from_then(witness):
    sealed(4)
    feeder.run_once(timezone.now())
    [word] = WitnessAnswer.objects.all()
    assert problems() == []
    put_in(word, at=word.at - 60 * MINUTE)
    assert witnesses.seen_at(AuditEntry.objects.get(number=3)) > word.at - 2 * MINUTE
    assert problems() == [f"checkpoint 4: the word of the witness {NAME} is dated before it was given"]


def test_a_word_of_another_witness_counts_for_nothing(witness, settings, tmp_path):
    sealed(4)
    feeder.run_once(timezone.now())
    settings.AUDIT_WITNESSES = [f"{AWAY} {key_of(tmp_path / 'other', 'other.example/w1').line}"]
    assert (witnesses.newest_at(), witnesses.seen_at(AuditEntry.objects.get(number=3))) == (None, None)


def test_the_check_names_a_checkpoint_that_is_not_the_one_a_witness_signed(witness):
    sealed(4)
    feeder.run_once(timezone.now())
    assert problems() == []
    with owner() as cursor:
        signature = bytearray(WitnessAnswer.objects.get().signature)
        signature[20] ^= 1
        cursor.execute("UPDATE audit_witnessanswer SET signature = %s", [bytes(signature)])
    assert problems() == [f"checkpoint 4 is not the one that the witness {NAME} signed"]


def test_the_page_says_what_each_witness_saw(witness, signed_in, auditor):
    sealed(4)
    client = signed_in(auditor)
    assert "belum pernah melihat jejak ini" in text(client.get(reverse("audit:check")))
    sealer.run_until_done(timezone.now())
    feeder.run_once(timezone.now())
    assert f"melihat {newest().size} entri" in text(client.get(reverse("audit:check")))


@pytest.fixture
def person(manager):
    with register.unwatched():
        manager.phone = "0812-9000-111"
        manager.save()
    manager.standing = frozenset({"handle_case"})
    return manager


def test_strict_a_place_opens_once_a_witness_has_seen_that_it_was_asked_for(witness, auditor, person, settings):
    settings.AUDIT_STRICT = True
    for _ in range(2):  # at once again: where places wait, the minute doesn't
        with reveal(auditor, "p", person, [(person, "phone")], location=True) as opened:
            assert (person, "phone") in opened
    assert [one.answer for one in WitnessAnswer.objects.order_by("at")] == ["cosigned", "cosigned"]


def test_strict_it_stays_closed_where_no_witness_answers_and_the_attempt_is_recorded(
    witness, auditor, person, settings
):
    settings.AUDIT_STRICT = True
    settings.AUDIT_WITNESSES = [f"{AWAY} {witness.key.line}"]
    with pytest.raises(NotWitnessed), reveal(auditor, "p", person, [(person, "phone")], location=True):
        pytest.fail("opened")
    decisions = list(AuditEntry.objects.order_by("time").values_list("decision", flat=True))
    assert decisions == [Decision.ALLOWED, Decision.FAILED]


def test_otherwise_a_place_opens_whatever_witnesses_do(auditor, person, settings, tmp_path):
    settings.AUDIT_WITNESSES = [f"{AWAY} {key_of(tmp_path / 'w').line}"]
    with reveal(auditor, "p", person, [(person, "phone")], location=True) as opened:
        assert opened.sealed_at is not None
    assert not Departure.objects.filter(how="witness").exists()  # nobody waits for a conversation with the outside


def test_settings_that_would_watch_nothing_are_named(settings, tmp_path):
    key = key_of(tmp_path / "w").line

    def wrong(*lines, strict=False):
        settings.AUDIT_WITNESSES, settings.AUDIT_STRICT = list(lines), strict
        return [error.id for error in witnesses.settings_are_whole()]

    assert wrong() == wrong(f"https://a.example {key}") == wrong(f"unix:/run/w {key}", "", strict=True) == []
    for line in (
        key,
        f"ftp://a.example {key}",
        "https://a.example",
        f"https://a.example {vkey()}",
        f"https://a {key}x",
    ):
        assert wrong(line) == ["audit.E001"]
    assert wrong(f"https://a.example {key}", f"https://b.example {key}") == ["audit.E002"]
    assert wrong(strict=True) == ["audit.E003"]


def left(size, how, at):
    Departure.objects.create(checkpoint_id=size, how=how, at=at)


def exported_sizes():
    return sorted(int(name.partition("/")[2]) for name in members(exported()) if name.startswith("checkpoints/"))


def test_a_month_that_is_printed_later_takes_no_checkpoint_away_that_left_before():
    for _ in range(4):
        sealed(2)
    for size, minute in ((2, 0), (6, 5), (8, 10)):
        left(size, "witness", NOW + minute * MINUTE)
    left(4, "print", NOW + 60 * MINUTE)
    assert exported_sizes() == [2, 4, 6, 8, 9]


def test_a_smaller_one_that_leaves_later_takes_none_away_either():
    for _ in range(4):
        sealed(2)
    left(6, "print", NOW)
    left(8, "witness", NOW)
    left(2, "witness", NOW + MINUTE / 2)
    left(4, "witness", NOW + MINUTE)
    assert exported_sizes() == [4, 6, 8, 9]


def test_of_those_that_only_witnesses_were_shown_the_first_of_each_minute_is_exported():
    for _ in range(4):
        sealed(2)
    for size, seconds in ((2, 0), (4, 20), (6, 59), (8, 60)):
        left(size, "witness", NOW + timedelta(seconds=seconds))
    assert exported_sizes() == [2, 8, 9]
