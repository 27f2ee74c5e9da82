"""What a random reference in the log stands for. The log itself knows nothing but the reference."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from django.db import models
from django.utils import timezone

from audit.house import DENIED, ROTATED
from shelters.models.base import SealedShelterModel, ShelterModel
from vault.entropy import new_id
from vault.fields import SealedTextField
from vault.purpose import Purpose

ON_CODE = ("hold.place_on_code", "transfer.assign_on_code")  # in a session that a code opened for daily work
WRITTEN = "location.keep"  # by a custodian, the house's first address or another one
KEEPING = (WRITTEN, "landmarks.keep", ROTATED)  # acts that write what says where a house is


class HouseReference(ShelterModel):
    """One act or read: its id is the reference that stands in the log's entry.

    `digests` are the sealed rows' digests that an ordinary entry would carry itself. A row here commits together
    with the change it stands for, or before the value it stands for is opened; if it is missing, nothing happened.
    The entry in the log holds one digest over `content()`; without the salt nobody can try out who it may have been.
    """

    standing: frozenset[str] = frozenset()
    touches: Sequence[uuid.UUID] = ()  # files of the cards that a list shows, noted with its read

    house_id = models.UUIDField(null=True, db_index=True)
    case_id = models.UUIDField(null=True, db_index=True)
    staff_id = models.UUIDField()
    act = models.CharField(max_length=64)
    digests = models.JSONField(default=dict)
    houses = models.JSONField(default=list)
    salt = models.UUIDField(default=new_id)
    at = models.DateTimeField()

    guarded_by = "house_id"
    audit_kind = "reference"
    plain_text = {
        "act": "the name of a verb or a page, from the code",
        "digests": "names of rows and hashes of ciphertexts",
        "houses": "ids of houses, for the one read that opens them all",
    }

    class Meta(ShelterModel.Meta):
        ordering = ("at", "id")
        indexes = [
            models.Index(fields=["-at"], condition=models.Q(act=DENIED), name="denied_in_houses"),
            models.Index(fields=["house_id", "-at"], condition=models.Q(act__in=KEEPING), name="kept_of_house"),
            models.Index(fields=["-at"], condition=models.Q(act__in=ON_CODE), name="on_code_in_houses"),
            models.Index(fields=["-at"], condition=models.Q(act=WRITTEN), name="written_of_houses"),
        ]

    @classmethod
    def kept(cls, house_id: uuid.UUID, name: str) -> str:
        """The digest of the row NAME that the newest act left which wrote it; empty if none did."""
        acts = cls.every.filter(house_id=house_id, act__in=KEEPING).order_by("-at").values_list("digests", flat=True)
        return next((digests[name] for digests in acts if name in digests), "")

    @classmethod
    def newest(cls, act: str, house_id: uuid.UUID) -> uuid.UUID | None:
        """The reference of the newest ACT in that house, if there is one."""
        return cls.every.filter(act=act, house_id=house_id).order_by("-at").values_list("pk", flat=True).first()

    @classmethod
    def moment(cls, act: str, house_id: uuid.UUID | None) -> datetime:
        """When an act happens: now, but one that writes where a house is comes after the one before, so that a clock
        that was set back keeps nobody from an address."""
        now = timezone.now()
        if act not in KEEPING:
            return now
        before = cls.every.filter(house_id=house_id, act__in=KEEPING).aggregate(at=models.Max("at"))["at"]
        return max(now, before + timedelta(microseconds=1)) if before else now

    def content(self, files: Iterable[uuid.UUID]) -> dict[str, str]:
        """All that the reference stands for, FILES being those of its `cases`; empty where no act wrote it."""
        told = {"act": self.act, "at": self.at.astimezone(UTC).isoformat(), "salt": str(self.salt)}
        told |= {"case": str(self.case_id), "house": str(self.house_id), "staff": str(self.staff_id)}
        told |= {f"file:{case_id}": "" for case_id in files}
        try:
            told |= {f"house:{house_id}": "" for house_id in self.houses}
            rows = {name: digest for name, digest in self.digests.items() if not name.startswith(("file:", "house:"))}
        except (AttributeError, TypeError):
            return {}
        return rows | told  # no digest tells who it was, or of a file that isn't there

    def __str__(self) -> str:
        return "Acuan"


class ReferenceCase(ShelterModel):
    """A further file that a read touched: a board or a list shows several residents' cards at once."""

    reference = models.ForeignKey(HouseReference, on_delete=models.PROTECT, related_name="cases")
    case_id = models.UUIDField(db_index=True)

    guarded_by = "reference__house_id"
    audit_kind = "reference"

    def __str__(self) -> str:
        return "Acuan berkas"


class ReferenceReason(SealedShelterModel):
    """The reason somebody typed for looking at a house's location, sealed with that house's key."""

    sealed_purpose = Purpose.LOCATION
    sealed_owner = "house_id"

    reference = models.OneToOneField(HouseReference, on_delete=models.PROTECT, related_name="reason")
    house_id = models.UUIDField()
    text = SealedTextField(pad=1024)

    guarded_by = "house_id"
    audit_kind = "reference"

    def __str__(self) -> str:
        return "Alasan"
