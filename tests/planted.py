"""Values that are planted where something breaks, and all that anybody is told of it: pages, log, mails, stacks."""

from __future__ import annotations

import copy
import faulthandler
import io
import json
import logging
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from django.core import mail
from django.db.models import Model
from django.forms.forms import BaseForm
from django.http import HttpResponseBase, QueryDict
from django.template import base
from django.utils.log import AdminEmailHandler

from access import routes
from access.views.acting import ActionView
from audit import reveal
from settings.logging import LOGGING, Ending, Opaque
from vault import stream, unseal
from vault.padding import unpad

PACKAGES = ("vault", "access", "audit", "disclosure", "casework", "referrals", "shelters", "demo")
SAMPLE = 24  # bytes of a file that are looked for
SHORTEST = 5  # letters of a value that is looked for: shorter ones stand in file names by chance


class Told:
    """What is told of what breaks, whoever is told: the product's own log, mails to administrators should somebody
    turn them on, and a dump of all stacks at that moment."""

    def __init__(self, folder: Path) -> None:
        self.log, self.stacks = io.StringIO(), (folder / "stacks").open("w+")

    def taken(self) -> str:
        """All of it since it was last taken."""
        self.stacks.seek(0)
        mails = [str(message.message()) for message in mail.outbox]
        said = "\n".join([self.log.getvalue(), *mails, self.stacks.read()])
        mail.outbox.clear()
        for kept in (self.log, self.stacks):
            kept.seek(0)
            kept.truncate()
        return said

    def breaks(self, value: str) -> NoReturn:
        """Breaks as the careless do: a message with the value, a cause with it, the value in each frame."""
        faulthandler.dump_traceback(file=self.stacks)
        try:
            raise KeyError(value)
        except KeyError as missing:
            raise ValueError(f"no such name: {value}") from missing


@contextmanager
def telling(folder: Path) -> Iterator[Told]:
    """Listens to the handlers that the settings have made, and to mails of whole reports beside them."""
    told, mailed = Told(folder), AdminEmailHandler(include_html=True)
    loggers = [logging.getLogger(), *map(logging.getLogger, sorted(logging.root.manager.loggerDict))]
    written = {each for logger in loggers for each in logger.handlers if type(each.formatter) is Opaque}
    streams = {each: each.setStream(told.log) for each in written if isinstance(each, logging.StreamHandler)}
    for name in ("", "django"):
        logging.getLogger(name).addHandler(mailed)
    try:
        yield told
    finally:
        for name in ("", "django"):
            logging.getLogger(name).removeHandler(mailed)
        for handler, stream in streams.items():
            handler.setStream(stream)
        told.stacks.close()


