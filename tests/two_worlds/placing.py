"""Acts of the script by which people come to houses and leave them: where N2 and N3 tell worlds apart.

Of every act there are two people. N2 exchanges in whose house each of them is, N3 to which of them it happens; forms by
which a manager asks are opened for both in every world, and what is done in houses is done house by house, since order
and moment are told by the log in any case (docs/two-worlds.md, "What stands side by side").
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext, suppress

from django.urls import reverse
from django.utils import timezone

from tests.two_worlds.housing import UNDER_WAY, Housing, NotTaken
from tests.two_worlds.observing import Seen

STRANGERS = ("manajer2", "penerima", "operator112")  # who have nothing to do with her file


class Placing(Housing):
    """Mixed into Script, which says whether FEW look.

    `pairs` are alike files of which something happens to one; in N3's other world it happens to the other one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[tuple] = []

    def pair(self, **fields) -> tuple:
        """The requests for two alike cases: first the one that it happens to."""
        cases = self.case(**fields), self.case(**fields)
        self.pairs.append(cases)
        one, other = (self.ask_for_place(case) for case in cases)
        return (other, one) if self.world.secret == "N3" else (one, other)

    def looked_at(self) -> Iterator[Seen]:
        """The files of the newest pair, by their manager and by strangers."""
        for case in self.pairs[-1]:
            for who in ("manajer", *STRANGERS[: 1 if self.few else None]):
                yield self.see(who, "GET", reverse("casework:case", args=[case.pk]))

    def residents(self) -> Iterator[Seen]:
        """Two residents come to two houses, and stay longer than was planned."""
        cases = self.case(), self.case()
        self.resident, self.residing = cases[0], cases
        asked = [self.ask_for_place(case, name) for case, name in zip(cases, ("Klien Satu", "Klien Dua"), strict=True)]
        houses = self.first, self.second
        holds = [self.hold(request, house) for request, house in zip(self.exchanged(asked), houses, strict=True)]
        for stay in [self.arrive(hold, house) for hold, house in zip(holds, houses, strict=True)]:
            self.extend(stay)
        yield self.see("petugas1", "GET", reverse("shelters:board", args=[self.first.pk]))
        for case in cases:
            yield from self.her_file(case.pk)

    def exchanged(self, two) -> list:
        """These two, in N2's other world the other way round."""
        return list(reversed(two)) if self.world.secret == "N2" else list(two)

    def departures(self) -> Iterator[Seen]:
        """Two residents of two houses, for whom places were asked and held in turn, leave; the houses' staff try what
        they knew of them."""
        cases, houses = (self.case(), self.case()), (self.first, self.second)
        holds = {
            house.pk: self.hold(self.ask_for_place(case), house)
            for case, house in zip(cases, self.exchanged(houses), strict=True)
        }
        stays = [self.arrive(holds[house.pk], house, going_back=False) for house in houses]
        for stay, house in zip(stays, houses, strict=True):
            self.leave(stay, house, "self")
        for stay, house in zip(stays, houses, strict=True):
            for name in ("card", "leave", "extend"):
                page = reverse(f"shelters:{name}", args=[stay.pk])
                yield self.see(self.staff_of(house), "GET", page, seen_as=f"{self.staff_of(house)} afterwards")
        for case in cases:
            yield from self.her_file(case.pk)

    def placement(self) -> Iterator[Seen]:
        """Of two alike cases one is placed; in N3's other world the other one. Only their cities tell them apart, so
        that a figure which counts the placed by anything is told apart too."""
        one, other = self.case("31.74"), self.case("31.75")
        self.alike = one, other
        self.pairs.append(self.alike)
        placed = other if self.world.secret == "N3" else one
        for case in (one, other):
            self.open_form("manajer", self.form_of_asking(case))
        stay = self.arrive(self.hold(self.ask_for_place(placed), self.second), self.second)
        for name in ("card", "leave"):
            page = reverse(f"shelters:{name}", args=[stay.pk])
            yield self.see("petugas1", "GET", page, seen_as="petugas1 at another house")
        yield from self.looked_at()

    def answers(self) -> Iterator[Seen]:
        """Of two requests one is declined, and for the other one a place is found."""
        declined, found = self.pair()
        self.decline(declined)
        self.arrive(self.hold(found, self.second), self.second)
        yield from self.looked_at()

    def one_leaves(self) -> Iterator[Seen]:
        """Of two residents of one house one leaves."""
        leaving, staying = self.pair()
        stays = [self.arrive(self.hold(request, self.second), self.second) for request in (leaving, staying)]
        self.leave(stays[0], self.second, "self")
        yield from self.looked_at()

    def one_is_let_go(self) -> Iterator[Seen]:
        """Of two held places one is let go."""
        let_go, kept = self.pair()
        holds = [self.hold(request, self.second) for request in (let_go, kept)]
        self.let_go(holds[0])
        self.arrive(holds[1], self.second)
        yield from self.looked_at()

    def handed_over(self) -> Iterator[Seen]:
        """Two files, of which one is placed, get a counsellor, go to another case manager and come back; whose they are
        no longer looks for what was theirs."""
        self.arrive(self.hold(self.pair(counselled=False)[0], self.second), self.second)
        for case in self.pairs[-1]:
            given = reverse("casework:assign_counsellor", args=[case.pk])
            self.take("supervisor", given, counsellor=str(self.people.konselor.pk))
        for taking, former in (("manajer2", "manajer"), ("manajer", "manajer2")):
            for case in self.pairs[-1]:
                given = reverse("casework:assign_manager", args=[case.pk])
                self.take("supervisor", given, manager=str(getattr(self.people, taking).pk))
            for case in self.pairs[-1]:
                seen_as = f"{taking} who took over" if taking == "manajer2" else taking
                yield self.see(taking, "GET", reverse("casework:case", args=[case.pk]), seen_as=seen_as)
            for case in self.pairs[-1]:
                yield from self.no_longer_theirs(case, former)

    def shredding(self) -> Iterator[Seen]:
        """Of two ended files one is placed; supervisor and head have both destroyed. She stays, and leaves; the key
        under which her house reads her card is renewed before and after."""
        from casework.actions.handling import close_case
        from casework.models import Case
        from shelters import residents_key

        cases = self.case(counselled=False), self.case(counselled=False)
        self.pairs.append(cases)
        for case in cases:
            self.open_form("manajer", self.form_of_asking(case))
        placed = cases[1 if self.world.secret == "N3" else 0]
        stay = self.arrive(self.hold(self.ask_for_place(placed), self.second), self.second)
        for case in cases:
            ended = Case.every.get(pk=case.pk)
            close_case(ended, ending="finished", reason="goals_met", closing="Aman.", by=self.people.manajer)
        for who in ("supervisor", "kepala"):
            self.clients.pop(who, None)  # signed in anew, so that the step-up is fresh
        for case in cases:
            self.take("supervisor", reverse("casework:shred", args=[case.pk]), reason="own_wish")
        for case in cases:
            with suppress(NotTaken) if self.leaking else nullcontext():  # a planted leak may refuse it
                self.take("kepala", reverse("casework:confirm_shredding", args=[case.pk]), reference=case.reference)
        for case in cases:
            for who in ("manajer", *STRANGERS):
                yield self.see(who, "GET", reverse("casework:case", args=[case.pk]), seen_as=f"{who} afterwards")
        yield self.see("kepala", "GET", reverse("casework:shredded"))
        yield self.see(self.staff_of(self.second), "GET", reverse("shelters:card", args=[stay.pk]))
        residents_key.run_once(timezone.now())
        self.leave(stay, self.second, "self")
        residents_key.run_once(timezone.now() + residents_key.EVERY)

    def no_longer_theirs(self, case, former: str) -> Iterator[Seen]:
        """Who managed this file tries it all again, as a colleague who covers may, and as before."""
        seen_as, reason = f"{former} afterwards", {"alasan": "menggantikan rekan yang cuti"}
        asking = self.form_of_asking(case)
        for tab in ("case", "handovers", "events"):
            page = reverse(f"casework:{tab}", args=[case.pk])
            yield self.see(former, "GET", page, seen_as=seen_as)
            yield self.see(former, "POST", page, reason, seen_as=seen_as)
        yield self.see(former, "GET", asking, seen_as=seen_as)
        yield self.see(former, "POST", asking, {"name": "Klien Uji", "people": "1", "risk": "tinggi"}, seen_as=seen_as)

    def asked_at_night(self) -> Iterator[Seen]:
        """From one of two alike tickets an emergency place is asked."""
        from casework.actions.tickets import open_ticket
        from vault.entropy import new_id

        tickets = [open_ticket(new_id(), what="Harus pergi malam ini.", by=self.people.operator112) for _ in range(2)]
        forms = [reverse("shelters:ask_from_ticket", args=[ticket.pk]) for ticket in tickets]
        for form in forms:
            self.open_form("operator112", form)
        chosen = 1 if self.world.secret == "N3" else 0
        self.take("operator112", forms[chosen], seen_as="operator112 who asks")
        self.arrive(self.hold(self.asked_for(tickets[chosen].pk), self.second), self.second)
        for ticket in tickets:
            for who in ("operator112", "penerima", "piket_bpbd", "ambulans"):
                yield self.see(who, "GET", reverse("casework:ticket", args=[ticket.pk]))

    def move(self) -> Iterator[Seen]:
        """Somebody moves to another house."""
        case = self.case()
        stay = self.arrive(self.hold(self.ask_for_place(case), self.first), self.first)
        self.leave(stay, self.first, "onward")
        self.arrive(self.hold(self.ask_for_place(case), self.second), self.second)
        yield from self.her_file(case.pk)

    def her_file(self, case_id) -> Iterator[Seen]:
        """Her case manager looks whether she has come."""
        yield self.see("manajer", "GET", reverse("casework:case", args=[case_id]))

    def escorted(self) -> Iterator[Seen]:
        """An escort brings somebody and has brought her; of two others for whom a place is held one has an escort,
        doesn't come, and her hold runs out."""
        hold = self.hold(self.ask_for_place(self.case()), self.first)
        self.bring(hold, self.first)
        yield from self.try_all("pengantar", self.first, "pengantar")
        self.arrive(hold, self.first)
        yield from self.escort_behind_a_wall()
        lost, found = self.pair()
        self.held, coming = (self.hold(request, self.first) for request in (lost, found))
        self.send_escort(self.held)
        for request in sorted((lost, found), key=lambda request: self.pairs[-1][0].pk != request.case_id):
            self.go_back("penempatan", reverse("shelters:request", args=[request.pk]))
        self.arrive(coming, self.first)
        yield self.see("pengantar", "GET", "/", seen_as=UNDER_WAY)
        yield self.see("petugas2", "GET", "/")
        yield from self.looked_at()

    def escort_behind_a_wall(self) -> Iterator[Seen]:
        """An escort turns out to be kin: from then on nothing of the way opens. Nobody else is under way."""
        from shelters.models import Transfer

        hold = self.hold(self.ask_for_place(self.case()), self.first)
        self.send_escort(hold)
        transfer = Transfer.every.get(hold=hold)
        self.wall(self.people.pengantar, hold.case_id)
        yield self.see("pengantar", "GET", reverse("shelters:transfer", args=[transfer.pk]))
        yield from self.try_all("pengantar", self.first, "pengantar")
        self.go_back("penempatan", reverse("shelters:request", args=[hold.request_id]))
        self.arrive(hold, self.first)
