"""The run: what each act passes and leaves, which faults are injected where, and what is found after each."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

from tests.faults import beside, looking, planning, probe, servers, unlisted
from tests.faults.city import ACTING, LOOKING, City
from tests.faults.forks import Told, forked
from tests.faults.looking import LOST, PLAIN, Finding, State
from tests.faults.mutants import MUTANTS
from tests.faults.planning import Injection, Played
from tests.faults.probe import SERVER, Fault, Moment, Probe
from tests.faults.steps import Step
from tests.faults.units import Unit
from tests.faults.units_of_houses import UNITS
from tests.two_worlds import databases

if TYPE_CHECKING:
    from tests.faults.rows import Rows
    from tests.faults.run import Options, Result

EACH_MUTANT = 400  # injections after which a planted fault counts as not found
Plant = Callable[[], None]  # what breaks a promise on purpose
SHOWN = 40  # lines about what is wrong that are printed
TELLS = 100  # injections between two lines that say how far it is
TRIES = 3  # to come to a moment again


class Run:
    """One database's run."""

    def __init__(
        self, city: City, known: dict[str, Step], kept: Path, those: list[Rows], began: float, options: Options
    ) -> None:
        from django.conf import settings

        self.city, self.known, self.kept, self.rows = city, known, kept, those
        self.began, self.options = began, options
        self.home, self.on_postgresql = Path(settings.HOME), settings.ON_POSTGRESQL
        self.found: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.planting = False
        self.played: dict[str, Played] = {}
        self.before: State = Counter()

    def whole(self) -> Result:
        """Everything that was asked for, and the figures of it."""
        from tests.faults.run import Result

        self._warm()
        for unit in UNITS.values():
            self._play(unit)
        self._say(f"{len(UNITS)} acts pass {sum(len(one.moments) for one in self.played.values())} moments")
        hit, steps = self._hit()
        done, short = self._inject(self._plan())
        killed, planted = (0, 0) if self.options.kills else self._mutants()
        self._restore()
        self._stray()
        if self.options.server_files:
            self._cluster()
        fine = not (self.wrong or short or hit < steps or killed < planted)
        return Result(done, self.found, hit, steps, killed, planted, fine)

    def _note(self, lines: Iterable[str]) -> None:
        """Something is wrong, which is said at once, but for what a fault planted on purpose brings."""
        for line in lines:
            self.wrong.append(line)
            if len(self.wrong) <= SHOWN and not self.planting:
                self._say(line)

    def _say(self, what: str) -> None:
        print(f"{time.monotonic() - self.began:6.0f} s  {what}", flush=True)

    def _late(self) -> bool:
        return bool(self.options.until) and time.monotonic() - self.began > self.options.until * 60

    # what happens when nothing happens

    def _warm(self) -> None:
        """Every act once in this process, for what is loaded and remembered at first use; then as it was."""
        from tests.two_worlds import warm

        for unit in UNITS.values():
            with self.city.at(ACTING):
                unit.act(self.city)
            self._restore()
        with self.city.at(LOOKING):
            looking.recovered(timezone.now())
            self.before = looking.state()
            assert list(looking.problems(timezone.now() + looking.UNSETTLED)) == []
        self._restore()
        self._stray()
        warm.before_forks()

    def _restore(self) -> None:
        from django.db import connections

        connections.close_all()
        databases.restore_folder(self.kept)
        for rows in self.rows:
            rows.put_back()

    def _stray(self) -> None:
        """Rows that were not put back as they were would hide what a fault leaves: that ends the run."""
        strays = [name for rows in self.rows for name in rows.strays()]
        assert not strays, strays

    def _play(self, unit: Unit) -> None:
        """The act as it is, in a fork: its moments, and what it leaves."""
        self._restore()
        told = self._act(unit, None, keeps=True)
        if not told.of("done"):
            raise RuntimeError(f"{unit.name} is not done: {told.lines[-3:]} {self._said()}")
        moments = [(Moment(*words[:3]), words[3]) for words in told.of("moment")]
        left: list[State] = []
        looked = self._look(unit, told, Counter(), first=left)
        self.played[unit.name] = Played(moments, left[0])
        self._judge(f"{unit.name}, with nothing in its way", told, looked)

    def _said(self) -> str:
        path = self.home / "said"
        return path.read_text()[-1500:] if path.exists() else ""

    def _hit(self) -> tuple[int, int]:
        """How many steps are come to, of those that must be; the others are named."""
        passed = {moment.step for one in self.played.values() for moment, _ in one.moments}
        must = [step for step in self.known if not beside.reason(step, on_postgresql=self.on_postgresql)]
        lacking, beyond = sorted(set(must) - passed), sorted(passed - set(must))
        self._note(f"a step that no act comes to: let one of tests/faults/units.py come to `{one}`" for one in lacking)
        self._note(f"an act comes to `{one}`: take its line out of tests/faults/beside.py" for one in beyond)
        return len(set(must) & passed), len(must)

    def _plan(self) -> list[Injection]:
        """What is injected, in its order."""
        if self.options.kills:
            return planning.server_kills(self.played, self.known, self.options.kills)
        every = planning.every(self.played)
        alone = planning.one_each(every)
        self._say(f"{len(every)} faults can be injected, {len(alone)} of them at another step, side or in another way")
        return planning.plan(every, alone, self.options.sample)

    # one injection

    def _act(self, unit: Unit, fault: Fault | None, plant: Plant | None = None, *, keeps: bool = False) -> Told:
        def work(pipe: int) -> None:
            with self.city.at(ACTING):
                if plant:
                    plant()
                standing = Probe(pipe, self.known, fault, keeps=keeps)
                if keeps:
                    unlisted.listen(standing)
                probe.standing.append(standing)
                try:
                    unit.act(self.city)
                except Exception as error:
                    standing.tell("refused", type(error).__name__)
                else:
                    standing.tell("done")

        return forked(work, str(self.home / "said"))

    def _look(
        self, unit: Unit, told: Told, expected: State, plant: Plant | None = None, first: list | None = None
    ) -> Told:
        """What a thief finds and what the next process does. Without an EXPECTED state, FIRST gets the one there is."""
        opened = [tuple(words) for words in told.of("opened")]

        def work(pipe: int) -> None:
            teller = Probe(pipe, self.known)
            with self.city.at(LOOKING):
                if plant:
                    plant()
                for finding in self._findings(unit, bool(told.of("done")), expected, opened, teller, first is not None):
                    teller.tell("found", *finding)

        looked = forked(work, str(self.home / "said"))
        if first is not None:
            first.append(Counter({tuple(key): count for key, count in looked.of("state")}))
        return looked

    def _findings(
        self, unit: Unit, done: bool, expected: State, opened: list, teller: Probe, measures: bool
    ) -> Iterator[Finding]:
        now = timezone.now()
        yield from looking.on_disk(self.home, self.kept)
        yield from looking.in_tables()
        yield from looking.unread(opened, self.city.built)
        looking.recovered(now)
        left = looking.state()
        if measures:
            for key, count in left.items():
                teller.tell("state", key, count)
            yield from looking.problems(now + looking.UNSETTLED)
            return
        yield from self._half(unit, done, expected, left)
        if not _is(expected, left, unit) or expected == self.before:
            try:
                unit.again(self.city)
            except Exception as error:
                yield Finding(LOST, f"can't be done afterwards: {type(error).__name__}")
            looking.recovered(timezone.now())
            again = looking.state()
            if not _is(expected, again, unit):
                yield Finding(LOST, f"done again it leaves something else: {looking.differing(expected, again)}")
        yield from looking.problems(timezone.now() + looking.UNSETTLED)

    def _half(self, unit: Unit, done: bool, expected: State, left: State) -> Iterator[Finding]:
        """Done, it is there whole; else it is there whole or not at all. In steps each step is; what stays, stays."""
        if _is(expected, left, unit):
            return
        if done:
            yield Finding(LOST, f"acknowledged and not there: {looking.differing(expected, left)}")
        elif unit.steps and not (self.before & expected) - left:
            return
        elif left != self.before:
            yield Finding(LOST, f"half done: {looking.differing(self.before, left)}")

    def _judge(self, where: str, told: Told, looked: Told) -> list[str]:
        """The promises that were found broken, each with its line."""
        broken = [tuple(words) for words in looked.of("found")]
        broken += [(LOST, f"what looks breaks: {words[0]}") for words in looked.of("broken")]
        broken += [(LOST, f"it breaks: {words[0]}") for words in told.of("broken")]
        broken += [(LOST, "nobody can go on: stuck")] if told.stuck or looked.stuck else []
        self._note(f"{promise}: {where}: {said}" for promise, said in broken)
        self._note(sorted({f"no step stands there: {words[0]}" for words in told.of("unlisted")}))
        return [promise for promise, _said in broken]

    def _injected(self, one: Injection, plant: Plant | None = None, tries: int = TRIES) -> list[str]:
        """One injection: the promises that it broke."""
        told = self._act(one.unit, one.fault, plant)
        if one.fault.kind == SERVER:
            try:
                servers.start_again()
            except servers.NeverCameBack as trouble:
                raise SystemExit(f"{LOST}: {one}: the server never came back {trouble}") from None
            for rows in self.rows:
                rows.connect()
        found = self._judge(str(one), told, self._look(one.unit, told, self.played[one.unit.name].after, plant))
        if told.of("struck") or plant is not None:
            return found
        if tries == 1:
            self._note([f"not come to again: {one}"])
            return found
        self._say(f"tried again: {one}")  # where others work on the machine, an act may take another way once
        self._restore()
        return found + self._injected(one, plant, tries - 1)

    def _inject(self, plan: list[Injection]) -> tuple[int, bool]:
        """All of the plan, while there is time: (how many were done, whether some were not)."""
        for number, one in enumerate(plan):
            if self._late():
                self._say(f"the time is over: {number} of {len(plan)}")
                return number, True
            self._restore()
            self.found.update(self._injected(one))
            if (number + 1) % TELLS == 0:
                self._say(f"{number + 1} of {len(plan)}: {dict(self.found)}")
        return len(plan), False

    def _mutants(self) -> tuple[int, int]:
        """How many planted faults were found, of how many."""
        names = sorted(MUTANTS)
        if self.options.mutants >= 0:
            names = random.Random("mutants").sample(names, min(self.options.mutants, len(names)))
        killed, self.planting = 0, True
        for name in names:
            planted = MUTANTS[name]
            every = planning.every({act: self.played[act] for act in planted.acts}, self.known)
            every = [one for one in every if planted.by in ("", one.fault.kind)]
            found, before = 0, len(self.wrong)
            for number, one in enumerate(every[:EACH_MUTANT], 1):
                self._restore()
                if planted.breaks in self._injected(one, planted.plant):
                    found = number
                    break
            del self.wrong[before:]
            killed += bool(found)
            self._say(f"{name}: {f'found after {found}' if found else 'NOT FOUND'}")
        self.planting = False
        return killed, len(names)

    def _cluster(self) -> None:
        """What PostgreSQL has written anywhere since it was made: its files, its log of changes, what it said."""
        for path in sorted(servers.know().parent.rglob("*")):
            if path.is_file() and looking.is_in(path.read_bytes()):
                self.found[PLAIN] += 1
                self._note([f"{PLAIN}: the server's file {path.name}"])


def _is(expected: State, left: State, unit: Unit) -> bool:
    """Whether what is left is what the act leaves; of one in steps, a step may have been taken once more."""
    return not expected - left if unit.steps else left == expected
