"""By SQL, as an owner of the database with the triggers away: found by the check of the log where it lies.

Two checkpoints stand when he comes, over four entries each, and the newest is kept beside the keys.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from audit import notes, sealer
from audit.examine import examine
from audit.models import AuditEntry, Checkpoint
from audit.stamp import stamp
from tests.audit.logs import cut, entry, owner, problems, sealed, sealed_and_kept, write
from tests.audit.tampering.attack import ID, OTHER_KEY, Attack, Scene
from vault import keyring

NOT_SEALED = rf"entry number %s \({ID}\) is not the one that was sealed"
NEVER = rf"entry {ID} has number %s, which was never sealed"
FORGED = rf"entry {ID} \(not sealed yet\) was not written by the application"
COLUMNS = {
    "id": "'b6a1b6e0c0de4a5c8a4be2c0a7f0d001'", "time": "'2020-01-01 00:00:00+00:00'", "actor": "'x'",
    "agency": "'x'", "role": "'x'", "action": "'x'", "purpose": "'x'", "object_kind": "'x'", "object_id": "'x'",
    "case_id": "'b6a1b6e0c0de4a5c8a4be2c0a7f0d001'", "decision": "'denied'", "digests": "'{\"a\":\"b\"}'",
}  # fmt: skip


def with_sql(*statements: str, parameters: tuple = ()) -> Callable[[Scene], str]:
    def carried_out(scene: Scene) -> str:
        sealed_and_kept(4)
        sealed_and_kept(4)
        assert problems() == []
        with owner() as cursor:
            for statement in statements:
                cursor.execute(statement, parameters)
        return "\n".join(problems())

    return carried_out


def done(change: Callable[..., object]) -> Callable[[Scene], str]:
    """CHANGE, given an owner's cursor, by somebody who has the code at hand, too."""

    def carried_out(scene: Scene) -> str:
        sealed_and_kept(4)
        sealed_and_kept(4)
        with owner() as cursor:
            change(cursor)
        return "\n".join(problems())

    return carried_out


def forged(**fields: object) -> AuditEntry:
    row = AuditEntry(**{"action": "forged", "decision": "allowed", "stamp": bytes(16), **fields})
    row.save()
    return row


def inserted_between(cursor) -> None:
    cursor.execute("UPDATE audit_auditentry SET number = number + 1000 WHERE number >= 2")
    cursor.execute("UPDATE audit_auditentry SET number = number - 999 WHERE number >= 1000")
    forged(number=2)


def copied(cursor) -> None:
    row = entry(2)
    row.pk, row.number, row._state.adding = AuditEntry().pk, None, True
    row.save()


def replaced(cursor) -> None:
    cursor.execute("DELETE FROM audit_auditentry WHERE number = 2")
    forged(number=2)


def waiting_edited(scene: Scene) -> str:
    write(1)
    with owner() as cursor:
        cursor.execute("UPDATE audit_auditentry SET actor = 'other'")
    return "\n".join(problems())


def put_back(scene: Scene) -> str:
    sealed_and_kept(4)
    sealed_and_kept(4)
    cut(4)
    return "\n".join(problems())


def grown_past_what_was_lost(scene: Scene) -> str:
    put_back(scene)
    sealed_and_kept(9)
    sealed_and_kept(2)
    return "\n".join(problems())


def replaced_note(origin: str = "", key: object = None) -> Callable[..., object]:
    def change(cursor) -> None:
        root = bytes(Checkpoint.objects.get(size=4).root)
        note = notes.checkpoint(origin or sealer.origin(), 4, root, key or keyring.signing_key())
        cursor.execute("UPDATE audit_checkpoint SET note = %s WHERE size = 4", [note])

    return change


def added_checkpoint(size: int, leaves: bytes, key: object = None) -> Callable[..., object]:
    def change(cursor) -> None:
        note = notes.checkpoint(sealer.origin(), size, bytes(32), key or keyring.signing_key())
        Checkpoint.objects.create(size=size, root=bytes(32), frontier=b"", leaves=leaves, note=note)

    return change


def kept_beside(key: object = None) -> Callable[..., object]:
    def change(cursor) -> None:
        note = notes.checkpoint(sealer.origin(), 4, bytes(32), key) if key else f"{sealer.origin()}\n9\nAAAA\n\n"
        keyring.keep(sealer.NEWEST, note.encode())

    return change


def act_an_hour_behind() -> None:
    """Somebody acts while the server's clock is behind: the application itself writes and seals it."""
    sealed(4)
    late = AuditEntry(time=timezone.now() - timedelta(hours=1), action="test.entry", decision="allowed")
    late.stamp = stamp(late.leaf())
    late.save()
    sealed(2)


def clock_set_back(scene: Scene) -> str:
    act_an_hour_behind()
    report = examine(timezone.now())
    assert report.problems == []
    return "\n".join(report.notes)


