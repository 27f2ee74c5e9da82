"""What happens in every world, between its building and the sweep: the same acts by the same people in the same order.

Two residents come to two houses (N2 exchanges them), of two alike cases one is placed (N3 exchanges which), somebody
moves and somebody leaves, a conflict of interest is found, sign-ins fail, the real address is searched for and typed
where people type, and a call comes from the house's own address. House staff act house by house in every world, and
within one minute, which is what her case manager is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.urls import reverse
from django.utils import timezone

from tests.two_worlds.bodies import ADDRESS, Fillable
from tests.two_worlds.observing import Seen, ask, signed_in
from tests.two_worlds.worlds import HOUSE, World

SECOND = "Bakung"


class Script:
    """One run of the script. `play` gives what each act let its actor see, readers' acts included."""

    def __init__(self, world: World, shift: Callable[[float], None]) -> None:
        from demo.build import people
        from shelters.roots.models import Shelter

        self.world, self.shift, self.people = world, shift, people()
        self.first, self.second = (Shelter.every.get(code=code) for code in (HOUSE, SECOND))
        self.clients: dict[str, object] = {}
        self.step = 0

    def play(self) -> Iterator[Seen]:
        """Every act, in order."""
        for act in (
            self.more_rooms, self.failed_sign_ins, self.calls_from_the_house, self.residents, self.placement,
            self.move_and_leave, self.conflict, self.searches, self.free_text, self.letter, self.jobs,
        ):  # fmt: skip
            yield from act()

    # acts over HTTP

    def see(self, who: str, method: str, path: str, data=None) -> Seen:
        """One request; it is named by its place in the script, since the path may be what differs."""
        self.step += 1
        client = self.clients.setdefault(who, signed_in(who))
        answer = ask(client, method, path, data)
        self.last = answer
        return Seen(who, f"script {self.step}", answer.data)

    def send(self, who: str, page: str, path: str | None = None, **typed) -> Iterator[Seen]:
        """Opens PAGE, fills in its form that posts to PATH, sends it."""
        yield self.see(who, "GET", page)
        for form in Fillable(self.last.body.decode()).posting():
            if (form["action"] or page) == (path or page):
                yield self.see(who, "POST", path or page, {**form["filled"], **typed})
                return
        raise AssertionError(f"{who}: the page of script step {self.step} has no form for {path or 'itself'}")

    # a case, made by the product's own verbs

    def case(self):
        """An accepted case of `manajer`; all of them are alike."""
        from casework.actions.complaints import accept_case, register_complaint
        from casework.actions.tickets import open_ticket
        from vault.entropy import new_id

        people = self.people
        ticket = open_ticket(new_id(), what="Tidak aman pulang malam ini.", by=people.operator112)
        person = {"part": "victim", "name": "Klien Uji", "born": "1994-03-05", "sex": "F"}
        complaint = register_complaint(ticket, persons=[person], kinds=["physical"], by=people.penerima)
        return accept_case(complaint, manager=people.manajer, counsellor=people.konselor, by=people.supervisor)

    def ask_for_place(self, case, name: str = "Klien Uji"):
        from shelters import actions

        return actions.ask_from_case(case, by=self.people.manajer, name=name, people=1, risk="tinggi")

    def hold(self, request, house):
        from shelters import actions
        from shelters.models import Place

        free = (p for p in Place.every.filter(room__house_id=house.pk).order_by("room__number", "number"))
        place = next(p for p in free if not hasattr(p, "claim"))
        return actions.hold_place(request, place=place.pk, hours=4, by=self.people.penempatan)

    def arrive(self, hold, house):
        from shelters import actions

        staff = self.people.petugas1 if house.pk == self.first.pk else self.people.petugas2
        return actions.arrive(hold, rules_agreed=True, things=["phone"], by=staff)

    # the script

    def more_rooms(self) -> Iterator[Seen]:
        """Room for everybody who comes in this script."""
        from shelters import actions

        for house in (self.first, self.second):
            actions.furnish_room(house, number=9, sleeps=[1, 1, 1, 1], by=self.people.kustodian)
        yield self.see("kustodian", "GET", "/")

    def failed_sign_ins(self) -> Iterator[Seen]:
        """Wrong names, wrong passwords, wrong codes."""
        client = signed_in(None)
        for username, password in (("petugas1", "salah"), ("tidak-ada", "salah"), (ADDRESS, ADDRESS)):
            for _ in range(2):
                self.shift(31)
                self.step += 1
                answer = ask(client, "POST", "/masuk/", {"login": username, "password": password})
                yield Seen("nobody", f"script {self.step}", answer.data)

    def calls_from_the_house(self) -> Iterator[Seen]:
        """A 112 ticket at a house's own address is a ticket like any other, and goes out like any other."""
        new = reverse("casework:desk")
        yield from self.send("operator112", new, what=f"Ada yang mencoba masuk di {ADDRESS}.", place=ADDRESS)
        yield self.see("penerima", "GET", "/")
        yield self.see("piket_bpbd", "GET", "/")

    def residents(self) -> Iterator[Seen]:
        """Two residents of two houses; in N2's other world they are exchanged."""
        cases = self.case(), self.case()
        self.resident = cases[0]
        requests = [
            self.ask_for_place(case, name) for case, name in zip(cases, ("Klien Satu", "Klien Dua"), strict=True)
        ]
        if self.world.secret == "N2":
            requests.reverse()
        houses = self.first, self.second
        holds = [self.hold(request, house) for request, house in zip(requests, houses, strict=True)]
        for hold, house in zip(holds, houses, strict=True):
            self.arrive(hold, house)
        yield self.see("manajer", "GET", reverse("casework:case", args=[self.resident.pk]))
        yield self.see("petugas1", "GET", reverse("shelters:board", args=[self.first.pk]))

    def placement(self) -> Iterator[Seen]:
        """Of two alike cases one is placed; in N3's other world the other one."""
        one, other = self.case(), self.case()
        self.alike = one, other
        placed = other if self.world.secret == "N3" else one
        for case in (one, other):
            yield self.see("manajer", "GET", reverse("shelters:ask_from_case", args=[case.pk]))
        self.arrive(self.hold(self.ask_for_place(placed), self.second), self.second)
        for case in (one, other):
            for who in ("manajer", "manajer2", "penerima", "operator112"):
                yield self.see(who, "GET", reverse("casework:case", args=[case.pk]))

    def move_and_leave(self) -> Iterator[Seen]:
        """Somebody moves from one house to another; somebody leaves for good."""
        from shelters import actions

        case = self.case()
        stay = self.arrive(self.hold(self.ask_for_place(case), self.first), self.first)
        actions.leave(stay, destination="transfer", things_returned=True, by=self.people.petugas1)
        stay = self.arrive(self.hold(self.ask_for_place(case), self.second), self.second)
        actions.leave(stay, destination="self", things_returned=True, by=self.people.petugas2)
        held = self.hold(self.ask_for_place(self.case()), self.first)
        actions.assign_escort(held, escort=self.people.pengantar, hours=2, by=self.people.penempatan)
        yield self.see("pengantar", "GET", "/")
        yield self.see("manajer", "GET", reverse("casework:case", args=[case.pk]))

    def conflict(self) -> Iterator[Seen]:
        """A conflict of interest found later shuts the file to the one who is kin."""
        from access.models import ConflictOfInterest
        from audit.action import acting

        case = self.alike[0]
        yield self.see("supervisor2", "GET", reverse("casework:case", args=[case.pk]))
        with acting("conflict.found"):
            ConflictOfInterest.objects.create(
                staff=self.people.supervisor2, case_id=case.pk, strength="declared", found_at=timezone.now()
            )
        yield self.see("supervisor2", "GET", reverse("casework:case", args=[case.pk]))

    def searches(self) -> Iterator[Seen]:
        """Whoever may search at all searches for the address, its telephone and its region."""
        for who in ("manajer", "penerima", "supervisor", "manajer2", "kepala", "auditor", "admin"):
            yield self.see(who, "POST", "/cari/", {"q": ADDRESS})
            yield self.see(who, "POST", "/cari/", {"q": "0899771100"})

    def free_text(self) -> Iterator[Seen]:
        """The address typed into what may leave, into what stays, and into what is searched."""
        case = self.alike[1]
        yield from self.send(
            "manajer", reverse("casework:write_message", args=[case.pk]), text=f"Ia tinggal di {ADDRESS}?"
        )
        for note in (f"Antar ke {ADDRESS}.", "Antar ke Jl. Melintang Jauh No. 3.", "Mohon dibantu segera."):
            yield from self.send("manajer", reverse("referrals:new", args=[case.pk]), note=note, reason=note)
        for who in ("kustodian", "dokter", "penyidik"):
            yield self.see(who, "GET", "/")

    def letter(self) -> Iterator[Seen]:
        """A referral letter is written, signed, issued by the worker, and fetched."""
        from casework.actions.handling import record_consent
        from disclosure import actions, drafting, jobs
        from disclosure.models import Release
        from referrals.actions.sending import send_referral

        case, people = self.alike[1], self.people
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
        yield self.see("manajer", "GET", reverse("disclosure:document", args=[document.pk]))

    def jobs(self) -> Iterator[Seen]:
        """All that runs by the clock, five hours later: holds run out, forms are forgotten, the log is sealed."""
        from tests.two_worlds.known import JOBS

        self.shift(5 * 3600)
        for name, job in JOBS.items():
            job(timezone.now())
            yield Seen("operator", f"job {name}", b"ran")
