"""What is looked at once the script is played."""

from __future__ import annotations

import json
import select
from itertools import chain
from pathlib import Path

from tests.two_worlds.forking import in_a_fork
from tests.two_worlds.plan import Plan
from tests.two_worlds.worlds import ALIVE, FEW, READERS, READERS_ACT, WORLDS

MADE_UP = 40  # scripts that a state machine makes up, where all is asked; in a sample fewer
WAITS = 3000  # fifths of a second that a world waits for A's addresses


def all_after(script, plan: Plan, said):
    """Once the script is played: sweep, made-up scripts, forms, then readers act; after each what lies anywhere.

    With a leak a smaller sweep. In a small sample what lies anywhere is looked at once, at the end, and with a leak at
    once, too, since that ends its run.
    """
    from demo.build import people
    from tests.two_worlds import commands, exports, happening, known, resting, sweep
    from tests.two_worlds.housing import called_now
    from tests.two_worlds.making_up import made_up

    world, mutant = script.world, script.leaking
    everybody, sample = {*vars(people())}, plan.sweep if mutant else plan.sample
    if not mutant:
        yield from _liveness(script)
    if mutant or not plan.few:
        yield from chain(resting.delivered(), resting.at_rest(whole_log=not mutant))
    yield from said()
    paths, lacking = _addresses(plan.paths, few=sample is not None and sample <= FEW, finds=world == WORLDS["A"])
    called = called_now(script)
    passed = sweep.Sweep(paths, [None, *sorted(everybody - READERS["N1"])], sample, called=called)
    looking = sweep.Sweep(paths, sorted(everybody & READERS["N1"]), sample, title="readers look")
    yield from chain(passed.requests(), _reopened(), looking.looks())
    passed.clients.clear()
    if not mutant:
        script.clients.clear()  # sessions were ended in the sweep
        scripts = MADE_UP if sample is None else 1 if plan.few else MADE_UP // 20
        yield from made_up(script, passed, scripts, short=plan.fewest)
        passed.clients.clear()  # hours have passed: everybody signs in anew
    yield from passed.forms(few_in=6 if plan.fewest and not mutant else 2)
    yield from commands.observed(again=mutant or not plan.fewest)
    yield from chain(resting.delivered(), resting.at_rest(whole_log=not mutant), said())
    if not mutant and world.readers_act and not plan.few:
        acting = sweep.Sweep(paths, looking.principals, sample and sample // 5, title="readers act")
        for seen in chain(
            _reopened(), acting.run(), commands.observed(), resting.delivered(), resting.at_rest(), said()
        ):
            yield seen._replace(where=f"{READERS_ACT}{seen.where}")
    if not mutant:
        # all worlds have the same code; in a small sample test_known.py alone reads it
        of_the_code = known.unknown_in_code() if world == WORLDS["A"] and not plan.few else ()
        of_the_city = (*lacking, *known.unknown_in_city()) if world == WORLDS["A"] else ()
        seen_otherwise = known.unknown_headers(exports.fetched.headers), happening.happenings.unknown()
        yield from map(_unknown, chain(of_the_code, of_the_city, exports.fetched.unknown(), *seen_otherwise))


def _reopened():
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


def _addresses(kept: Path, few: bool, finds: bool) -> tuple[dict[str, list[str]], list[str]]:
    """(addresses, what is said of those that can't be asked); FEW in a sample. A world that FINDS them looks for them,
    any other one waits.

    They are looked for in a fork, for looking draws ids, and before an example goes. PostgreSQL cleans a page of old
    rows when it is read, and new ones lie there then: so every world reads all of them first.
    """
    from django.db import connections

    from access import routes
    from tests.two_worlds import known
    from tests.two_worlds.resting import whole
    from tests.two_worlds.sweep import paths

    def look() -> None:
        found = routes.with_examples(list(routes.walk()))
        told = [route.as_dict() for route in found]
        written = kept.with_suffix(".new")
        written.write_text(json.dumps([paths(told), paths(told, few=True), list(known.routes(found))]))
        written.rename(kept)

    if connections["default"].vendor == "postgresql":
        for alias in connections:
            whole(connections[alias])
    connections.close_all()
    if finds and not kept.exists():
        in_a_fork(look)
    for _ in range(WAITS):
        if kept.exists():
            every, some, lacking = json.loads(kept.read_text())
            return some if few else every, lacking
        select.select([], [], [], 0.2)
    raise SystemExit("world A has found no addresses")


def _unknown(sentence: str):
    """A sentence about something that the harness doesn't know, as an observation that the comparison looks for."""
    from tests.two_worlds.observing import Seen

    return Seen("unknown", sentence, b"")


def _liveness(script):
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
