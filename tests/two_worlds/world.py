"""Runs worlds that are built alike and writes what was observed: `python -m tests.two_worlds.world --worlds A …`."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
from collections import deque
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import partial
from itertools import chain, groupby
from pathlib import Path

from tests.two_worlds import pinned
from tests.two_worlds.acts import ACTS, acts_of, turn
from tests.two_worlds.after import all_after
from tests.two_worlds.forking import DidNotEndWell, in_a_fork
from tests.two_worlds.in_step import END
from tests.two_worlds.plan import Plan
from tests.two_worlds.worlds import FEW, WORLDS

SUPERUSER = "akar"  # an account with every row of auth_permission, is_superuser forced in memory


def run(names: list[str], as_they_are: list[str], home: Path, out: Path, plan: Plan) -> None:
    """Builds a city once, then plays the script and sweep of those worlds that are to run AS_THEY_ARE, and of each for
    each mutant, each in a fork.

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
        from tests.two_worlds.mutants import LEAKS

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
        for name in as_they_are:
            in_a_fork(lambda name=name: _as_it_is(WORLDS[name], out / f"{name}.", plan, records))
            databases.restore(kept)
        for name in names:
            for secret, leaks in groupby(plan.mutants.get(name, ()), key=lambda leak: LEAKS[leak].secret):
                some = list(leaks)
                in_a_fork(lambda name=name, leaks=some: _with_leaks(WORLDS[name], leaks, out, plan, records))
                databases.restore(kept)
        databases.drop()


def _as_it_is(world, out: Path, plan: Plan, records) -> None:
    """The world with nothing planted: the whole script; in a small sample a few of those who only look."""
    from tests.two_worlds.script import Script

    script = Script(world, pinned.clock().shift, few=plan.few)
    _observe(script, script.play(), out, plan, "", records)


def _with_leaks(world, leaks: list[str], out: Path, plan: Plan, records) -> None:
    """Plays the script once; each leak is observed in a fork, from the act on since which it stands.

    LEAKS in the order of those acts.
    """
    from tests.two_worlds import databases
    from tests.two_worlds.mutants import LEAKS
    from tests.two_worlds.script import Script

    script, played = Script(world, pinned.clock().shift, few=True), 0
    for since, some in groupby(leaks, key=lambda leak: LEAKS[leak].since):
        for act in ACTS[played : turn(since)]:
            deque(script.played(act), maxlen=0)
        played = turn(since)
        kept = databases.keep(databases.BEFORE_A_LEAK)
        for leak in some:
            acts = chain.from_iterable(map(script.played, acts_of(since, LEAKS[leak].until)))
            observe = partial(_observe, script, acts, out / f"{world.name}.{leak}", plan, leak, records)
            with suppress(DidNotEndWell):  # one planted leak that breaks stops no other; who reads misses its end
                in_a_fork(observe)
            databases.restore(kept, databases.BEFORE_A_LEAK)


def _observe(script, acts, out: Path, plan: Plan, leak: str, records) -> None:
    """Writes what is seen in those ACTS and afterwards, with a LEAK planted or none."""
    from django.conf import settings

    from tests.two_worlds import happening, mutants, observing, worlds

    needles = [s.encode() for s in worlds.strings()]
    observing.STATEMENTS.listen()
    records.lines.clear()
    script.leaking = bool(leak)
    printed = io.StringIO()
    observing.written_to(printed)
    with (
        suppress(BrokenPipeError),  # a leak that was seen is not looked for any longer
        out.open("w", buffering=1) as lines,  # first: one that can't be planted ends what is read, and hangs nobody
        mutants.applied(leak),
        redirect_stdout(printed),
        redirect_stderr(printed),
    ):
        happening.happenings.listen_in(settings.HOME)
        said = partial(_said, records, printed)
        for one in chain(acts, all_after(script, plan, said)):
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
    parser.add_argument("--as-they-are", default="", help="those of them that run with nothing planted")
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
    as_they_are = [name for name in args.as_they_are.split(",") if name]
    run(args.worlds.split(","), as_they_are, args.home, args.out, plan)


if __name__ == "__main__":
    main()
