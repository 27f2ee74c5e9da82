"""What a visum says in codes: its kind, the body map, injuries, their degree; and the steps of custody."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VisumKind(TextChoices):
    """Permenkes 77/2015; an interim visum has no conclusion, a psychiatric one is by a psychiatrist only."""

    DEFINITIVE = "definitive", _("Seketika / definitif")
    INTERIM = "interim", _("Sementara")
    FOLLOW_UP = "follow_up", _("Lanjutan")
    PSYCHIATRIC = "psychiatric", _("Psikiatrikum")


class ExamKind(TextChoices):
    """What a police letter asks for."""

    INJURY = "injury", _("VeR luka")
    PSYCHIATRIC = "psychiatric", _("VeR psikiatri")


class Region(TextChoices):
    """The regions of the body map."""

    HEAD = "head", _("Kepala")
    FACE = "face", _("Wajah")
    NECK = "neck", _("Leher")
    CHEST = "chest", _("Dada")
    BACK = "back", _("Punggung")
    ABDOMEN = "abdomen", _("Perut")
    PELVIS = "pelvis", _("Panggul")
    GENITAL = "genital", _("Alat kelamin dan anus")
    LEFT_ARM = "left_arm", _("Lengan kiri")
    RIGHT_ARM = "right_arm", _("Lengan kanan")
    LEFT_HAND = "left_hand", _("Tangan kiri")
    RIGHT_HAND = "right_hand", _("Tangan kanan")
    LEFT_LEG = "left_leg", _("Tungkai kiri")
    RIGHT_LEG = "right_leg", _("Tungkai kanan")
    NONE = "none", _("Tidak ditemukan luka")


class Injury(TextChoices):
    """Kinds of injury as a forensic report names them."""

    BRUISE = "bruise", _("Memar")
    ABRASION = "abrasion", _("Luka lecet")
    LACERATION = "laceration", _("Luka robek")
    INCISION = "incision", _("Luka iris")
    STAB = "stab", _("Luka tusuk")
    BURN = "burn", _("Luka bakar")
    FRACTURE = "fracture", _("Patah tulang")
    SWELLING = "swelling", _("Bengkak")
    STRANGULATION = "strangulation", _("Jejas cekik atau jerat")
    OTHER = "other", _("Lainnya")


class Cause(TextChoices):
    """What caused the injuries, as far as an examiner can say."""

    BLUNT = "blunt", _("Kekerasan tumpul")
    SHARP = "sharp", _("Kekerasan tajam")
    HEAT = "heat", _("Panas atau bahan kimia")
    FIREARM = "firearm", _("Senjata api")
    UNKNOWN = "unknown", _("Tidak dapat ditentukan")


class Degree(TextChoices):
    """Degree of injury (derajat luka); not stated in an interim visum."""

    LIGHT = "light", _("Ringan")
    MEDIUM = "medium", _("Sedang")
    SEVERE = "severe", _("Berat")
    NOT_STATED = "not_stated", _("Belum dapat ditentukan")


class ItemKind(TextChoices):
    """What custody is kept of."""

    SPECIMEN = "specimen", _("Sampel")
    PHOTO = "photo", _("Foto")
    EXHIBIT = "exhibit", _("Barang bukti")


class SpecimenKind(TextChoices):
    """What the item is; told in a code so that the label needs no free text."""

    SWAB = "swab", _("Usapan")
    BLOOD = "blood", _("Darah")
    URINE = "urine", _("Urine")
    NAIL = "nail", _("Kerokan kuku")
    HAIR = "hair", _("Rambut")
    CLOTHING = "clothing", _("Pakaian")
    OBJECT = "object", _("Benda")
    IMAGE = "image", _("Gambar")


class CustodyAct(TextChoices):
    """One step of the chain; steps are only ever added."""

    TAKEN = "taken", _("Diambil")
    STORED = "stored", _("Disimpan")
    HANDED_OVER = "handed_over", _("Diserahkan")


class Keeping(TextChoices):
    """Where an item lies inside the hospital."""

    FORENSIC_FRIDGE = "forensic_fridge", _("Lemari pendingin forensik")
    EVIDENCE_LOCKER = "evidence_locker", _("Lemari barang bukti")
    LABORATORY = "laboratory", _("Laboratorium")
    SEALED_STORE = "sealed_store", _("Penyimpanan berkas tersegel")
