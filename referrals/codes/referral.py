"""What a referral says in codes: to whom, for what, on which ground, and how it was answered."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from access.models import AgencyKind


class Kind(TextChoices):
    """What sort of agency is asked."""

    HEALTH = "health", _("Kesehatan")
    POLICE = "police", _("Kepolisian")
    LEGAL_AID = "legal_aid", _("Bantuan hukum")
    SOCIAL_AFFAIRS = "social_affairs", _("Dinas Sosial")
    LPSK = "lpsk", _("LPSK")


KIND_OF_AGENCY = {
    AgencyKind.HOSPITAL: Kind.HEALTH,
    AgencyKind.PUSKESMAS: Kind.HEALTH,
    AgencyKind.POLICE: Kind.POLICE,
    AgencyKind.LEGAL_AID: Kind.LEGAL_AID,
    AgencyKind.SOCIAL_AFFAIRS: Kind.SOCIAL_AFFAIRS,
    AgencyKind.LPSK: Kind.LPSK,
}
URGENT_KINDS = (Kind.HEALTH, Kind.POLICE)


class Need(TextChoices):
    """What is asked of the receiver."""

    VISUM = "visum", _("Visum et repertum")
    EMERGENCY_CARE = "emergency_care", _("Pertolongan gawat darurat")
    TREATMENT = "treatment", _("Pengobatan luka")
    PROPHYLAXIS = "prophylaxis", _("Pencegahan kehamilan dan infeksi")
    MENTAL_HEALTH = "mental_health", _("Layanan kesehatan jiwa")
    POLICE_REPORT = "police_report", _("Penerimaan laporan polisi")
    TEMPORARY_PROTECTION = "temporary_protection", _("Perlindungan sementara")
    ESCORT = "escort", _("Pengamanan dan pengawalan")
    LEGAL_ADVICE = "legal_advice", _("Konsultasi hukum")
    LEGAL_COMPANION = "legal_companion", _("Pendampingan proses hukum")
    REPRESENTATION = "representation", _("Kuasa hukum")
    SOCIAL_REHABILITATION = "social_rehabilitation", _("Rehabilitasi sosial")
    BASIC_NEEDS = "basic_needs", _("Pemenuhan kebutuhan dasar")
    REPATRIATION = "repatriation", _("Pemulangan")
    REINTEGRATION = "reintegration", _("Reintegrasi sosial")
    WITNESS_PROTECTION = "witness_protection", _("Perlindungan saksi dan korban")
    RESTITUTION = "restitution", _("Fasilitasi restitusi")
    MEDICAL_AID = "medical_aid", _("Bantuan medis dan psikologis")


NEEDS = {
    Kind.HEALTH: (Need.VISUM, Need.EMERGENCY_CARE, Need.TREATMENT, Need.PROPHYLAXIS, Need.MENTAL_HEALTH),
    Kind.POLICE: (Need.POLICE_REPORT, Need.TEMPORARY_PROTECTION, Need.ESCORT),
    Kind.LEGAL_AID: (Need.LEGAL_ADVICE, Need.LEGAL_COMPANION, Need.REPRESENTATION),
    Kind.SOCIAL_AFFAIRS: (Need.SOCIAL_REHABILITATION, Need.BASIC_NEEDS, Need.REPATRIATION, Need.REINTEGRATION),
    Kind.LPSK: (Need.WITNESS_PROTECTION, Need.RESTITUTION, Need.MEDICAL_AID),
}


class Basis(TextChoices):
    """Why the hand-over is lawful: one of these is always stated."""

    CONSENT = "consent", _("Persetujuan tertulis untuk penerima ini")
    SPOKEN = "spoken", _("Persetujuan lisan")
    VITAL = "vital", _("Kepentingan vital: nyawa atau keselamatannya terancam")
    LAW = "law", _("Kewajiban hukum")


class Law(TextChoices):
    """Legal duties that stand in for consent; the text of the law is cited as the field cites it."""

    TPKS_41 = "tpks_41", _("UU 12/2022 TPKS pasal 41: laporan ke kepolisian dalam 3×24 jam")
    KDRT_15 = "kdrt_15", _("UU 23/2004 PKDRT pasal 15: pertolongan darurat dan perlindungan")
    CHILD = "child", _("UU 35/2014 Perlindungan Anak: perlindungan khusus bagi anak")
    SPPA_27 = "sppa_27", _("UU 11/2012 SPPA pasal 27: laporan sosial bagi anak korban")
    COURT = "court", _("Penetapan atau perintah pengadilan")


class ContactRule(TextChoices):
    """How she may be reached; the receiver sees this instead of an address."""

    VIA_AGENCY = "via_agency", _("Hubungi hanya melalui UPT PPPA")
    SAFE_CALL = "safe_call", _("Aman ditelepon; nomornya diminta lewat UPT PPPA")
    PRESENT = "present", _("Korban datang didampingi; jangan menelepon")


class DeclineReason(TextChoices):
    """Why a receiver can't take it."""

    NO_CAPACITY = "no_capacity", _("Tidak ada kapasitas saat ini")
    NO_SERVICE = "no_service", _("Layanan ini tidak tersedia di sini")
    NOT_OURS = "not_ours", _("Bukan kewenangan kami")
    CONFLICT = "conflict", _("Ada benturan kepentingan")


class Outcome(TextChoices):
    """How a referral was answered."""

    DONE = "done", _("Layanan sudah diberikan")
    UNDER_WAY = "under_way", _("Layanan sedang berjalan")
    NOT_COME = "not_come", _("Korban belum datang")
    REFUSED_BY_HER = "refused_by_her", _("Korban memilih tidak melanjutkan")
