"""Models of these tests alone, in a registry of their own so that no other test meets them."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import models

from vault.fields import BlindIndexField, SealedJSONField, SealedTextField
from vault.models import SealedModel
from vault.purpose import Purpose

registry = Apps(["vault"])


class Client(SealedModel):
    """A row with every kind of sealed column; `code` is plain."""

    case_id = models.UUIDField()
    code = models.CharField(max_length=200, default="")
    name = SealedTextField(pad=64, blank=True)
    nik = SealedTextField(pad=64, null=True)
    phone = SealedTextField(pad=64, null=True, blank=True)
    story = SealedTextField(blank=True)
    details = SealedJSONField(default=dict)
    phone_index = BlindIndexField(source="phone", normalise="phone")
    name_index = BlindIndexField(source="name", normalise="name")

    plain_text = {"code": "a made-up code that names nobody"}

    class Meta:
        app_label = "vault"
        apps = registry
        db_table = "test_vault_client"


class Spot(SealedModel):
    """A place, in exactly one size; its owner is the row itself."""

    address = SealedTextField(pad=128)

    sealed_purpose = Purpose.LOCATION
    sealed_owner = "id"

    class Meta:
        app_label = "vault"
        apps = registry
        db_table = "test_vault_spot"


ALL = (Client, Spot)
