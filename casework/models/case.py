"""A case: a complaint from its registration to its closure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from access.guarded import GuardedModel
from access.models import Staff
from casework.options.casefile import ENDING_REASONS, Ending, Risk
from casework.options.intake import CITIES, PLACES, Channel, Kind
from casework.workflow import CaseState
from vault.fields import SealedTextField
from vault.models import SealedModel


class Case(SealedModel, GuardedModel):
    """Root of a person's file. Plain columns are coded and counted in statistics; everything told is sealed.

    `number` (NNN/MM/YYYY) is given when the supervisor accepts, never before.
    """

    guarded_kind = "case"
    wall = "id"
    assigned_by = ("receive_case", "supervise_case", "handle_case", "counsel_case")
    audit_kind = "case"
    sealed_owner = "id"
    plain_text = {
        "reference": "random letters; stands for the case wherever it is named",
        "number": "registration number NNN/MM/YYYY",
        "kind": "actual, exercise or test",
        "channel": "one of Channel, counted in statistics",
        "state": "one of CaseState",
        "ending": "one of Ending",
        "ending_reason": "one of ENDING_REASONS",
        "city_code": "Kemendagri code of a city, counted in statistics",
        "place_kind": "one of PLACES, coded",
        "main_kind": "one of VIOLENCE, counted in statistics",
        "kinds": "codes of VIOLENCE, counted in statistics",
        "flags": "codes of FLAGS, shown beside the risk level",
        "risk": "one of Risk; lists are ordered and filtered by it",
    }

    reference = models.CharField(max_length=10, unique=True, editable=False)
    number = models.CharField(max_length=16, unique=True, null=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ACTUAL)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    state = models.CharField(max_length=12, choices=CaseState.choices, default=CaseState.COMPLAINT)
    opened = models.DateTimeField()
    decided = models.DateTimeField(null=True, editable=False)
    closed = models.DateTimeField(null=True, editable=False)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True, default="")
    ending_reason = models.CharField(max_length=12, choices=ENDING_REASONS, blank=True, default="")
    city_code = models.CharField(max_length=5, choices=CITIES, blank=True, default="")
    place_kind = models.CharField(max_length=10, choices=PLACES, blank=True, default="")
    main_kind = models.CharField(max_length=14, editable=False)
    kinds = models.CharField(max_length=100, editable=False)
    flags = models.CharField(max_length=100, blank=True, default="", editable=False)
    risk = models.CharField(max_length=6, choices=Risk.choices, blank=True, default="")
    manager = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    counsellor = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    imported = models.BooleanField(default=False, editable=False)

    chronology = SealedTextField(pad=None, blank=True)
    place = SealedTextField(pad=512, blank=True)
    needs = SealedTextField(pad=512, blank=True)
    decision = SealedTextField(pad=256, blank=True)
    closing = SealedTextField(pad=512, blank=True)

    class Meta:
        base_manager_name = "every"
        ordering = ("-opened", "-id")
        verbose_name = _("kasus")
        indexes = [models.Index(fields=["kind", "opened"], name="case_counted")]
        permissions = [
            ("receive_case", "the intake unit that registered it"),
            ("supervise_case", "the supervisors' unit"),
            ("handle_case", "the case manager, personally"),
            ("cover_case", "the case management unit; reading needs a reason"),
            ("counsel_case", "the counsellor, personally"),
            ("head_case", "the leadership unit"),
            ("emergency_case", "whoever break-glass opens it for, half an hour; reading needs a reason"),
        ]

    def __str__(self) -> str:
        return f"{pgettext('satu berkas', 'Kasus')} {self.reference}"

    @property
    def sexual(self) -> bool:
        """Sexual violence: no settlement out of court (UU TPKS ps. 23)."""
        return "sexual" in self.kinds.split(",")


class RegistrationCounter(models.Model):
    """The last registration number of a month; locked while the next one is given. Exercises have their own."""

    plain_text = {"month": "MM/YYYY; L-MM/YYYY of exercises, U-MM/YYYY of tests"}

    month = models.CharField(primary_key=True, max_length=9)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.month
