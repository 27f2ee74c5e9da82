"""The least a receiver needs to know whom to expect: code, name, age, sex. There is no field for where she stays."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from access.errors import Refused

SEXES = {"F": _("Perempuan"), "M": _("Laki-laki"), "": _("Tidak disebutkan")}
OLDEST = 120


def minimum(*, code: str, name: str = "", age: int | None = None, sex: str = "") -> dict:
    """The identity as it is sealed."""
    if age is not None and not 0 <= age <= OLDEST:
        raise Refused(_("Umur di luar 0–120 tahun. Isian Anda tetap tersimpan. Periksa lalu kirim lagi."), field="age")
    return {"code": code, "name": " ".join(name.split()), "age": age, "sex": sex if sex in SEXES else ""}


def shown(identity: dict) -> dict:
    """The identity in words, for a page or a paper."""
    return {
        "code": identity.get("code", ""),
        "name": identity.get("name", ""),
        "age": identity.get("age"),
        "sex": str(SEXES.get(identity.get("sex", ""), "")),
    }
