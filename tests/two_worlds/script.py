"""What happens in every world, between its building and the sweep: the same acts by the same people in the same order.

Two residents come to two houses (N2 exchanges them), of two alike cases one is placed (N3 exchanges which), somebody
moves, somebody leaves and somebody never comes, a conflict of interest is found, sign-ins fail, the real address is
searched for, typed where people type and carried in files, a call comes from the house's own address, the whole road
is walked, what Lindung stands on goes away for a while, and people look where they may, where they may no longer, and
where they never might. House staff act house by house in every world, and within one minute, which is what her case
manager is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext

from django.db import connections
from django.urls import reverse
from django.utils import timezone

from tests.two_worlds import pinned
from tests.two_worlds.acts import ACTS
from tests.two_worlds.bodies import ADDRESS, Fillable
from tests.two_worlds.emergency import Emergency
from tests.two_worlds.explaining import Explaining
from tests.two_worlds.looking import TABS, Looking
from tests.two_worlds.observing import Seen, ask, signed_in
from tests.two_worlds.outages import Outages
from tests.two_worlds.placing import Placing
from tests.two_worlds.reporting import Reporting
from tests.two_worlds.walls import Walls
from tests.two_worlds.worlds import HOUSE, LANDMARK, READERS, World, where_it_stands

SECOND = "Bakung"
LATER = 2.5 * 3600  # seconds; after an escort's hours, a hold runs out
NOTES = (  # two wait and name the house, one waits and names none, two leave at once and name it, one is harmless
    f"Antar ke {ADDRESS}.", f"Jemput di {ADDRESS}.", "Antar ke Jl. Jauh No. 3.", "Titip di kembang setaman dalam ya.",
    "Mohon dibantu.", f"Ia menunggu di dekat {LANDMARK}.",
)  # fmt: skip


class Script(Placing, Emergency, Walls, Explaining, Looking, Reporting, Outages):
    """One run of the script. `play` gives what each act let its actor see, readers' acts included.

    FEW: of the many who only look, a few. `leaking`: a planted leak stands, which may refuse what is asked.
    """

    def __init__(self, world: World, shift: Callable[[float], None], few: bool = False) -> None:
        from demo.build import people
        from shelters.roots.models import Shelter

        super().__init__()
        self.world, self.shift, self.few, self.people = world, shift, few, people()
        self.leaking = False
        self.first, self.second = (Shelter.every.get(code=code) for code in (HOUSE, SECOND))
        self.clients: dict[str, object] = {}
        self.step = 0

    def play(self) -> Iterator[Seen]:
        """Every act, in order."""
        for act in ACTS:
            yield from self.played(act)

    def played(self, act: str) -> Iterator[Seen]:
        """That act."""
        for seen in getattr(self, act)():
            yield from self.drained()
            yield seen
        yield from self.drained()

    # acts over HTTP

    def see(self, who: str | None, method: str, path: str, data=None, *, seen_as: str = "", headers=None) -> Seen:
        """One request; it is named by its place in the script, since the path may be what differs.

        SEEN_AS names somebody who acts beside what the account is known for: who was a reader, or is walled off.
        """
        self.step += 1
        if who not in self.clients:
            self.clients[who] = signed_in(who)
        name, where = seen_as or who or "nobody", f"script {self.step}"
        with pinned.aside(where) if name in READERS["N1"] else nullcontext():
            self.last = ask(self.clients[who], method, path, data, headers=headers)
        return Seen(name, where, self.last.data)

    def send(self, who: str, page: str, path: str | None = None, **typed) -> Iterator[Seen]:
        """Opens PAGE, fills in its form that posts to PATH, sends it."""
        yield self.see(who, "GET", page)
        for form in Fillable(self.last.body.decode()).posting():
            if (form["action"] or page) == (path or page):
                yield self.see(who, "POST", path or page, {**form["filled"], **typed})
                return
        raise AssertionError(f"{who}: the page of script step {self.step} has no form for {path or 'itself'}")

    # a case, made by the product's own verbs

    def case(self, city: str = "", *, counselled: bool = True):
        """An accepted case of `manajer`; all of them are alike, but for the city where it happened, or a counsellor."""
        from casework.actions.complaints import accept_case, register_complaint
        from casework.actions.tickets import open_ticket
        from vault.entropy import new_id

        people = self.people
        ticket = open_ticket(new_id(), what="Tidak aman pulang malam ini.", by=people.operator112)
        person = {"part": "victim", "name": "Klien Uji", "born": "1994-03-05", "sex": "F"}
        complaint = register_complaint(ticket, persons=[person], kinds=["physical"], city_code=city, by=people.penerima)
        counsellor = people.konselor if counselled else None
        return accept_case(complaint, manager=people.manajer, counsellor=counsellor, by=people.supervisor)

    def wall(self, whom, case_id) -> None:
        """A conflict of interest of somebody, or of a unit, with this file is found, unless one stands already."""
        from access.models import ConflictOfInterest, Unit
        from audit.action import acting
        from audit.recording import record

        principal = {"unit" if isinstance(whom, Unit) else "staff": whom}
        if ConflictOfInterest.standing.filter(case_id=case_id, **principal).exists():
            return
        with acting("conflict.found") as act:
            ConflictOfInterest.objects.create(
                case_id=case_id, strength="declared", found_at=timezone.now(), **principal
            )
            record(self.people.supervisor, "conflict.found", digests=act.digests)

    def let_in(self, *people) -> None:
        """Every wall before these people is lifted."""
        from access.models import ConflictOfInterest
        from audit.action import acting
        from audit.recording import record

        with acting("conflict.lifted") as act:
            for wall in ConflictOfInterest.standing.filter(staff__in=people).order_by("found_at", "pk"):
                wall.lifted_at, wall.lifted_by = timezone.now(), self.people.kepala
                wall.save(update_fields=["lifted_at", "lifted_by"])
            record(self.people.kepala, "conflict.lifted", digests=act.digests)

    # the script

    def more_rooms(self) -> Iterator[Seen]:
        """Room for everybody who comes in this script; a custodian writes what stands near a house, and where it is."""
        from shelters import actions

        for house in (self.first, self.second):
            actions.furnish_room(house, number=9, sleeps=[1] * 14, by=self.people.kustodian)
        page = reverse("shelters:landmarks", args=[self.first.pk])
        self.take("kustodian", page, landmarks=self.world.place.get("landmarks", LANDMARK))
        self.take("kustodian", reverse("shelters:address", args=[self.first.pk]), **where_it_stands())
        yield self.see("kustodian", "GET", "/")

    def calls_from_the_house(self) -> Iterator[Seen]:
        """A 112 ticket at a house's own address is a ticket like any other, and goes out like any other."""
        new = reverse("casework:desk")
        yield from self.send(
            "operator112", new, reverse("casework:autosave"), what=f"Ada yang mencoba masuk di {ADDRESS}"
        )
        yield from self.send("operator112", new, what=f"Ada yang mencoba masuk di {ADDRESS}.", where=ADDRESS)
        yield self.see("penerima", "GET", "/")
        for who in ("piket_bpbd", "penyidik", "ambulans", "damkar"):
            yield self.see(who, "GET", "/")

    def backup(self) -> Iterator[Seen]:
        """A backup is taken while they are staying: a row that is written over later lies in it as it was."""
        from tests.two_worlds.resting import whole

        yield Seen("thief", "script: default database while they are staying", whole(connections["default"]))

    def conflict(self) -> Iterator[Seen]:
        """A conflict of interest found later shuts every file that may be the placed one to the one who is kin."""
        files = [case for pair in self.pairs for case in pair]
        for case in files:
            page = reverse("casework:case", args=[case.pk])
            yield self.see("supervisor2", "GET", page, seen_as="supervisor2 before the wall")
        for case in files:
            self.wall(self.people.supervisor2, case.pk)
        for case in files:
            for tab in TABS[:: 6 if self.few else 1]:
                yield self.see("supervisor2", "GET", reverse(f"casework:{tab}", args=[case.pk]))

    def free_text(self) -> Iterator[Seen]:
        """The address typed into what may leave, into what stays, and into what is searched; a custodian lets one text
        go, asks for another to be rewritten, and leaves the rest."""
        from casework.actions.handling import record_consent
        from disclosure import actions
        from disclosure.models import Release
        from referrals.models import Referral
        from shelters.matcher import looking

        case, people = self.alike[1], self.people
        unit = people.dinsos.unit
        record_consent(case, item="sharing", agency=unit.agency, answer="given", present="alone", by=people.manajer)
        yield from self.send(
            "manajer", reverse("casework:write_message", args=[case.pk]), text=f"Ia tinggal di {ADDRESS}?"
        )
        new, sent = reverse("referrals:new", args=[case.pk]), {"to_unit": str(unit.pk), "needs": ["basic_needs"]}
        for note in NOTES:
            yield from self.send("manajer", new, note=note, **sent)
        looking.run_all(timezone.now())
        for page in ("disclosure:releases", "shelters:alerts"):
            yield self.see("kustodian", "GET", reverse(page))
        newest = Release.objects.filter(case_id=case.pk).order_by("-submitted_at", "pk").first()
        yield from self.send("kustodian", reverse("shelters:handle-alert", args=[newest.pk]))
        sent_notes = [reverse("referrals:referral", args=[one.pk]) for one in Referral.every.filter(case_id=case.pk)]
        yield from self.both("manajer", "dinsos", sent_notes)
        waiting = Release.objects.filter(case_id=case.pk, state="waiting").order_by("submitted_at", "pk")
        for release, answer in zip(list(waiting), (actions.let_go, actions.ask_rewrite), strict=False):
            answer(release, by=people.kustodian)
        yield from self.both("manajer", "dinsos", sent_notes)
        for who in ("kustodian", "dokter", "penyidik", "dinsos"):
            yield self.see(who, "GET", "/")

    def both(self, one: str, other: str, pages: list[str]) -> Iterator[Seen]:
        """Each page, as either of two people sees it."""
        for page in sorted(pages):
            for who in (one, other):
                yield self.see(who, "GET", page)

    def letters(self) -> Iterator[Seen]:
        """Letters of referral for her who is placed and for her who isn't: written, signed, issued, fetched."""
        for case in (self.resident, *self.alike)[: 2 if self.few else None]:
            yield from self.letter(case)

    def letter(self, case) -> Iterator[Seen]:
        """One letter, from consent to the file."""
        from casework.actions.handling import record_consent
        from disclosure import actions, drafting, jobs
        from disclosure.models import Release
        from referrals.actions.sending import send_referral

        people = self.people
        legal = people.advokat.unit
        record_consent(case, item="sharing", agency=legal.agency, answer="given", present="alone", by=people.manajer)
        referral = send_referral(
            case, to_unit=legal, needs=["legal_advice"], basis="consent", sex="F", age=32, by=people.manajer
        )
        document = actions.request_document(
            "referral_letter", about_kind="case", about_id=case.pk, case_id=case.pk, source_id=referral.pk,
            typed={"addressee": str(referral.pk), "reason": "Pendampingan hukum."}, by=people.manajer,
        )  # fmt: skip
        drafting.send(document, by=people.manajer)
        for waiting in Release.objects.filter(subject__startswith=f"document:{document.pk}:", state="waiting"):
            actions.let_go(waiting, by=people.kustodian)
        actions.sign(document, by=people.kepala)
        jobs.run_all(timezone.now())
        for name in ("document", "download"):
            yield self.see("manajer", "GET", reverse(f"disclosure:{name}", args=[document.pk]))
        yield self.see("advokat", "GET", reverse("referrals:referral", args=[referral.pk]))

    def road(self) -> Iterator[Seen]:
        """The eight steps from the call to the court's desk."""
        from tests.two_worlds.road import walked

        yield from walked()

    def jobs(self) -> Iterator[Seen]:
        """All that runs by the clock, hours later: holds run out, forms are forgotten, the log is sealed."""
        from shelters.matcher import looking
        from tests.two_worlds.known import JOBS

        self.shift(LATER)
        self.clients.clear()  # everybody signs in anew
        for name, job in JOBS.items():
            yield Seen("operator", f"job {name}", repr(job(timezone.now())).encode())
        looking.run_all(timezone.now())  # a step takes twenty texts; the city holds more
