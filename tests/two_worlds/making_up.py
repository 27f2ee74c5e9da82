"""Scripts that nobody thought of: a state machine makes them up, the same ones in every world.

Hypothesis draws rules and what they are given, from a seed that belongs to the machine and never from what is seen, so
two worlds play the same script; readers act in it too (they are the ones who know), and everybody else's answers are
compared. What is held, and who has arrived, goes from rule to rule in bundles.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, multiple, rule, run_state_machine_as_test

from tests.two_worlds import pinned
from tests.two_worlds.bodies import ADDRESS, Fillable
from tests.two_worlds.housing import NotTaken
from tests.two_worlds.known import JOBS
from tests.two_worlds.looking import PURPOSE
from tests.two_worlds.observing import Answer, Seen, ask, signed_in, with_statements
from tests.two_worlds.script import Script
from tests.two_worlds.sweep import BODIES, LAST, SIGNING, Sweep

STEPS = 25
SAYINGS = (f"Ia tinggal di {ADDRESS}.", "Jemput di Jl. Kembang Setaman.", "Sudah aman.", "0899771100421", "Jatinegara")
NOT_SENT = (*SIGNING, "/bahasa/", "/akun/")


class Taken(NamedTuple):
    """A hold or a stay, and in which of the two houses."""

    row: object
    house: object


def one_of(name: str) -> st.SearchStrategy:
    """One of what the machine's city has under NAME."""
    return st.runner().flatmap(lambda machine: st.sampled_from(getattr(machine, name)))


class MadeUp(RuleBasedStateMachine):
    """Requests, forms, placements, moves, conflicts, hours that pass and jobs, in any order."""

    script: Script
    seen: list[Seen]
    principals: list[str]
    paths: list[str]
    sightings: list[tuple[str, str]]  # an address and somebody who sees its page
    houses: tuple
    looks: Iterator[int]

    held, staying = Bundle("held"), Bundle("staying")

    def __init__(self) -> None:
        super().__init__()
        self.browsers: dict = {}

    def see(self, who: str, title: str, method: str, path: str, data=None, content_type=None) -> Answer:
        """One request of somebody whose answer is compared."""
        if who not in self.browsers:
            self.browsers[who] = signed_in(who)
        answer = ask(self.browsers[who], method, path, data, content_type)
        self.note(who, f"{title} {path}", answer.data)
        return answer

    def note(self, who: str, where: str, data: bytes) -> None:
        """One observation, with the statements that it took."""
        self.seen += with_statements(Seen(who, f"made up {len(self.seen)}: {where}", data))

    @rule(who=one_of("principals"), path=one_of("paths"), body=st.sampled_from(sorted(BODIES)))
    def somebody_asks(self, who, path, body):
        self.see(who, body, BODIES[body][0], path, *BODIES[body][1:])

    @rule(sighting=one_of("sightings"), saying=st.sampled_from(SAYINGS), number=st.integers(0, 3))
    def somebody_fills_in_a_form(self, sighting, saying, number):
        """One of the forms that a page offers, with SAYING wherever words can be typed."""
        path, who = sighting
        page = self.see(who, "GET", "GET", path)
        if page.status != 200 or "html" not in page.headers.get("Content-Type", ""):
            return
        forms = Fillable(page.body.decode())
        offered = [form for form in forms.posting() if not (form["action"] or path).startswith(NOT_SENT)]
        if offered:
            form = offered[number % len(offered)]
            typed = {name: saying for name in form["names"] if forms.types.get(name) == "text"}
            self.see(who, "form of", "POST", form["action"] or path, {**form["filled"], **typed})

    @rule(who=one_of("principals"), saying=st.sampled_from(SAYINGS))
    def somebody_searches(self, who, saying):
        self.see(who, "search", "POST", "/cari/", {"q": saying})

    @contextmanager
    def housing(self):
        """What is done about a place, unless it can't be done any more, and what is seen of it."""
        with suppress(NotTaken):
            yield self.script
        self.seen += self.script.drained()

    @rule(target=held, house=one_of("houses"))
    def a_place_is_held(self, house):
        with self.housing() as script:
            return Taken(script.hold(script.ask_for_place(script.case()), house), house)
        return multiple()

    @rule(target=staying, hold=consumes(held))
    def she_arrives(self, hold):
        with self.housing() as script:
            return Taken(script.arrive(hold.row, hold.house), hold.house)
        return multiple()

    @rule(hold=consumes(held))
    def a_place_is_let_go(self, hold):
        with self.housing() as script:
            script.let_go(hold.row)

    @rule(target=held, stay=consumes(staying), onward=st.booleans())
    def she_leaves(self, stay, onward):
        """For good, or for the other house."""
        from casework.models import Case

        with self.housing() as script:
            script.leave(stay.row, stay.house, "onward" if onward else "self")
            if onward:
                other = self.houses[1 - self.houses.index(stay.house)]
                case = Case.every.get(pk=stay.row.case_id)
                return Taken(script.hold(script.ask_for_place(case), other), other)
        return multiple()

    @rule(stay=staying, who=st.sampled_from(("manajer", "manajer2", "penerima", "konselor")))
    def somebody_opens_her_file(self, stay, who):
        page = reverse("casework:case", args=[stay.row.case_id])
        self.see(who, "POST", "POST", page, {"alasan": "dinas malam ini"})

    @rule(stay=staying, who=st.sampled_from(("konselor", "supervisor2")))
    def a_conflict_is_found(self, stay, who):
        self.script.wall(getattr(self.script.people, who), stay.row.case_id)

    @rule(who=st.sampled_from(("petugas1", "kustodian", "penempatan")), house=one_of("houses"))
    def a_reader_looks(self, who, house):
        browser = signed_in(who)
        number = next(self.looks)
        for name, data in (("house", None), ("board", None), ("location", PURPOSE)):
            with pinned.aside(f"look {number} at a {name}"):
                ask(browser, "POST" if data else "GET", reverse(f"shelters:{name}", args=[house.pk]), data)

    @rule(minutes=st.integers(1, 300))
    def time_passes(self, minutes):
        """Whoever comes back after that signs in anew."""
        self.script.shift(60 * minutes)
        self.browsers.clear()
        self.script.clients.clear()

    @rule(job=st.sampled_from(sorted(JOBS)))
    def a_job_runs(self, job):
        said = repr(JOBS[job](timezone.now()))
        self.note("operator", f"job {job}", said.encode())


def made_up(script: Script, sweep: Sweep, scripts: int) -> Iterator[Seen]:
    """Plays that many made-up scripts of at most twenty-five steps each, one after the other, in the same city."""
    everybody = [who for who in sweep.principals if who]

    class Here(MadeUp):
        """The machine in this world."""

    Here.script, Here.seen, Here.houses = script, [], (script.first, script.second)
    Here.looks = itertools.count()
    Here.principals, Here.paths = everybody, [path for path in sorted(sweep.paths) if not path.startswith(LAST)]
    Here.sightings = [(path, who) for path in Here.paths for who in sweep.paths[path] if who in everybody]
    plan = settings(
        max_examples=scripts, stateful_step_count=STEPS, derandomize=True, database=None, deadline=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Here, settings=plan)
    yield from Here.seen
