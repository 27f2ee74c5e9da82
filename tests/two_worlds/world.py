"""Runs worlds that are built alike and writes what was observed: `python -m tests.two_worlds.world --worlds A …`."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import select
import sys
import traceback
from collections import deque
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tests.two_worlds import pinned
from tests.two_worlds.in_step import END
from tests.two_worlds.worlds import ALIVE, FEW, READERS, READERS_ACT, WORLDS

MADE_UP = 40  # scripts that a state machine makes up, where all is asked; in a sample fewer
WAITS = 3000  # fifths of a second that a world waits for A's addresses
SUPERUSER = "akar"  # an account with every row of auth_permission, is_superuser forced in memory


class Plan(NamedTuple):
    """What is run in a world.

    KEYS: a folder of RSA keys. PATHS: the sweep's addresses, written by world A. SAMPLE: requests of the world as it
    is, all if None; SWEEP: of each mutant. MUTANTS: by world.
    """

    keys: Path
    paths: Path
    sample: int | None
    sweep: int
    mutants: dict[str, list[str]]
    cases: int


def run(names: list[str], home: Path, out: Path, plan: Plan) -> None:
    """Builds a city once, then plays each world's script and sweep as it is, and for each mutant, each in a fork.

    NAMES are worlds that differ in what happens, not in where the house stands. Writes OUT/<world>. and
    OUT/<world>.<mutant>, one JSON line an observation: principal, where, digest, length, whether a string of the house
    is in it; the last line says that this was all.
    """
    assert all(WORLDS[name].place == WORLDS[names[0]].place for name in names), names
    pinned.begin(home)
    pinned.ideal_cipher()
    pinned.numbered_message_ids()
    pinned.keys_of(plan.keys)
    with pinned.pinned():
        from django.core import mail
        from django.core.management import call_command

        from tests.two_worlds import databases, observing, warm, worlds
        from tests.two_worlds.road import walked

        mail.outbox = []
        records = observing.Records()
        records.listen()
        observing.written_to(io.StringIO())  # what building says is the same in all worlds, and no observation
        worlds.move_house(WORLDS[names[0]])
        databases.make(names[0])
        warm.keep_connections()
        call_command("init_keys", verbosity=0)
        call_command("init_signing", verbosity=0)
        from demo.build import build

        build(lambda *_: None, plan.cases, signed=True)
        _forced_superuser()
        warm.before_forks()
        kept = databases.keep()
        for name in names:
            _in_a_fork(lambda name=name: _observe(WORLDS[name], out / f"{name}.", plan, "", records))
            databases.restore(kept)
        planted = [(name, mutant) for name in names for mutant in plan.mutants.get(name, ())]
        if planted:
            # the road costs a third of a script: with leaks it is walked once, before they stand
            deque(walked(), maxlen=0)
            kept = databases.keep()
        for name, mutant in planted:
            seen = out / f"{name}.{mutant}"
            with suppress(DidNotEndWell):  # one planted leak that breaks stops no other; who reads misses its end
                _in_a_fork(lambda name=name, m=mutant, seen=seen: _observe(WORLDS[name], seen, plan, m, records))
            databases.restore(kept)
        databases.drop()


def _in_a_fork(work) -> None:
    """Runs WORK in a child that shares nothing back; raises if it failed."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)  # what is printed in a world is put aside
            os._exit(1)
        os._exit(0)
    if os.waitpid(pid, 0)[1] != 0:
        raise DidNotEndWell("a sweep did not end well")


class DidNotEndWell(Exception):
    """A fork ended with an exception; it stands on stderr."""


