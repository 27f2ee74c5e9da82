"""A safe house as the main database knows it: an opaque id, a code name, and who has standing rights to it.

Nothing else about a house lives in `default`, and no row here is ever rewritten because somebody sleeps there.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.grants import GroupGrant, UserGrant
from access.guarded import GuardedModel
from vault.entropy import new_id


class Shelter(GuardedModel):
    """The root on which a house's standing grants lie. `opened` is the day it was entered here."""

    guarded_kind = "shelter"
    audit_kind = "shelter"
    plain_text = {"code": "a code name such as Melati, chosen so that it says nothing of the place"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(_("nama sandi"), max_length=24, unique=True)
    opened = models.DateTimeField(editable=False)

    class Meta(GuardedModel.Meta):
        ordering = ("code",)
        verbose_name = _("rumah aman")
        permissions = [
            ("serve_shelter", "the house's staff, personally"),
            ("place_shelter", "the placement unit"),
            ("keep_shelter", "the location custodians"),
        ]

    def __str__(self) -> str:
        return f"{_('Rumah')} {self.code}"


class ShelterUserGrant(UserGrant):
    """A person's standing relation to a house."""

    content_object = models.ForeignKey(Shelter, on_delete=models.CASCADE)

    class Meta(UserGrant.Meta):
        abstract = False


class ShelterGroupGrant(GroupGrant):
    """A unit's standing relation to a house."""

    content_object = models.ForeignKey(Shelter, on_delete=models.CASCADE)

    class Meta(GroupGrant.Meta):
        abstract = False
