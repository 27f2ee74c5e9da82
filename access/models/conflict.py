"""Who must not see whose file: stronger than every grant. A case is named by its id, without a foreign key."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.entropy import new_id


class Strength(models.TextChoices):
    """How a conflict was found."""

    DECLARED = "declared", _("dinyatakan sendiri")
    NIK = "nik", _("NIK sama")
    PHONE = "phone", _("nomor telepon sama")
    UNIT = "unit", _("unit yang sama")
    NAME = "name", _("nama sama")


class Kinship(models.Model):
    """A member of staff is kin of somebody in a case, as declared by themselves or by their supervisor."""

    plain_text = {"side": "which party of the case the kin is: victim, reporter or reported person"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="kinships")
    case_id = models.UUIDField(db_index=True)
    side = models.CharField(max_length=16, blank=True, default="")
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("hubungan keluarga")
        constraints = [models.UniqueConstraint(fields=["staff", "case_id"], name="kinship_once")]

    def __str__(self) -> str:
        return f"{_('Hubungan keluarga')} {self.pk}"


class StandingConflicts(models.Manager):
    """Conflicts that hold now."""

    def get_queryset(self):
        return super().get_queryset().filter(lifted_at__isnull=True)


class ConflictOfInterest(models.Model):
    """A wall between a person or a whole unit and one case: a row for each match that it was found by.

    Before a person it beats every grant until it is lifted; before a unit it lets those pass who are assigned to the
    case themselves (`GuardedModel.assigned_by`).
    """

    plain_text = {
        "strength": "how the conflict was found, one of Strength",
        "match": "keyed digest of what matched, so that what was answered is not asked again; another in each file",
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="conflicts"
    )
    unit = models.ForeignKey("access.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="conflicts")
    case_id = models.UUIDField()
    strength = models.CharField(max_length=10, choices=Strength.choices)
    match = models.CharField(max_length=64, blank=True, default="")
    found_at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = models.Manager()
    standing = StandingConflicts()

    class Meta:
        verbose_name = _("konflik kepentingan")
        constraints = [
            models.CheckConstraint(
                condition=Q(staff__isnull=False, unit__isnull=True) | Q(staff__isnull=True, unit__isnull=False),
                name="conflict_of_one_principal",
            )
        ]
        indexes = [models.Index(fields=["case_id", "staff", "unit"], name="conflict_by_case")]

    def __str__(self) -> str:
        return f"{_('Konflik kepentingan')} {self.pk}"
