"""Scripts that nobody thought of: a state machine makes them up, the same ones in every world.

Hypothesis draws simplest first, one act over and over, and leaves out half of the acts at a time. So it draws a seed
for each script, by which the acts are dealt from a deck and all else is drawn, and never by what is seen. Readers act
too (they are the ones who know), and everybody else's answers are compared. Whoever comes to a house is one of two,
whom the worlds of N2 and N3 exchange as in `placing`.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.two_worlds import pinned
from tests.two_worlds.bodies import ADDRESS, Fillable
from tests.two_worlds.housing import NotTaken
from tests.two_worlds.known import JOBS
from tests.two_worlds.looking import PURPOSE
from tests.two_worlds.observing import Answer, Seen, ask, signed_in, with_statements
from tests.two_worlds.script import Script
from tests.two_worlds.sweep import ASKING, BODIES, LAST, SIGNING, Sweep
from tests.two_worlds.worlds import ALIVE, MADE_UP

STEPS, SHORT = 25, 13  # acts of a script
DECK = {  # act → how many of its cards there are
    "somebody_asks": 6, "somebody_fills_in_a_form": 5, "somebody_searches": 2, "somebody_opens_their_files": 4,
    "two_are_held": 2, "one_of_two_is_held": 2, "they_arrive": 3, "places_are_let_go": 1, "they_leave": 2,
    "they_move": 1, "a_conflict_is_found": 1, "a_reader_looks": 2, "time_passes": 2, "a_job_runs": 3,
}  # fmt: skip
NEVER_LEFT_OUT = ("two_are_held", "one_of_two_is_held", "they_arrive", "somebody_opens_their_files")
SAYINGS = (f"Ia tinggal di {ADDRESS}.", "Jemput di Jl. Kembang Setaman.", "Sudah aman.", "0899771100421", "Jatinegara")
NAMES = ("Klien Tiga", "Klien Empat")  # by these a board tells two people from each other
MINUTES = (50, 100, 150, 300)  # no sum is the four hours of a hold, which would end between one act and the next
NOT_SENT = (*SIGNING, *ASKING, "/bahasa/", "/akun/")


def dealt(draw: random.Random, steps: int = STEPS) -> list[str]:
    """The acts of one script: some that are in every script, the rest from the deck."""
    rest = {act: cards - (act in NEVER_LEFT_OUT) for act, cards in DECK.items()}
    acts = [*NEVER_LEFT_OUT, *draw.sample(list(rest), steps - len(NEVER_LEFT_OUT), counts=list(rest.values()))]
    draw.shuffle(acts)
    return acts


class Taken(NamedTuple):
    """Those to whom something happens at once: of CASES, as they were made, to one of two, or to each in another house.

    ROWS: in which house, and the hold or the stay there.
    """

    cases: list
    rows: list[tuple]


class Dealing(RuleBasedStateMachine):
    """A script is dealt for each seed, and its acts are done one by one: `do` by whoever plays it.

    A seed may come again, so its number is beside it.
    """

    numbers: Iterator[int]
    steps = STEPS

    def __init__(self) -> None:
        super().__init__()
        self.draw = random.Random()
        self.acts: list[str] = []

    @initialize(seed=st.integers(0, 2**64 - 1))
    def deal(self, seed: int) -> None:
        self.draw = random.Random(f"{next(self.numbers)}: {seed}")
        self.acts = dealt(self.draw, self.steps)

    @rule()
    def go_on(self) -> None:
        self.do(self.acts.pop())

    def do(self, act: str) -> None:
        raise NotImplementedError


def play(machine: type[Dealing], scripts: int) -> None:
    """That many scripts, one after the other."""
    plan = settings(
        max_examples=scripts, stateful_step_count=machine.steps + 1, derandomize=True, database=None, deadline=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    machine.numbers = itertools.count()
    run_state_machine_as_test(machine, settings=plan)


class MadeUp(Dealing):
    """Requests, forms, placements, moves, conflicts, hours that pass and jobs, in any order."""

    script: Script
    seen: list[Seen]
    principals: list[str]
    paths: list[str]
    sightings: list[tuple[str, str]]  # an address and somebody who sees its page
    looks: Iterator[int]
    came: list[str]  # by which secret each arrival is told
    left: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.browsers: dict = {}
        self.held: list[Taken] = []
        self.staying: list[Taken] = []
        self.houses = [self.script.first, self.script.second]

    def do(self, act: str) -> None:
        """One act, unless it can't be done any more, and what is seen of it."""
        with suppress(NotTaken):
            getattr(self, act)()
        self.seen += self.script.drained()

    def teardown(self) -> None:
        """Whoever is expected still comes, and all leave: the next script needs the room."""
        while self.held:
            self.do("they_arrive")
        while self.staying:
            self.do("they_leave")

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

    def somebody_asks(self) -> None:
        body = self.draw.choice(sorted(BODIES))
        who, path = self.draw.choice(self.principals), self.draw.choice(self.paths)
        self.see(who, body, BODIES[body][0], path, *BODIES[body][1:])

    def somebody_fills_in_a_form(self) -> None:
        """One of the forms that a page offers, with the same words wherever words can be typed."""
        path, who = self.draw.choice(self.sightings)
        saying, number = self.draw.choice(SAYINGS), self.draw.randrange(4)
        page = self.see(who, "GET", "GET", path)
        if page.status != 200 or "html" not in page.headers.get("Content-Type", ""):
            return
        forms = Fillable(page.body.decode())
        offered = [form for form in forms.posting() if not (form["action"] or path).startswith(NOT_SENT)]
        if offered:
            form = offered[number % len(offered)]
            typed = {name: saying for name in form["names"] if forms.types.get(name) == "text"}
            self.see(who, "form of", "POST", form["action"] or path, {**form["filled"], **typed})

    def somebody_searches(self) -> None:
        self.see(self.draw.choice(self.principals), "search", "POST", "/cari/", {"q": self.draw.choice(SAYINGS)})

    def two_are_held(self) -> None:
        """Two are to come to two houses; in N2's other world each to the other one."""
        cases = [self.script.case(), self.script.case()]
        asked = [self.script.ask_for_place(case, name) for case, name in zip(cases, NAMES, strict=True)]
        self.hold(cases, asked, self.houses)

    def one_of_two_is_held(self) -> None:
        """Of two alike cases one is to come; in N3's other world the other one."""
        cases = [self.script.case(), self.script.case()]
        chosen = cases[1 if self.script.world.secret == "N3" else 0]
        self.ask_again(cases, {chosen.pk}, [self.draw.choice(self.houses)])

    def ask_again(self, cases: list, chosen: set, houses: list) -> None:
        """The forms of all are opened, those of the chosen are sent, and places are held."""
        for case in cases:
            self.script.open_form("manajer", self.script.form_of_asking(case))
        names = NAMES if len(houses) == len(NAMES) else ("Klien Uji",)
        these = [case for case in cases if case.pk in chosen]
        asked = [self.script.ask_for_place(case, name) for case, name in zip(these, names, strict=True)]
        self.hold(cases, asked, houses)

    def hold(self, cases: list, asked: list, houses: list) -> None:
        """For all or for none: half of it would tell the worlds of N2 apart."""
        if not all(self.script.free_place(house) for house in houses):
            raise NotTaken("no room")
        self.begin_a_minute()
        pairs = zip(self.script.exchanged(asked), houses, strict=True)
        self.held.append(Taken(cases, [(house, self.script.hold(request, house)) for request, house in pairs]))

    def begin_a_minute(self) -> None:
        """What happens in two houses, one after the other, happens within the minute of which a manager is told."""
        self.script.shift(60 - timezone.now().second)

    def they_arrive(self) -> None:
        """A reader sees it, by which the worlds must differ."""
        cases, rows = self.one_of(self.held)
        self.begin_a_minute()
        self.staying.append(Taken(cases, [(house, self.script.arrive(hold, house)) for house, hold in rows]))
        board, file = ("shelters:board", self.houses[0].pk), ("casework:case", cases[0].pk)
        self.came.append(secret := self.told_by(self.staying[-1]))
        who, (name, about) = ("petugas1", board) if secret == "N2" else ("manajer", file)
        seen = self.script.see(who, "GET", reverse(name, args=[about]))
        self.seen += [*self.script.drained(), *with_statements(seen._replace(where=f"{ALIVE}{secret}{MADE_UP}"))]

    def told_by(self, taken: Taken) -> str:
        """The secret whose worlds exchange these: two came to two houses, or one of two came."""
        return "N2" if len(taken.rows) == len(self.houses) else "N3"

    def one_of(self, those: list[Taken]) -> Taken:
        """Some of those, who are no longer among them."""
        if not those:
            raise NotTaken("nobody")
        return those.pop(self.draw.randrange(len(those)))

    def places_are_let_go(self) -> None:
        for _, hold in self.one_of(self.held).rows:
            self.script.let_go(hold)

    def they_leave(self) -> None:
        self.leave("self")

    def leave(self, destination: str) -> Taken:
        leaving = self.one_of(self.staying)
        self.begin_a_minute()
        for house, stay in leaving.rows:
            self.script.leave(stay, house, destination)
        self.left.append(self.told_by(leaving))
        return leaving

    def they_move(self) -> None:
        """Each to the other house."""
        cases, rows = self.leave("onward")
        others = [self.houses[1 - self.houses.index(house)] for house, _ in rows]
        self.ask_again(cases, {stay.case_id for _, stay in rows}, others)

    def somebody_opens_their_files(self) -> None:
        who = self.draw.choice(("manajer", "manajer2", "penerima", "konselor"))
        for case in self.draw.choice(self.staying or self.held or [Taken([], [])]).cases:
            page = reverse("casework:case", args=[case.pk])
            self.see(who, "POST", "POST", page, {"alasan": "dinas malam ini"})

    def a_conflict_is_found(self) -> None:
        """Before all files that may be the placed one's."""
        who = getattr(self.script.people, self.draw.choice(("konselor", "supervisor2")))
        for case in self.draw.choice(self.staying or self.held or [Taken([], [])]).cases:
            self.script.wall(who, case.pk)

    def a_reader_looks(self) -> None:
        who, house = self.draw.choice(("petugas1", "kustodian", "penempatan")), self.draw.choice(self.houses)
        browser = signed_in(who)
        number = next(self.looks)
        for name, data in (("house", None), ("board", None), ("location", PURPOSE)):
            with pinned.aside(f"look {number} at a {name}"):
                ask(browser, "POST" if data else "GET", reverse(f"shelters:{name}", args=[house.pk]), data)

    def time_passes(self) -> None:
        """Whoever comes back after that signs in anew."""
        self.script.shift(60 * self.draw.choice(MINUTES))
        self.browsers.clear()
        self.script.clients.clear()

    def a_job_runs(self) -> None:
        job = self.draw.choice(sorted(JOBS))
        said = repr(JOBS[job](timezone.now()))
        self.note("operator", f"job {job}", said.encode())


def made_up(script: Script, sweep: Sweep, scripts: int, short: bool = False) -> Iterator[Seen]:
    """Plays that many made-up scripts, one after the other, in the same city. Raises if too few come and leave."""
    everybody = [who for who in sweep.principals if who]

    class Here(MadeUp):
        """The machine in this world."""

    Here.script, Here.seen, Here.came, Here.left, Here.looks = script, [], [], [], itertools.count()
    Here.steps = SHORT if short else STEPS
    Here.principals, Here.paths = everybody, [path for path in sorted(sweep.paths) if not path.startswith(LAST)]
    Here.sightings = [(path, who) for path in Here.paths for who in sweep.paths[path] if who in everybody]
    play(Here, scripts)
    for secret in ("N2", "N3"):
        least = min(Here.came.count(secret), Here.left.count(secret))
        assert least >= max(1, scripts // 2), f"{secret}: {least} came and left in {scripts} made-up scripts"
    yield from Here.seen
