"""Who may cover whose shift: people whom the head approved beforehand for another role in another unit."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.roles import Role
from vault.entropy import new_id


class Cover(models.Model):
    """One person who may be put on a shift of this role in this unit; whether they are now stands on their account."""

    audit_kind = "cover"
    plain_text = {"role": "one of Role"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="covers")
    role = models.CharField(_("peran"), max_length=24, choices=Role.choices)
    unit = models.ForeignKey("access.Unit", on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("pengganti giliran")
        ordering = ["staff__username", "pk"]
        constraints = [models.UniqueConstraint(fields=["staff", "role", "unit"], name="one_cover_each")]

    def __str__(self) -> str:
        return f"{_('Pengganti giliran')} {self.pk}"
