"""The roles a person can have; what each may do stands in `access.matrix`."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """One role a person; the value is what the log, the matrix and the database say."""

    OPERATOR = "operator", _("Operator 112")
    DUTY_OFFICER = "duty_officer", _("Petugas piket")
    RESPONDER = "responder", _("Petugas lapangan")
    RECEIVER = "receiver", _("Penerima pengaduan")
    SUPERVISOR = "supervisor", _("Supervisor")
    CASE_MANAGER = "case_manager", _("Manajer kasus")
    COUNSELLOR = "counsellor", _("Konselor")
    DOCTOR = "doctor", _("Dokter pemeriksa")
    NURSE = "nurse", _("Perawat")
    INVESTIGATOR = "investigator", _("Penyidik")
    ADVOCATE = "advocate", _("Advokat")
    SOCIAL_AFFAIRS = "social_affairs", _("Petugas Dinas Sosial")
    LPSK = "lpsk", _("Petugas LPSK")
    PLACEMENT_OFFICER = "placement_officer", _("Petugas penempatan")
    CUSTODIAN = "custodian", _("Kustodian lokasi")
    ESCORT = "escort", _("Pengantar")
    HOUSE_STAFF = "house_staff", _("Petugas rumah aman")
    HEAD = "head", _("Kepala UPT")
    AUDITOR = "auditor", _("Auditor Inspektorat")
    ADMINISTRATOR = "administrator", _("Administrator sistem")


KNOW_A_HOUSE = frozenset({Role.PLACEMENT_OFFICER, Role.CUSTODIAN, Role.ESCORT, Role.HOUSE_STAFF})
"""Who knows where a house is, or leads to it: only one of those who know all may help them to sign in."""

COVERED = frozenset(Role) - KNOW_A_HOUSE - {Role.HEAD, Role.AUDITOR, Role.ADMINISTRATOR}
"""Whose shift a colleague can cover, and who can cover one: not those who know a house, since a supervisor, who knows
none, puts people on a shift; not the head, who approves; not those who check, or keep accounts."""
