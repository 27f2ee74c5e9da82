"""What the police record in codes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Rank(TextChoices):
    """Rank of the investigator who asks: sources disagree on a minimum, so none is enforced."""

    BRIPDA = "bripda", "Bripda"
    BRIPTU = "briptu", "Briptu"
    BRIGADIR = "brigadir", "Brigadir"
    BRIPKA = "bripka", "Bripka"
    AIPDA = "aipda", "Aipda"
    AIPTU = "aiptu", "Aiptu"
    IPDA = "ipda", "Ipda"
    IPTU = "iptu", "Iptu"
    AKP = "akp", "AKP"
    KOMPOL = "kompol", "Kompol"
    AKBP = "akbp", "AKBP"
    OTHER = "other", _("Lainnya")
