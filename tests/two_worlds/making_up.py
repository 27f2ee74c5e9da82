"""Scripts that nobody thought of: a state machine makes them up, the same ones in every world.

Its choices come from a seed that belongs to the machine, never from what it sees, so two worlds play the same script;
readers act in it too (they are the ones who know), and everybody else's answers are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from access.errors import Refused
from tests.two_worlds.known import JOBS
from tests.two_worlds.observing import Seen, ask
from tests.two_worlds.script import Script
from tests.two_worlds.sweep import BODIES, Sweep

STEPS = 25


def made_up(script: Script, sweep: Sweep, scripts: int) -> Iterator[Seen]:
    """Plays that many made-up scripts of at most twenty-five steps each, one after the other, in the same city."""
    seen: list[Seen] = []
    paths, principals = sorted(sweep.paths), [who for who in sweep.principals if who]

    class MadeUp(RuleBasedStateMachine):
        """Requests, placements, hours that pass and jobs, in any order."""

        @rule(who=st.sampled_from(principals), path=st.sampled_from(paths), body=st.sampled_from(sorted(BODIES)))
        def somebody_asks(self, who, path, body):
            method, data, content_type = BODIES[body]
            answer = ask(sweep.client(who), method, path, data, content_type)
            seen.append(Seen(who, f"made up {len(seen)}: {body} {path}", answer.data))

        @rule(house=st.sampled_from((script.first, script.second)))
        def somebody_is_placed(self, house):
            """A request is held and she arrives, where there is room."""
            with suppress(Refused, StopIteration):  # the house is full; in every world alike
                script.arrive(script.hold(script.ask_for_place(script.case()), house), house)

        @rule(who=st.sampled_from(("petugas1", "kustodian", "penempatan")))
        def a_reader_looks(self, who):
            ask(sweep.client(who), "GET", f"/rumah/{script.first.pk}/")
            ask(sweep.client(who), "POST", f"/rumah/{script.first.pk}/lokasi/", {"purpose": "pemeriksaan rutin rumah"})

        @rule(minutes=st.integers(1, 300))
        def time_passes(self, minutes):
            script.shift(60 * minutes)

        @rule(job=st.sampled_from(sorted(JOBS)))
        def a_job_runs(self, job):
            JOBS[job](timezone.now())
            seen.append(Seen("operator", f"made up {len(seen)}: job {job}", b"ran"))

    plan = settings(
        max_examples=scripts, stateful_step_count=STEPS, derandomize=True, database=None, deadline=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(MadeUp, settings=plan)
    yield from seen
