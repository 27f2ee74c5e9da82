"""The case manager's and the counsellor's forms."""

from __future__ import annotations

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.models import Agency, AgencyKind, Staff
from casework.forms.fields import EMPTY, AgencyField, Choice, Choices, DayField, LineField, StaffField, TextField, offer
from casework.options import casefile

RECIPIENTS = [
    AgencyKind.HOSPITAL,
    AgencyKind.PUSKESMAS,
    AgencyKind.POLICE,
    AgencyKind.LEGAL_AID,
    AgencyKind.SOCIAL_AFFAIRS,
    AgencyKind.LPSK,
]


class ConsentForm(forms.Form):
    """One line of consent, for one recipient where it is about sharing."""

    item = Choice(choices=casefile.CONSENT_ITEMS, required=True, label=_("Butir persetujuan"))
    agency = AgencyField(
        queryset=Agency.objects.none(),
        label=_("Penerima data"),
        empty_label=_("Tidak perlu"),
        help_text=_("Hanya untuk butir berbagi data: satu penerima setiap kali."),
    )
    answer = Choice(
        choices=casefile.ConsentAnswer.choices, required=True, label=_("Jawaban klien"), widget=forms.RadioSelect
    )
    present = Choice(choices=casefile.PRESENT, required=True, label=_("Siapa yang hadir"))
    note = LineField(label=_("Catatan"), max_length=200, help_text=_("Misalnya: dengan penerjemah, cap jempol."))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["agency"], Agency.objects.filter(kind__in=RECIPIENTS).order_by("kind", "name"))


class AssessmentForm(forms.Form):
    """One box per heading."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for code, name in casefile.ASSESSMENT:
            self.fields[code] = TextField(label=name, rows=3, max_length=10_000)

    def findings(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code, _name in casefile.ASSESSMENT}


class RiskForm(forms.Form):
    """A level and why."""

    level = Choice(choices=casefile.Risk.choices, required=True, label=_("Tingkat risiko"), widget=forms.RadioSelect)
    factors = Choices(choices=casefile.RISK_FACTORS, label=_("Faktor yang terlihat"))
    reasons = TextField(label=_("Alasan dengan kata Anda sendiri"), max_length=480, rows=3)


class StepForm(forms.Form):
    """A step of the plan."""

    service = Choice(choices=casefile.SERVICES, required=True, label=_("Layanan"))
    goal = TextField(label=_("Yang ingin dicapai"), required=True, max_length=480, rows=3)
    due = DayField(label=_("Sampai tanggal"))
    agreed = forms.BooleanField(required=False, label=_("Disepakati bersama klien"), label_suffix="")


class TaskForm(forms.Form):
    """Something to do until a day."""

    text = LineField(label=_("Apa yang perlu dilakukan"), required=True, max_length=240)
    due = DayField(label=_("Tenggat"), required=True)
    assignee = StaffField(queryset=Staff.objects.none(), required=False, label=_("Untuk"), empty_label=_("Saya"))

    def __init__(self, *args, case, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = Q(pk=case.manager_id) | Q(pk=case.counsellor_id)
        offer(self.fields["assignee"], Staff.objects.working().filter(people).select_related("unit").order_by("name"))


class MessageForm(forms.Form):
    """A line of the thread."""

    text = TextField(label=_("Pesan untuk tim kasus ini"), required=True, rows=3, max_length=4_000)


class CloseForm(forms.Form):
    """How a case ends."""

    ending = Choice(choices=casefile.Ending.choices, required=True, label=_("Jenis terminasi"))
    reason = Choice(choices=casefile.ENDING_REASONS, required=True, label=_("Alasan"))
    closing = TextField(
        label=_("Layanan yang diterima dan pemantauan lanjut"),
        max_length=480,
        rows=4,
        help_text=_("Klien berhak membuka kembali kasusnya."),
    )


class SessionForm(forms.Form):
    """A counselling session. The notes are the author's alone."""

    day = DayField(label=_("Tanggal sesi"), required=True)
    minutes = forms.IntegerField(
        label=_("Lama (menit)"),
        initial=60,
        validators=[
            MinValueValidator(1, _("Lama sesi sedikitnya 1 menit. Isian lain tetap ada.")),
            MaxValueValidator(480, _("Lama sesi paling banyak 480 menit. Isian lain tetap ada.")),
        ],
        error_messages={"required": EMPTY, "invalid": _("Tulis lama sesi dengan angka. Isian lain tetap ada.")},
    )
    mode = Choice(choices=casefile.MODES, required=True, label=_("Cara"))
    attended = forms.BooleanField(required=False, initial=True, label=_("Klien hadir"), label_suffix="")
    notes = TextField(
        label=_("Catatan konselor"), rows=8, help_text=_("Tersegel. Hanya Anda, penulisnya, yang dapat membacanya.")
    )
    summary = TextField(
        label=_("Ringkasan yang disepakati"),
        rows=3,
        max_length=4_000,
        help_text=_("Dibaca manajer kasus, supervisor, dan kepala."),
    )
    summary_agreed = forms.BooleanField(
        required=False, label=_("Klien setuju ringkasan ini dibagikan"), label_suffix=""
    )


class NotesForm(forms.Form):
    """One's own notes and summary, to correct."""

    notes = TextField(label=_("Catatan konselor"), rows=10)
    summary = TextField(label=_("Ringkasan yang disepakati"), rows=3, max_length=4_000)
    summary_agreed = forms.BooleanField(
        required=False, label=_("Klien setuju ringkasan ini dibagikan"), label_suffix=""
    )


class EvidenceForm(forms.Form):
    """A file and what it is."""

    kind = Choice(choices=casefile.EVIDENCE_KINDS, required=True, label=_("Jenis bukti"))
    title = LineField(label=_("Keterangan singkat"), required=True, max_length=200)
    file = forms.FileField(
        label=_("Berkas"),
        help_text=_("Foto (JPEG, PNG, WebP), PDF, suara, atau MP4; paling besar 25 MB."),
        allow_empty_file=True,
        max_length=200,
        error_messages={
            "required": EMPTY,
            "invalid": _("Berkas tidak terkirim. Isian lain tetap ada. Pilih berkas lagi."),
            "missing": EMPTY,
            "max_length": _("Nama berkas ini terlalu panjang. Isian lain tetap ada. Persingkat nama berkasnya."),
        },
    )
