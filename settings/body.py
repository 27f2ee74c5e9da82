"""The body map: its regions, front and back, as drawn and as named. Keys are those of the visum's findings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LABELS = {
    "head": _("Kepala"),
    "face": _("Wajah"),
    "neck": _("Leher"),
    "chest": _("Dada"),
    "back": _("Punggung"),
    "abdomen": _("Perut"),
    "pelvis": _("Panggul"),
    "genital": _("Alat kelamin dan anus"),
    "left_arm": _("Lengan kiri"),
    "right_arm": _("Lengan kanan"),
    "left_hand": _("Tangan kiri"),
    "right_hand": _("Tangan kanan"),
    "left_leg": _("Tungkai kiri"),
    "right_leg": _("Tungkai kanan"),
}

# drawn in a field of 160 × 360; the limbs on the viewer's left, mirrored for the other side
_HEAD = "M80 6c-12 0-20 9-20 22 0 14 9 24 20 24s20-10 20-24c0-13-8-22-20-22z"
_FACE = "M80 18c-8 0-13 5-13 13 0 10 6 17 13 17s13-7 13-17c0-8-5-13-13-13z"
_NECK = "M72 52h16v12q8 3 14 5H58q6-2 14-5z"
_CHEST = "M56 70h48q6 1 7 7l-3 37H52l-3-37q1-6 7-7z"
_ABDOMEN = "M52 115h56l-1 33H53z"
_BACK = "M56 70h48q6 1 7 7l-4 71H53l-4-71q1-6 7-7z"
_PELVIS = "M53 149h54q5 10 5 24H48q0-14 5-24z"
_GENITAL = "M69 174h22l-8 17h-6z"
_ARM = "M48 72q-11 3-14 15l-9 74q7 4 14 1l12-66z"
_HAND = "M24 163q7 4 15 1l-1 22q-4 9-10 7-6-2-5-11z"
_LEG = "M48 174h20l9 18-4 142q-1 12-9 13h-9q-5-2-3-10l1-34z"

_FRONT_PARTS = [
    ("head", _HEAD), ("face", _FACE), ("neck", _NECK), ("chest", _CHEST), ("abdomen", _ABDOMEN), ("pelvis", _PELVIS),
    ("genital", _GENITAL),
]  # fmt: skip
_BACK_PARTS = [("head", _HEAD), ("neck", _NECK), ("back", _BACK), ("pelvis", _PELVIS), ("genital", _GENITAL)]
_LIMBS = [("arm", _ARM), ("hand", _HAND), ("leg", _LEG)]


def _side(parts: list, near: str, far: str, chosen: set) -> list[dict]:
    """The regions of one side; `near` is the limb on the viewer's left."""
    drawn = [(key, path, False) for key, path in parts]
    drawn += [(f"{near}_{limb}", path, False) for limb, path in _LIMBS]
    drawn += [(f"{far}_{limb}", path, True) for limb, path in _LIMBS]
    return [
        {"key": key, "label": LABELS[key], "path": path, "mirrored": mirrored, "chosen": key in chosen}
        for key, path, mirrored in drawn
    ]


def body_map(chosen: set) -> dict:
    """Both sides as drawn, and every region with its name and whether it is chosen."""
    return {
        "sides": [
            {"name": _("Depan"), "regions": _side(_FRONT_PARTS, "right", "left", chosen)},
            {"name": _("Belakang"), "regions": _side(_BACK_PARTS, "left", "right", chosen)},
        ],
        "regions": [{"key": key, "label": label, "chosen": key in chosen} for key, label in LABELS.items()],
    }
