"""The small city in which faults happen, with one thing ready for each act, made by the product's own verbs.

All that an act types holds one invented word, `PLANTED`, so that one search finds any of it anywhere.
"""

from __future__ import annotations

import io
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

PLANTED = "Prabulaksmi"
NIK = "3174015509910007"  # nobody's
PHONE = "081290007734"
ACTING = timedelta(minutes=2)  # after the city stands
LOOKING = timedelta(minutes=5)  # when the process that looks at what is left begins
DAY = timedelta(hours=25)


class City:
    """What stands before anybody acts. It is built once; each act begins with it as it was built."""

    def __init__(self) -> None:
        from tests.people import cast
        from tests.shelters import rotating
        from tests.shelters.world import World

        self.people = cast()
        self.world = World(self.people)
        self.full = rotating.fill(self.world)
        self.browsers: dict[str, Client] = {}
        self.ready = SimpleNamespace()
        self._cases()
        self._houses()
        self._ending()
        self._letter()
        self._calls()
        self._questions()
        self._browsers()
        self.built = timezone.now()

    def _cases(self) -> None:
        from casework.actions.evidence import add_evidence
        from tests.casework import world as casework
        from vault import wraps
        from vault.entropy import new_id
        from vault.purpose import Purpose

        people, ready = self.people, self.ready
        ready.ticket_id, ready.draft_id = new_id(), new_id()
        ready.ticket, ready.complaint = casework.ticket(people), casework.complaint(people)
        ready.case = casework.case(people)
        ready.session = casework.session(ready.case, people)
        ready.evidence = add_evidence(ready.case, kind="photo", title="Memar", file=picture(), by=people.manajer)
        left = Path(wraps.path_of(Purpose.CASE, ready.case.pk))
        shutil.copy(left, left.with_name(f".{left.name}.00000000"))  # of a renewal that was killed
        for _ in range(2):  # a search that finds two files writes beside its entry which they are
            casework.case(people, persons=casework.persons(name="Lestari Puspita", nik=NIK))

    def _houses(self) -> None:
        from audit import house
        from audit.models import Decision
        from audit.recording import record
        from shelters.models.card import RESIDENTS_KEY
        from vault import keyring
        from vault.entropy import new_id

        world, ready = self.world, self.ready
        ready.unplaced = world.case()
        ready.request = world.request()
        ready.hold = world.hold()
        ready.stay = world.stay()
        ready.place = world.places(world.b)[-1]
        keyring.mint(keyring.Purpose.CASE, RESIDENTS_KEY)
        record(None, house.EVENT, house.thing(new_id()), decision=Decision.INTENDED)  # by a process that died

    def _ending(self) -> None:
        """A file whose shredding was asked for; a resident's file, too, so that her card is taken over."""
        from casework.actions import break_glass
        from casework.actions.evidence import add_evidence
        from tests.casework import shredding
        from tests.casework import world as casework

        people, ready = self.people, self.ready
        resident = self.world.case()
        add_evidence(resident, kind="photo", title="Memar", file=picture(), by=people.manajer)
        self.world.stay(resident, house=self.world.b)
        ready.shredded = shredding.asked(people, resident)
        ready.glass = casework.case(people, counsellor=False)
        asked = break_glass.ask(reference=ready.glass.reference, why="danger", by=people.konselor)
        ready.agreed = break_glass.agree(asked, by=people.supervisor)

    def _letter(self) -> None:
        """A letter that its signer has signed, and that is rendered next."""
        from casework.actions.handling import record_consent
        from disclosure import actions, drafting
        from disclosure.models import Release
        from referrals.actions.sending import send_referral

        people, case = self.people, self.ready.case
        unit = people.advokat.unit
        record_consent(case, item="sharing", agency=unit.agency, answer="given", present="alone", by=people.manajer)
        referral = send_referral(
            case, to_unit=unit, needs=["legal_advice"], basis="consent", sex="F", age=32, by=people.manajer
        )
        letter = self.ready.letter = actions.request_document(
            "referral_letter", about_kind="case", about_id=case.pk, case_id=case.pk, source_id=referral.pk,
            typed={"addressee": str(referral.pk), "reason": "Pendampingan hukum."}, by=people.manajer,
        )  # fmt: skip
        drafting.send(letter, by=people.manajer)
        for waiting in Release.objects.filter(subject__startswith=f"document:{letter.pk}:", state="waiting"):
            actions.let_go(waiting, by=people.kustodian)
        actions.sign(letter, by=people.kepala)

    def _calls(self) -> None:
        """A desk that is open; a call that was kept at it while something was away, and one that will be."""
        from django.contrib.sessions.backends.db import SessionStore
        from django.test import RequestFactory

        from casework import spool
        from casework.spool import Call
        from vault.entropy import new_id

        request = RequestFactory().get("/")
        request.user, request.session = self.people.operator112, SessionStore()
        slip = spool.signed_here(spool.give(request, [], []))
        said = dict.fromkeys(
            ("where", "danger", "present", "callback_safe", "callback_number", "callback_hours", "code_word"), ""
        ) | {"reporter": "", "works_for": "", "his_agency_wanted": False, "agencies": [], "what": f"{PLANTED} jatuh."}
        said |= {"channel": "call_112", "kind": "actual"}
        kept, new = (Call(slip.staff, new_id(), new_id(), timezone.now(), said) for _ in range(2))
        spool.keep(kept, slip)
        self.ready.slip, self.ready.kept_call, self.ready.new_call = slip, kept, new

    def _questions(self) -> None:
        """What an auditor asked about one act of the case manager: one waits for its answer, one was answered."""
        from audit import questions
        from audit.models import AuditEntry

        people, ready = self.people, self.ready
        acted = AuditEntry.objects.filter(actor=str(people.manajer.pk)).exclude(object_kind="reference")
        entry = ready.entry = acted.earliest("time", "id")
        asked = {who.pk: questions.ask(who.pk, entry=entry, text=f"{PLANTED}?", by=people.auditor)
                 for who in (people.supervisor, people.kepala)}  # fmt: skip
        ready.question = asked[people.supervisor.pk]
        ready.answered = questions.answer(asked[people.kepala.pk], text=f"Demi {PLANTED}.", by=people.kepala)

    def _browsers(self) -> None:
        from tests.shelters.world import browser

        for name in ("manajer", "manajer2", "penerima", "konselor", "petugas1", "petugas2", "kustodian"):
            self.browsers[name] = browser(getattr(self.people, name))
            self.browsers[name].raise_request_exception = False  # a server answers 500 and goes on

    def ask(self, who: str, method: str, route: str, about: Any, *expected: int, **sent: Any) -> bytes:
        """One request through every middleware; NotDone for any other answer than the one expected. The body."""
        path = reverse(route, args=[about] if about is not None else [])
        answer = getattr(self.browsers[who], method)(path, sent or None)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answer.close()
        if answer.status_code not in expected:
            raise NotDone(f"{path} answered {answer.status_code}")
        return body

    def at(self, later: timedelta) -> time_machine.travel:
        """The clock so long after the city was built, however long the run has lasted; it goes on."""
        return time_machine.travel(self.built + later, tick=True)


class NotDone(Exception):
    """The act was refused, or a page answered something else than that it was done."""


def picture() -> io.BytesIO:
    """A small photo with a planted word in its hidden data, as a browser sends it."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    exif, out = Image.Exif(), io.BytesIO()
    exif[0x010E] = PLANTED
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG", exif=exif, comment=PLANTED.encode())
    return SimpleUploadedFile(f"{PLANTED}.jpg", out.getvalue(), content_type="image/jpeg")


def later(now: datetime) -> datetime:
    """A day and an hour on."""
    return now + DAY
