"""Acts of the script in which something is away: a database, the keys, the spool's disk, the store of sealed files.

Whoever looks then is shown a page of an error, or one that goes on without; the desk keeps calls, jobs break and say
so. None of that may tell where a house is or who sleeps there.
"""

from __future__ import annotations

from collections.abc import Iterator
from unittest import mock

from django.urls import reverse
from django.utils import timezone

from tests.casework import away
from tests.two_worlds.bodies import ADDRESS, Fillable
from tests.two_worlds.observing import Seen

CALLED = f"Ada yang mencoba masuk di {ADDRESS}"
LOOKING_ON = ("operator112", "penerima", "dokter", "petugas2", "kepala", "auditor", "manajer", "penempatan")
AWAY = 503  # of sealed files
OF_FILES = ("case", "events", "documents")  # pages of a file


class Outages:
    """Mixed into Script, which sends requests and holds the pairs of files."""

    def outages(self) -> Iterator[Seen]:
        """Each thing is taken away and comes back; only then the next one goes. Whoever looks on is signed in."""
        for who in LOOKING_ON:
            yield self.see(who, "GET", "/")
        yield from self.calls_are_kept()
        for what in (away.database("shelters"), away.keys()):
            with what:
                yield from self.looked_at_meanwhile()
        yield from self.files_away()

    def calls_are_kept(self) -> Iterator[Seen]:
        """The desk is open when the main database goes: a call from the house's own address is kept, one that says
        nothing is asked for, one that comes when the spool's disk is out, too, is told to be lost. Then a job makes a
        ticket of the first."""
        from casework.views.goes_on import KEPT, LOST, WRONG
        from vault import spool

        desk = reverse("casework:desk")
        yield self.see("operator112", "GET", reverse("casework:blank_desk"))
        with away.database():
            yield self.desk(KEPT, what=CALLED, where=ADDRESS)
            yield self.desk(WRONG, what="")
            with away.spool_disk():
                yield self.desk(LOST, what=CALLED, where=f"Di belakang {ADDRESS}")
            yield from self.looked_at_meanwhile()
            for number, letter in enumerate(spool.waiting()):
                kept = letter.encode() + (spool.folder() / letter).read_bytes()
                yield Seen("thief", f"file of the spool {number}", kept)
        yield self.steps()
        for who in ("operator112", "penerima"):
            yield self.see(who, "GET", "/")
        yield self.see("operator112", "GET", desk)

    def desk(self, status: int, **typed: str) -> Seen:
        """What stands at the desk that the operator was answered last is sent, with this TYPED."""
        desk = reverse("casework:desk")
        forms = (form for form in Fillable(self.last.body.decode()).posting() if form["action"] == desk)
        return self.answered(status, self.see("operator112", "POST", desk, {**next(forms)["filled"], **typed}))

    def answered(self, status: int, seen: Seen) -> Seen:
        """What was SEEN last; it must be the page of this outage, or the worlds compare another one."""
        if self.last.status != status:
            raise AssertionError(f"{seen.where}: {self.last.status} for {status}")
        return seen

    def files_away(self) -> Iterator[Seen]:
        """Sealed files lie in a store that answers nobody: what was kept is asked for, a paper is brought."""
        from casework.models import Evidence
        from tests.two_worlds import carried
        from vault import objects

        pieces = list(Evidence.every.filter(case=self.resident).order_by("at", "pk"))
        add = reverse("casework:add_evidence", args=[self.resident.pk])
        yield self.see("manajer", "GET", add)
        with mock.patch.object(objects, "of", lambda _: Nobody()):
            for piece in pieces:
                original, copy = (
                    reverse(f"casework:evidence_{name}", args=[piece.pk]) for name in ("original", "copy")
                )
                yield self.answered(AWAY, self.see("manajer", "POST", original, {}))
                yield self.see("manajer", "POST", copy, {})  # a picture alone has one
            yield from self.send("manajer", add, title=ADDRESS, file=carried.paper())
            yield self.steps()

    def looked_at_meanwhile(self) -> Iterator[Seen]:
        """Everybody's start page and search, two alike files of which one is placed, the house; then the jobs."""
        house = [reverse(f"shelters:{name}", args=[self.first.pk]) for name in ("board", "location")]
        files = [reverse(f"casework:{name}", args=[case.pk]) for case in self.alike for name in OF_FILES]
        asking = [reverse("shelters:ask_from_case", args=[case.pk]) for case in self.alike]
        for who in LOOKING_ON[:: 3 if self.few else 1]:
            for page in ("/", *files, *asking, *house):
                yield self.see(who, "GET", page)
            yield self.see(who, "POST", "/cari/", {"q": ADDRESS})
        yield self.steps()

    def steps(self) -> Seen:
        """All steps by the clock are taken: which of them broke is what the operator is told."""
        from shelters.management.commands.schedule import step_all

        self.step += 1
        return Seen(
            "operator", f"job schedule in an outage, script {self.step}", repr(step_all(timezone.now())).encode()
        )


def Nobody():
    """A store of sealed files that answers nobody, whatever it is asked."""
    from vault.errors import StoreAway
    from vault.objects.base import ObjectStore

    def silent(*args, **kwargs):
        raise StoreAway("ConnectTimeoutError")

    return type("Nobody", (ObjectStore,), dict.fromkeys(ObjectStore.__abstractmethods__, silent))()