class Break:
    """Breaks whatever holds what keys have opened: right where it is `opened`, or where a page has `drawn` a value of
    it, at the latest where what was opened is closed again.

    `texts` is what was opened since the last question; `printable` are the objects of ours around a break that would
    print some of it.
    """

    def __init__(self, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
        self.told, self.at, self.texts, self.printable = told, "", set[str](), set[str]()
        breaking, opens, reads, draws = self, unseal.open_envelope, stream._chunk, base.render_value_in_context

        class Values(dict):
            def clear(self) -> None:
                held = list(self.values())
                super().clear()
                breaking.now("drawn", held)

        class Opened(reveal.Opened):
            def __init__(self) -> None:
                super().__init__()
                self._values = Values()

        def open_envelope(*place):
            block = opens(*place)
            self.texts |= {text for text in texts_in(unpad(block)) if len(text) >= SHORTEST}
            self.now("opened", block)
            return block

        def piece_of_file(*place, **last):
            chunk = reads(*place, **last)
            self.texts.add(chunk[:SAMPLE].hex())
            self.now("opened", chunk)
            return chunk

        def render_value_in_context(value, context):
            drawn = draws(value, context)
            if drawn in self.texts:
                self.now("drawn", drawn)
            return drawn

        monkeypatch.setattr(unseal, "open_envelope", open_envelope)
        monkeypatch.setattr(stream, "_chunk", piece_of_file)
        monkeypatch.setattr(base, "render_value_in_context", render_value_in_context)
        monkeypatch.setattr(reveal, "Opened", Opened)

    def now(self, at: str, holding: object) -> None:
        """Breaks if this is where it is to break."""
        if self.texts and self.at == at:
            self.printable |= {kind for kind, said in of_ours(sys._getframe(1)) if found_in(said, self.texts)}
            self.told.breaks(f"{holding} {' '.join(sorted(self.texts))}")

    def asked(self, ask: Callable[[], HttpResponseBase], at: str) -> tuple[int, list[str]]:
        """The status of an answer, and what stands in it, or is told otherwise, that may stand nowhere."""
        with self.breaking(at):
            answer = ask()
            status, body = answer.status_code, ""
            try:
                body = answer.getvalue().decode("utf-8", "replace")
            except ValueError as broke:  # while it is sent: the web server writes it down
                status, body = 500, Ending().formatException((type(broke), broke, broke.__traceback__))
        return status, found_in(body + self.told.taken(), self.texts)

    @contextmanager
    def breaking(self, at: str) -> Iterator[None]:
        """What is opened inside breaks AT that point."""
        self.texts.clear()
        self.told.taken()
        self.at = at
        try:
            yield
        finally:
            self.at = ""


def texts_in(content: bytes) -> Iterator[str]:
    """The texts that a sealed value holds."""
    text = content.decode()
    try:
        left = [json.loads(text)]
    except ValueError:
        left = [text]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left += value.values()
        elif isinstance(value, list):
            left += value
        else:
            yield str(value)


def of_ours(frame) -> Iterator[tuple[str, str]]:
    """(class, how it prints) of each object of a class of ours that these frames name, alone or in a list or a dict;
    but for forms, which print what was typed so that it can be sent again, and rows, which hold it sealed."""
    while frame is not None:
        for value in frame.f_locals.values():
            several = value.values() if isinstance(value, dict) else value
            for one in several if isinstance(value, (dict, list, tuple, set)) else (value,):
                kind = type(one)
                if kind.__module__.split(".")[0] in PACKAGES and not isinstance(one, (BaseForm, Model)):
                    yield f"{kind.__module__}.{kind.__qualname__}", f"{one!r} {one}"
        frame = frame.f_back


def found_in(said: str, planted: Iterable[str]) -> list[str]:
    """The planted values that stand there, as they were typed or without their spaces."""
    return sorted(value for value in planted if value in said or value.replace(" ", "") in said)


def printed(error: BaseException) -> str:
    """Whatever an error shows of itself: printed, pickled, copied, taken apart, and logged with where it was raised."""
    ways: tuple[Callable[[], object], ...] = (
        lambda: f"{error} {error!r} {error!s:>9} {error.args}", lambda: vars(error), lambda: pickle.dumps(error),
        lambda: repr(copy.copy(error)), lambda: repr(copy.deepcopy(error)), lambda: error.__notes__,
    )  # fmt: skip
    record = logging.LogRecord("x", logging.ERROR, "", 0, "it broke: %s", (error,), None)
    record.exc_info = type(error), error, error.__traceback__
    logged = [kind(LOGGING["formatters"]["opaque"]["format"], style="{").format(record) for kind in (Opaque, Ending)]
    return "\n".join([*map(_tried, ways), *logged])


def _tried(way: Callable[[], object]) -> str:
    try:
        return str(way())
    except (AttributeError, TypeError, pickle.PicklingError) as refused:
        return str(refused)


def break_forms(told: Told, monkeypatch: pytest.MonkeyPatch, typed: str, at: str) -> None:
    """From now on what was TYPED breaks whatever takes it: where it is `read` out of a request, where a form has
    `checked` it, or in the place of the act that a form is for (`acted`), whatever else the form lacks."""
    takes, cleans = QueryDict.__getitem__, BaseForm.full_clean

    def read(self, key):
        value = takes(self, key)
        if value == typed:
            told.breaks(f"{value} {dict(self)}")
        return value

    def checked(self):
        cleans(self)
        if self.is_bound and typed in self.data.values():
            told.breaks(f"{self.data} {getattr(self, 'cleaned_data', '')} {self.errors}")

    def acted(view, form):
        told.breaks(f"{form.data} {view.request.POST}")

    if at == "read":
        monkeypatch.setattr(QueryDict, "__getitem__", read)
    elif at == "checked":
        monkeypatch.setattr(BaseForm, "full_clean", checked)
    else:
        monkeypatch.setattr(BaseForm, "is_valid", lambda form: True)
        for view in {view for route in routes.walk() for view in getattr(route.view, "view_class", type).__mro__}:
            if issubclass(view, ActionView) and "act" in vars(view):
                monkeypatch.setattr(view, "act", acted)
