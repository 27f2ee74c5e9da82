"""What the case file offers.

Sources: DKI consent letter and assessment headings; termination kinds as in DKI practice and Kemensos reasons. Risk
factors are our own wording of what published tools share; no licensed instrument is copied.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

CONSENT_ITEMS = [
    ("complaint", _("Layanan pengaduan")),
    ("psychological", _("Layanan psikologis")),
    ("legal", _("Layanan hukum")),
    ("social", _("Layanan sosial")),
    ("referral", _("Layanan rujukan")),
    ("cooperation", _("Bekerja sama selama pendampingan")),
    ("recording", _("Perekaman wawancara")),
    ("sharing", _("Berbagi data kepada satu penerima")),
    ("report_to_law", _("Laporan psikologis kepada penegak hukum")),
    ("other_help", _("Mengungkapkan bantuan lain yang diterima")),
    ("closure", _("Cara mengakhiri layanan")),
    ("confidentiality", _("Batas kerahasiaan telah dijelaskan")),
    ("statistics", _("Data tanpa nama untuk statistik")),
]


class ConsentAnswer(TextChoices):
    GIVEN = "given", _("Setuju")
    REFUSED = "refused", _("Tidak setuju")
    WITHDRAWN = "withdrawn", _("Ditarik kembali")


PRESENT = [
    ("alone", _("Hanya klien dan petugas")),
    ("guardian", _("Wali")),
    ("companion", _("Pendamping pilihan klien")),
    ("interpreter", _("Penerjemah atau juru bahasa isyarat")),
    ("other", _("Orang lain")),
]

ASSESSMENT = [
    ("physical", _("Fisik")),
    ("psychological", _("Psikologis")),
    ("social", _("Sosial")),
    ("legal", _("Hukum")),
    ("spiritual", _("Spiritual")),
    ("efforts", _("Upaya yang sudah dilakukan")),
    ("support", _("Pendukung")),
    ("obstacles", _("Hambatan")),
    ("hopes", _("Harapan")),
]


class Risk(TextChoices):
    HIGH = "tinggi", _("Tinggi")
    MEDIUM = "sedang", _("Sedang")
    LOW = "rendah", _("Rendah")


RISK_FACTORS = [
    ("lives_with", _("Masih tinggal serumah dengan terlapor")),
    ("death_threat", _("Terlapor pernah mengancam akan membunuh")),
    ("weapon", _("Ada senjata atau alat yang dipakai untuk mengancam")),
    ("neck", _("Leher pernah dicekik atau napas pernah dihalangi")),
    ("worse", _("Kekerasan makin sering atau makin berat")),
    ("control", _("Gerak, telepon, atau uang diawasi terlapor")),
    ("leaving", _("Baru berpisah atau berencana pergi")),
    ("follows", _("Terlapor membuntuti atau mencari-cari")),
    ("children", _("Anak ikut terancam")),
    ("substances", _("Terlapor memakai alkohol atau narkotika")),
    ("pregnant", _("Klien sedang hamil atau baru melahirkan")),
    ("self_harm", _("Klien ingin menyakiti diri sendiri")),
    ("no_family", _("Tidak ada keluarga dekat yang menolong")),
    ("serious_injury", _("Luka atau sakit serius")),
]

SERVICES = [
    ("complaint", _("Pengaduan")),
    ("health", _("Kesehatan")),
    ("legal_aid", _("Bantuan hukum")),
    ("law", _("Penegakan hukum")),
    ("psychological", _("Pendampingan psikologis")),
    ("social_rehabilitation", _("Rehabilitasi sosial")),
    ("reintegration", _("Reintegrasi sosial")),
    ("repatriation", _("Pemulangan")),
    ("faith", _("Pendampingan tokoh agama")),
    ("mediation", _("Mediasi")),
]

MEDIATION = "mediation"


class Ending(TextChoices):
    FINISHED = "finished", _("Selesai")
    CLOSED = "closed", _("Ditutup")


ENDING_REASONS = [
    ("goals_met", _("Tujuan rencana tercapai")),
    ("own_wish", _("Permintaan klien")),
    ("moved", _("Pindah ke luar wilayah")),
    ("unreachable", _("Tidak dapat dihubungi")),
    ("handed_over", _("Dilanjutkan lembaga lain")),
    ("died", _("Meninggal dunia")),
    ("rules", _("Pelanggaran kesepakatan layanan")),
]

SHRED_REASONS = [
    ("own_wish", _("Permintaan klien (hak penghapusan, UU PDP)")),
    ("retention", _("Masa simpan berakhir")),
    ("mistake", _("Berkas dibuat karena keliru")),
]

LIFT_REASONS = [
    ("typed", _("NIK atau nomor telepon salah ketik")),
    ("shared", _("Nomor telepon dipakai bersama")),
    ("somebody", _("Orang lain yang bernama sama")),
    ("elsewhere", _("Tidak bekerja di unit itu")),
    ("no_kin", _("Bukan keluarganya")),
]
"""Why a conflict of interest was found, or declared, where there is none."""

HOLD_REASONS = [
    ("court", _("Perkara di pengadilan")),
    ("police", _("Penyelidikan atau penyidikan")),
    ("audit", _("Pemeriksaan Inspektorat atau Ombudsman")),
    ("complaint", _("Keluhan atas layanan")),
]

MODES = [("face", _("Tatap muka")), ("phone", _("Telepon")), ("online", _("Daring")), ("home", _("Kunjungan"))]

EVIDENCE_KINDS = [
    ("photo", _("Foto")),
    ("document", _("Dokumen")),
    ("message", _("Pesan atau tangkapan layar")),
    ("sound", _("Rekaman suara")),
    ("object", _("Foto barang")),
]
