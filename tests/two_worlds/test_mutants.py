"""Planted leaks: enough of them, at least one for each channel, each with a secret and a word on what leaks."""

from __future__ import annotations

import inspect
import sys
from contextlib import suppress

import pytest
from django.core.exceptions import ObjectDoesNotExist

import tests.two_worlds.mutants
from demo import houses, invented
from tests.two_worlds.acts import ACTS, acts_of
from tests.two_worlds.kinds import KINDS
from tests.two_worlds.mutants import MUTANTS
from tests.two_worlds.mutants.channels import CHANNELS, SECRETS
from tests.two_worlds.mutants.planting import applied
from tests.two_worlds.script import Script

ENOUGH = 90


def test_there_are_planted_leaks_enough():
    assert len(MUTANTS) >= ENOUGH


def test_every_channel_has_a_planted_leak():
    assert sorted(set(CHANNELS) - {mutant.channel for mutant in MUTANTS.values()}) == []


def test_every_planted_leak_names_a_channel_of_the_list():
    assert sorted({mutant.channel for mutant in MUTANTS.values()} - set(CHANNELS)) == []


def test_every_planted_leak_names_one_of_the_three_secrets():
    assert {mutant.secret for mutant in MUTANTS.values()} == set(SECRETS)


@pytest.mark.parametrize("name", MUTANTS)
def test_every_planted_leak_says_what_leaks(name):
    said = MUTANTS[name].context.__doc__ or ""
    assert said.strip().endswith(".")
    assert len(said.split()) >= 5


def test_every_act_that_a_planted_leak_names_is_one_of_the_script():
    named = {act for leak in MUTANTS.values() for act in (leak.since, leak.until)}
    assert named - {""} <= set(ACTS)
    assert all(acts_of(leak.since, leak.until) for leak in MUTANTS.values() if leak.since)
    assert [act for act in ACTS if not callable(getattr(Script, act, None))] == []


def test_every_act_that_is_written_is_played():
    """By its name in ACTS, or by another act that names it."""
    mixins = Script.__mro__[:-1]
    acts = {name for mixin in mixins for name, one in vars(mixin).items() if inspect.isgeneratorfunction(one)}
    source = "".join(inspect.getsource(mixin) for mixin in mixins)
    assert {act for act in acts - {*ACTS, "play"} if f"self.{act}" not in source} == set()


def test_every_channel_says_where_a_leak_must_be_seen():
    assert set(CHANNELS.values()) == KINDS


@pytest.mark.django_db(databases=["default", "shelters"])
@pytest.mark.parametrize("name", MUTANTS)
def test_every_planted_leak_can_be_planted(name, monkeypatch):
    for module in [module for at, module in sys.modules.items() if at.startswith(tests.two_worlds.mutants.__name__)]:
        if hasattr(module, "peek"):  # at the house, which only a world has
            monkeypatch.setattr(module, "peek", houses.whereabouts(invented.HOUSES[0]).as_json)
    with suppress(ObjectDoesNotExist), applied(name):  # some look first at an account or an agency, too
        pass
