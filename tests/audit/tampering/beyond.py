"""Where the database alone tells nothing: the sealer ended or doubled, and logs that witnesses outside have seen."""

from __future__ import annotations

import warnings

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit import feeder, merkle, notes, sealer
from audit.models import AuditEntry, Checkpoint, WitnessAnswer
from audit.stamp import stamp
from tests.audit.exports import log_of
from tests.audit.logs import cut, owner, problems, sealed, sealed_and_kept, write
from tests.audit.tampering.attack import Attack, Scene
from vault import keyring

OF_TRANSACTIONS = ("SAVEPOINT", "RELEASE", "ROLLBACK")


class Killed(BaseException):
    """Ends the sealer where it stands, as the loss of its process would: what it hadn't committed is gone."""


class Until:
    """Lets so many of the sealer's statements pass, and ends it at the next."""

    def __init__(self, most: int) -> None:
        self.most, self.passed = most, 0

    def __call__(self, execute, sql, params, many, context):
        if not sql.startswith(OF_TRANSACTIONS):
            if self.passed == self.most:
                raise Killed
            self.passed += 1
        return execute(sql, params, many, context)


def step_of(most: int) -> bool:
    """Whether the sealer came to the end of its step within MOST statements."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # a cursor that it had open ends with its process
        try:
            with connection.execute_wrapper(Until(most)):
                sealer.run_once(timezone.now())
        except Killed:
            return False
    return True


def killed_at_each_step(scene: Scene) -> str:
    """Four entries wait; it is killed at its first statement, then at its second, until it gets through."""
    sealed_and_kept(4)
    write(4)
    steps = 0
    while not step_of(steps):
        assert problems() == []
        assert Checkpoint.objects.count() == 1
        steps += 1
    sealed(2)
    assert problems() == []
    size, numbers = (AuditEntry.objects.count(), AuditEntry.objects.order_by("number").values_list("number", flat=True))
    assert list(numbers) == list(range(size))
    return f"killed at each of {steps} steps: entry 4 to entry 7 stand once, and the log goes on to entry {size - 1}"


def killed_before_it_kept(scene: Scene) -> str:
    """It is killed between its commit and what it keeps beside the keys; then the tail is taken away."""
    sealed_and_kept(4)
    sealed(4)
    assert problems() == []
    sealed_and_kept(2)
    cut(8)
    return "\n".join(problems())


def second_sealer(more: int) -> tuple[merkle.Frontier, list]:
    """A second sealer that heeds no lock has read the log's state and MORE entries than the first one, and waits."""
    sealed(4)
    write(2)
    frontier = sealer._frontier()
    assert sealer.run_once(timezone.now()) == 2
    write(more)
    return frontier, list(AuditEntry.objects.exclude(number__lt=4).order_by("time", "id"))


def sealed_again(frontier: merkle.Frontier, batch: list) -> None:
    leaves = [merkle.leaf_hash(entry.leaf()) for entry in batch]
    first = frontier.size
    frontier.extend(leaves)
    note = notes.checkpoint(sealer.origin(), frontier.size, frontier.root(), keyring.signing_key())
    sealer._number(first, [entry.pk for entry in batch])
    row = {"root": frontier.root(), "frontier": frontier.to_bytes(), "leaves": b"".join(leaves)}
    Checkpoint.objects.create(size=frontier.size, note=note, **row)


def two_sealers_of_one_batch(scene: Scene) -> str:
    frontier, batch = second_sealer(0)
    try:
        with transaction.atomic():
            sealed_again(frontier, batch)
    except IntegrityError:
        assert problems() == []
        return f"checkpoint {Checkpoint.objects.latest('size').size} stands already: the database refuses a second"
    return ""


def two_sealers_of_two_batches(scene: Scene) -> str:
    sealed_again(*second_sealer(1))
    return "\n".join(problems())


def rewritten(size: int) -> None:
    """Whoever holds database and key edits entry 1 and signs everything up to SIZE anew, stamps and all."""
    with owner() as cursor:
        cursor.execute("UPDATE audit_auditentry SET action = 'test.other' WHERE number = 1")
        entry = AuditEntry.objects.get(number=1)
        cursor.execute("UPDATE audit_auditentry SET stamp = %s WHERE number = 1", [stamp(entry.leaf())])
        frontier = merkle.Frontier()
        for checkpoint in Checkpoint.objects.filter(size__lte=size).order_by("size"):
            rows = AuditEntry.objects.filter(number__gte=frontier.size, number__lt=checkpoint.size).order_by("number")
            leaves = [merkle.leaf_hash(row.leaf()) for row in rows]
            frontier.extend(leaves)
            note = notes.checkpoint(sealer.origin(), frontier.size, frontier.root(), keyring.signing_key())
            cursor.execute(
                "UPDATE audit_checkpoint SET root = %s, frontier = %s, leaves = %s, note = %s WHERE size = %s",
                [frontier.root(), frontier.to_bytes(), b"".join(leaves), note, checkpoint.size],
            )
    keyring.keep(sealer.NEWEST, Checkpoint.objects.latest("size").note.encode())


