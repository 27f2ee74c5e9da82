"""What may be part of a document, and what has to pass the gate."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from django.core.exceptions import ImproperlyConfigured

from disclosure import contexts, papers
from disclosure.papers import Coded
from tests.disclosure import samples


@dataclasses.dataclass(frozen=True)
class Pin:
    """Stands for any type that knows a place."""

    where: object


@dataclasses.dataclass(frozen=True)
class WithPin:
    name: str
    pin: Pin


@dataclasses.dataclass(frozen=True)
class WithMapping:
    name: str
    more: dict


@dataclasses.dataclass(frozen=True)
class Moments:
    day: datetime.date
    moment: datetime.datetime | None
    label: Coded


@dataclasses.dataclass
class Melting:
    name: str


@pytest.mark.parametrize("context", [WithPin, WithMapping, Melting, dict])
def test_a_context_that_could_carry_more_than_plain_values_is_refused(context):
    unsafe = dataclasses.replace(samples.REPORT_PAPER, kind="unsafe", context=context, required=())
    with pytest.raises(ImproperlyConfigured):
        papers.register(unsafe)
    with pytest.raises(KeyError):
        papers.get("unsafe")


def test_a_required_field_has_to_be_one_of_the_context():
    wrong = dataclasses.replace(samples.REPORT_PAPER, kind="wrong", required=("missing_field",))
    with pytest.raises(ImproperlyConfigured):
        papers.register(wrong)


def test_every_free_text_passes_the_gate_and_coded_text_does_not():
    found = contexts.texts(samples.REPORT)
    assert set(found) == {
        "victim_name", "household.0.name", "household.1.name", "chronology", "analysis", "recommendation",
    }  # fmt: skip
    assert set(contexts.texts(samples.LETTER)) == {"client", "reason"}


def test_a_context_comes_back_as_it_was():
    assert contexts.load(samples.SampleReport, contexts.dump(samples.REPORT)) == samples.REPORT
    without_day = dataclasses.replace(samples.REPORT, born=None, household=())
    assert contexts.load(samples.SampleReport, contexts.dump(without_day)) == without_day


def test_times_and_days_survive_the_way():
    moments = Moments(datetime.date(2026, 11, 24), datetime.datetime(2026, 11, 24, 2, 10, tzinfo=datetime.UTC), "x")
    contexts.refuse_unsafe(Moments, "moments")
    assert contexts.load(Moments, contexts.dump(moments)) == moments


def test_what_is_missing_is_named_by_its_label():
    empty = dataclasses.replace(samples.REPORT, analysis="")
    assert samples.REPORT_PAPER.missing(empty) == ["Analisis"]
    assert samples.REPORT_PAPER.missing(samples.REPORT) == []