def _observe(world, out: Path, plan: Plan, mutant: str, records) -> None:
    from django.conf import settings

    from tests.two_worlds import happening, mutants, observing, worlds

    needles = [s.encode() for s in worlds.strings()]
    observing.STATEMENTS.listen()
    printed = io.StringIO()
    observing.written_to(printed)
    with (
        suppress(BrokenPipeError),  # a leak that was seen is not looked for any longer
        out.open("w", buffering=1) as lines,  # first: one that can't be planted ends what is read, and hangs nobody
        mutants.applied(mutant),
        redirect_stdout(printed),
        redirect_stderr(printed),
    ):
        happening.happenings.listen_in(settings.HOME)
        said = partial(_said, records, printed)
        for one in _all(world, plan, mutant, said):
            for seen in observing.with_statements(one):
                canary = any(needle in seen.data for needle in needles)
                line = [seen.principal, seen.where, hashlib.sha256(seen.data).hexdigest(), len(seen.data), canary]
                lines.write(json.dumps(line) + "\n")
        lines.write(f"{END}\n")


def _said(records, printed: io.StringIO):
    """What was logged and printed since the last time."""
    from tests.two_worlds.observing import Seen

    for number, text in enumerate(records.lines):
        yield Seen("operator", f"log record {number}", text.encode())
    records.lines.clear()
    yield Seen("operator", "printed", printed.getvalue().encode())
    printed.truncate(0)


