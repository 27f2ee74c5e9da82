"""Which person an account belongs to, as the server's terminal asks for it and as it may be written down."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from access.errors import Refused
from vault.normal import normalise_name, normalise_nik

QUESTIONS = {
    "real_name": "Full name, as on the identity card: ",
    "nik": "NIK, 16 digits: ",
    "phone": "Telephone: ",
}
NIK_DIGITS, PHONE_DIGITS = 16, 8


def asked(answer: Callable[[str], str]) -> dict[str, str]:
    """The answers to QUESTIONS, each checked; Refused for the first that can't be right."""
    person = {name: answer(question).strip() for name, question in QUESTIONS.items()}
    check(**person)
    return person


def check(*, real_name: str, nik: str, phone: str) -> None:
    """Raises Refused unless all three are there and can be right; that a NIK is registered, nobody can know here."""
    if not normalise_name(real_name):
        raise Refused(_("Nama lengkap belum diisi. Tidak ada yang berubah. Isi seperti pada KTP."), field="real_name")
    if len(normalise_nik(nik)) != NIK_DIGITS:
        raise Refused(_("NIK terdiri atas 16 angka. Tidak ada yang berubah. Periksa lalu isi lagi."), field="nik")
    if len(normalise_nik(phone)) < PHONE_DIGITS:
        raise Refused(_("Nomor telepon ini terlalu pendek. Tidak ada yang berubah. Isi lagi."), field="phone")
