"""What a resident may need of a house, and what a house can offer: coded, so that a request needs no free text."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Need(models.TextChoices):
    STEP_FREE = "step_free", _("Tanpa anak tangga (kursi roda, sulit berjalan)")
    MEDICAL = "medical", _("Perawatan luka atau obat teratur")
    PREGNANT = "pregnant", _("Hamil atau baru melahirkan")
    INFANT = "infant", _("Bayi (tempat tidur bayi, susu)")
    COMPANION = "companion", _("Pendamping disabilitas ikut menginap")
    WATCH = "watch", _("Perlu diawasi: ingin menyakiti diri")
    QUIET = "quiet", _("Kamar tersendiri")


class Risk(models.TextChoices):
    HIGH = "tinggi", _("Tinggi")
    MEDIUM = "sedang", _("Sedang")
    LOW = "rendah", _("Rendah")
    UNKNOWN = "belum", _("Belum dinilai")


class Reason(models.TextChoices):
    """Why the officer takes a place that the advice has doubts about, or why a request can't be met."""

    ONLY_FREE = "only_free", _("Satu-satunya tempat kosong")
    FAMILY_TOGETHER = "family", _("Agar keluarga tetap bersama")
    HER_WISH = "her_wish", _("Keinginan klien")
    SHORT = "short", _("Hanya untuk semalam")
    STAFF_ARRANGED = "arranged", _("Petugas sudah menyiapkan keperluannya")


class Answer(models.TextChoices):
    FULL = "full", _("Semua tempat penuh")
    ELSEWHERE = "elsewhere", _("Ditangani lembaga lain")
    NOT_NEEDED = "not_needed", _("Tidak lagi diperlukan")


class Destination(models.TextChoices):
    """Where a resident goes when she leaves (the three of the RPS rules, and two that happen)."""

    ONWARD = "onward", _("Rujukan ke rumah aman atau lembaga lanjutan")
    SELF = "self", _("Pemulangan mandiri")
    FAMILY = "family", _("Pemulangan dengan dukungan keluarga atau wali")
    HOSPITAL = "hospital", _("Dirawat di rumah sakit")
    UNKNOWN = "unknown", _("Pergi tanpa pemberitahuan")


class Thing(models.TextChoices):
    """What is left in the house's keeping at arrival; the telephone first, because it can be traced."""

    PHONE = "phone", _("Telepon")
    IDENTITY = "identity", _("Kartu identitas")
    MONEY = "money", _("Uang")
    JEWELLERY = "jewellery", _("Perhiasan")
    MEDICINE = "medicine", _("Obat")
    PAPERS = "papers", _("Surat-surat")
    OTHER = "other", _("Lainnya")
