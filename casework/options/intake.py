"""What the intake form offers.

Sources: SIMFONI-PPA aggregates (kinds, places, relations), DKI complaint form (flags, channels).
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Whether a ticket is real. Fixed from the first row; only `actual` counts anywhere."""

    ACTUAL = "actual", _("Nyata")
    EXERCISE = "exercise", _("Latihan")
    TEST = "test", _("Uji sistem")


class Channel(TextChoices):
    """Every way in; all of them open the same form."""

    CALL_112 = "call_112", _("Jakarta Siaga 112")
    WALK_IN = "walk_in", _("Datang langsung")
    POST = "post", _("Pos pengaduan kecamatan")
    PHONE = "phone", _("Telepon")
    HOSPITAL = "hospital", _("Rujukan rumah sakit atau puskesmas")
    POLICE = "police", _("Rujukan kepolisian")
    OUTREACH = "outreach", _("Penjangkauan")


class Answer(TextChoices):
    """A chip of the desk: an unasked question is not a no."""

    UNKNOWN = "", _("Belum diketahui")
    YES = "yes", _("Ya")
    NO = "no", _("Tidak")


VIOLENCE = [
    ("sexual", _("Seksual")),
    ("trafficking", _("Perdagangan orang")),
    ("exploitation", _("Eksploitasi")),
    ("physical", _("Fisik")),
    ("neglect", _("Penelantaran")),
    ("psychological", _("Psikis")),
    ("other", _("Lainnya")),
]
"""Forms of violence, several a case, listed in the order that decides the one main kind of a case."""

PLACES = [
    ("household", _("Rumah tangga")),
    ("workplace", _("Tempat kerja")),
    ("school", _("Sekolah")),
    ("public", _("Fasilitas umum")),
    ("training", _("Lembaga pendidikan kilat")),
    ("online", _("Ranah daring")),
    ("other", _("Lainnya")),
]

RELATIONS = [
    ("spouse", _("Suami/istri")),
    ("parent", _("Orang tua")),
    ("family", _("Keluarga/saudara")),
    ("partner", _("Pacar/teman")),
    ("neighbour", _("Tetangga")),
    ("teacher", _("Guru")),
    ("employer", _("Majikan")),
    ("colleague", _("Rekan kerja")),
    ("other", _("Lainnya")),
    ("unknown", _("Tidak dikenal")),
]

FLAGS = [
    ("lives_with", _("Tinggal dengan terlapor")),
    ("no_family", _("Tidak memiliki keluarga dekat")),
    ("death_threat", _("Ancaman dibunuh")),
    ("self_harm", _("Ingin menyakiti diri sendiri")),
    ("serious_injury", _("Penyakit, luka, atau cedera serius")),
]
"""First risk flags (DKI: kekhususan)."""

CITIES = [
    ("31.71", _("Jakarta Pusat")),
    ("31.72", _("Jakarta Utara")),
    ("31.73", _("Jakarta Barat")),
    ("31.74", _("Jakarta Selatan")),
    ("31.75", _("Jakarta Timur")),
    ("31.01", _("Kepulauan Seribu")),
    ("", _("Luar/tak diketahui")),
]
"""Kota/kabupaten by Kemendagri code."""

SEXES = [("", _("Tidak diisi")), ("F", _("Perempuan")), ("M", _("Laki-laki"))]


def main_kind(codes) -> str:
    """The one kind a case is counted under: the first of VIOLENCE that occurs; figures by it add up to all cases."""
    return next((code for code, _name in VIOLENCE if code in codes), "other")


def in_order(codes, choices=VIOLENCE) -> str:
    """CODES as stored in a plain column: known codes only, in the order of CHOICES, comma between."""
    return ",".join(code for code, _name in choices if code in set(codes))
