"""How a state looks: a tone and a shape for each state's key, so that no state is told by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Look:
    """Tone (a CSS class) and shape (an icon of the sprite)."""

    tone: str
    shape: str


NEUTRAL = Look("neutral", "circle")
_LOOKS = {
    Look("accent", "circle-half"): "open active running assigned handled in_progress working examined examining "
    "under_way on_way escorted counselling monitoring signed held hold reserved review confirmed",
    Look("wait", "hourglass-split"): "new sent waiting pending requested asked submitted draft received queued "
    "intake triaged to_decide awaiting due medium sedang rendering complaint signing",
    Look(
        "ok", "check-circle-fill"
    ): "accepted acknowledged answered done finished released given issued handed delivered "
    "arrived free available registered approved completed verified low rendah allowed protected",
    Look("neutral", "dash-circle"): "closed ended departed withdrawn cancelled expired lifted left archived not_asked "
    "not_applicable unknown out_of_use lapsed shredded",
    Look("wait", "arrow-counterclockwise"): "rewrite returned reopened",
    Look("wait", "person-exclamation"): "untasked",
    Look(
        "danger", "exclamation-triangle-fill"
    ): "danger urgent overdue late high tinggi emergency failed broken outside denied kritis",
    Look("danger", "x-octagon"): "refused rejected declined",
    Look("accent", "person-fill"): "occupied taken placed stay resident",
    Look("exercise", "cone-striped"): "exercise test",
}
LOOKS = {key: look for look, keys in _LOOKS.items() for key in keys.split()}

# what a state is called where a page gives no word of its own
WORDS = {
    "new": _("Baru"),
    "open": _("Berjalan"),
    "sent": _("Dikirim"),
    "waiting": _("Menunggu"),
    "accepted": _("Diterima"),
    "declined": _("Ditolak"),
    "answered": _("Dijawab"),
    "released": _("Dilepaskan"),
    "rewrite": _("Tulis ulang"),
    "draft": _("Draf"),
    "review": _("Ditinjau"),
    "signed": _("Ditandatangani"),
    "issued": _("Terbit"),
    "done": _("Selesai"),
    "closed": _("Ditutup"),
    "exercise": _("Latihan"),
    "test": _("Uji sistem"),
    "high": _("Risiko tinggi"),
    "medium": _("Risiko sedang"),
    "low": _("Risiko rendah"),
}

BANNER_ICONS = {
    "info": "info-circle",
    "ok": "check-circle-fill",
    "success": "check-circle-fill",
    "wait": "hourglass-split",
    "warning": "hourglass-split",
    "danger": "exclamation-triangle-fill",
    "error": "exclamation-triangle-fill",
    "exercise": "cone-striped",
    "test": "cone-striped",
}


def look(state) -> Look:
    """The look of a state, given as its key or as a member of an enumeration."""
    return LOOKS.get(str(getattr(state, "value", state)).lower(), NEUTRAL)


def label(state) -> str:
    """A state's own label when it has one, else the word for its key, else the key."""
    key = str(getattr(state, "value", state))
    return str(getattr(state, "label", None) or WORDS.get(key) or key.replace("_", " "))