ATTACKS = [
    *(
        Attack(
            f"an entry's {column} edited" + (" (backdated)" if column == "time" else ""),
            with_sql(f"UPDATE audit_auditentry SET {column} = {value} WHERE number = 1"),
            NOT_SEALED % 1,
        )
        for column, value in COLUMNS.items()
    ),
    Attack(
        "an entry's stamp edited",
        with_sql("UPDATE audit_auditentry SET stamp = %s WHERE number = 1", parameters=(bytes(16),)),
        NOT_SEALED % 1,
    ),
    Attack(
        "an entry deleted",
        with_sql("DELETE FROM audit_auditentry WHERE number = 5"),
        "entry number 5 is missing",
    ),
    Attack(
        "the newest entries deleted",
        with_sql("DELETE FROM audit_auditentry WHERE number >= 6"),
        "entry number 6 is missing\nentry number 7 is missing",
    ),
    Attack(
        "the whole log emptied with its checkpoints",
        with_sql("DELETE FROM audit_auditentry", "DELETE FROM audit_checkpoint"),
        "entries from number 0 to 7 are missing: they were sealed",
    ),
    Attack(
        "two entries exchanged",
        with_sql(
            "UPDATE audit_auditentry SET number = 99 WHERE number = 1",
            "UPDATE audit_auditentry SET number = 1 WHERE number = 3",
            "UPDATE audit_auditentry SET number = 3 WHERE number = 99",
        ),
        f"{NOT_SEALED % 1}\n{NOT_SEALED % 3}",
    ),
    Attack(
        "an entry renumbered",
        with_sql("UPDATE audit_auditentry SET number = 9 WHERE number = 2"),
        f"entry number 2 is missing\n{NEVER % 9}",
    ),
    Attack(
        "an entry numbered 2^63 - 1",
        with_sql("UPDATE audit_auditentry SET number = 9223372036854775807 WHERE number = 2"),
        f"entry number 2 is missing\n{NEVER % 9223372036854775807}",
    ),
    Attack("an entry inserted at the end, numbered", done(lambda cursor: forged(number=8)), NEVER % 8),
    Attack(
        "an entry inserted between, the others moved on",
        done(inserted_between),
        "\n".join([*(NOT_SEALED % number for number in range(2, 8)), NEVER % 8]),
    ),
    Attack("an entry put in another's place", done(replaced), NOT_SEALED % 2),
    Attack("an entry inserted before the sealer comes", done(lambda cursor: forged()), FORGED),
    Attack("an entry inserted with another's stamp", done(lambda cursor: forged(stamp=entry(1).stamp)), FORGED),
    Attack("an entry duplicated", done(copied), FORGED),
    Attack("an entry edited before the sealer comes", waiting_edited, FORGED),
    *(
        Attack(
            f"a checkpoint's {column} edited",
            with_sql(
                f"UPDATE audit_checkpoint SET {column} = %s WHERE size = 4",
                parameters=("" if column == "note" else b"x" * 32,),
            ),
            "checkpoint 4: [^\n]+(\n.*)?",
        )
        for column in ("root", "frontier", "leaves", "note")
    ),
    Attack(
        "an older checkpoint deleted",
        with_sql("DELETE FROM audit_checkpoint WHERE size = 4"),
        "checkpoint 8: its hashes do not give the signed root",
    ),
    Attack(
        "the newest checkpoint deleted",
        with_sql("DELETE FROM audit_checkpoint WHERE size = 8"),
        "entries from number 4 to 7 are missing: they were sealed\n" + "\n".join(NEVER % n for n in range(4, 8)),
    ),
    Attack(
        "a checkpoint replaced by one of another key",
        done(replaced_note(key=OTHER_KEY)),
        "checkpoint 4: not signed by the log's key",
    ),
    Attack(
        "a checkpoint replaced by one of another log",
        done(replaced_note(origin="log.example/other")),
        "checkpoint 4: not signed by the log's key",
    ),
    Attack(
        "a checkpoint of another key added",
        done(added_checkpoint(9, bytes(32), OTHER_KEY)),
        "checkpoint 9: not signed by the log's key\nentry number 8 is missing",
    ),
    Attack(
        "a checkpoint over 2^63 - 1 entries added",
        done(added_checkpoint(2**63 - 1, b"")),
        "checkpoint 9223372036854775807: its hashes do not give the signed root\n.*",
    ),
    Attack(
        "an older backup put back",
        put_back,
        "entries from number 4 to 7 are missing: they were sealed",
    ),
    Attack(
        "an older backup put back that grew past what was lost",
        grown_past_what_was_lost,
        "checkpoint 8 is missing: the log was put back and went on another way",
    ),
    Attack(
        "the checkpoint beside the keys forged",
        done(kept_beside()),
        "the checkpoint kept beside the keys: not signed by the log's key",
    ),
    Attack(
        "the checkpoint beside the keys signed with another key",
        done(kept_beside(OTHER_KEY)),
        "the checkpoint kept beside the keys: not signed by the log's key",
    ),
    Attack(
        "the clock set back",
        clock_set_back,
        rf"entry number 4 \({ID}\) is dated \d+ s before entry number 3: the clock was set back, or .*",
    ),
]