def rewritten_behind_a_witness(scene: Scene) -> str:
    scene.start_witness()
    sealed(4)
    assert feeder.run_once(timezone.now()) == 1
    rewritten(4)
    return "\n".join(problems())


def rewritten_and_shown_to_a_witness(scene: Scene) -> str:
    scene.start_witness()
    sealed(4)
    assert feeder.run_once(timezone.now()) == 1
    rewritten(4)
    sealed(2)
    feeder.run_once(timezone.now() + feeder.PACE)
    answer = WitnessAnswer.objects.latest("at")
    return f"checkpoint {answer.checkpoint_id}: {answer.answer} by {answer.witness}"


def rolled_back_with_the_keys(scene: Scene) -> str:
    """The database and what is kept beside the keys are both put back to the day before."""
    scene.start_witness()
    sealed(4)
    before = Checkpoint.objects.get(size=4).note
    sealed(4)
    assert feeder.run_once(timezone.now()) == 1
    with owner() as cursor:
        for table in ("audit_witnessanswer", "audit_departure"):
            cursor.execute(f"DELETE FROM {table}")
    cut(4)
    keyring.keep(sealer.NEWEST, before.encode())
    assert problems() == []
    feeder.run_once(timezone.now() + feeder.PACE)
    answer = WitnessAnswer.objects.get()
    return f"checkpoint {answer.checkpoint_id}: the witness is {answer.answer} of it"


def forked_for_one_witness(scene: Scene) -> str:
    """Two witnesses are shown two logs that part after the fourth entry; what both kept lies beside the export."""
    first, second = scene.start_witness(), scene.start_witness(name="saksi.example/w2")
    sealed(4)
    assert feeder.run_once(timezone.now()) == 2
    true = [entry.leaf() for entry in AuditEntry.objects.order_by("number")]
    write(4)
    forked = [*true, *(entry.leaf() for entry in AuditEntry.objects.filter(number=None).order_by("pk"))]
    forked[5] = forked[5].replace(b'"test.entry"', b'"test.other"')
    sealer.run_until_done(timezone.now())
    leaves = [merkle.leaf_hash(leaf) for leaf in forked]
    note = notes.checkpoint(sealer.origin(), 8, merkle.root(leaves), keyring.signing_key())
    asked = feeder.message(4, merkle.consistency_proof(4, 8, merkle.subtrees_of(leaves)), note)
    assert second.ask(asked)[0] == 200
    assert feeder.run_once(timezone.now() + feeder.PACE) == 1
    kept = []
    for name, witness in (("first", first), ("second", second)):
        kept += ["--witness", scene.file(name, witness.kept(sealer.origin()))]
    entries = [entry.leaf() for entry in AuditEntry.objects.order_by("number")]
    return scene.offline(log_of(entries), *kept)


ATTACKS = [
    Attack(
        "the sealer killed at each step",
        killed_at_each_step,
        r"killed at each of [4-9] steps: entry 4 to entry 7 stand once, and the log goes on to entry 9",
    ),
    Attack(
        "the sealer killed before it kept what it signed",
        killed_before_it_kept,
        "entries from number 8 to 9 are missing: they were sealed",
    ),
    Attack(
        "two sealers of one batch",
        two_sealers_of_one_batch,
        "checkpoint 6 stands already: the database refuses a second",
    ),
    Attack(
        "two sealers of two batches",
        two_sealers_of_two_batches,
        "checkpoint 7: its hashes do not give the signed root",
    ),
    Attack(
        "a log rewritten and signed anew behind a witness",
        rewritten_behind_a_witness,
        "checkpoint 4 is not the one that the witness saksi.example/w1 signed",
    ),
    Attack(
        "a log rewritten and signed anew before a witness",
        rewritten_and_shown_to_a_witness,
        "checkpoint 6: refused by saksi.example/w1",
    ),
    Attack(
        "an older backup put back together with the keys' store",
        rolled_back_with_the_keys,
        "checkpoint 4: the witness is ahead of it",
    ),
    Attack(
        "a fork shown to one witness",
        forked_for_one_witness,
        "the first 8 entries are not those that the witness's file .+ was signed over",
    ),
]
