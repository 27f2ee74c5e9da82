"""Checkpoints: the signed states of the log, each extending the one before it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from audit.models.append_only import AppendOnlyModel
from vault.entropy import new_id


class Checkpoint(AppendOnlyModel):
    """The log had `size` entries with Merkle root `root`; `note` is the C2SP signed note saying so.

    `leaves` are the hashes of the entries this checkpoint added (32 bytes each), so that a changed row can be
    named; `frontier` the roots of the full subtrees, from which the next batch goes on. Both are checked
    against the signed root and trusted for nothing else.
    """

    append_only: tuple[str, ...] = ()
    plain_text = {
        "root": "a hash over hashes of entries",
        "frontier": "hashes over hashes of entries",
        "leaves": "hashes of entries",
        "note": "a signed note: the log's name, size, root and signature",
    }

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    frontier = models.BinaryField()
    leaves = models.BinaryField()
    note = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        base_manager_name = "objects"
        verbose_name = "titik segel"

    def __str__(self) -> str:
        return f"Titik segel {self.size}"


class Departure(AppendOnlyModel):
    """A checkpoint left the house: exported, printed or given to a witness."""

    class How(models.TextChoices):
        EXPORT = "export"
        PRINT = "print"
        WITNESS = "witness"

    append_only: tuple[str, ...] = ()
    plain_text = {"how": "a coded way out"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="departures")
    how = models.CharField(max_length=16, choices=How)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["how", "-at"], name="departure_by_way")]

    def __str__(self) -> str:
        return f"{self.checkpoint_id} {self.how}"


class WitnessAnswer(AppendOnlyModel):
    """What an outside witness said to a checkpoint. `witness` is the name of its key, as C2SP's cosignatures bear it.

    Each cosignature is kept; of refusals alike, and of words that are dated too late, the first.
    """

    class Answer(models.TextChoices):
        COSIGNED = "cosigned"  # it continues all that the witness saw
        REFUSED = "refused"  # it does not
        AHEAD = "ahead"  # the witness has seen more entries than there are here
        CLOCK = "clock"  # it countersigned, and dated that later than our clock says
        UNKNOWN = "unknown"  # the witness does not know this log, or not by this key

    append_only: tuple[str, ...] = ()
    plain_text = {
        "witness": "the name of another institution's key",
        "answer": "a coded answer",
        "signature": "a signature over a checkpoint, with its time and four bytes that name the key",
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="answers")
    witness = models.CharField(max_length=200)
    answer = models.CharField(max_length=16, choices=Answer)
    signature = models.BinaryField(max_length=76, default=b"")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        base_manager_name = "objects"
        verbose_name = "jawaban saksi"
        indexes = [models.Index(fields=["witness", "answer", "-checkpoint"], name="answer_of_witness")]

    def __str__(self) -> str:
        return f"{self.checkpoint_id} {self.answer}"