def _all(world, plan: Plan, mutant: str, said):
    """Script, sweep, made-up scripts, forms, then readers act; after each what lies anywhere.

    A mutant is asked the script and a smaller sweep.
    """
    from demo.build import people
    from tests.two_worlds import commands, exports, happening, known, mutants, resting, sweep
    from tests.two_worlds.making_up import made_up
    from tests.two_worlds.script import Script

    everybody, sample = {*vars(people())}, plan.sweep if mutant else plan.sample
    leak = (mutants.MUTANTS | mutants.CONTROLS)[mutant] if mutant else None
    script = Script(world, pinned.clock().shift, leak)
    yield from script.play()
    yield from liveness(script)
    yield from chain(resting.delivered(), resting.at_rest(whole_log=not mutant), said())
    paths, lacking = _paths(plan.paths, few=sample is not None and sample <= FEW, finds=world.secret == "")
    passed = sweep.Sweep(paths, [None, *sorted(everybody - READERS["N1"])], sample)
    looking = sweep.Sweep(paths, sorted(everybody & READERS["N1"]), sample, title="readers look")
    yield from chain(passed.requests(), reopened(), looking.looks())
    passed.clients.clear()
    if not mutant:
        script.clients.clear()  # sessions were ended in the sweep
        yield from made_up(script, passed, MADE_UP if sample is None else 1 if passed.few else MADE_UP // 8)
        passed.clients.clear()  # hours have passed: everybody signs in anew
    yield from passed.forms()
    yield from chain(commands.observed(), resting.delivered(), resting.at_rest(whole_log=not mutant), said())
    if not mutant and world.readers_act:
        acting = sweep.Sweep(paths, looking.principals, sample and sample * 2 // 5, title="readers act")
        for seen in chain(
            reopened(), acting.run(), commands.observed(), resting.delivered(), resting.at_rest(), said()
        ):
            yield seen._replace(where=f"{READERS_ACT}{seen.where}")
    if not mutant:
        of_the_code = (*lacking, *known.unknown()) if world == WORLDS["A"] else ()  # all worlds have the same
        seen_otherwise = known.unknown_headers(exports.fetched.headers), happening.happenings.unknown()
        yield from map(observing_unknown, chain(of_the_code, exports.fetched.unknown(), *seen_otherwise))


def reopened():
    """Who was closed or put on another's shift in the sweep is let in again and back, for whoever is asked next."""
    from access import accounts, approvals, covering
    from access.models import Staff
    from tests.two_worlds.observing import Seen

    admin, head = (Staff.objects.get(username=name) for name in ("admin", "kepala"))
    for cover in covering.pool():
        if covering.is_on(cover):
            yield Seen("operator", f"{cover.staff.username} is back", covering.end(cover, by=admin).pk.bytes)
    for person in Staff.objects.filter(is_active=False).exclude(role="").order_by("username"):
        if not person.is_robot:
            let_in = accounts.reopen_account(person, by=admin)
            if not let_in.approved:
                approvals.approve(let_in, by=head)
            yield Seen("operator", f"{person.username} is let in again", let_in.pk.bytes)


def _paths(kept: Path, few: bool, finds: bool) -> tuple[dict[str, list[str]], list[str]]:
    """(addresses, what is said of those that can't be asked); FEW in a sample. A world that FINDS them looks for them,
    any other one waits.

    They are looked for in a fork, for looking draws ids, and before an example goes.
    """
    from django.db import connections

    from tests.two_worlds import known
    from tests.two_worlds.sweep import paths, routes

    def look() -> None:
        found = routes()
        written = kept.with_suffix(".new")
        written.write_text(json.dumps([paths(found), paths(found, few=True), list(known.routes())]))
        written.rename(kept)

    connections.close_all()
    if finds and not kept.exists():
        _in_a_fork(look)
    for _ in range(WAITS):
        if kept.exists():
            every, some, lacking = json.loads(kept.read_text())
            return some if few else every, lacking
        select.select([], [], [], 0.2)
    raise SystemExit("world A has found no addresses")


def observing_unknown(sentence: str):
    """A sentence about something that the harness doesn't know, as an observation that the comparison looks for."""
    from tests.two_worlds.observing import Seen

    return Seen("unknown", sentence, b"")


def liveness(script):
    """For each secret, what one of its readers sees: it must differ, or the run proves nothing."""
    from django.urls import reverse

    from tests.two_worlds.observing import Seen, ask, signed_in

    house, why = script.first.pk, {"purpose": "pemeriksaan rutin rumah"}
    for secret, who, method, name, about, sent in (
        ("N1", "petugas1", "POST", "shelters:location", house, why),
        ("N2", "petugas1", "GET", "shelters:board", house, None),
        ("N3", "manajer", "GET", "casework:case", script.alike[0].pk, None),
    ):
        seen = ask(signed_in(who), method, reverse(name, args=[about]), sent)
        yield Seen(who, f"{ALIVE}{secret}", seen.body)


def _forced_superuser() -> None:
    """One account of no role's rights, with every permission by row and by group, and superuser in memory.

    It gets a card of the cast: only they can sign in without a code.
    """
    from django.contrib.auth.models import Group, Permission

    from access.accounts import open_account
    from access.models import Staff
    from audit.action import acting
    from demo.cast import CAST, Player

    admin = Staff.objects.get(username="admin")
    staff = open_account(SUPERUSER, password="tidak-dipakai", role=admin.role, unit=admin.unit, by=admin)
    with acting("test.superuser"):
        group = Group.objects.create(name="semua izin")
        group.permissions.set(Permission.objects.all())
        staff.groups.add(group)
        staff.user_permissions.set(Permission.objects.all())
    CAST.append(Player(SUPERUSER, staff.name, staff.role, admin.agency.code, admin.unit.code))
    Staff.is_superuser = property(lambda self: self.username == SUPERUSER)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", required=True, help="names of worlds that are built alike, comma between")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="a folder")
    parser.add_argument(
        "--keys", type=Path, required=True, help="a folder of RSA keys, used in the order of their names"
    )
    parser.add_argument("--paths", type=Path, required=True, help="the sweep's addresses, which A writes")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--mutant-sample", type=int, default=FEW)
    parser.add_argument("--mutants", type=json.loads, default={}, help="a list of names by world, JSON")
    parser.add_argument("--cases", type=int, default=12)
    args = parser.parse_args()
    plan = Plan(args.keys, args.paths, args.sample, args.mutant_sample, args.mutants, args.cases)
    run(args.worlds.split(","), args.home, args.out, plan)


if __name__ == "__main__":
    main()
