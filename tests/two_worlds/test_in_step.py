"""Two worlds run in step: a leak that was seen ends both, one that was not is looked for to the end."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress

import pytest

from tests.two_worlds.compare import Watched, before_readers_act, watched
from tests.two_worlds.in_step import END, Observed, Run, differences, first_seen
from tests.two_worlds.worlds import ALIVE, READERS_ACT, WORLDS

LINES = 100_000


def seen(digests: dict[str, str]) -> list[Observed]:
    """What is seen at a few places, by the place's name."""
    return [Observed("operator", where, digest, 1, False) for where, digest in digests.items()]


@pytest.mark.parametrize(
    ("other", "noticed"),
    [
        ({"statements: default: GET /": "y", "log record 1": "x"}, []),
        ({"statements: default: GET /": "y", "log record 1": "y"}, ["operator: log record 1"]),
    ],
)
def test_a_leak_counts_as_noticed_only_where_its_channel_says(other, noticed):
    a = seen({"statements: default: GET /": "x", "log record 1": "x"})
    assert first_seen(a, seen(other), "log_record") == noticed


@pytest.mark.parametrize(
    ("secret", "seen_by"),
    [("", ["auditor", "manajer", "petugas1"]), ("N1", ["auditor", "manajer"]), ("N2", ["manajer"]), ("N3", [])],
)
def test_a_reader_of_one_secret_is_none_of_a_closer_one(secret, seen_by):
    """Readers of where a house is may know who is in it, and those whether she is placed; never the other way round."""
    a, b = ([Observed(who, f"{ALIVE}N3", digest, 1, False) for who in ("auditor", "manajer", "petugas1")]
            for digest in "xy")  # fmt: skip
    assert differences(a, b, secret) == [f"{who}: {ALIVE}N3" for who in seen_by]


@pytest.mark.parametrize(("secret", "noticed"), [("", ["petugas2: log record 1"]), ("N2", [])])
def test_between_worlds_of_two_secrets_a_leak_is_seen_by_whoever_may_know_neither(secret, noticed):
    a, b = ([Observed("petugas2", "log record 1", digest, 1, False)] for digest in "xy")
    assert first_seen(a, b, "log_record", secret) == noticed


def test_what_one_world_alone_shows_is_seen():
    a = seen({"log record 1": "x"})
    assert first_seen(a, [*a, *seen({"log record 2": "x"})], "log_record") == ["0 observations against 1"]


@pytest.fixture
def worlds(tmp_path):
    """Gives where two worlds write, and a function that lets each write its lines: how many each could."""
    paths = tmp_path / "A", tmp_path / "B"
    for path in paths:
        os.mkfifo(path)

    def write(path, lines) -> int:
        written = 0
        with suppress(BrokenPipeError), path.open("w", buffering=1) as out:
            for line in lines:
                out.write(f"{line}\n")
                written += 1
        return written

    with ThreadPoolExecutor(2) as pool:
        yield paths, lambda *lines: [pool.submit(write, path, some) for path, some in zip(paths, lines, strict=True)]


def line(digest: str, where: str = "log record 1") -> str:
    return json.dumps(["operator", where, digest, 1, False])


def runs(paths):
    return [Run(path, lambda: False) for path in paths]


def test_once_a_leak_is_seen_neither_world_goes_on(worlds):
    paths, write = worlds
    written = write((line("x") for _ in range(LINES)), (line("y" if n == 40 else "x") for n in range(LINES)))
    assert watched("log_record", *runs(paths)) == Watched(["operator: log record 1"], 41, False)
    assert all(40 < ended.result() < LINES for ended in written)


def test_a_leak_that_is_not_seen_is_looked_for_to_the_end(worlds):
    paths, write = worlds
    written = write(*([line("x")] * 900 + [END] for _ in paths))
    assert watched("log_record", *runs(paths)) == Watched([], 900, False)
    assert [ended.result() for ended in written] == [901, 901]


@pytest.mark.parametrize("last", [[], [line("x")]])
def test_a_world_that_stops_before_its_end_is_broken_whatever_was_seen(worlds, last):
    paths, write = worlds
    write([line("x"), END], [line("x"), *last])
    assert watched("log_record", *runs(paths)).broken


def test_a_world_whose_process_is_gone_is_not_waited_for(worlds):
    paths, _ = worlds
    with closing(Run(paths[0], lambda: True)) as run:
        assert list(run) == []
        assert run.broken


def test_where_nothing_is_planted_every_difference_is_told(worlds):
    paths, write = worlds
    write([line("x"), line("x", "GET /"), END], [line("y"), line("y", "GET /"), END])
    assert watched("nothing_n1", *runs(paths)).seen == ["operator: log record 1", "operator: GET /"]


def test_where_readers_send_no_forms_all_else_is_compared():
    acted = seen({"a page": "x", f"{READERS_ACT}a page": "y"})
    assert before_readers_act(acted) == seen({"a page": "x"})
    assert not all(world.readers_act for world in WORLDS.values())
    assert {world.secret for world in WORLDS.values() if world.readers_act} == {"", "N1"}
