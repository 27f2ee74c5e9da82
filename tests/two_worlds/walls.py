"""Acts of the script about walls before a unit, and about a wall that two people lift."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, product

from django.urls import reverse

from tests.two_worlds.observing import Seen

TABS = ("case", "handovers", "conflicts")


class Walls:
    """Mixed into Script, which sends requests, knows people and arrivals, and puts up walls."""

    def unit_behind_a_wall(self) -> Iterator[Seen]:
        """Somebody reported in the newest pair of files, of which one is placed, works beside the supervisors."""
        for case in self.pairs[-1]:
            self.wall(self.people.supervisor.unit, case.pk)
        seen_as = "supervisor behind the wall of the unit"
        for case in self.pairs[-1]:
            for tab in TABS:
                yield self.see("supervisor", "GET", reverse(f"casework:{tab}", args=[case.pk]), seen_as=seen_as)

    def wall_is_lifted(self) -> Iterator[Seen]:
        """Of two alike files, one of which is placed, a receiver was kept out by mistake: she is told nothing, neither
        while it is lifted nor afterwards."""
        from access.models import ConflictOfInterest
        from casework.models import WallLift

        receiver, sent = self.people.penerima, {"reason": "typed", "because": "Salah ketik, sudah diperiksa."}
        for case in self.alike:
            self.wall(receiver, case.pk)
        yield from self.looks_for_them()
        for case in self.alike:
            wall = ConflictOfInterest.standing.get(staff=receiver, case_id=case.pk)
            page = reverse("casework:conflicts", args=[case.pk])
            yield from self.send("supervisor", page, wall=str(wall.pk), **sent)
        yield from self.looks_for_them()
        for case in self.alike:
            lift = WallLift.every.get(case=case)
            yield from self.send("kepala", reverse("casework:lift_wall", args=[lift.pk]))
        yield from self.looks_for_them()

    def readers_behind_walls(self) -> Iterator[Seen]:
        """Kept out of one resident's file, a custodian and the placement officer look at both boards; kept out of that
        file and of one of two alike ones, of which one is placed, the auditor reads the log and opens what an export of
        it names of the houses. Then nobody is kept out any more."""
        people = self.people
        for who in (people.kustodian2, people.penempatan, people.auditor):
            self.wall(who, self.resident.pk)
        self.wall(people.auditor, self.alike[0].pk)
        for who in ("kustodian2", "penempatan"):
            for house in (self.first, self.second):
                board = reverse("shelters:board", args=[house.pk])
                yield self.see(who, "GET", board, seen_as=f"{who} behind a wall")
        pages = [reverse("audit:person", args=[one.pk]) for one in (people.petugas1, people.petugas2, people.manajer)]
        pages += [reverse("audit:file", args=[case.pk]) for case in (*self.residing, *self.alike)]
        pages += ["/", *map(reverse, ("audit:log", "audit:reviewed", "audit:questions")), *self.exported_events()]
        for page in pages:
            yield self.see("auditor", "GET", page, seen_as="auditor behind a wall")
        self.let_in(people.kustodian2, people.penempatan, people.auditor)

    def nobody_left(self) -> Iterator[Seen]:
        """Every auditor, then every custodian, then all who serve in houses are kept out of both residents' files and
        of each two alike ones, of which one is placed. Those behind these walls look, and those who are told that
        nobody is left. Then nobody is kept out any more."""
        from access.models import Staff
        from access.roles import Role

        looked_at = {
            Role.AUDITOR: ["/", reverse("audit:log")],
            Role.CUSTODIAN: ["/", reverse("shelters:alerts"), reverse("disclosure:releases")],
            Role.HOUSE_STAFF: ["/", *(reverse("shelters:board", args=[one.pk]) for one in (self.first, self.second))],
        }
        for role, pages in looked_at.items():
            people = list(Staff.objects.working().filter(role=role).order_by("username"))
            for person, case in product(people, chain(self.residing, *self.pairs)):
                self.wall(person, case.pk)
            for person, page in product(people, pages):
                seen_as = "" if role == Role.CUSTODIAN else f"{person.username} behind a wall, as all are"
                yield self.see(
                    person.username, "GET", page, seen_as=seen_as
                )  # a custodian knows the house all the same
            for who, page in product(("kepala", "admin", "manajer", "penempatan"), ("/", *pages[1:2])):
                yield self.see(who, "GET", page)
            self.let_in(*people)

    def exported_events(self) -> Iterator[str]:
        """The page and the entry of two arrivals, which an export names by references: one at the first house, one of
        the alike files, behind whose walls they lie or not."""
        from audit.models import AuditEntry

        for event in self.arrivals():
            yield reverse("shelters:event", args=[event.pk])
            entries = AuditEntry.objects.filter(object_id=str(event.pk), decision="done").order_by("time", "id")
            yield reverse("audit:entry", args=[entries.first().pk])

    def looks_for_them(self) -> Iterator[Seen]:
        """The receiver's start page, and both files."""
        yield self.see("penerima", "GET", "/")
        for case in self.alike:
            for tab in ("case", "events", "conflicts"):
                yield self.see("penerima", "GET", reverse(f"casework:{tab}", args=[case.pk]))
