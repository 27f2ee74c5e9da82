"""The agencies that take part, and their units: a unit is whom a grant can be given to besides a person."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from vault.entropy import new_id


class AgencyKind(models.TextChoices):
    BPBD = "bpbd", _("BPBD, Jakarta Siaga 112")
    PPAPP = "ppapp", _("UPT PPPA")
    HOSPITAL = "hospital", _("Rumah sakit")
    PUSKESMAS = "puskesmas", _("Puskesmas")
    POLICE = "police", _("Kepolisian")
    AMBULANCE = "ambulance", _("Ambulans, Dinas Kesehatan")
    FIRE = "fire", _("Pemadam kebakaran dan penyelamatan")
    LEGAL_AID = "legal_aid", _("Lembaga bantuan hukum")
    SOCIAL_AFFAIRS = "social_affairs", _("Dinas Sosial")
    LPSK = "lpsk", _("LPSK")
    INSPECTORATE = "inspectorate", _("Inspektorat")
    POST = "post", _("Pos pengaduan kecamatan")


class Agency(models.Model):
    """A body that takes part: BPBD, the UPT PPPA, a hospital, the police."""

    plain_text = {
        "code": "our own short word for the agency, shown in addresses and the log",
        "name": "the public name of a public body",
        "kind": "one of AgencyKind",
        "city_code": "Kemendagri code of its city, public",
        "kecamatan_code": "Kemendagri code of its kecamatan, public",
        "notify_address": "the agency's mailbox for `please sign in`, no person's",
        "address": "the public address of a public body",
        "telephone": "the public telephone of a public body",
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(_("kode"), max_length=40, unique=True)
    name = models.CharField(_("nama"), max_length=160)
    kind = models.CharField(_("jenis"), max_length=20, choices=AgencyKind.choices)
    city_code = models.CharField(_("kode kota"), max_length=16, blank=True, default="")
    kecamatan_code = models.CharField(_("kode kecamatan"), max_length=16, blank=True, default="")
    address = models.CharField(_("alamat"), max_length=240, blank=True, default="")
    telephone = models.CharField(_("telepon"), max_length=40, blank=True, default="")
    notify_address = models.EmailField(_("alamat pemberitahuan"), blank=True, default="")
    opens_public = models.BooleanField(_("terbuka untuk umum"), default=False)

    class Meta:
        verbose_name = _("instansi")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{_('Instansi')} {self.code}"


class Unit(models.Model):
    """A part of an agency that is given grants as a whole; its `group` is what guardian knows of it."""

    audit_kind = "unit"
    plain_text = {
        "code": "our own short word for the unit, shown in the log",
        "name": "the public name of an office",
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units", verbose_name=_("instansi"))
    code = models.CharField(_("kode"), max_length=40, unique=True)
    name = models.CharField(_("nama"), max_length=160)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="unit", editable=False)

    class Meta:
        verbose_name = _("unit")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{_('Unit')} {self.code}"

    def save(self, *args, **kwargs) -> None:
        if self.group_id is None:
            self.group = Group.objects.create(name=f"unit:{self.code}")
        super().save(*args, **kwargs)
