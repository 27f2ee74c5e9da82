"""Acts of the script by which people come to houses: where N2 and N3 tell worlds apart."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from tests.two_worlds.housing import UNDER_WAY, Housing
from tests.two_worlds.observing import Seen


class Placing(Housing):
    """Mixed into Script. `pairs` are the pairs of files of which one is placed: in N3's other world the other one."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[tuple] = []

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
        stays = [self.arrive(hold, house) for hold, house in zip(holds, houses, strict=True)]
        for stay in stays:
            self.extend(stay)
        yield self.see("manajer", "GET", reverse("casework:case", args=[self.resident.pk]))
        yield self.see("petugas1", "GET", reverse("shelters:board", args=[self.first.pk]))

    def placement(self) -> Iterator[Seen]:
        """Of two alike cases one is placed; in N3's other world the other one. Only their cities tell them apart, so
        that a figure which counts the placed by anything is told apart too."""
        one, other = self.case("31.74"), self.case("31.75")
        self.alike = one, other
        self.pairs.append(self.alike)
        placed = other if self.world.secret == "N3" else one
        for case in (one, other):
            self.open_form("manajer", self.form_of_asking(case))
        self.arrive(self.hold(self.ask_for_place(placed), self.second), self.second)
        for case in (one, other):
            for who in ("manajer", "manajer2", "penerima", "operator112"):
                yield self.see(who, "GET", reverse("casework:case", args=[case.pk]))

    def answers(self) -> Iterator[Seen]:
        """Of two alike cases for which a place is asked one is declined, and for the other one a place is found."""
        pair = self.case(), self.case()
        self.pairs.append(pair)
        requests = [self.ask_for_place(case) for case in pair]
        declined, found = reversed(requests) if self.world.secret == "N3" else requests
        self.decline(declined)
        self.arrive(self.hold(found, self.second), self.second)
        for case in pair:
            yield from self.her_file(case.pk)
            for who in ("manajer2", "penerima", "operator112"):
                yield self.see(who, "GET", reverse("casework:case", args=[case.pk]))

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

    def move_and_leave(self) -> Iterator[Seen]:
        """Somebody moves to another house and leaves for good."""
        case = self.case()
        stay = self.arrive(self.hold(self.ask_for_place(case), self.first), self.first)
        self.leave(stay, self.first, "onward")
        stay = self.arrive(self.hold(self.ask_for_place(case), self.second), self.second)
        self.leave(stay, self.second, "self")
        yield from self.her_file(case.pk)

    def her_file(self, case_id) -> Iterator[Seen]:
        """Her case manager looks whether she has come."""
        yield self.see("manajer", "GET", reverse("casework:case", args=[case_id]))

    def escorted(self) -> Iterator[Seen]:
        """An escort brings somebody and has brought her; for somebody else a place is held, and she doesn't come."""
        hold = self.hold(self.ask_for_place(self.case()), self.first)
        self.bring(hold, self.first)
        yield from self.try_all("pengantar", self.first, "pengantar")
        self.arrive(hold, self.first)
        self.held = self.hold(self.ask_for_place(self.case()), self.first)
        self.send_escort(self.held)
        yield self.see("pengantar", "GET", "/", seen_as=UNDER_WAY)
        yield self.see("petugas2", "GET", "/")
        for moved in (hold.case_id, self.held.case_id):
            yield from self.her_file(moved)
