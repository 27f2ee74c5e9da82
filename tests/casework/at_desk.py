"""An open desk in the operator's browser, what is typed at it, and the number that it gives."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from casework.actions import spooled
from demo.walk import Forms
from vault import spool

WHAT = "Seorang ibu berteriak minta tolong, anaknya menangis."
WHERE = "Gang Kelinci belakang pasar"
NUMBER = re.compile(r"S-[2-9A-Z]{4}-[2-9A-Z]{4}")


@pytest.fixture(autouse=True, name="no_letters")
def empty_spool():
    for name in spool.waiting():
        spool.remove(name)


@pytest.fixture(name="desk")
def open_desk(people, browse):
    """The operator's browser; an error is an answer."""
    client = browse(people.operator112)
    client.raise_request_exception = False
    return client


def form_of(answer) -> dict:
    """What the browser would send of the page's desk."""
    forms = Forms(answer.content.decode()).found
    fields = next(form["fields"] for form in forms if form["action"] == "/meja/")
    return {name: values[-1] for name, values in fields.items() if values}


def typed(answer, **said) -> dict:
    return {**form_of(answer), "what": WHAT, "where": WHERE, "channel": "call_112", "kind": "actual", **said}


def number_in(answer) -> str:
    (number,) = set(NUMBER.findall(answer.content.decode()))
    return number


def enter() -> int:
    return spooled.run_once(timezone.now())
