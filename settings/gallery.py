"""What /komponen/ shows: every component with invented content."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.forms import ReasonForm


class GalleryForm(forms.Form):
    """One field of each kind, wrong on purpose where a field can be."""

    sentence = forms.CharField(
        label=_("Apa yang terjadi?"), help_text=_("Satu kalimat cukup."), widget=forms.Textarea({"rows": 3})
    )
    number = forms.CharField(label=_("Nomor telepon"), required=False, min_length=10)
    day = forms.DateField(label=_("Tanggal"), required=False, widget=forms.DateInput({"type": "date"}))
    kind = forms.ChoiceField(label=_("Jenis kekerasan"), choices=[("", "—"), ("f", _("Fisik")), ("p", _("Psikis"))])
    safe = forms.ChoiceField(
        label=_("Aman ditelepon?"),
        choices=[("y", _("Ya")), ("n", _("Tidak"))],
        widget=forms.RadioSelect,
        required=False,
    )
    agencies = forms.MultipleChoiceField(
        label=_("Kirim juga ke"),
        choices=[("pol", _("Kepolisian")), ("amb", _("Ambulans")), ("fire", _("Pemadam"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=["pol"],
    )
    heard = forms.BooleanField(label=_("Persetujuan lisan sudah didengar"), required=False)
    file = forms.FileField(label=_("Unggah berkas"), required=False)


STATES = [
    ("new", _("Baru")),
    ("sent", _("Dikirim")),
    ("open", _("Berjalan")),
    ("accepted", _("Diterima")),
    ("rewrite", _("Tulis ulang")),
    ("declined", _("Ditolak")),
    ("high", _("Risiko tinggi")),
    ("closed", _("Ditutup")),
    ("exercise", _("Latihan")),
]


def context() -> dict:
    """Everything the gallery's template needs."""
    now = timezone.now()
    return {
        "states": STATES,
        "near": now + timedelta(minutes=41),
        "far": now + timedelta(hours=3, minutes=12),
        "past": now - timedelta(hours=2, minutes=5),
        "started": now - timedelta(minutes=2, seconds=9),
        "readers": [
            {"name": _("Penerima di meja pengaduan"), "role": "PPAPP"},
            {"name": _("Supervisor"), "role": "PPAPP"},
            {"name": _("Manajer kasus"), "role": "PPAPP"},
        ],
        "consents": [
            {"label": _("Layanan pendampingan"), "state": "given", "at": now, "heard_by": _("Penerima")},
            {"label": _("Berbagi data dengan rumah sakit"), "state": "refused", "at": now, "heard_by": _("Penerima")},
            {"label": _("Perekaman suara"), "state": "not_asked"},
        ],
        "entries": [
            {
                "at": now,
                "title": _("Rujukan diterima rumah sakit"),
                "state": ("accepted", _("Diterima")),
                "icon": "hospital",
                "who": _("Dokter"),
            },
            {
                "at": now - timedelta(hours=1),
                "title": _("Asesmen ditulis"),
                "text": _("Tingkat risiko sedang: tinggal serumah dengan terlapor."),
                "icon": "clipboard-check",
                "who": _("Manajer kasus"),
            },
            {"at": now - timedelta(hours=5), "title": _("Tiket 112 diterima"), "icon": "telephone-inbound"},
        ],
        "people": [
            {"name": "A. B.", "reference": "C-7Q4K", "role": _("Korban"), "note": _("Hubungi antara 09.00 dan 11.00.")},
            {"name": "", "reference": "C-9M2P", "role": _("Pelapor")},
        ],
        "steps": [_("Draf"), _("Tinjau"), _("Tanda tangan"), _("Terbit"), _("Serah")],
        "bars": [
            ("Jakarta Timur", 312),
            ("Jakarta Selatan", 268),
            ("Jakarta Barat", 171),
            ("Jakarta Pusat", 96),
            ("Kepulauan Seribu", None),
        ],
        "months": [
            ("Jan", 74),
            ("Feb", 81),
            ("Mar", 92),
            ("Apr", 67),
            ("Mei", 101),
            ("Jun", 88),
            ("Jul", 79),
            ("Agu", 95),
        ],
        "nights": ["24", "25", "26"],
        "columns": [_("Nomor"), _("Dibuka"), _("Tahap")],
        "rows": [
            {"cells": ["C-7Q4K", "24 November 2026"], "url": "#isi", "state": ("open", _("Berjalan"))},
            {"cells": ["C-9M2P", "23 November 2026"], "url": "#isi", "state": ("new", _("Baru"))},
        ],
        "chosen": {"face", "left_arm"},
        "reason_form": ReasonForm(),
        "form": GalleryForm(initial={"kind": "f"}),
        "wrong": GalleryForm({"wrong-number": "0812", "wrong-kind": "f", "wrong-agencies": ["amb"]}, prefix="wrong"),
    }
