"""Texts put before the leak gate, and looked at by the matcher."""

from __future__ import annotations

from django.utils import timezone

from audit.action import action
from disclosure import gate
from disclosure.models import Release
from shelters.matcher import looking

NAMED = "Ia dijemput di Gg. Kenanga Merambat nomor tujuh belas oleh pamannya."
UNLIKE_A_PLACE = "Ia ada di k e n a n g a m e r a m b a t bersama anaknya."
ELSEWHERE = "Ia dijemput di Gg. Delima Bersemi nomor dua belas oleh pamannya."
DISGUISED = f"{ELSEWHERE} Rumahnya k e n a n g a m e r a m b a t."
NOTHING = "Klien memar pada lengan kiri dan takut pulang."


@action("test.submit")
def submit(case, *, text: str, subject: str, by):
    gate.submit(text, subject=subject, about=case.pk, writer=by)
    return case


def put(case, people, text: str, subject: str = "note:1:text", by=None) -> Release:
    """The text as it stands at the gate once the matcher has looked."""
    submit(case, text=text, subject=subject, by=by or people.manajer)
    looking.run_all(timezone.now())
    return Release.objects.get(subject=subject, current=True)
