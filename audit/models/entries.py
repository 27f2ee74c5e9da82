"""AuditEntry: one row is the entry and, by its canonical bytes, the leaf of the Merkle tree."""

from __future__ import annotations

from auditlog.models import AbstractLogEntry
from django.db import models, router
from django.db.models import BooleanField, F, Func
from django.utils import timezone

from access import prepared
from audit import canonical
from audit.models.append_only import AppendOnlyModel, AppendOnlyQuerySet
from audit.models.digests import Digests
from vault.entropy import new_id

LARGEST_ENTRY = 65_535


class Decision(models.TextChoices):
    """What came of it."""

    ALLOWED = "allowed"
    DENIED = "denied"
    INTENDED = "intended"
    DONE = "done"
    FAILED = "failed"
    OUTSIDE = "outside"


TO_LOOK_AT = (Decision.DENIED, Decision.INTENDED, Decision.FAILED, Decision.OUTSIDE)
SOUGHT_ACTS = (  # what is asked for by the act alone; few entries, in an index of their own
    "account.change_role", "account.close", "account.open", "account.passkey_foreign", "account.recovery_used",
    "account.reopen", "account.second_factor_reset", "account.shift_code", "backup.restore", "break_glass.decline",
    "break_glass.open", "canary.alert", "cover.begin", "cover.end", "cover.over", "key.rotate", "log.export",
    "shredding.confirm", "staff.read", "statistics.export", "statistics.print", "wall_lift.confirm",
)  # fmt: skip


def _written_out(column: str, values: tuple[str, ...]) -> Func:
    """The condition of an index as it stands there: SQLite, which plans before it knows parameters, must read it."""
    listed = ", ".join(f"'{value}'" for value in map(str, values))
    return Func(F(column), template=f"%(expressions)s IN ({listed})", output_field=BooleanField())


class EntryQuerySet(AppendOnlyQuerySet):
    """Entries; what is rare among them by indexes of its own, which cost as little in a long log as in a short one."""

    def come_to(self, decision: Decision) -> EntryQuerySet:
        """Those of which this came: one of TO_LOOK_AT."""
        return self.filter(_written_out("decision", TO_LOOK_AT), decision=decision)

    def of_acts(self, *actions: str) -> EntryQuerySet:
        """Those of these acts, which are among SOUGHT_ACTS: others would be looked for in the whole log."""
        if not set(actions) <= set(SOUGHT_ACTS):
            raise ValueError("no index finds these acts: name them in SOUGHT_ACTS, with a migration")
        return self.filter(_written_out("action", SOUGHT_ACTS), action__in=actions)


class AuditEntry(AppendOnlyModel, AbstractLogEntry):
    """Who did what, to what, when, why and with what outcome: ids, codes and digests, never a value.

    `number` is set once, by the sealer; it is the entry's place in the log and no part of its bytes.
    `stamp` is an HMAC over the bytes that only the application can make: a row put in by SQL has none.
    """

    # what django-auditlog's entry carries and ours must not: values, representations, network addresses
    content_type = None
    object_pk = None
    object_repr = None
    serialized_data = None
    changes_text = None
    changes = None
    cid = None
    remote_addr = None
    remote_port = None
    timestamp = None
    additional_data = None
    actor_email = None

    append_only = ("number",)
    plain_text = {
        "actor": "an account's id, or the log pseudonym of house staff",
        "agency": "an agency's code",
        "role": "a coded role",
        "action": "the name of a verb or permission, from the code",
        "purpose": "a coded purpose, from the route",
        "object_kind": "a kind of object, from the code",
        "object_id": "an id, a random reference, or the digest of an id",
        "decision": "a coded outcome",
        "digests": "names of rows and SHA-256 digests of their state (audit.rows)",
        "stamp": "an HMAC over the entry's bytes",
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    time = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.CharField(max_length=64, blank=True)
    agency = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=32, blank=True)
    action = models.CharField(max_length=64)
    purpose = models.CharField(max_length=64, blank=True)
    object_kind = models.CharField(max_length=32, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    case_id = models.UUIDField(null=True)
    decision = models.CharField(max_length=16, choices=Decision)
    digests = Digests(default=dict)
    stamp = models.BinaryField(max_length=16)
    number = models.BigIntegerField(null=True, unique=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        get_latest_by = "time"
        ordering = ()
        base_manager_name = "objects"
        verbose_name = "entri"
        indexes = [
            models.Index(fields=["time", "id"], name="entry_unnumbered", condition=models.Q(number=None)),
            models.Index(fields=["case_id", "-time", "-id"], name="entry_of_case"),
            models.Index(fields=["actor", "-time", "-id"], name="entry_of_actor"),
            models.Index(fields=["object_id", "time"], name="entry_of_object"),
            models.Index(
                fields=["case_id", "time", "id"],
                name="entry_of_grants",
                condition=models.Q(action__in=("access.grant", "access.revoke")),
            ),
            models.Index(
                fields=["decision", "-time", "-id"],
                name="entry_to_look_at",
                condition=models.Q(decision__in=TO_LOOK_AT),
            ),
            models.Index(
                fields=["action", "-time", "-id"], name="entry_of_act", condition=models.Q(action__in=SOUGHT_ACTS)
            ),
        ]

    def __str__(self) -> str:
        return f"Entri {self.number if self.number is not None else self.id}"

    def save_base(self, *args, using: str | None = None, **kwargs) -> None:
        """One INSERT, put together once for all entries: each page writes one, and no signal listens to them."""
        prepared.insert(self, using or router.db_for_write(type(self), instance=self))

    def content(self) -> dict:
        """The entry as the exported log spells it; the keys are exactly those of docs on the exported log."""
        thing = {"kind": self.object_kind, "id": self.object_id}
        if self.case_id is not None:
            thing["case"] = str(self.case_id)
        return {
            "id": str(self.id),
            "time": canonical.moment(self.time),
            "actor": {"agency": self.agency, "id": self.actor},
            "role": self.role,
            "action": self.action,
            "purpose": self.purpose,
            "object": thing,
            "decision": str(self.decision),
            "digests": self.digests,
        }

    def leaf(self) -> bytes:
        """The canonical bytes: what is stamped, hashed into the tree and exported."""
        return canonical.encode(self.content())


class Touched(AppendOnlyModel):
    """An index beside the log: which files an entry touched when it is about more than one (a list, a search).

    The entry's own digests hold one over the list, so the check names a list that was changed.
    """

    append_only: tuple[str, ...] = ()

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="touched")
    case_id = models.UUIDField()
    time = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["case_id", "-time"], name="touched_case")]

    def __str__(self) -> str:
        return f"{self.entry_id}"
